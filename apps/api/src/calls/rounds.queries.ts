import type { EntityManager } from 'typeorm';
import type { AnnouncementView } from '@weichuang/contracts/calls/rounds';
import type { RoundConfig } from '@weichuang/domain/calls/round-config';
import type { RoundState } from '@weichuang/domain/calls/round.machine';
import type { RoundWork } from '@weichuang/domain/calls/stage-line';
import { handedIn, inDraft } from '@weichuang/platform/calls/handed-in';
import { ROUND_WORK } from './round-work.queries';

export interface RoundListRow {
  id: string;
  tenant: { id: string; name: string };
  title: string;
  edition: number;
  year: number;
  state: RoundState;
  calendar: RoundConfig['calendar'];
  needs: RoundConfig['needs'];
  evaluation: RoundConfig['evaluation'];
  pool_fen: number;
  undertaker: { id: string; name: string } | null;
  applications: number;
  projects: number;
  work: RoundWork | null;
}

const SUMMARY = `
  SELECT r.id, jsonb_build_object('id', t.id, 'name', t.name) AS tenant, r.title, r.edition, r.year, r.state,
    r.config -> 'calendar' AS calendar, r.config -> 'needs' AS needs, r.config -> 'evaluation' AS evaluation, (r.config ->> 'poolFen')::bigint AS pool_fen,
    CASE WHEN u.id IS NULL THEN NULL ELSE jsonb_build_object('id', u.id, 'name', u.name) END AS undertaker,
    (SELECT count(*)::int FROM application a WHERE a.round_id = r.id AND ${handedIn('a')}) AS applications,
    (SELECT count(*)::int FROM project p WHERE p.round_id = r.id) AS projects,
    ${ROUND_WORK} AS work
  FROM round r JOIN tenant t ON t.id = r.tenant_id LEFT JOIN organization u ON u.id = r.undertaker_organization_id`;

/** A street's rounds, newest first. */
export const roundsOf = (em: EntityManager, tenantId: string, state: string | undefined, year: number | undefined): Promise<RoundListRow[]> =>
  em.query(
    `${SUMMARY} WHERE r.tenant_id = $1 AND ($2::text IS NULL OR r.state = $2) AND ($3::int IS NULL OR r.year = $3) ORDER BY r.year DESC, r.edition DESC, r.created_at DESC LIMIT 200`,
    [tenantId, state ?? null, year ?? null],
  );

/** Rounds a person works on, by its memberships; applicants: those they applied to or asked for a pairing in. Drafts are the street's and the undertaker's. */
export const roundsOfPerson = (em: EntityManager, userId: string): Promise<RoundListRow[]> =>
  em.query(
    `${SUMMARY} WHERE EXISTS (
       SELECT 1 FROM membership m WHERE m.user_id = $1 AND m.ended_at IS NULL AND (
         (m.tenant_id = r.tenant_id AND (m.round_id IS NULL OR m.round_id = r.id) AND (r.state <> 'draft' OR m.role IN ('street_manager', 'street_handler', 'street_leader', 'undertaker')))
         OR (m.district_id IS NOT NULL AND r.state <> 'draft' AND r.tenant_id IN (SELECT t.id FROM tenant t JOIN region s ON s.id = t.region_id WHERE s.parent_id = m.district_id))
         OR (m.tenant_id IS NULL AND m.organization_id IS NOT NULL AND r.state <> 'draft' AND (
           EXISTS (SELECT 1 FROM application a WHERE a.round_id = r.id AND a.organization_id = m.organization_id)
           OR EXISTS (SELECT 1 FROM pairing g WHERE g.round_id = r.id AND g.organization_id = m.organization_id)))))
     ORDER BY (r.state IN ('archived', 'cancelled')), r.year DESC, r.created_at DESC LIMIT 100`,
    [userId],
  );

export interface RoundCounts {
  needs: number;
  pairings: number;
  drafts: number;
  submitted: number;
  qualified: number;
  projects: number;
  unscreened: number;
  open_sheets: number;
  undecided: number;
  notice_over: boolean;
  open_objections: number;
  open_projects: number;
  work: RoundWork | null;
}

