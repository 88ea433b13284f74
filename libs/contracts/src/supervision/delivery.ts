import { z } from 'zod';
import { FileView } from '../files/file';
import { AnswersSchema, FormDefinitionSchema } from '../forms/definition.schema';
import { defineRoute } from '../http/route';
import { Action, DateOnly, Id, IdParams, Instant, Line, Prose } from '../http/shapes';

const Count = z.int().min(0).max(1_000_000);
const Time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const Revision = z.int().min(1);

export const ActivityIn = z.object({
  title: Line(80).min(1),
  heldOn: DateOnly,
  startsAt: Time,
  endsAt: Time,
  place: Line(100).min(1),
  audience: Line(60).default(''),
  /** 服务人次 */
  attendanceCount: Count,
  /** 服务人数 */
  distinctServed: Count,
  volunteerCount: Count.default(0),
  volunteerHoursHundredths: z.int().min(0).max(10_000_000).default(0),
  team: Line(200).default(''),
  goal: Prose(500).default(''),
  summary: Prose(2000).min(1),
  reflection: Prose(2000).default(''),
  mediaLink: z.url({ protocol: /^https?$/ }).max(500).nullable().default(null),
});
export type ActivityIn = z.output<typeof ActivityIn>;

export const ActivityView = ActivityIn.extend({
  id: Id, filedBy: z.string(), revision: z.number(), createdAt: Instant, mine: z.boolean(),
  photos: z.array(FileView), signIns: z.array(FileView),
  /** hints for staff: another activity of the project at the same time */
  overlaps: z.boolean(),
});

export const listActivities = defineRoute({
  method: 'GET', path: '/projects/:id/activities', summary: '活动记录 Activity records', params: IdParams,
  response: z.object({
    rows: z.array(ActivityView),
    sums: z.object({ sessions: z.number(), attendance: z.number(), distinctAtLeast: z.number(), distinctAtMost: z.number(), volunteerHoursHundredths: z.number(), plannedSessions: z.number(), plannedAttendance: z.number() }),
    project: z.object({ title: z.string(), startsOn: z.string().nullable(), endsOn: z.string().nullable(), state: z.string() }),
    may: z.object({ file: z.boolean() }),
  }),
});
/** `clientKey` is made by the phone before the first try: what is sent again after a lost answer is the same record. */
export const fileActivity = defineRoute({
  method: 'POST', path: '/projects/:id/activities', summary: '填报活动记录 File an activity record', params: IdParams,
  body: ActivityIn.extend({ clientKey: z.string().min(8).max(80).optional() }), response: z.object({ id: Id, revision: z.number() }), idempotent: true,
});
export const editActivity = defineRoute({
  method: 'PUT', path: '/activities/:id', summary: '修改活动记录 Edit an activity record', params: IdParams, body: ActivityIn.extend({ revision: Revision }), response: z.object({ id: Id, revision: z.number() }),
});
export const removeActivity = defineRoute({ method: 'DELETE', path: '/activities/:id', summary: '删除活动记录 Remove an activity record', params: IdParams, response: z.object({ removed: z.boolean() }) });
/** purpose by path: photos of the place, sign-in sheets */
export const addActivityFile = defineRoute({
  method: 'POST', path: '/activities/:id/files/:purpose', summary: '上传照片、签到表 Upload photos and sign-in sheets', kind: 'upload', idempotent: true,
  params: z.object({ id: Id, purpose: z.enum(['photo', 'sign_in']) }), response: FileView,
});

