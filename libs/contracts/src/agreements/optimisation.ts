import { z } from 'zod';
import { OPTIMISATION_STATES } from '@weichuang/domain/agreements/optimisation.machine';
import { FileView } from '../files/file';
import { AnswersSchema, FieldProblemSchema, FormDefinitionSchema } from '../forms/definition.schema';
import { defineRoute } from '../http/route';
import { Action, Fen, Id, IdParams, Instant, Prose, TextSchema } from '../http/shapes';

const Revision = z.int().min(1);
const Choice = z.object({ id: z.string(), label: z.string() });

export const CommentThreadView = z.object({
  id: Id,
  fieldId: z.string(),
  settled: z.boolean(),
  entries: z.array(z.object({ id: Id, userId: Id, name: z.string(), text: z.string(), at: z.string() })).readonly(),
});
export type CommentThreadView = z.output<typeof CommentThreadView>;

export const OptimisationView = z.object({
  state: z.enum(OPTIMISATION_STATES),
  revision: Revision,
  definition: FormDefinitionSchema,
  answers: AnswersSchema,
  /** the version that was judged */
  judged: AnswersSchema,
  /** false: without personal fields */
  whole: z.boolean(),
  lockedFields: z.array(z.string()).readonly(),
  grantFen: Fen,
  /** rules the page reckons the budget with while typing */
  budget: z.object({ categories: z.array(z.object({ id: z.string(), name: TextSchema })), caps: z.array(z.unknown()), maxRequestFen: z.number().nullable(), overCap: z.enum(['invalid', 'truncate']), grant: z.unknown() }),
  changes: z.array(z.object({ fieldId: z.string(), before: z.unknown(), after: z.unknown() })),
  /** what stands in the way of handing it in */
  problems: z.array(FieldProblemSchema.extend({ message: z.string() })),
  threads: z.array(CommentThreadView),
  files: z.array(FileView),
  communities: z.array(Choice),
  needs: z.array(Choice),
  returnReason: z.string().nullable(),
  actions: z.array(Action),
  may: z.object({ edit: z.boolean(), discuss: z.boolean(), settle: z.boolean() }),
});
export type OptimisationView = z.output<typeof OptimisationView>;

export const getOptimisation = defineRoute({ method: 'GET', path: '/projects/:id/optimisation', summary: '优化方案 The optimised plan', params: IdParams, response: OptimisationView });

/** Fields that somebody else changed since are not overwritten: `conflicts` has the server's answers of them. */
export const saveOptimisation = defineRoute({
  method: 'PATCH',
  path: '/projects/:id/optimisation',
  summary: '保存优化方案 Save the optimised plan',
  params: IdParams,
  body: z.object({ revision: Revision, patch: AnswersSchema }),
  response: z.object({ revision: Revision, savedAt: Instant, conflicts: AnswersSchema }),
});

export const addOptimisationFile = defineRoute({
  method: 'POST', path: '/projects/:id/optimisation/files', summary: '上传方案附件 Upload a file of the plan', params: IdParams, kind: 'upload', response: FileView, idempotent: true,
});

export const addComment = defineRoute({
  method: 'POST',
  path: '/projects/:id/optimisation/comments',
  summary: '提出或回复意见 Comment on a field',
  params: IdParams,
  body: z.object({ fieldId: z.string().min(1).max(64), threadId: Id.nullable().default(null), text: Prose(2000).min(1) }),
  response: z.object({ revision: Revision, threadId: Id }),
  idempotent: true,
});

export const settleThread = defineRoute({
  method: 'POST',
  path: '/projects/:id/optimisation/threads/:threadId/settled',
  summary: '意见已解决或重新打开 Settle or reopen a remark',
  params: IdParams.extend({ threadId: Id }),
  body: z.object({ settled: z.boolean() }),
  response: z.object({ revision: Revision }),
  idempotent: true,
});

const Moved = z.object({ state: z.enum(OPTIMISATION_STATES), revision: Revision });
const move = <const E extends readonly [string, ...string[]]>(events: E) => z.object({ event: z.enum(events), revision: Revision, reason: Prose(2000).default('') });

export const submitOptimisation = defineRoute({
  method: 'POST', path: '/projects/:id/optimisation/submission', summary: '提交或撤回优化方案 Hand in or recall the plan', params: IdParams, body: move(['submit', 'recall']), response: Moved, idempotent: true,
});
export const coachOptimisation = defineRoute({
  method: 'POST', path: '/projects/:id/optimisation/coaching', summary: '辅导人通过或退回 The coach approves or returns', params: IdParams, body: move(['coach_approve', 'coach_return']), response: Moved, idempotent: true,
});
export const decideOptimisation = defineRoute({
  method: 'POST', path: '/projects/:id/optimisation/decision', summary: '审定或退回 The funder approves or returns', params: IdParams, body: move(['approve', 'return']), response: Moved, idempotent: true,
});
