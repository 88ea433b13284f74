import type { ReviewRule, ReviewStage } from '../calls/round-config';
import type { RankRow } from './ranking';

/** The stage after this one in the rule's order; null after the last. */
export function stageAfter(rule: Pick<ReviewRule, 'stages'>, stageId: string): ReviewStage | null {
  const at = rule.stages.findIndex((stage) => stage.id === stageId);
  return at < 0 ? null : (rule.stages[at + 1] ?? null);
}

/** The stage before this one whose shortlist it takes; null: it takes every qualified application. */
export function stageBefore(rule: Pick<ReviewRule, 'stages'>, stageId: string): ReviewStage | null {
  const at = rule.stages.findIndex((stage) => stage.id === stageId);
  const before = at > 0 ? rule.stages[at - 1] : undefined;
  return before?.shortlist ? before : null;
}

/**
 * Who goes on: the first `size` of a stage's own ranking (`stageRule`), ties broken by the round's rules. Those whom no rule separates
 * at the line share its place and go on together: nobody is left out by chance. Whoever has no rank stays behind.
 * @returns ids, best first
 */
export const shortlisted = (rows: readonly RankRow[], size: number): string[] => rows.flatMap((row) => (row.rank !== null && row.rank <= size ? [row.id] : []));

/**
 * Who is to be told: all, and after a shortlist was drawn up anew those alone whom it moved.
 * @param judged ids of the stage's applications
 * @param entrants ids that go on
 * @param told what each was told of this stage before: goes on or not
 */
export const toTell = (judged: readonly string[], entrants: readonly string[], told: ReadonlyMap<string, boolean>): { readonly id: string; readonly goesOn: boolean }[] =>
  judged.map((id) => ({ id, goesOn: entrants.includes(id) })).filter(({ id, goesOn }) => told.get(id) !== goesOn);

/**
 * After which stage an application stayed behind: the stage before the first whose entrants it is not among.
 * @param entrants of each stage that takes a shortlist, by stage id
 */
export function leftAfter(rule: Pick<ReviewRule, 'stages'>, entrants: Readonly<Record<string, readonly string[] | null | undefined>>, applicationId: string): string | null {
  for (const [at, stage] of rule.stages.entries()) {
    const taken = entrants[stage.id];
    if (taken && !taken.includes(applicationId)) return rule.stages[at - 1]?.id ?? null;
  }
  return null;
}
