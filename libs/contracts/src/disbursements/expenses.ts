import { z } from 'zod';
import { FileView } from '../files/file';
import { defineRoute } from '../http/route';
import { DateOnly, Fen, Id, IdParams, Line, TextSchema } from '../http/shapes';

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

export const removeExpense = defineRoute({
  method: 'DELETE', path: '/expenses/:id', summary: '删除支出 Remove an expense', params: IdParams, query: z.object({ revision: z.coerce.number().int().min(1) }), response: z.object({ removed: z.boolean() }),
});

export const addVoucher = defineRoute({ method: 'POST', path: '/expenses/:id/files', summary: '上传票据 Upload a voucher', params: IdParams, kind: 'upload', response: FileView });

/** Before it is written down: is this number known in the street? */
export const checkInvoice = defineRoute({
  method: 'GET', path: '/projects/:id/invoice-check', summary: '票据号查重 Is the invoice number known', params: IdParams, query: z.object({ number: Line(60).min(1) }),
  response: z.object({ duplicates: z.array(Duplicate) }),
});
