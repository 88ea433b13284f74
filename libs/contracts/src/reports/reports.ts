import { z } from 'zod';
import { defineJob } from '../jobs/job';
import { defineRoute } from '../http/route';
import { Id, IdParams, Instant, RoundParams } from '../http/shapes';

export const ReportStage = z.enum(['midterm', 'final']);
export const ItemState = z.enum(['waiting', 'running', 'done', 'failed']);

export const ReportItemView = z.object({
  id: Id,
  projectId: Id,
  projectNumber: z.string(),
  projectTitle: z.string(),
  organization: z.string(),
  state: ItemState,
  attempts: z.number(),
  error: z.string().nullable(),
  fileId: Id.nullable(),
  fileName: z.string().nullable(),
  /** bytes */
  size: z.number().nullable(),
  madeAt: Instant.nullable(),
  verificationCode: z.string().nullable(),
});

export const ReportBatchView = z.object({
  id: Id,
  roundId: Id,
  stage: ReportStage,
  total: z.number(),
  done: z.number(),
  failed: z.number(),
  requestedBy: z.string(),
  createdAt: Instant,
  finishedAt: Instant.nullable(),
  /** by the pace so far; null before the first is done, and in a retry */
  secondsLeft: z.number().nullable(),
});
export type ReportBatchView = z.input<typeof ReportBatchView>;

/** Projects of the round whose evaluation is submitted, and so can be reported on. */
export const listReportable = defineRoute({
  method: 'GET',
  path: '/rounds/:roundId/reportable',
  summary: '可出具评估报告的项目 Projects with an evaluation',
  params: RoundParams,
  query: z.object({ stage: ReportStage }),
  response: z.object({
    round: z.object({ id: Id, title: z.string() }),
    rows: z.array(
      z.object({
        projectId: Id, number: z.string(), title: z.string(), organization: z.string(),
        total: z.string().nullable(), grade: z.string().nullable(), evaluated: z.boolean(), newest: Id.nullable(),
      }),
    ),
  }),
});

/** One, several, or with `projectIds` left out the whole round at once. */
export const requestReports = defineRoute({
  method: 'POST',
  path: '/rounds/:roundId/report-batches',
  summary: '生成评估报告 Make evaluation reports',
  params: RoundParams,
  body: z.object({ stage: ReportStage, projectIds: z.array(Id).min(1).max(5000).optional() }),
  response: ReportBatchView,
  idempotent: true,
});

export const listReportBatches = defineRoute({
  method: 'GET',
  path: '/rounds/:roundId/report-batches',
  summary: '报告批次 Batches of reports',
  params: RoundParams,
  response: z.array(ReportBatchView),
});

export const getReportBatch = defineRoute({
  method: 'GET',
  path: '/report-batches/:id',
  summary: '报告批次详情 A batch of reports',
  params: IdParams,
  response: ReportBatchView.extend({ items: z.array(ReportItemView) }),
});

/** All reports of a batch that are made, in one archive. */
export const downloadReports = defineRoute({ method: 'GET', path: '/report-batches/:id/reports.zip', summary: '下载整批报告 Download a batch', params: IdParams, kind: 'file' });

/** Only what failed is made again. */
export const retryReports = defineRoute({
  method: 'POST',
  path: '/report-batches/:id/retry',
  summary: '重试失败的报告 Retry what failed',
  params: IdParams,
  response: ReportBatchView,
});

/** Anybody who holds a paper may check it: evaluation report, agreement, public notice, application. */
export const verifyPaper = defineRoute({
  method: 'GET',
  path: '/portal/papers/:code',
  summary: '核验文件 Verify a paper',
  params: z.object({ code: z.string().regex(/^[A-Z0-9]{4}(-[A-Z0-9]{4}){2}$/) }),
  response: z.object({
    code: z.string(),
    kind: z.enum(['midterm_report', 'final_report', 'agreement', 'notice', 'application']),
    number: z.string(),
    /** the project's name, a notice's title */
    title: z.string(),
    /** whom it is about; empty for a notice */
    organization: z.string(),
    issuer: z.string(),
    issuedAt: Instant,
    digest: z.string(),
    /** of the file as it was sent out, in hex; null where there is no such file */
    fileSha256: z.string().nullable(),
    standing: z.enum(['valid', 'superseded', 'withdrawn']),
  }),
});

/** One report; safe to run twice: an item that is done is left alone. */
export const renderReportJob = defineJob({
  queue: 'reports',
  name: 'render-report',
  payload: z.object({ itemId: Id, tenantId: Id, run: z.number() }),
  attempts: 3,
  backoffMs: 2000,
  dedupKey: (payload) => `${payload.itemId}-${payload.run}`,
});

/** What the page hears while a batch is made. */
export const ReportProgress = z.object({ topic: z.literal('reports'), kind: z.literal('report.progress'), batchId: Id, itemId: Id, state: ItemState, done: z.number(), failed: z.number(), total: z.number() });
