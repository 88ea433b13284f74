import { Injectable } from '@nestjs/common';
import { dateInChina } from '@weichuang/kernel/clock';
import { type FieldProblem, refuseFields } from '@weichuang/kernel/denial';
import { newId } from '@weichuang/kernel/id';
import { rateBp } from '@weichuang/kernel/percent';
import { type BudgetPost, budgetPosts, type Expense, execution, expenseProblems, postId, splitProblems } from '@weichuang/domain/disbursements/expense-rules';
import type { BudgetLine } from '@weichuang/domain/forms/definition';
import { fieldsOfForm } from '@weichuang/domain/forms/visible-fields';
import { ExpenseRow } from '@weichuang/persistence/disbursements/entities';
import { actorOf, type Ctx } from '@weichuang/platform/context/ctx';
import { emit } from '@weichuang/platform/events/emit';
import type { WeichuangRequest } from '@weichuang/platform/http/route';
import { ensure, found, refused } from '@weichuang/platform/http/refused';
import { textOf } from '@weichuang/platform/http/texts';
import { FilesService } from '../files/files.service';
import { holdBalance } from './balance';
import { type Duplicate, type ExpenseBasis, expenseBasis, type ExpenseRecord, expensesOf, sameInvoices } from './expenses.queries';

interface NewExpense {
  readonly category: string;
  readonly content: string;
  readonly payee: string;
  readonly invoiceNumber: string;
  readonly spentOn: string;
  readonly amountFen: number;
  readonly source: 'grant' | 'own';
  readonly activityRecordId: string | null;
}

/** Where the rules' own names stand in the form. */
const PATHS: Readonly<Record<string, string>> = { fen: 'amountFen', voucher: 'invoiceNumber', paidOn: 'spentOn', lineId: 'category' };
const ENDED = ['closed', 'terminated'];

@Injectable()
export class ExpensesService {
  constructor(private readonly files: FilesService) {}

  async list(ctx: Ctx, projectId: string) {
    const basis = found(await expenseBasis(ctx, projectId));
    const records = await expensesOf(ctx, projectId);
    const posts = postsOf(basis);
    const numbers = records.flatMap((one) => one.invoiceNumber ?? []);
    const twins = numbers.length ? await sameInvoices(ctx, basis.tenantId, numbers) : [];
    const spent = records.map(asExpense);
    // what was spent in a category the budget does not have is shown too
    const unplanned = [...new Set(spent.map((one) => one.lineId))].filter((id) => !posts.some((post) => post.lineId === id));
    const all = [...posts, ...unplanned.map((lineId): BudgetPost => ({ lineId, fen: 0, source: lineId.endsWith(':own') ? 'own' : 'grant' }))];
    return {
      rows: records.map((one) => ({ ...one, duplicates: this.shown(ctx, projectId, twins.filter((twin) => twin.expenseId !== one.id && twin.number === one.invoiceNumber?.toLowerCase())) })),
      execution: execution(all, spent).map(({ lineId, ...line }) => {
        const category = lineId.slice(0, lineId.lastIndexOf(':'));
        return { ...line, category, source: lineId.endsWith(':own') ? ('own' as const) : ('grant' as const), name: basis.config.budget.categories.find((one) => one.id === category)?.name ?? { zh: category } };
      }),
      totals: totalsOf(posts, records, basis.netPaidFen),
      categories: basis.config.budget.categories,
      period: { from: basis.startsOn, to: basis.endsOn },
      may: { record: ctx.may('expense.record') && basis.state !== 'contracted' && !ENDED.includes(basis.state) },
    };
  }

  /** @throws Refused EXPENSE.NOT_STARTED, EXPENSE.PROJECT_CLOSED, EXPENSE.INVALID with the fields */
  async add(ctx: Ctx, projectId: string, body: NewExpense) {
    await holdBalance(ctx, projectId);
    const basis = this.open(found(await expenseBasis(ctx, projectId)));
    const id = newId();
    const records = await expensesOf(ctx, projectId);
    const expense: Expense = { id, lineId: postId(body.category, body.source), fen: body.amountFen, paidOn: body.spentOn, voucher: body.invoiceNumber };
    const problems = expenseProblems(expense, postsOf(basis), records.map(asExpense), { toleranceBp: 0, projectFrom: basis.startsOn, projectTo: basis.endsOn });
    const late: FieldProblem[] = body.spentOn > dateInChina(ctx.now) ? [{ path: 'spentOn', code: 'EXPENSE.IN_FUTURE' }] : [];
    const { refused: wrong, remarks } = splitProblems([...late, ...problems], body.source);
    const known = basis.config.budget.categories.some((one) => one.id === body.category);
    const all = known || wrong.some((one) => one.path === 'lineId') ? wrong : [...wrong, { path: 'lineId', code: 'EXPENSE.NO_LINE' }];
    if (all.length) ensure(refuseFields('EXPENSE.INVALID', all.map((one) => ({ ...one, path: PATHS[one.path] ?? one.path }))));
    await ctx.em.insert(ExpenseRow, {
      ...body, id, tenantId: basis.tenantId, roundId: basis.roundId, projectId, createdBy: actorOf(ctx).userId, removedAt: null, revision: 1,
    });
    await emit(ctx, { kind: 'expense.recorded', subject: { kind: 'expense', id }, roundId: basis.roundId, data: { projectId, after: { ...body } } });
    const duplicates = (await sameInvoices(ctx, basis.tenantId, [body.invoiceNumber])).filter((one) => one.expenseId !== id);
    return {
      id, revision: 1, duplicates: this.shown(ctx, projectId, duplicates),
      hints: remarks.map(({ code, params }) => ({ code, text: textOf(ctx.locale, code, params ?? {}) })),
    };
  }

