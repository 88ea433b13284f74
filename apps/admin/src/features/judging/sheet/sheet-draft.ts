import type { ScoreItems, SheetView } from '@weichuang/contracts/judging/sheets';
import type { Answers, FormDefinition } from '@weichuang/domain/forms/definition';
import { scoreItems, scoreTotal } from '@weichuang/domain/judging/score-total';

/** The general remark is asked as one more field of the sheet, and kept apart by the server. */
export const COMMENT = '__comment';

/** The rubric with the general remark at its end. */
export const withComment = (rubric: FormDefinition): FormDefinition => ({
  sections: [
    ...rubric.sections,
    { id: COMMENT, title: { zh: '总体评语', en: 'General remark' }, fields: [{ id: COMMENT, type: 'longtext', label: { zh: '评语（选填）', en: 'Remark (optional)' }, maxLength: 2000 }] },
  ],
});

export const answersOf = (sheet: Pick<SheetView, 'items' | 'comment'>): Answers => ({ ...sheet.items, ...(sheet.comment ? { [COMMENT]: sheet.comment } : {}) });

/** What is sent: everything on the screen but scores that cannot be right; those are shown beside their field and not kept. */
export function bodyOf(rubric: FormDefinition, answers: Answers): { items: ScoreItems; comment: string } {
  const { problems } = scoreTotal(rubric, answers);
  const wrong = new Set(problems.filter((problem) => problem.path.endsWith('.score')).map((problem) => problem.path.split('.')[0]));
  const items: ScoreItems = {};
  for (const { field } of scoreItems(rubric)) {
    const answer = answers[field.id];
    if (typeof answer !== 'object' || answer === null) continue;
    const score = !wrong.has(field.id) && 'score' in answer && typeof answer.score === 'string' ? answer.score : '';
    const comment = 'comment' in answer && typeof answer.comment === 'string' ? answer.comment : '';
    if (score || comment) items[field.id] = { ...(score ? { score } : {}), ...(comment ? { comment } : {}) };
  }
  const comment = answers[COMMENT];
  return { items, comment: typeof comment === 'string' ? comment : '' };
}

/** What the server has now of the fields that are being saved, where it is not what this device saw last. */
export function changedElsewhere(seen: Answers, now: Answers): Answers {
  const ids = new Set([...Object.keys(seen), ...Object.keys(now)]);
  return Object.fromEntries([...ids].filter((id) => JSON.stringify(seen[id] ?? null) !== JSON.stringify(now[id] ?? null)).map((id) => [id, now[id] ?? null]));
}

/**
 * A stale part beside what the server has now: `theirs` is what another device changed, in whatever field; `rest` is what nobody else
 * touched and can be sent again as it is.
 * @param seen what this device saw last of the server; null when the part was typed on something older, so that nobody can tell who
 * changed a field: then all that differs is asked about
 */
export function besideOthers(seen: Answers | null, patch: Answers, now: Answers): { readonly theirs: Answers; readonly rest: Answers } {
  const theirs = seen ? changedElsewhere(seen, now) : Object.fromEntries(Object.keys(patch).filter((id) => JSON.stringify(patch[id] ?? null) !== JSON.stringify(now[id] ?? null)).map((id) => [id, now[id] ?? null]));
  return { theirs, rest: Object.fromEntries(Object.entries(patch).filter(([id]) => !(id in theirs))) };
}
