import type { EntityManager } from 'typeorm';
import type { AssignmentPair } from '@weichuang/domain/judging/assignment';
import type { PanelView } from '@weichuang/contracts/judging/panel';
import { judgedIn } from './stages.queries';

type Named = { readonly id: string; readonly name: string };
const BRIEF = `jsonb_build_object('id', a.id, 'number', a.number, 'title', a.title, 'organization', o.name, 'community', c.name, 'trackId', a.track_id)`;
const WITH_NAMES = `JOIN organization o ON o.id = a.organization_id LEFT JOIN community c ON c.id = a.community_id`;

/** The panel's judges with what they have declared and done, by name. */
export function panelJudges(em: EntityManager, stage: { readonly id: string; readonly roundId: string }): Promise<PanelView['judges']> {
  return em.query(
    `SELECT u.id AS "userId", u.name, u.email, u.phone, u.state AS "accountState", p.declared_at AS "declaredAt",
       (SELECT count(*) FROM application a WHERE a.round_id = $2 AND ${judgedIn('$1')} AND NOT a.id = ANY (p.declared_for))::int AS undeclared,
       (SELECT count(*) FROM conflict x WHERE x.round_id = $2 AND x.user_id = p.user_id)::int AS conflicts,
       (SELECT count(*) FROM scorecard s WHERE s.review_stage_id = $1 AND s.judge_id = p.user_id AND s.state IN ('assigned', 'in_progress', 'locked'))::int AS sheets,
       (SELECT count(*) FROM scorecard s WHERE s.review_stage_id = $1 AND s.judge_id = p.user_id AND s.state = 'locked')::int AS locked
     FROM panel_judge p JOIN user_account u ON u.id = p.user_id
     WHERE p.review_stage_id = $1 AND p.removed_at IS NULL ORDER BY u.name, u.id`,
    [stage.id, stage.roundId],
  );
}

/** Recorded conflicts of the round's judges, the newest first. */
export function recordedConflicts(em: EntityManager, stage: { readonly id: string; readonly roundId: string }): Promise<PanelView['conflicts']> {
  return em.query(
    `SELECT jsonb_build_object('id', u.id, 'name', u.name) AS judge, ${BRIEF} AS application, x.source, x.reason, x.created_at AS "createdAt"
     FROM conflict x JOIN user_account u ON u.id = x.user_id JOIN application a ON a.id = x.application_id ${WITH_NAMES}
     WHERE x.round_id = $2 AND EXISTS (SELECT FROM panel_judge p WHERE p.review_stage_id = $1 AND p.user_id = x.user_id)
     ORDER BY x.created_at DESC, a.number`,
    [stage.id, stage.roundId],
  );
}

/**
 * What related data says of judges and applicants without a recorded conflict: a membership of the applying or of the host
 * organization, now or within three years; the same telephone number as the organization or one of its people.
 */
