import { own, sameAnswer } from '../forms/answer';
import type { Answers, FormDefinition } from '../forms/definition';
import { fieldsOfForm } from '../forms/visible-fields';

/** A field of the optimised plan beside the version that was judged. */
export interface PlanChange {
  readonly fieldId: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** What differs from the judged version, field by field in the form's order. */
export function planChanges(definition: FormDefinition, judged: Answers, optimised: Answers): PlanChange[] {
  return fieldsOfForm(definition).flatMap(({ id }) => {
    const [before, after] = [own(judged, id), own(optimised, id)];
    return sameAnswer(before, after) ? [] : [{ fieldId: id, before: before ?? null, after: after ?? null }];
  });
}

/** One remark on a field, with the replies to it. Instants ISO. */
export interface CommentThread {
  readonly id: string;
  readonly fieldId: string;
  readonly settledBy: string | null;
  readonly entries: readonly { readonly id: string; readonly userId: string; readonly name: string; readonly text: string; readonly at: string }[];
}

export const openThreads = (threads: readonly CommentThread[]): number => threads.filter((one) => one.settledBy === null).length;
