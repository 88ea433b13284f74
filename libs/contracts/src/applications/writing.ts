import { z } from 'zod';
import { FileView } from '../files/file';
import { defineRoute } from '../http/route';
import { Id, IdParams, Instant, Line, Prose, RoundParams } from '../http/shapes';
import { AnswersSchema, ApplicationView, ProblemView, ProgressView } from './views';

/** Begins a draft in a round, pinned to the form of its track. */
export const createApplication = defineRoute({
  method: 'POST',
  path: '/rounds/:roundId/applications',
  summary: '新建申报 Begin an application',
  params: RoundParams,
  body: z.object({ organizationId: Id, trackId: z.string().max(64), title: Line(200).default('') }),
  response: z.object({
    id: Id,
    revision: z.number(),
    /** more drafts than the round allows to hand in: begun all the same */
    warning: z.object({ code: z.string(), message: z.string() }).nullable(),
  }),
  idempotent: true,
});

export const getApplication = defineRoute({ method: 'GET', path: '/applications/:id', summary: '申报详情 An application', params: IdParams, response: ApplicationView });

/**
 * Saves what changed since `revision`, field by field; null takes an answer away. Never refused for what is missing or wrong:
 * that comes back as hints. Two people who write different fields are merged; a field that somebody else changed first is
 * REVISION.STALE with those fields named, and nothing of the patch is saved.
 */
export const saveApplication = defineRoute({
  method: 'PATCH',
  path: '/applications/:id',
  summary: '自动保存 Autosave',
  draft: true,
  params: IdParams,
  body: z.object({
    revision: z.int().min(1),
    answers: AnswersSchema.default({}),
    title: Line(200).optional(),
    hostOrganizationId: Id.nullable().optional(),
    communityId: Id.nullable().optional(),
    needId: Id.nullable().optional(),
    pairingId: Id.nullable().optional(),
  }),
  response: z.object({
    revision: z.number(),
    savedAt: Instant,
    requestedFen: z.number(),
    ownFen: z.number(),
    progress: ProgressView,
    /** of the fields that were saved, and of the budget; answers that cannot be stored at all are named here and left out */
    problems: z.array(ProblemView),
  }),
});

/** Stores a file for a file field (form field `fieldId`); the answer itself is saved like any other. */
export const attachFile = defineRoute({ method: 'POST', path: '/applications/:id/files', summary: '上传附件 Attach a file', params: IdParams, response: FileView, kind: 'upload', idempotent: true });

export const detachFile = defineRoute({
  method: 'DELETE',
  path: '/applications/:id/files/:fileId',
  summary: '移除附件 Remove an attachment',
  params: z.object({ id: Id, fileId: Id }),
  response: z.object({ removed: z.boolean() }),
});

const Moved = z.object({ id: Id, state: z.string(), revision: z.number() });

/** Hands the application in: everything is checked, a version is frozen, a number and a receipt are given. */
export const submitApplication = defineRoute({
  method: 'POST',
  path: '/applications/:id/submission',
  summary: '提交申报 Submit',
  params: IdParams,
  body: z.object({ revision: z.int().min(1) }),
  response: Moved.extend({ number: z.string(), receiptNumber: z.string(), version: z.number(), submittedAt: Instant, digest: z.string() }),
  idempotent: true,
});

/** Takes a submission back to change it, while the call is open. */
export const reopenApplication = defineRoute({ method: 'POST', path: '/applications/:id/reopening', summary: '撤回修改 Take back to change', params: IdParams, body: z.object({ revision: z.int().min(1) }), response: Moved, idempotent: true });

export const withdrawApplication = defineRoute({
  method: 'POST',
  path: '/applications/:id/withdrawal',
  summary: '撤销申报 Withdraw',
  params: IdParams,
  body: z.object({ revision: z.int().min(1), reason: Prose(500).default('') }),
  response: Moved,
  idempotent: true,
});