/** What the moves of a round depend on, and what its page shows; read only here. */
export async function countsOf(em: EntityManager, roundId: string, now: Date): Promise<RoundCounts> {
  const rows: RoundCounts[] = await em.query(
    `SELECT
       (SELECT count(*)::int FROM need WHERE round_id = $1 AND state IN ('filed', 'published', 'closed')) AS needs,
       (SELECT count(*)::int FROM pairing WHERE round_id = $1 AND state = 'accepted') AS pairings,
       (SELECT count(*)::int FROM application a WHERE a.round_id = $1 AND ${inDraft('a')}) AS drafts,
       (SELECT count(*)::int FROM application a WHERE a.round_id = $1 AND ${handedIn('a')}) AS submitted,
       (SELECT count(*)::int FROM application WHERE round_id = $1 AND state IN ('submitted', 'returned')) AS unscreened,
       (SELECT count(*)::int FROM application WHERE round_id = $1 AND state = 'qualified') AS qualified,
       (SELECT count(*)::int FROM project WHERE round_id = $1) AS projects,
       (SELECT count(*)::int FROM scorecard WHERE round_id = $1 AND state IN ('assigned', 'in_progress')) AS open_sheets,
       (SELECT count(*)::int FROM application a WHERE a.round_id = $1 AND a.state = 'qualified'
          AND NOT EXISTS (SELECT 1 FROM award w JOIN decision d ON d.id = w.decision_id WHERE w.application_id = a.id AND d.state IN ('approved', 'published'))) AS undecided,
       (EXISTS (SELECT 1 FROM public_notice WHERE round_id = $1 AND published_at IS NOT NULL)
          AND NOT EXISTS (SELECT 1 FROM public_notice WHERE round_id = $1 AND state = 'published' AND (ends_at IS NULL OR ends_at > $2))) AS notice_over,
       (SELECT count(*)::int FROM objection WHERE round_id = $1 AND state <> 'replied') AS open_objections,
       (SELECT count(*)::int FROM project WHERE round_id = $1 AND state NOT IN ('closed', 'terminated')) AS open_projects,
       (SELECT ${ROUND_WORK} FROM round r WHERE r.id = $1) AS work`,
    [roundId, now],
  );
  if (!rows[0]) throw new Error('a query of counts gave no row');
  return rows[0];
}

export async function announcementsOf(em: EntityManager, roundId: string): Promise<AnnouncementView[]> {
  // the columns are the contract's own
  return (await em.query(
    `SELECT id, kind, title, body, published_at AS "publishedAt", data ->> 'before' AS before, data ->> 'after' AS after
     FROM round_announcement WHERE round_id = $1 ORDER BY published_at DESC, id DESC`,
    [roundId],
  )) as AnnouncementView[];
}

export const formRefs = (em: EntityManager, ids: readonly string[]): Promise<{ id: string; formKey: string; kind: string; version: number; title: string; publishedAt: Date | null }[]> =>
  em.query(`SELECT id, form_key AS "formKey", kind, version, title, published_at AS "publishedAt" FROM form_version WHERE id = ANY ($1) ORDER BY kind, form_key, version`, [ids]);

export async function organizationName(em: EntityManager, id: string): Promise<string | null> {
  const rows: { name: string }[] = await em.query('SELECT name FROM organization WHERE id = $1', [id]);
  return rows[0]?.name ?? null;
}

/** The organization's name when it has an application in the round, drafts included: it means to apply. */
export async function appliedName(em: EntityManager, roundId: string, organizationId: string): Promise<string | null> {
  const rows: { name: string }[] = await em.query(
    `SELECT o.name FROM organization o WHERE o.id = $2 AND EXISTS (SELECT 1 FROM application a WHERE a.round_id = $1 AND a.state <> 'withdrawn' AND (a.organization_id = o.id OR a.host_organization_id = o.id))`,
    [roundId, organizationId],
  );
  return rows[0]?.name ?? null;
}

/** Registered organizations by the beginning of their name or a part of it, twenty at most. */
export const organizationsNamed = (em: EntityManager, q: string): Promise<{ id: string; name: string }[]> =>
  em.query(
    `SELECT id, name FROM organization WHERE state = 'active' AND kind NOT IN ('filed_group', 'resident_group') AND name ILIKE '%' || $1 || '%'
     ORDER BY (name ILIKE $1 || '%') DESC, name LIMIT 20`,
    [q.replace(/[\\%_]/g, '\\$&')],
  );

/** Every form version a configuration names. */
export function versionIdsOf(config: RoundConfig): string[] {
  const ids = [
    ...config.tracks.flatMap((track) => [track.applicationFormVersionId, track.rubricVersionId, track.progressReportFormVersionId]),
    ...config.review.stages.map((stage) => stage.rubricVersionId),
    config.progressReport.formVersionId,
    ...config.evaluation.map((stage) => stage.indexVersionId),
  ];
  return [...new Set(ids.filter((id): id is string => !!id))];
}
