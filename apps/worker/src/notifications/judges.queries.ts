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

/** Judges of the stage's panel with something left to score whom nobody reminded of it, by hand or by the timer, in the last 24 hours. */
export async function judgesToRemind(em: EntityManager, stageId: string, now: Date): Promise<string[]> {
  const open = (await judgesOfStage(em, stageId)).filter((judge) => judge.open > 0).map((judge) => judge.id);
  // a reminder that names nobody was for all
  const told: { judges: string[] | null }[] = await em.query(
    `SELECT data -> 'judges' AS judges FROM event_log WHERE subject_id = $1 AND kind = 'review_stage.reminded' AND happened_at > $2::timestamptz - interval '24 hours' AND happened_at <= $2`, [stageId, now],
  );
  return open.filter((id) => !told.some(({ judges }) => judges === null || judges.includes(id)));
}

/** Judges who sit on the stage's panel, with what they have left to score. */
export const judgesOfStage = (em: EntityManager, stageId: string): Promise<JudgeOfStage[]> =>
  em.query(
    `SELECT u.id, u.name, u.email, u.locale, (SELECT count(*)::int FROM scorecard c WHERE c.review_stage_id = p.review_stage_id AND c.judge_id = u.id AND c.state IN ('assigned', 'in_progress')) AS open
     FROM panel_judge p JOIN user_account u ON u.id = p.user_id WHERE p.review_stage_id = $1 AND p.removed_at IS NULL AND u.state <> 'disabled' ORDER BY u.id`,
    [stageId],
  );