  async remove(ctx: Ctx, id: string, revision: number) {
    const row = found(await ctx.em.findOne(ExpenseRow, { where: { id }, lock: { mode: 'pessimistic_write' } }));
    if (row.removedAt) return { removed: true };
    this.open(found(await expenseBasis(ctx, row.projectId)));
    if (row.revision !== revision) throw refused('REVISION.STALE', { yours: revision, current: row.revision }, 'stale');
    row.removedAt = ctx.now;
    row.revision += 1;
    await ctx.em.save(ExpenseRow, row);
    const { category, content, payee, invoiceNumber, spentOn, amountFen, source } = row;
    await emit(ctx, { kind: 'expense.removed', subject: { kind: 'expense', id }, roundId: row.roundId, data: { projectId: row.projectId, before: { category, content, payee, invoiceNumber, spentOn, amountFen, source } } });
    return { removed: true };
  }

  async addVoucher(ctx: Ctx, id: string, request: WeichuangRequest) {
    const row = found(await ctx.em.findOneBy(ExpenseRow, { id }));
    if (row.removedAt) throw refused('NOT_FOUND', undefined, 'missing');
    this.open(found(await expenseBasis(ctx, row.projectId)));
    return this.files.receive(ctx, request, { subject: { kind: 'expense', id }, purpose: 'voucher', accept: ['pdf', 'image'], maxBytes: 20 * 1024 * 1024 });
  }

  async check(ctx: Ctx, projectId: string, number: string) {
    const basis = found(await expenseBasis(ctx, projectId));
    return { duplicates: this.shown(ctx, projectId, await sameInvoices(ctx, basis.tenantId, [number])) };
  }

  private open(basis: ExpenseBasis): ExpenseBasis {
    if (basis.state === 'contracted') throw refused('EXPENSE.NOT_STARTED');
    if (ENDED.includes(basis.state)) throw refused('EXPENSE.PROJECT_CLOSED');
    return basis;
  }

  /** Another organization's project is named to those alone who may see all projects. */
  private shown(ctx: Ctx, projectId: string, duplicates: readonly Duplicate[]) {
    const staff = ctx.may('tranche.list');
    return duplicates.map((one) => {
      const named = staff || one.organizationId === ctx.scope.organizationId;
      return { projectNumber: named ? one.projectNumber : null, payee: named ? one.payee : null, spentOn: one.spentOn, amountFen: one.amountFen, sameProject: one.projectId === projectId };
    });
  }
}

const asExpense = (one: ExpenseRecord): Expense => ({ id: one.id, lineId: postId(one.category, one.source), fen: one.amountFen, paidOn: one.spentOn, voucher: one.invoiceNumber ?? '' });

function postsOf({ definition, answers }: ExpenseBasis): BudgetPost[] {
  const field = fieldsOfForm(definition).find((one) => one.type === 'budget');
  const lines = field ? answers[field.id] : undefined;
  return budgetPosts(Array.isArray(lines) ? (lines as BudgetLine[]) : []); // an approved plan's budget has its form
}

function totalsOf(posts: readonly BudgetPost[], records: readonly ExpenseRecord[], netPaidFen: number) {
  const budget = (grant: boolean) => posts.filter((one) => !grant || one.source === 'grant').reduce((sum, one) => sum + one.fen, 0);
  const spent = (grant: boolean) => records.filter((one) => !grant || one.source === 'grant').reduce((sum, one) => sum + one.amountFen, 0);
  return {
    budgetFen: budget(false), spentFen: spent(false), grantBudgetFen: budget(true), grantSpentFen: spent(true), netPaidFen,
    rateBp: rateBp(spent(false), budget(false)), grantRateBp: rateBp(spent(true), budget(true)),
  };
}
