import { z } from 'zod';
import { FileView } from '../files/file';
import { defineRoute } from '../http/route';
import { Action, DateOnly, Fen, Id, IdParams, Instant, Line, Prose, TextSchema } from '../http/shapes';

const Revision = z.int().min(1);
const Source = z.enum(['grant', 'own']);

/** The same invoice number elsewhere in the street; another organization's project is named to staff alone. */
const Duplicate = z.object({ projectNumber: z.string().nullable(), payee: z.string().nullable(), spentOn: DateOnly, amountFen: Fen, sameProject: z.boolean() });

/** Beyond the line of the budget: allowed to be written down, to be explained. */
const Hint = z.object({ code: z.string(), text: z.string() });

export const ExpenseView = z.object({
  id: Id,
  revision: Revision,
  category: z.string(),
  content: z.string(),
  payee: z.string(),
  invoiceNumber: z.string().nullable(),
  spentOn: DateOnly,
  amountFen: Fen,
  source: Source,
  recordedBy: z.string(),
  files: z.array(FileView),
  duplicates: z.array(Duplicate),
  /** `accepted`: staff have compared it with its vouchers, and it stays as it is */
  state: z.enum(['recorded', 'accepted']),
  acceptedBy: z.string().nullable(),
  acceptedAt: Instant.nullable(),
  /** why it was given back for correction */
  reason: z.string().nullable(),
  /** `edit`, `remove`, `accept`, `reopen` */
  actions: z.array(Action),
});
export type ExpenseView = z.output<typeof ExpenseView>;

const Execution = z.object({
  category: z.string(),
  name: TextSchema,
  source: Source,
  budgetFen: Fen,
  spentFen: Fen,
  /** negative when overspent */
  leftFen: z.int(),
  /** basis points; null for a line of 0 */
  rateBp: z.number().nullable(),
});

export const listExpenses = defineRoute({
  method: 'GET',
  path: '/projects/:id/expenses',
  summary: '支出明细与预算执行 Expenses beside the budget',
  params: IdParams,
  response: z.object({
    rows: z.array(ExpenseView),
    execution: z.array(Execution),
    totals: z.object({ budgetFen: Fen, spentFen: Fen, grantBudgetFen: Fen, grantSpentFen: Fen, rateBp: z.number().nullable(), grantRateBp: z.number().nullable(), netPaidFen: Fen }),
    categories: z.array(z.object({ id: z.string(), name: TextSchema })),
    period: z.object({ from: DateOnly, to: DateOnly }),
    may: z.object({ record: z.boolean() }),
  }),
});

export const NewExpense = z.object({
  category: z.string().min(1).max(64),
  content: Line(120).min(1),
  payee: Line(80).min(1),
  invoiceNumber: Line(60),
  spentOn: DateOnly,
  amountFen: Fen,
  source: Source,
  activityRecordId: Id.nullable().default(null),
});

export const addExpense = defineRoute({
  method: 'POST', path: '/projects/:id/expenses', summary: '登记支出 Write down an expense', params: IdParams, body: NewExpense,
  response: z.object({ id: Id, revision: Revision, duplicates: z.array(Duplicate), hints: z.array(Hint) }), idempotent: true,
});

/** As it should have been written down; the activity it belongs to stays. */
export const editExpense = defineRoute({
  method: 'PUT', path: '/expenses/:id', summary: '更正支出 Correct an expense', params: IdParams, body: NewExpense.omit({ activityRecordId: true }).extend({ revision: Revision }),
  response: z.object({ id: Id, revision: Revision, duplicates: z.array(Duplicate), hints: z.array(Hint) }),
});

const Moved = z.object({ id: Id, state: z.enum(['recorded', 'accepted']), revision: Revision });
export const acceptExpense = defineRoute({
  method: 'POST', path: '/expenses/:id/accept', summary: '核对支出 Accept an expense', params: IdParams, body: z.object({ revision: Revision }), response: Moved, idempotent: true,
});
export const reopenExpense = defineRoute({
  method: 'POST', path: '/expenses/:id/reopen', summary: '退回更正支出 Give an expense back for correction', params: IdParams, body: z.object({ revision: Revision, reason: Prose(500).default('') }),
  response: Moved, idempotent: true,
});

export const removeExpense = defineRoute({
  method: 'DELETE', path: '/expenses/:id', summary: '删除支出 Remove an expense', params: IdParams, query: z.object({ revision: z.coerce.number().int().min(1) }), response: z.object({ removed: z.boolean() }),
});

export const addVoucher = defineRoute({ method: 'POST', path: '/expenses/:id/files', summary: '上传票据 Upload a voucher', params: IdParams, kind: 'upload', response: FileView, idempotent: true });

/** Before it is written down: is this number known in the street? */
export const checkInvoice = defineRoute({
  method: 'GET', path: '/projects/:id/invoice-check', summary: '票据号查重 Is the invoice number known', params: IdParams, query: z.object({ number: Line(60).min(1) }),
  response: z.object({ duplicates: z.array(Duplicate) }),
});
