import { z } from 'zod';
import { defineRoute } from '../http/route';
import { Id, IdParams, Instant } from '../http/shapes';
import { AnswersSchema, VersionView } from './views';

const VersionParams = z.object({ id: Id, version: z.coerce.number().int().min(1).max(10_000) });

export const getReceipt = defineRoute({
  method: 'GET',
  path: '/applications/:id/receipt',
  summary: '申报回执 Receipt',
  params: IdParams,
  response: z.object({
    number: z.string(),
    applicationNumber: z.string(),
    title: z.string(),
    round: z.string(),
    street: z.string(),
    track: z.object({ zh: z.string(), en: z.string().optional() }),
    organization: z.string(),
    submitter: z.string(),
    version: z.number(),
    requestedFen: z.number(),
    ownFen: z.number(),
    receivedAt: Instant,
    closesAt: Instant,
    contentHash: z.string(),
    files: z.array(z.object({ name: z.string(), size: z.number(), digest: z.string() })),
  }),
});

export const getReceiptPdf = defineRoute({ method: 'GET', path: '/applications/:id/receipt.pdf', summary: '申报回执 PDF Receipt as PDF', params: IdParams, kind: 'file' });

/** The application as it was handed in, in print. */
export const getApplicationPdf = defineRoute({
  method: 'GET',
  path: '/applications/:id/form.pdf',
  summary: '申报书 PDF Application as PDF',
  params: IdParams,
  query: z.object({ version: z.coerce.number().int().min(1).optional() }),
  kind: 'file',
});

export const getApplicationVersion = defineRoute({
  method: 'GET',
  path: '/applications/:id/versions/:version',
  summary: '某次提交的内容 One submitted version',
  params: VersionParams,
  response: VersionView.extend({ answers: AnswersSchema, definition: z.object({ sections: z.array(z.unknown()) }) }),
});

/** Field by field, what two submitted versions say differently. */
export const compareApplicationVersions = defineRoute({
  method: 'GET',
  path: '/applications/:id/versions/:version/changes',
  summary: '两次提交的差异 Differences between two versions',
  params: VersionParams,
  query: z.object({ since: z.coerce.number().int().min(1) }),
  response: z.object({
    from: z.number(),
    to: z.number(),
    changes: z.array(z.object({ fieldId: z.string(), label: z.object({ zh: z.string(), en: z.string().optional() }), before: z.unknown(), after: z.unknown() })),
    definition: z.object({ sections: z.array(z.unknown()) }),
  }),
});