const FindingView = z.object({
  id: Id, severity: z.enum(['minor', 'major']), description: z.string(), state: z.string(), rectifyBy: z.string(), rectification: z.string().nullable(),
  closedNote: z.string().nullable(), revision: z.number(), proofs: z.array(FileView), actions: z.array(Action),
});
export const VisitView = z.object({
  id: Id, visitedOn: z.string(), method: z.enum(['site', 'phone', 'papers']), summary: z.string(), advice: z.string().nullable(), supervisor: z.string(), createdAt: Instant, findings: z.array(FindingView),
  photos: z.array(FileView),
  may: z.object({ attach: z.boolean() }),
});
/** `nextOn`: the day by which the project is to be visited again, where its round says how often. */
export const listVisits = defineRoute({
  method: 'GET', path: '/projects/:id/visits', summary: '督导记录 Visits', params: IdParams,
  response: z.object({ rows: z.array(VisitView), may: z.object({ log: z.boolean() }), openFindings: z.number(), nextOn: z.string().nullable() }),
});
export const logVisit = defineRoute({
  method: 'POST', path: '/projects/:id/visits', summary: '登记督导 Log a visit', params: IdParams, idempotent: true,
  body: z.object({
    visitedOn: DateOnly, method: z.enum(['site', 'phone', 'papers']), summary: Prose(3000).min(1), advice: Prose(3000).default(''),
    findings: z.array(z.object({ severity: z.enum(['minor', 'major']), description: Prose(1000).min(1), rectifyBy: DateOnly })).max(20).default([]),
  }),
  response: z.object({ id: Id }),
});
/** Photos follow the visit from the phone, one by one; whoever logged it brings them. */
export const addVisitPhoto = defineRoute({ method: 'POST', path: '/visits/:id/photos', summary: '上传督导照片 Upload photos of a visit', kind: 'upload', idempotent: true, params: IdParams, response: FileView });
const moved = z.object({ state: z.string(), revision: z.number() });
export const reportFinding = defineRoute({
  method: 'POST', path: '/findings/:id/rectification', summary: '报告整改情况 Report the rectification', params: IdParams, body: z.object({ revision: Revision, account: Prose(2000) }), response: moved,
});
export const addFindingProof = defineRoute({ method: 'POST', path: '/findings/:id/proofs', summary: '上传整改证明 Upload proof', kind: 'upload', idempotent: true, params: IdParams, response: FileView });
export const closeFinding = defineRoute({
  method: 'POST', path: '/findings/:id/closing', summary: '核实并关闭、退回、撤销或延期 Close, reject, withdraw or extend', params: IdParams,
  body: z.object({ revision: Revision, how: z.enum(['close', 'reject', 'withdraw', 'extend']), note: Prose(1000).default(''), rectifyBy: DateOnly.optional() }), response: moved,
});

export const ProgressReportView = z.object({
  id: Id, projectId: Id, stage: z.enum(['midterm', 'final']), state: z.string(), dueAt: Instant, submittedAt: Instant.nullable(), late: z.boolean(),
  returnReason: z.string().nullable(), revision: z.number(),
});
export const listProgressReports = defineRoute({ method: 'GET', path: '/projects/:id/progress-reports', summary: '进展报告 Progress reports', params: IdParams, response: z.array(ProgressReportView) });
export const getProgressReport = defineRoute({
  method: 'GET', path: '/progress-reports/:id', summary: '进展报告详情 A progress report', params: IdParams,
  response: ProgressReportView.extend({
    project: z.object({ id: Id, title: z.string(), number: z.string() }), definition: FormDefinitionSchema, answers: AnswersSchema, files: z.array(FileView),
    /** the questions that are to be written again, while the report is given back */
    returnedFields: z.array(z.string()),
    /** what the system already knows, to be taken over */
    known: z.record(z.string(), z.unknown()), actions: z.array(Action), may: z.object({ write: z.boolean() }),
  }),
});
export const saveProgressReport = defineRoute({
  method: 'PATCH', path: '/progress-reports/:id', summary: '保存进展报告 Save a progress report', params: IdParams, body: z.object({ revision: Revision, answers: AnswersSchema }),
  response: z.object({ revision: z.number(), savedAt: Instant, missing: z.number() }),
});
export const addProgressFile = defineRoute({ method: 'POST', path: '/progress-reports/:id/files/:field', summary: '上传报告附件 Upload a paper', kind: 'upload', idempotent: true, params: z.object({ id: Id, field: z.string().min(1).max(64) }), response: FileView });
export const submitProgressReport = defineRoute({ method: 'POST', path: '/progress-reports/:id/submission', summary: '提交进展报告 Submit', params: IdParams, body: z.object({ revision: Revision }), response: moved });
export const answerProgressReport = defineRoute({
  method: 'POST', path: '/progress-reports/:id/answer', summary: '通过或退回 Accept or return', params: IdParams,
  body: z.object({ revision: Revision, how: z.enum(['accept', 'return']), reason: Prose(1000).default(''), fields: z.array(z.string()).max(100).default([]) }), response: moved,
});
