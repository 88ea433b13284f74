import { outcomeOf, type ProjectStand, TOLD_AWARDS } from '@weichuang/domain/applications/outcome';
import type { ApplicationState } from '@weichuang/domain/applications/application.machine';
import { ROUND_STATES, type RoundState } from '@weichuang/domain/calls/round.machine';
import type { Answers } from '@weichuang/domain/forms/definition';
import type { PairingState } from '@weichuang/domain/needs/pairing.machine';
import type { OrganizationRow } from '@weichuang/persistence/organizations/entities';
import type { Ctx } from '@weichuang/platform/context/ctx';
import { queryPrepared } from '@weichuang/platform/context/prepared';
import { type DomainEvent, EVENT_COLUMNS, eventValues } from '@weichuang/platform/events/emit';

/** A draft as saving needs it, its row locked; `db_now` is read after the lock was got. */
export interface WritableRow {
  readonly id: string;
  readonly tenant_id: string;
  readonly round_id: string;
  readonly organization_id: string;
  readonly host_organization_id: string | null;
  readonly track_id: string;
  readonly community_id: string | null;
  readonly need_id: string | null;
  readonly pairing_id: string | null;
  readonly form_version_id: string;
  readonly title: string;
  readonly answers: Answers;
  readonly touched: Readonly<Record<string, number>>;
  readonly requested_fen: number;
  readonly own_fen: number;
  readonly state: ApplicationState;
  readonly return_fields: string[] | null;
  readonly return_until: Date | null;
  readonly revision: number;
  readonly round_stamp: string;
}

export async function lockForWriting(ctx: Ctx, id: string): Promise<WritableRow | null> {
  const rows = await queryPrepared<WritableRow>(
    ctx.em,
    `SELECT a.id, a.tenant_id, a.round_id, a.organization_id, a.host_organization_id, a.track_id, a.community_id, a.need_id, a.pairing_id, a.form_version_id,
       a.title, a.answers, a.touched, a.requested_fen, a.own_fen, a.state, a.return_fields, a.return_until, a.revision, r.xmin::text AS round_stamp
     FROM application a JOIN round r ON r.id = a.round_id WHERE a.id = $1 FOR UPDATE OF a`,
    [id],
  );
  return rows[0] ?? null;
}

export interface SavedColumns {
  readonly answers: Answers;
  readonly touched: Readonly<Record<string, number>>;
  readonly title: string;
  readonly hostOrganizationId: string | null;
  readonly communityId: string | null;
  readonly needId: string | null;
  /** null: the organization's pairing with the community, if there is one */
  readonly pairingId: string | null;
  readonly requestedFen: number;
  readonly ownFen: number;
  readonly revision: number;
  readonly at: Date;
}

/**
 * The draft and its event in one statement, since this is what every pause in typing does.
 * Ids of what does not exist here, or belongs elsewhere, become null: a draft may name anything.
 */
export async function saveColumns(ctx: Ctx, row: WritableRow, to: SavedColumns, event: DomainEvent): Promise<void> {
  await queryPrepared(
    ctx.em,
    `WITH saved AS (UPDATE application SET answers = $2, touched = $3, title = $4, requested_fen = $5, own_fen = $6, revision = $7, updated_at = $8,
       host_organization_id = (SELECT id FROM organization WHERE id = $9),
       community_id = (SELECT id FROM community WHERE id = $10 AND tenant_id = $13),
       need_id = (SELECT id FROM need WHERE id = $11 AND round_id = $14),
       pairing_id = (SELECT p.id FROM pairing p WHERE p.round_id = $14 AND p.organization_id = $15 AND p.state IN ('requested', 'accepted')
         AND (p.id = $12 OR p.community_id = $10) ORDER BY p.id = $12 DESC NULLS LAST, p.state = 'accepted' DESC LIMIT 1)
     WHERE id = $1)
     INSERT INTO event_log (${EVENT_COLUMNS}) VALUES ($16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26)`,
    [
      row.id, JSON.stringify(to.answers), JSON.stringify(to.touched), to.title, to.requestedFen, to.ownFen, to.revision, to.at,
      to.hostOrganizationId, to.communityId, to.needId, to.pairingId, row.tenant_id, row.round_id, row.organization_id, ...eventValues(ctx, event),
    ],
  );
}

/** The project that came of an application. `evaluating`: an evaluation of it is under way; `passed`: its final one is passed. */
export interface ProjectOf {
  readonly id: string;
  readonly state: ProjectStand;
  readonly evaluating: boolean;
  readonly passed: boolean;
}

/**
 * The state of an award `w` as it may be known: null until a notice of its decision is out; one that is in no published notice itself is
 * not known either, and one that moved up waits on until its own notice.
 */
export const PUBLIC_AWARD = `CASE WHEN NOT EXISTS (SELECT 1 FROM public_notice n WHERE n.decision_id = w.decision_id AND n.published_at IS NOT NULL) THEN NULL
  WHEN w.state NOT IN ('proposed', 'approved') THEN w.state WHEN w.reason = 'ALLOCATION.PROMOTED' THEN 'waitlisted' END`;

/** What came of an application `a`, as two columns: `project` (a `ProjectOf`, or null) and `award` (its state as it may be known). */
export const WHAT_CAME = `(SELECT json_build_object('id', p.id, 'state', p.state, 'evaluating', EXISTS (SELECT 1 FROM evaluation e WHERE e.project_id = p.id AND e.state <> 'confirmed'),
         'passed', EXISTS (SELECT 1 FROM evaluation e WHERE e.project_id = p.id AND e.stage = 'final' AND e.state = 'confirmed' AND e.passes)) FROM project p WHERE p.application_id = a.id) AS project,
       (SELECT ${PUBLIC_AWARD} FROM award w WHERE w.application_id = a.id ORDER BY w.created_at DESC LIMIT 1) AS award`;

