import { compareDecimals, decimal } from '@weichuang/kernel/decimal';
import type { ReviewRule, TieRule } from '../calls/round-config';
import { finalScore } from './final-score';
import { type StageScore, publishedScore, scoreStage } from './stage-score';
import { type TieFacts, breakTie } from './ties';

export interface RankInput extends TieFacts {
  /** values of the parts no judge gives, by part id, decimal strings */
  readonly parts: Readonly<Record<string, string>>;
  /** the stage after which it did not go on; absent: it went all the way */
  readonly leftAfter?: string;
}

export type Standing =
  | 'ranked'
  /** has a rank, but nothing is funded below the pass line */
  | 'below_pass'
  /** a judge ticked a veto item */
  | 'vetoed'
  /** did not go on from one stage to the next */
  | 'not_shortlisted'
  | 'insufficient_sheets'
  | 'missing_part';

export interface RankRow {
  readonly id: string;
  /** 1 is best; tied ones share a place and the next places stay empty (1, 2, 2, 4). Null without a score or with a veto */
  readonly rank: number | null;
  /** as published, exactly the rule's decimals; null when it cannot be made */
  readonly score: string | null;
  readonly standing: Standing;
  /** no rule separates it from its neighbours: the funder has to put them in order */
  readonly tied: boolean;
  /** who else has the same published score, and the rule that separated this one from them (null: none did) */
  readonly tie: { readonly with: readonly string[]; readonly decidedBy: TieRule | null } | null;
  readonly stages: Readonly<Record<string, { readonly score: string; readonly sheets: number; readonly dropped: readonly string[]; readonly fellBack: boolean }>>;
  readonly vetoes: readonly { readonly stageId: string; readonly judgeId: string; readonly fieldIds: readonly string[] }[];
  readonly insufficientStages: readonly string[];
  readonly missingParts: readonly string[];
}

export interface Ranking {
  /** in order of rank, then those without one by id */
  readonly rows: readonly RankRow[];
  readonly undecided: boolean;
  /** standard scores of judges with fewer than three sheets */
  readonly thin: readonly { readonly stageId: string; readonly judgeId: string; readonly sheets: number }[];
}

/**
 * Ranks the applications of one list (a round, or one of its tracks) by the round's review rule. Whoever has the same published
 * score is equal, so that nobody stands before another for digits that no one can see; then the tie rules decide. The pass line
 * looks at the published score too.
 * The result does not depend on the order of the input.
 * @param funderOrder the funder's decision among tied ones, ids best first
 */
export function rankApplications(input: readonly RankInput[], rule: ReviewRule, funderOrder: readonly string[] = []): Ranking {
  const stages = rule.stages.map((stage) => ({
    stage,
    scores: scoreStage(stage, new Map(input.map((row) => [row.id, row.stageSheets[stage.id] ?? []]))),
  }));
  const scored = input.map((row) => {
    const own: Record<string, StageScore | undefined> = {};
    for (const { stage, scores } of stages) own[stage.id] = scores.byApplication.get(row.id);
    return outcomeOf(row, own, rule);
  });

  const groups = new Map<string, Scored[]>();
  for (const item of scored) if (item.row.standing === 'ranked' || item.row.standing === 'below_pass') push(groups, item.row.score ?? '', item);
  const ordered = [...groups].sort(([a], [b]) => compareDecimals(decimal(b), decimal(a)));

  const rows: RankRow[] = [];
  for (const [, group] of ordered) {
    const facts = group.map((item) => item.input).sort(byId);
    const outcomes = new Map(group.map((item) => [item.input.id, item.row]));
    for (const place of breakTie(facts, rule.ties, rule.stages, funderOrder)) {
      const rank = rows.length + 1;
      for (const fact of place.rows) {
        const others = facts.filter((other) => other.id !== fact.id).map((other) => other.id);
        const tie = others.length ? { with: others, decidedBy: place.decidedBy } : null;
        rows.push({ ...outcomes.get(fact.id)!, rank, tied: place.rows.length > 1, tie });
      }
    }
  }
  const unranked = scored.filter((item) => item.row.standing !== 'ranked' && item.row.standing !== 'below_pass').map((item) => item.row);
  return {
    rows: [...rows, ...unranked.sort(byId)],
    undecided: rows.some((row) => row.tied),
    thin: stages.flatMap(({ stage, scores }) => scores.thin.map((judge) => ({ stageId: stage.id, ...judge }))),
  };
}

interface Scored {
  readonly input: RankInput;
  readonly row: RankRow;
}

function outcomeOf(input: RankInput, scores: Readonly<Record<string, StageScore | undefined>>, rule: ReviewRule): Scored {
  const final = finalScore(rule, scores, input.parts);
  const vetoes = rule.stages.flatMap((stage) =>
    (input.stageSheets[stage.id] ?? []).flatMap((sheet) =>
      sheet.vetoed?.length ? [{ stageId: stage.id, judgeId: sheet.judgeId, fieldIds: sheet.vetoed }] : [],
    ),
  );
  vetoes.sort((a, b) => (a.judgeId < b.judgeId ? -1 : a.judgeId > b.judgeId ? 1 : 0));
  const stayed = input.leftAfter !== undefined;
  const score = final.value && !stayed ? publishedScore(final.value, rule) : null;
  const standing = stayed && !vetoes.length ? 'not_shortlisted' : standingOf(score, final.insufficientStages.length > 0, vetoes.length > 0, rule);
  const stages: Record<string, RankRow['stages'][string]> = {};
  for (const score of Object.values(scores))
    if (score?.value)
      stages[score.stageId] = { score: publishedScore(score.value, rule), sheets: score.sheets, dropped: score.dropped, fellBack: score.fellBack };
  // what came after it stayed behind is not missing
  const left = input.leftAfter === undefined ? Infinity : rule.stages.findIndex((stage) => stage.id === input.leftAfter);
  const insufficientStages = final.insufficientStages.filter((id) => rule.stages.findIndex((stage) => stage.id === id) <= left);
  const missingParts = stayed ? [] : final.missingParts;
  return { input, row: { id: input.id, rank: null, score, standing, tied: false, tie: null, stages, vetoes, insufficientStages, missingParts } };
}

function standingOf(score: string | null, insufficient: boolean, vetoed: boolean, rule: ReviewRule): Standing {
  if (vetoed) return 'vetoed';
  if (insufficient) return 'insufficient_sheets';
  if (score === null) return 'missing_part';
  if (rule.passLine !== null && compareDecimals(decimal(score), decimal(rule.passLine)) < 0) return 'below_pass';
  return 'ranked';
}

/** The rule for ranking one stage alone, for a shortlist: its own score, unweighted, without parts and without a pass line. */
export function stageRule(rule: ReviewRule, stageId: string): ReviewRule {
  return { ...rule, stages: rule.stages.filter((stage) => stage.id === stageId), parts: [], total: 'sum', passLine: null };
}

const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

function push<T>(map: Map<string, T[]>, key: string, item: T): void {
  const list = map.get(key);
  if (list) list.push(item);
  else map.set(key, [item]);
}
