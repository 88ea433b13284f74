import { z } from 'zod';
import { defineRoute } from '../http/route';
import { Id, Instant, RoundParams } from '../http/shapes';

export const TodoView = z.object({ id: z.string(), title: z.string(), about: z.string().nullable(), due: Instant.nullable(), to: z.string() });

/** What waits for the person, over all its roles; each one click from doing it. `projectId`: of this project alone. */
export const listTodos = defineRoute({
  method: 'GET', path: '/my/todos', summary: '我的待办 My to-dos', query: z.object({ projectId: Id.optional() }), response: z.object({ rows: z.array(TodoView) }),
});

const Count = z.object({ key: z.string(), count: z.number() });

/** Where each thing of a round stands; every figure leads to its list. */
export const getDashboard = defineRoute({
  method: 'GET', path: '/rounds/:roundId/dashboard', summary: '本轮看板 Dashboard of a round', params: RoundParams,
  response: z.object({
    money: z.object({ poolFen: z.number(), committedFen: z.number(), grantedFen: z.number(), requestedFen: z.number(), approvedFen: z.number(), paidFen: z.number(), spentFen: z.number() }),
    /** handed in and not withdrawn, by state; those never handed in are `drafts` */
    applications: z.array(Count), drafts: z.number(),
    projects: z.array(Count),
    communities: z.array(z.object({ id: Id, name: z.string(), applications: z.number(), projects: z.number(), grantedFen: z.number() })),
    delivery: z.object({ activities: z.number(), attendances: z.number(), openFindings: z.number(), lateReports: z.number() }),
    board: z.array(z.object({
      projectId: Id, number: z.string(), title: z.string(), organization: z.string(), community: z.string().nullable(), state: z.string(), grantFen: z.number(), paidFen: z.number(),
      activities: z.number(), openFindings: z.number(), midterm: z.string().nullable(), final: z.string().nullable(),
    })),
  }),
});

/** Applications, scores, awards, projects and payments of a round as one Excel file, streamed. A link carries no header, so it names the language. */
export const exportRound = defineRoute({ method: 'GET', path: '/rounds/:roundId/export.xlsx', summary: '导出 Excel Export a round', params: RoundParams, query: z.object({ language: z.enum(['zh-CN', 'en']).default('zh-CN') }), kind: 'file' });