const OUTCOMES = ROUND_STATES.flatMap((round) => TOLD_AWARDS.flatMap((award) => {
  const outcome = outcomeOf(award, round);
  return outcome ? [`WHEN '${round}:${award}' THEN '${outcome}'`] : [];
})).join(' ');

/** What `outcomeOf` says of these two columns, in SQL. */
export const outcomeSql = (award: string, roundState: string): string => `CASE ${roundState} || ':' || ${award} ${OUTCOMES} END`;

/** Everything besides the answers that a submission or a check depends on. */
export interface PlaceRow {
  readonly round_stamp: string;
  readonly round_title: string;
  readonly round_state: RoundState;
  readonly round_year: number;
  readonly undertaker_organization_id: string | null;
  readonly street_name: string;
  readonly street_short: string;
  readonly organization: OrganizationRow;
  readonly host: { readonly id: string; readonly name: string; readonly kind: OrganizationRow['kind']; readonly uscc: string | null } | null;
  readonly community: { readonly id: string; readonly name: string; readonly short: string } | null;
  readonly need: { readonly id: string; readonly title: string; readonly state: string; readonly communityId: string } | null;
  readonly pairing: { readonly id: string; readonly state: PairingState } | null;
  readonly project: ProjectOf | null;
  readonly award: string | null;
  readonly files: string[];
  readonly judging_begun: boolean;
  /** the database's own clock, in milliseconds, read by this statement */
  readonly db_ms: number;
}

export async function placeOf(ctx: Ctx, applicationId: string): Promise<PlaceRow | null> {
  const rows: PlaceRow[] = await ctx.em.query(
    `SELECT r.xmin::text AS round_stamp, r.title AS round_title, r.state AS round_state, r.year AS round_year, r.undertaker_organization_id,
       t.name AS street_name, t.short_name AS street_short,
       json_build_object('id', o.id, 'kind', o.kind, 'name', o.name, 'uscc', o.uscc, 'registeredOn', o.registered_on, 'registrar', o.registrar,
         'assessmentLevel', o.assessment_level, 'profile', o.profile) AS organization,
       CASE WHEN h.id IS NOT NULL THEN json_build_object('id', h.id, 'name', h.name, 'kind', h.kind, 'uscc', h.uscc) END AS host,
       CASE WHEN c.id IS NOT NULL THEN json_build_object('id', c.id, 'name', c.name, 'short', c.short_name) END AS community,
       CASE WHEN n.id IS NOT NULL THEN json_build_object('id', n.id, 'title', n.title, 'state', n.state, 'communityId', n.community_id) END AS need,
       (SELECT json_build_object('id', p.id, 'state', p.state) FROM pairing p WHERE p.id = a.pairing_id OR (p.round_id = a.round_id AND p.organization_id = a.organization_id AND p.community_id = a.community_id)
         ORDER BY p.state = 'accepted' DESC, p.state = 'requested' DESC, p.id = a.pairing_id DESC NULLS LAST LIMIT 1) AS pairing,
       ${WHAT_CAME},
       ARRAY(SELECT f.id::text FROM stored_file f WHERE f.subject_id = a.id AND f.removed_at IS NULL) AS files,
       EXISTS (SELECT 1 FROM review_stage s WHERE s.round_id = a.round_id AND s.opened_at IS NOT NULL) AS judging_begun,
       (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS db_ms
     FROM application a JOIN round r ON r.id = a.round_id JOIN tenant t ON t.id = a.tenant_id JOIN organization o ON o.id = a.organization_id
     LEFT JOIN organization h ON h.id = a.host_organization_id LEFT JOIN community c ON c.id = a.community_id LEFT JOIN need n ON n.id = a.need_id
     WHERE a.id = $1`,
    [applicationId],
  );
  return rows[0] ?? null;
}

/** The next number of a series in a round; whoever asks second waits for the first to commit. */
export async function nextNumber(ctx: Ctx, roundId: string, tenantId: string, kind: string): Promise<number> {
  const rows: { last: number }[] = await ctx.em.query(
    `INSERT INTO round_number (round_id, kind, tenant_id, last) VALUES ($1, $2, $3, 1)
     ON CONFLICT (round_id, kind) DO UPDATE SET last = round_number.last + 1 RETURNING last`,
    [roundId, kind, tenantId],
  );
  return rows[0]?.last ?? 1;
}

export async function nextReceipt(ctx: Ctx): Promise<number> {
  const rows: { seq: number }[] = await ctx.em.query(`SELECT nextval('receipt_seq') AS seq`);
  return rows[0]?.seq ?? 1;
}

export interface NewDraftPlace {
  readonly state: RoundState;
  readonly stamp: string;
  readonly undertaker_organization_id: string | null;
  readonly kind: OrganizationRow['kind'];
  readonly host_id: string | null;
  /** of this organization in this round, handed in or being written */
  readonly begun: number;
  readonly takes_part: boolean;
}

export async function placeOfNew(ctx: Ctx, roundId: string, organizationId: string): Promise<NewDraftPlace | null> {
  const rows: NewDraftPlace[] = await ctx.em.query(
    `SELECT r.state, r.xmin::text AS stamp, r.undertaker_organization_id, o.kind, o.host_id,
       (SELECT count(*)::int FROM application a WHERE a.round_id = r.id AND a.organization_id = o.id AND a.state NOT IN ('withdrawn', 'expired', 'disqualified')) AS begun,
       EXISTS (SELECT 1 FROM participation p WHERE p.tenant_id = r.tenant_id AND p.organization_id = o.id) AS takes_part
     FROM round r, organization o WHERE r.id = $1 AND o.id = $2`,
    [roundId, organizationId],
  );
  return rows[0] ?? null;
}