export async function conflictHints(em: EntityManager, stage: { readonly id: string; readonly roundId: string }, now: Date): Promise<PanelView['hints']> {
  const rows: { judge: Named; application: PanelView['hints'][number]['application']; same_organization: boolean; host_organization: boolean; same_phone: boolean }[] = await em.query(
    `WITH judges AS (SELECT u.id, u.name, NULLIF(regexp_replace(COALESCE(u.phone, ''), '\\D', '', 'g'), '') AS phone
        FROM panel_judge p JOIN user_account u ON u.id = p.user_id WHERE p.review_stage_id = $1 AND p.removed_at IS NULL),
      held AS (SELECT m.user_id, m.organization_id FROM membership m
        WHERE m.organization_id IS NOT NULL AND (m.ended_at IS NULL OR m.ended_at > $3::timestamptz - interval '3 years')),
      phones AS (
        SELECT o.id AS organization_id, regexp_replace(o.profile ->> 'contactPhone', '\\D', '', 'g') AS phone FROM organization o WHERE o.profile ->> 'contactPhone' <> ''
        UNION SELECT h.organization_id, regexp_replace(u.phone, '\\D', '', 'g') FROM held h JOIN user_account u ON u.id = h.user_id WHERE u.phone <> ''),
      found AS (
        SELECT j.id AS judge_id, a.id AS application_id,
          EXISTS (SELECT FROM held h WHERE h.user_id = j.id AND h.organization_id = a.organization_id) AS same_organization,
          EXISTS (SELECT FROM held h WHERE h.user_id = j.id AND h.organization_id = a.host_organization_id) AS host_organization,
          EXISTS (SELECT FROM phones f WHERE f.phone = j.phone AND f.organization_id IN (a.organization_id, a.host_organization_id)) AS same_phone
        FROM judges j CROSS JOIN application a WHERE a.round_id = $2 AND ${judgedIn('$1')})
    SELECT jsonb_build_object('id', j.id, 'name', j.name) AS judge, ${BRIEF} AS application, f.same_organization, f.host_organization, f.same_phone
    FROM found f JOIN judges j ON j.id = f.judge_id JOIN application a ON a.id = f.application_id ${WITH_NAMES}
    WHERE (f.same_organization OR f.host_organization OR f.same_phone)
      AND NOT EXISTS (SELECT FROM conflict x WHERE x.application_id = a.id AND x.user_id = j.id)
    ORDER BY j.name, a.number`,
    [stage.id, stage.roundId, now],
  );
  return rows.map(({ judge, application, ...by }) => ({
    judge,
    application,
    by: (['same_organization', 'host_organization', 'same_phone'] as const).filter((key) => by[key]),
  }));
}

export interface AssignmentGround {
  /** judges who have declared on every application */
  readonly judges: readonly string[];
  readonly forbidden: readonly AssignmentPair[];
  readonly kept: readonly AssignmentPair[];
}

/** Whom the assignment may use: conflicts, recusals and voided sheets forbid a pair for good, existing sheets stay. */
export async function assignmentGround(em: EntityManager, stage: { readonly id: string; readonly roundId: string }): Promise<AssignmentGround> {
  const judges: { id: string }[] = await em.query(
    `SELECT p.user_id AS id FROM panel_judge p WHERE p.review_stage_id = $1 AND p.removed_at IS NULL AND p.declared_at IS NOT NULL
       AND NOT EXISTS (SELECT FROM application a WHERE a.round_id = $2 AND ${judgedIn('$1')} AND NOT a.id = ANY (p.declared_for))`,
    [stage.id, stage.roundId],
  );
  const forbidden: AssignmentPair[] = await em.query(
    `SELECT x.application_id AS "applicationId", x.user_id AS "judgeId" FROM conflict x WHERE x.round_id = $2
     UNION SELECT s.application_id, s.judge_id FROM scorecard s WHERE s.review_stage_id = $1 AND s.state IN ('recused', 'voided')`,
    [stage.id, stage.roundId],
  );
  const kept: AssignmentPair[] = await em.query(
    `SELECT s.application_id AS "applicationId", s.judge_id AS "judgeId" FROM scorecard s WHERE s.review_stage_id = $1 AND s.state IN ('assigned', 'in_progress', 'locked')`,
    [stage.id],
  );
  return { judges: judges.map(({ id }) => id), forbidden, kept };
}

export interface ProgressCell {
  readonly sheetId: string;
  readonly applicationId: string;
  readonly judgeId: string;
  readonly judge: string;
  readonly state: 'assigned' | 'in_progress' | 'locked' | 'recused' | 'voided';
  readonly total: string | null;
  readonly reason: string | null;
  readonly revision: number;
}

export const progressCells = (em: EntityManager, stageId: string): Promise<ProgressCell[]> =>
  em.query(
    `SELECT s.id AS "sheetId", s.application_id AS "applicationId", s.judge_id AS "judgeId", u.name AS judge, s.state, s.total::text AS total, s.reason, s.revision
     FROM scorecard s JOIN user_account u ON u.id = s.judge_id WHERE s.review_stage_id = $1 ORDER BY u.name, u.id`,
    [stageId],
  );
