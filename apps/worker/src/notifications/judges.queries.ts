import type { EntityManager } from 'typeorm';
import type { Person } from './recipients.queries';

export interface JudgeOfStage extends Person {
  /** applications given to it that it has not scored */
  readonly open: number;
}

export interface StagePlace {
  readonly round: string;
  readonly reviewTo: Date;
}

export async function stagePlace(em: EntityManager, stageId: string): Promise<StagePlace | null> {
  const rows: StagePlace[] = await em.query(
    `SELECT r.title AS round, (r.config -> 'calendar' ->> 'reviewTo')::timestamptz AS "reviewTo" FROM review_stage s JOIN round r ON r.id = s.round_id WHERE s.id = $1`, [stageId],
  );
  return rows[0] ?? null;
}

/** Judges who sit on the stage's panel, with what they have left to score. */
export const judgesOfStage = (em: EntityManager, stageId: string): Promise<JudgeOfStage[]> =>
  em.query(
    `SELECT u.id, u.name, u.email, u.locale, (SELECT count(*)::int FROM scorecard c WHERE c.review_stage_id = p.review_stage_id AND c.judge_id = u.id AND c.state IN ('assigned', 'in_progress')) AS open
     FROM panel_judge p JOIN user_account u ON u.id = p.user_id WHERE p.review_stage_id = $1 AND p.removed_at IS NULL AND u.state <> 'disabled' ORDER BY u.id`,
    [stageId],
  );
