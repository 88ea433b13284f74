import type { ApplicationState } from '@weichuang/domain/applications/application.machine';
import type { Answers } from '@weichuang/domain/forms/definition';
import type { PairingState } from '@weichuang/domain/needs/pairing.machine';
import type { OrganizationRow } from '@weichuang/persistence/organizations/entities';
import type { Ctx } from '@weichuang/platform/context/ctx';

type Kind = OrganizationRow['kind'];

/** What the rules of a call ask about one application, as the data have it now. */
export interface ScreenedRow {
  readonly id: string;
  readonly round_id: string;
  readonly round_stamp: string;
  readonly track_id: string;
  readonly form_version_id: string;
  readonly state: ApplicationState;
  readonly number: string;
  readonly title: string;
  readonly version: number;
  readonly returns: number;
  readonly revision: number;
  readonly submitted_at: Date;
  /** as they were handed in */
  readonly answers: Answers;
  readonly organization: { readonly id: string; readonly name: string; readonly kind: Kind; readonly uscc: string | null; readonly registeredOn: string | null };
  readonly host: { readonly name: string; readonly kind: Kind; readonly uscc: string | null } | null;
  readonly need: { readonly state: string } | null;
  readonly pairing: PairingState | null;
  readonly applications: number;
  readonly undertaker: string | null;
  readonly judging_begun: boolean;
  /** instants at which earlier projects of the applicant in this street were terminated */
  readonly terminated: string[];
}

const SELECT = `
  SELECT a.id, a.round_id, r.xmin::text AS round_stamp, a.track_id, a.form_version_id, a.state, a.number, a.title, a.submitted_version AS version, a.returns, a.revision, a.submitted_at, v.answers,
    json_build_object('id', o.id, 'name', o.name, 'kind', o.kind, 'uscc', o.uscc, 'registeredOn', o.registered_on) AS organization,
    CASE WHEN h.id IS NOT NULL THEN json_build_object('name', h.name, 'kind', h.kind, 'uscc', h.uscc) END AS host,
    CASE WHEN n.id IS NOT NULL THEN json_build_object('state', n.state) END AS need,
    (SELECT p.state FROM pairing p WHERE p.id = a.pairing_id OR (p.round_id = a.round_id AND p.organization_id = a.organization_id AND p.community_id = a.community_id)
      ORDER BY p.state = 'accepted' DESC, p.state = 'requested' DESC LIMIT 1) AS pairing,
    (SELECT count(*)::int FROM application x WHERE x.round_id = a.round_id AND x.organization_id = a.organization_id AND x.state IN ('submitted', 'returned', 'qualified')) AS applications,
    r.undertaker_organization_id AS undertaker,
    EXISTS (SELECT 1 FROM review_stage s WHERE s.round_id = a.round_id AND s.opened_at IS NOT NULL) AS judging_begun,
    COALESCE((SELECT json_agg(e.happened_at) FROM project p JOIN event_log e ON e.subject_id = p.id AND e.kind = 'project.terminate' WHERE p.organization_id = a.organization_id), '[]') AS terminated
  FROM application a JOIN round r ON r.id = a.round_id JOIN organization o ON o.id = a.organization_id
  JOIN application_version v ON v.application_id = a.id AND v.version = a.submitted_version
  LEFT JOIN organization h ON h.id = a.host_organization_id LEFT JOIN need n ON n.id = a.need_id`;

export async function screened(ctx: Ctx, applicationId: string): Promise<ScreenedRow | null> {
  const rows: ScreenedRow[] = await ctx.em.query(`${SELECT} WHERE a.id = $1`, [applicationId]);
  return rows[0] ?? null;
}

/** Handed in first comes first. */
export const screenedPage = (ctx: Ctx, roundId: string, state: ApplicationState, after: { at: string; id: string } | null, limit: number): Promise<ScreenedRow[]> =>
  ctx.em.query(`${SELECT} WHERE a.round_id = $1 AND a.number IS NOT NULL AND a.state = $2 AND ($3::timestamptz IS NULL OR (a.submitted_at, a.id) > ($3, $4::uuid)) ORDER BY a.submitted_at, a.id LIMIT $5`, [
    roundId, state, after?.at ?? null, after?.id ?? null, limit,
  ]);

export interface StateCounts {
  readonly submitted: number;
  readonly returned: number;
  readonly qualified: number;
  readonly disqualified: number;
}

/** How many of a round's applications that have a number stand in each state of the check. */
export async function countStates(ctx: Ctx, roundId: string): Promise<StateCounts> {
  const one = (state: keyof StateCounts) => `count(*) FILTER (WHERE state = '${state}')::int AS ${state}`;
  const rows: StateCounts[] = await ctx.em.query(`SELECT ${one('submitted')}, ${one('returned')}, ${one('qualified')}, ${one('disqualified')} FROM application WHERE round_id = $1 AND number IS NOT NULL`, [roundId]);
  return rows[0] ?? { submitted: 0, returned: 0, qualified: 0, disqualified: 0 };
}

/** The one to check after this: the oldest that waits. */
export async function nextToScreen(ctx: Ctx, roundId: string, notThis: string): Promise<string | null> {
  const rows: { id: string }[] = await ctx.em.query(`SELECT id FROM application WHERE round_id = $1 AND number IS NOT NULL AND state = 'submitted' AND id <> $2 ORDER BY submitted_at, id LIMIT 1`, [roundId, notThis]);
  return rows[0]?.id ?? null;
}

export const namesOf = async (ctx: Ctx, userIds: readonly string[]): Promise<Map<string, string>> => {
  const rows: { id: string; name: string }[] = userIds.length ? await ctx.em.query('SELECT id, name FROM user_account WHERE id = ANY ($1::uuid[])', [userIds]) : [];
  return new Map(rows.map((row) => [row.id, row.name]));
};
