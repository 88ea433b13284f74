import { type FieldProblem, type Refusal, refuse, refuseFields } from '@weichuang/kernel/denial';

/** What is published never changes: answers and scores are pinned to it. `FORM.PUBLISHED` */
export const editRefusal = (version: { readonly publishedAt: Date | null }): Refusal | null => (version.publishedAt ? refuse('FORM.PUBLISHED') : null);

/** `FORM.PUBLISHED` twice, `FORM.INVALID` with the places that are wrong. */
export const publishRefusal = (version: { readonly publishedAt: Date | null }, problems: readonly FieldProblem[]): Refusal | null =>
  editRefusal(version) ?? (problems.length ? refuseFields('FORM.INVALID', problems) : null);
