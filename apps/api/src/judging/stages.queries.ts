import type { EntityManager } from 'typeorm';
import type { ReviewStage, RoundConfig } from '@weichuang/domain/calls/round-config';
import type { SheetCounts } from '@weichuang/contracts/judging/shapes';
import { ReviewStageRow } from '@weichuang/persistence/judging/entities';
import { found } from '@weichuang/platform/http/refused';

export interface JudgedRound {
  readonly id: string;
  readonly title: string;
  readonly state: string;
  readonly config: RoundConfig;
}

/** @throws Refused NOT_FOUND */
export async function roundOf(em: EntityManager, roundId: string): Promise<JudgedRound> {
  const rows: JudgedRound[] = await em.query('SELECT id, title, state, config FROM round WHERE id = $1', [roundId]);
  return found(rows[0]);
}

/** @throws Refused NOT_FOUND */
export async function stageOf(em: EntityManager, id: string, lock = false): Promise<ReviewStageRow> {
  return found(await em.findOne(ReviewStageRow, { where: { id }, ...(lock ? { lock: { mode: 'pessimistic_write' as const } } : {}) }));
}

export const stagesOf = (em: EntityManager, roundId: string): Promise<ReviewStageRow[]> => em.findBy(ReviewStageRow, { roundId });

/** What the configuration says of a stage: the frozen rule once there is one. */
export function settingsOf(stage: Pick<ReviewStageRow, 'stageKey' | 'rule'>, config: RoundConfig): ReviewStage {
  const settings = (stage.rule ?? config.review).stages.find((one) => one.id === stage.stageKey);
  if (!settings) throw new Error(`a stage the configuration does not know: ${stage.stageKey}`);
  return settings;
}

/** Every qualified application is judged. */
export const JUDGED = `a.state = 'qualified'`;
/** ... in this stage, given by its id: where it takes a shortlist, those on it alone. */
export const judgedIn = (stageId: string): string => `${JUDGED} AND NOT EXISTS (SELECT FROM review_stage e WHERE e.id = ${stageId} AND NOT a.id = ANY (e.entrants))`;

export interface StageNumbers {
  readonly judges: number;
  readonly applications: number;
  readonly sheets: SheetCounts;
  /** names of judges who have not declared on every application */
  readonly undeclared: readonly string[];
  /** open sheets, with the judge's name */
  readonly open: readonly { readonly id: string; readonly judge: string }[];
  /** sheets per application that may still count, and those that do */
  readonly perApplication: readonly { readonly id: string; readonly label: string; readonly assigned: number; readonly locked: number }[];
}

/** Everything the steps of a stage ask about, in one statement. */
export async function numbersOf(em: EntityManager, stage: { readonly id: string; readonly roundId: string }): Promise<StageNumbers> {
  const rows: { numbers: StageNumbers }[] = await em.query(
    `WITH judged AS (SELECT a.id, COALESCE(a.number, a.title) AS label FROM application a WHERE a.round_id = $2 AND ${judgedIn('$1')}),
      panel AS (
        SELECT p.user_id, u.name, p.declared_at IS NOT NULL AND NOT EXISTS (SELECT FROM judged j WHERE NOT j.id = ANY (p.declared_for)) AS declared
        FROM panel_judge p JOIN user_account u ON u.id = p.user_id WHERE p.review_stage_id = $1 AND p.removed_at IS NULL),
      cards AS (SELECT c.id, c.application_id, c.judge_id, c.state FROM scorecard c WHERE c.review_stage_id = $1),
      counted AS (
        SELECT j.id, j.label, count(c.id) FILTER (WHERE c.state IN ('assigned', 'in_progress', 'locked')) AS assigned, count(c.id) FILTER (WHERE c.state = 'locked') AS locked
        FROM judged j LEFT JOIN cards c ON c.application_id = j.id GROUP BY j.id, j.label)
    SELECT jsonb_build_object(
      'judges', (SELECT count(*) FROM panel),
      'applications', (SELECT count(*) FROM judged),
      'sheets', (SELECT jsonb_build_object('assigned', count(*) FILTER (WHERE state = 'assigned'), 'in_progress', count(*) FILTER (WHERE state = 'in_progress'),
        'locked', count(*) FILTER (WHERE state = 'locked'), 'recused', count(*) FILTER (WHERE state = 'recused'), 'voided', count(*) FILTER (WHERE state = 'voided')) FROM cards),
      'undeclared', (SELECT COALESCE(jsonb_agg(name ORDER BY name), '[]') FROM panel WHERE NOT declared),
      'open', (SELECT COALESCE(jsonb_agg(jsonb_build_object('id', c.id, 'judge', u.name) ORDER BY c.id), '[]') FROM cards c JOIN user_account u ON u.id = c.judge_id WHERE c.state IN ('assigned', 'in_progress')),
      'perApplication', (SELECT COALESCE(jsonb_agg(jsonb_build_object('id', id, 'label', label, 'assigned', assigned, 'locked', locked) ORDER BY label), '[]') FROM counted)
    ) AS numbers`,
    [stage.id, stage.roundId],
  );
  return found(rows[0]).numbers;
}

export interface BriefRow {
  readonly id: string;
  readonly number: string | null;
  readonly title: string;
  readonly organization: string;
  readonly community: string | null;
  readonly trackId: string;
}

/** The applications a stage judges, by number. */
export function judgedApplications(em: EntityManager, stage: { readonly id: string; readonly roundId: string }): Promise<BriefRow[]> {
  return em.query(
    `SELECT a.id, a.number, a.title, o.name AS organization, c.name AS community, a.track_id AS "trackId"
     FROM application a JOIN organization o ON o.id = a.organization_id LEFT JOIN community c ON c.id = a.community_id
     WHERE a.round_id = $2 AND ${judgedIn('$1')} ORDER BY a.number, a.id`,
    [stage.id, stage.roundId],
  );
}

/** Judges of the stage's panel with sheets not handed in, and whether they were reminded of them in the last 24 hours. */
export const judgesWithOpenSheets = (em: EntityManager, stageId: string, now: Date): Promise<{ id: string; sheets: number; lately: boolean }[]> =>
  em.query(
    `SELECT c.judge_id AS id, count(*)::int AS sheets, EXISTS (
       SELECT 1 FROM event_log e WHERE e.subject_id = $1 AND e.kind = 'review_stage.reminded' AND e.happened_at > $2::timestamptz - interval '24 hours'
         AND (e.data -> 'judges' IS NULL OR e.data -> 'judges' ? c.judge_id::text)) AS lately
     FROM scorecard c JOIN panel_judge p ON p.review_stage_id = c.review_stage_id AND p.user_id = c.judge_id AND p.removed_at IS NULL
     WHERE c.review_stage_id = $1 AND c.state IN ('assigned', 'in_progress') GROUP BY c.judge_id ORDER BY c.judge_id`,
    [stageId, now],
  );
