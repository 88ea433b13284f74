import { z } from 'zod';
import { PROJECT_STATES, TERMINATION_REASONS } from '@weichuang/domain/agreements/project.machine';
import { StageLineView } from '../calls/rounds';
import { FileView } from '../files/file';
import { defineRoute } from '../http/route';
import { Action, DateOnly, Fen, Id, IdParams, Instant, Line, PageOf, PageQuery, Prose, RoundParams } from '../http/shapes';

const Named = z.object({ id: Id, name: z.string() });
const Revision = z.int().min(1);

export const ProjectSummary = z.object({
  id: Id,
  round: Named,
  number: z.string(),
  title: z.string(),
  organization: Named,
  community: Named.nullable(),
  state: z.enum(PROJECT_STATES),
  grantFen: Fen,
  /** paid less returned */
  paidFen: Fen,
  supervisor: Named.nullable(),
  coach: Named.nullable(),
  optimisation: z.string(),
  agreement: z.string(),
  openFindings: z.number(),
});
export type ProjectSummary = z.output<typeof ProjectSummary>;

/** By number. `q` looks in number, title and organization. */
export const listProjects = defineRoute({
  method: 'GET',
  path: '/rounds/:roundId/projects',
  summary: '一轮的项目 Projects of a round',
  params: RoundParams,
  query: PageQuery.extend({
    state: z.enum(PROJECT_STATES).optional(),
    communityId: Id.optional(),
    supervisorId: Id.optional(),
    /** `unassigned`: without supervisor or coach; `signing`: agreement not current */
    only: z.enum(['unassigned', 'signing', 'findings']).optional(),
    q: Line(60).optional(),
  }),
  response: PageOf(ProjectSummary),
});

/** Projects of the person's organizations and communities, and those it supervises, coaches or evaluates. The newest 500. */
export const listMyProjects = defineRoute({
  method: 'GET',
  path: '/my/projects',
  summary: '我的项目 My projects',
  response: z.object({ rows: z.array(ProjectSummary.extend({ as: z.array(z.enum(['grantee', 'supervisor', 'coach', 'evaluator', 'community'])) })) }),
});

export const ProjectDetail = z.object({
  id: Id,
  revision: Revision,
  street: Named,
  round: Named,
  number: z.string(),
  title: z.string(),
  organization: Named,
  host: Named.nullable(),
  community: Named.nullable(),
  applicationId: Id,
  state: z.enum(PROJECT_STATES),
  grantFen: Fen,
  paidFen: Fen,
  startsOn: DateOnly.nullable(),
  endsOn: DateOnly.nullable(),
  supervisor: Named.nullable(),
  coach: Named.nullable(),
  line: StageLineView,
  actions: z.array(Action),
  /** what the page offers beside the steps */
  may: z.object({
    assign: z.boolean(), papers: z.boolean(), audit: z.boolean(), readAgreement: z.boolean(), readApplication: z.boolean(), readDelivery: z.boolean(), readVisits: z.boolean(),
    readExpenses: z.boolean(), readEvaluations: z.boolean(),
  }),
  counts: z.object({ openThreads: z.number(), tranchesPaid: z.number(), tranches: z.number(), expenses: z.number(), activities: z.number(), visits: z.number(), openFindings: z.number(), reports: z.number(), evaluations: z.number() }),
  optimisation: z.string(),
  agreement: z.string(),
  endedReason: z.enum(TERMINATION_REASONS).nullable(),
  endedNote: z.string().nullable(),
  audit: z.object({ clean: z.boolean(), on: DateOnly, note: z.string() }).nullable(),
  /** papers the round asks for before acceptance */
  papers: z.array(z.object({ id: z.string(), name: z.object({ zh: z.string(), en: z.string().optional() }), complete: z.boolean(), files: z.array(FileView) })),
});
export type ProjectDetail = z.output<typeof ProjectDetail>;

export const getProject = defineRoute({ method: 'GET', path: '/projects/:id', summary: '项目 A project', params: IdParams, response: ProjectDetail });

export const getProjectTimeline = defineRoute({
  method: 'GET',
  path: '/projects/:id/timeline',
  summary: '项目经过 What happened to a project',
  params: IdParams,
  response: z.object({
    rows: z.array(z.object({ id: Id, at: Instant, kind: z.string(), text: z.string(), actor: z.string().nullable(), from: z.string().nullable(), to: z.string().nullable(), reason: z.string().nullable(), amountFen: z.number().nullable() })),
  }),
});

/** Who may be named: people with the role for this street or round. */
export const listProjectPeople = defineRoute({
  method: 'GET',
  path: '/projects/:id/people',
  summary: '可选的督导与辅导人 Whom a project may be given',
  params: IdParams,
  response: z.object({ supervisors: z.array(Named.extend({ projects: z.number() })), coaches: z.array(Named.extend({ projects: z.number() })) }),
});

export const assignPeople = defineRoute({
  method: 'PUT',
  path: '/projects/:id/people',
  summary: '安排督导与辅导人 Name supervisor and coach',
  params: IdParams,
  body: z.object({ revision: Revision, supervisorId: Id.nullable(), coachId: Id.nullable() }),
  response: z.object({ revision: Revision }),
});

const Move = z.object({ revision: Revision, reason: Prose(1000).default('') });
const Moved = z.object({ state: z.enum(PROJECT_STATES), revision: Revision });

export const acceptProject = defineRoute({ method: 'POST', path: '/projects/:id/acceptance', summary: '通过验收 Accept a project', params: IdParams, body: Move, response: Moved, idempotent: true });
export const closeProject = defineRoute({ method: 'POST', path: '/projects/:id/close', summary: '结项归档 Close a project', params: IdParams, body: Move, response: Moved, idempotent: true });
export const suspendProject = defineRoute({ method: 'POST', path: '/projects/:id/suspension', summary: '暂停项目 Suspend a project', params: IdParams, body: Move, response: Moved, idempotent: true });
export const resumeProject = defineRoute({ method: 'POST', path: '/projects/:id/resumption', summary: '恢复项目 Resume a project', params: IdParams, body: Move, response: Moved, idempotent: true });
export const terminateProject = defineRoute({
  method: 'POST',
  path: '/projects/:id/termination',
  summary: '终止项目 Terminate a project',
  params: IdParams,
  body: Move.extend({ terminationReason: z.enum(TERMINATION_REASONS) }),
  response: Moved,
  idempotent: true,
});

export const recordAudit = defineRoute({
  method: 'PUT',
  path: '/projects/:id/audit',
  summary: '登记审计结论 Record the audit',
  params: IdParams,
  body: z.object({ revision: Revision, clean: z.boolean(), on: DateOnly, note: Prose(1000).default('') }),
  response: z.object({ revision: Revision }),
});

export const addPaper = defineRoute({
  method: 'POST',
  path: '/projects/:id/papers/:paperId',
  summary: '上传结项材料 Upload a closing paper',
  params: IdParams.extend({ paperId: z.string().min(1).max(64) }),
  kind: 'upload',
  response: FileView,
  idempotent: true,
});
