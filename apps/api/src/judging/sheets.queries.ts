import type { EntityManager } from 'typeorm';
import type { Answers, FormDefinition } from '@weichuang/domain/forms/definition';
import type { JudgeTask, ScoreItems, SheetBrief } from '@weichuang/contracts/judging/sheets';
import type { Text } from '@weichuang/domain/forms/definition';
import type { ReviewStageState } from '@weichuang/domain/judging/review-stage.machine';
import { judgedIn } from './stages.queries';

export interface TaskRow extends Omit<JudgeTask, 'stage'> {
  readonly stage: Text;
}

/** Every panel a person sits on, what is open first. The person is named: the request sees all its streets. */
export function tasksOf(em: EntityManager, userId: string): Promise<TaskRow[]> {
  return em.query(
    `SELECT s.id AS "stageId", jsonb_build_object('id', r.id, 'title', r.title) AS round, t.name AS tenant, s.state,
       (SELECT stage -> 'name' FROM jsonb_array_elements(r.config -> 'review' -> 'stages') AS stage WHERE stage ->> 'id' = s.stage_key) AS stage,
       r.config -> 'calendar' ->> 'reviewTo' AS "reviewTo",
       CASE WHEN s.state = 'forming' THEN 0 ELSE (SELECT count(*) FROM application a WHERE a.round_id = r.id AND ${judgedIn('s.id')} AND NOT a.id = ANY (p.declared_for))::int END AS undeclared,
       (SELECT jsonb_build_object('assigned', count(*) FILTER (WHERE c.state = 'assigned'), 'in_progress', count(*) FILTER (WHERE c.state = 'in_progress'),
          'locked', count(*) FILTER (WHERE c.state = 'locked'), 'recused', count(*) FILTER (WHERE c.state = 'recused'), 'voided', count(*) FILTER (WHERE c.state = 'voided'))
        FROM scorecard c WHERE c.review_stage_id = s.id AND c.judge_id = $1) AS sheets
     FROM panel_judge p JOIN review_stage s ON s.id = p.review_stage_id JOIN round r ON r.id = p.round_id JOIN tenant t ON t.id = p.tenant_id
     WHERE p.user_id = $1 AND p.removed_at IS NULL AND r.state <> 'cancelled'
     ORDER BY array_position(ARRAY['scoring', 'declaring', 'forming', 'closed', 'frozen'], s.state), r.config -> 'calendar' ->> 'reviewTo' DESC, s.id`,
    [userId],
  );
}

export interface MySheetRow {
  readonly id: string;
  readonly state: SheetBrief['state'];
  readonly revision: number;
  readonly total: string | null;
  readonly items: ScoreItems;
  readonly rubricVersionId: string;
  readonly applicationId: string;
  readonly number: string | null;
  readonly title: string;
  readonly organization: string;
  readonly community: string | null;
}

/** A judge's sheets of a stage, by the applications' numbers. Applications it did not declare on are not among them. */
export function mySheets(em: EntityManager, stageId: string, judgeId: string): Promise<MySheetRow[]> {
  return em.query(
    `SELECT c.id, c.state, c.revision, c.total::text AS total, c.items, c.rubric_version_id AS "rubricVersionId",
       a.id AS "applicationId", a.number, a.title, o.name AS organization, k.name AS community
     FROM scorecard c JOIN panel_judge p ON p.review_stage_id = c.review_stage_id AND p.user_id = c.judge_id AND p.removed_at IS NULL
       JOIN application a ON a.id = c.application_id JOIN organization o ON o.id = a.organization_id LEFT JOIN community k ON k.id = a.community_id
     WHERE c.review_stage_id = $1 AND c.judge_id = $2 AND a.id = ANY (p.declared_for) ORDER BY a.number, a.id`,
    [stageId, judgeId],
  );
}

export interface SheetRow {
  readonly id: string;
  readonly state: SheetBrief['state'];
  readonly revision: number;
  readonly items: ScoreItems;
  readonly comment: string;
  readonly total: string | null;
  readonly lockedAt: Date | null;
  readonly reason: string | null;
  readonly stageId: string;
  readonly stageState: ReviewStageState;
  readonly roundId: string;
  readonly applicationId: string;
  /** the judge has said with this very application that there is no connection */
  readonly declared: boolean;
  readonly conflict: boolean;
  readonly number: string | null;
  readonly title: string;
  readonly organization: string;
  readonly community: string | null;
  readonly requestedFen: number;
  readonly ownFen: number;
  readonly answers: Answers;
  readonly definition: FormDefinition;
}

/** A judge's own sheet with what was submitted: the frozen version, not a draft. Nothing for whoever left the panel. */
export async function sheetRow(em: EntityManager, id: string, judgeId: string): Promise<SheetRow | undefined> {
  const rows: SheetRow[] = await em.query(
    `SELECT c.id, c.state, c.revision, c.items, c.comment, c.total::text AS total, c.locked_at AS "lockedAt", c.reason, s.id AS "stageId", s.state AS "stageState",
       c.round_id AS "roundId", a.id AS "applicationId", a.id = ANY (p.declared_for) AS declared,
       EXISTS (SELECT FROM conflict x WHERE x.application_id = a.id AND x.user_id = c.judge_id) AS conflict,
       a.number, v.title, o.name AS organization, k.name AS community, v.requested_fen AS "requestedFen", v.own_fen AS "ownFen", v.answers, f.definition
     FROM scorecard c JOIN review_stage s ON s.id = c.review_stage_id
       JOIN panel_judge p ON p.review_stage_id = s.id AND p.user_id = c.judge_id AND p.removed_at IS NULL
       JOIN application a ON a.id = c.application_id JOIN application_version v ON v.application_id = a.id AND v.version = a.submitted_version
       JOIN form_version f ON f.id = v.form_version_id JOIN organization o ON o.id = a.organization_id LEFT JOIN community k ON k.id = a.community_id
     WHERE c.id = $1 AND c.judge_id = $2`,
    [id, judgeId],
  );
  return rows[0];
}

/** Names behind the ids that answers of an application hold. */
export async function namesFor(em: EntityManager, tenantId: string, needIds: readonly string[]): Promise<{ communities: { id: string; name: string }[]; needs: { id: string; name: string }[] }> {
  const communities: { id: string; name: string }[] = await em.query('SELECT id, name FROM community WHERE tenant_id = $1 ORDER BY name', [tenantId]);
  const needs: { id: string; name: string }[] = needIds.length ? await em.query('SELECT id, title AS name FROM need WHERE id = ANY ($1::uuid[])', [needIds]) : [];
  return { communities, needs };
}
