import { Injectable, type OnModuleInit } from '@nestjs/common';
import { dateInChina } from '@weichuang/kernel/clock';
import { type FieldProblem, type Refusal, refuseFields } from '@weichuang/kernel/denial';
import { newId } from '@weichuang/kernel/id';
import { actionsOf } from '@weichuang/kernel/machine';
import { rateBp } from '@weichuang/kernel/percent';
import { type ExpenseFacts, expenseMachine, whyNotCorrect, whyNotSpend } from '@weichuang/domain/disbursements/expense.machine';
import { type BudgetPost, budgetPosts, type Expense, execution, expenseProblems, postId, splitProblems } from '@weichuang/domain/disbursements/expense-rules';
import type { BudgetLine } from '@weichuang/domain/forms/definition';
import { fieldsOfForm } from '@weichuang/domain/forms/visible-fields';
import { ExpenseRow } from '@weichuang/persistence/disbursements/entities';
import { actorOf, type Ctx } from '@weichuang/platform/context/ctx';
import { emit } from '@weichuang/platform/events/emit';
import type { WeichuangRequest } from '@weichuang/platform/http/route';
import { ensure, found, missing, refused } from '@weichuang/platform/http/refused';
import { textOf } from '@weichuang/platform/http/texts';
import { transition } from '@weichuang/platform/transition/transition';
import { ensureLooksInto } from '../agreements/looks-into';
import { said } from '../agreements/said';
import { FilesService } from '../files/files.service';
import { FileReaders } from '../files/readers';
import { holdBalance } from './balance';
import { type Duplicate, type ExpenseBasis, expenseBasis, type ExpenseRecord, expensesOf, sameInvoices } from './expenses.queries';

interface Entry {
  readonly category: string;
  readonly content: string;
  readonly payee: string;
  readonly invoiceNumber: string;
  readonly spentOn: string;
  readonly amountFen: number;
  readonly source: 'grant' | 'own';
}

interface NewExpense extends Entry {
  readonly activityRecordId: string | null;
}

/** Where the rules' own names stand in the form. */
const PATHS: Readonly<Record<string, string>> = { fen: 'amountFen', voucher: 'invoiceNumber', paidOn: 'spentOn', lineId: 'category' };

@Injectable()
export class ExpensesService implements OnModuleInit {
  constructor(
    private readonly files: FilesService,
    private readonly readers: FileReaders,
  ) {}

  onModuleInit(): void {
    this.readers.of('expense', async (ctx, file) => ensureLooksInto(ctx, found(await ctx.em.findOneBy(ExpenseRow, { id: file.subjectId })).projectId));
  }

  /** @throws Refused PROJECT.NOT_ASSIGNED (403) */
  async list(ctx: Ctx, projectId: string) {
    await ensureLooksInto(ctx, projectId);
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
      rows: records.map((one) => ({ ...one, actions: this.actions(ctx, basis, one), duplicates: this.shown(ctx, projectId, twins.filter((twin) => twin.expenseId !== one.id && twin.number === one.invoiceNumber?.toLowerCase())) })),
      execution: execution(all, spent).map(({ lineId, ...line }) => {
        const category = lineId.slice(0, lineId.lastIndexOf(':'));
        return { ...line, category, source: lineId.endsWith(':own') ? ('own' as const) : ('grant' as const), name: basis.config.budget.categories.find((one) => one.id === category)?.name ?? { zh: category } };
      }),
      totals: totalsOf(posts, records, basis.netPaidFen),
      categories: basis.config.budget.categories,
      period: { from: basis.startsOn, to: basis.endsOn },
      may: { record: ctx.may('expense.record') && whyNotSpend(basis.state) === null },
    };
  }

  /** @throws Refused EXPENSE.NOT_STARTED, EXPENSE.PROJECT_CLOSED, EXPENSE.INVALID with the fields */
  async add(ctx: Ctx, projectId: string, body: NewExpense) {
    await holdBalance(ctx, projectId);
    const basis = found(await expenseBasis(ctx, projectId));
    ensure(whyNotSpend(basis.state));
    const id = newId();
    const hints = await this.examine(ctx, projectId, basis, id, body);
    await ctx.em.insert(ExpenseRow, {
      ...body, id, tenantId: basis.tenantId, roundId: basis.roundId, projectId, createdBy: actorOf(ctx).userId, removedAt: null, state: 'recorded', acceptedBy: null, acceptedAt: null, reason: null, revision: 1,
    });
    await emit(ctx, { kind: 'expense.recorded', subject: { kind: 'expense', id }, roundId: basis.roundId, data: { projectId, after: { ...body } } });
    return { id, revision: 1, duplicates: await this.twins(ctx, projectId, basis, id, body.invoiceNumber), hints };
  }

  /** As it should have been written down. @throws Refused EXPENSE.ACCEPTED, EXPENSE.REMOVED, EXPENSE.PROJECT_CLOSED, EXPENSE.INVALID, REVISION.STALE */
  async edit(ctx: Ctx, id: string, { revision, ...body }: Entry & { revision: number }) {
    const { row, basis } = await this.correctable(ctx, id, revision);
    const hints = await this.examine(ctx, row.projectId, basis, id, body);
    const before = entryOf(row);
    Object.assign(row, body, { revision: row.revision + 1 });
    await ctx.em.save(ExpenseRow, row);
    await emit(ctx, { kind: 'expense.edited', subject: { kind: 'expense', id }, roundId: row.roundId, data: { projectId: row.projectId, before, after: body } });
    return { id, revision: row.revision, duplicates: await this.twins(ctx, row.projectId, basis, id, body.invoiceNumber), hints };
  }

  /** Compared with its vouchers, which stay from now on. @throws Refused EXPENSE.VOUCHER_MISSING, EXPENSE.REMOVED, STATE.WRONG, REVISION.STALE */
  async accept(ctx: Ctx, id: string, revision: number) {
    const vouchers = (await this.files.list(ctx, id, 'voucher')).map((one) => one.id);
    const row = await transition(ctx, ExpenseRow, id, expenseMachine, 'accept', {
      revision,
      facts: (held) => this.facts(ctx, held, vouchers.length, ''),
      apply: (held) => {
        Object.assign(held, { acceptedBy: actorOf(ctx).userId, acceptedAt: ctx.now, reason: null });
      },
      data: (held) => ({ projectId: held.projectId, amountFen: held.amountFen }),
    });
    await this.files.lock(ctx, vouchers);
    return row;
  }

  /** Given back for correction. @throws Refused REASON.REQUIRED, EXPENSE.PROJECT_CLOSED, STATE.WRONG, REVISION.STALE */
  async reopen(ctx: Ctx, id: string, revision: number, reason: string) {
    const vouchers = (await this.files.list(ctx, id, 'voucher')).map((one) => one.id);
    const row = await transition(ctx, ExpenseRow, id, expenseMachine, 'reopen', {
      revision,
      facts: (held) => this.facts(ctx, held, vouchers.length, reason),
      apply: (held) => {
        Object.assign(held, { acceptedBy: null, acceptedAt: null, reason: reason.trim() });
      },
      data: (held) => ({ projectId: held.projectId, reason }),
    });
    await this.files.unlock(ctx, vouchers);
    return row;
  }

  /** Taken back; twice is once. @throws Refused EXPENSE.ACCEPTED, EXPENSE.PROJECT_CLOSED, REVISION.STALE */
  async remove(ctx: Ctx, id: string, revision: number) {
    const seen = found(await ctx.em.findOneBy(ExpenseRow, { id }));
    if (seen.removedAt) return { removed: true };
    const { row } = await this.correctable(ctx, id, revision);
    row.removedAt = ctx.now;
    row.revision += 1;
    await ctx.em.save(ExpenseRow, row);
    await emit(ctx, { kind: 'expense.removed', subject: { kind: 'expense', id }, roundId: row.roundId, data: { projectId: row.projectId, before: entryOf(row) } });
    return { removed: true };
  }

  async addVoucher(ctx: Ctx, id: string, request: WeichuangRequest) {
    const row = found(await ctx.em.findOne(ExpenseRow, { where: { id }, lock: { mode: 'pessimistic_write' } }));
    if (row.removedAt) throw missing();
    ensure(whyNotCorrect(row.state, { project: found(await expenseBasis(ctx, row.projectId)).state, removed: false }));
    return this.files.receive(ctx, request, { subject: { kind: 'expense', id }, purpose: 'voucher', accept: ['pdf', 'image'], maxBytes: 20 * 1024 * 1024 });
  }

  /** @throws Refused PROJECT.NOT_ASSIGNED (403) */
  async check(ctx: Ctx, projectId: string, number: string) {
    await ensureLooksInto(ctx, projectId);
    const basis = found(await expenseBasis(ctx, projectId));
    return { duplicates: this.shown(ctx, projectId, await sameInvoices(ctx, basis.tenantId, [number])) };
  }

  /** The row, held; of two corrections at once the second sees the first. */
  private async correctable(ctx: Ctx, id: string, revision: number): Promise<{ row: ExpenseRow; basis: ExpenseBasis }> {
    const { projectId } = found(await ctx.em.findOneBy(ExpenseRow, { id }));
    await holdBalance(ctx, projectId);
    const row = found(await ctx.em.findOne(ExpenseRow, { where: { id }, lock: { mode: 'pessimistic_write' } }));
    const basis = found(await expenseBasis(ctx, projectId));
    ensure(whyNotCorrect(row.state, { project: basis.state, removed: row.removedAt !== null }));
    if (row.revision !== revision) throw refused('REVISION.STALE', { yours: revision, current: row.revision }, 'stale');
    return { row, basis };
  }

  /** Refuses what is wrong with an entry beside the others, and says what is only remarkable. */
  private async examine(ctx: Ctx, projectId: string, basis: ExpenseBasis, id: string, body: Entry): Promise<{ code: string; text: string }[]> {
    const records = await expensesOf(ctx, projectId);
    const expense: Expense = { id, lineId: postId(body.category, body.source), fen: body.amountFen, paidOn: body.spentOn, voucher: body.invoiceNumber };
    const problems = expenseProblems(expense, postsOf(basis), records.map(asExpense), { toleranceBp: 0, projectFrom: basis.startsOn, projectTo: basis.endsOn });
    const late: FieldProblem[] = body.spentOn > dateInChina(ctx.now) ? [{ path: 'spentOn', code: 'EXPENSE.IN_FUTURE' }] : [];
    const { refused: wrong, remarks } = splitProblems([...late, ...problems], body.source);
    const known = basis.config.budget.categories.some((one) => one.id === body.category);
    const all = known || wrong.some((one) => one.path === 'lineId') ? wrong : [...wrong, { path: 'lineId', code: 'EXPENSE.NO_LINE' }];
    if (all.length) ensure(refuseFields('EXPENSE.INVALID', all.map((one) => ({ ...one, path: PATHS[one.path] ?? one.path }))));
    return remarks.map(({ code, params }) => ({ code, text: textOf(ctx.locale, code, params ?? {}) }));
  }

  private async twins(ctx: Ctx, projectId: string, basis: ExpenseBasis, id: string, number: string) {
    return this.shown(ctx, projectId, (await sameInvoices(ctx, basis.tenantId, [number])).filter((one) => one.expenseId !== id));
  }

  private async facts(ctx: Ctx, row: ExpenseRow, vouchers: number, reason: string): Promise<ExpenseFacts> {
    return { project: found(await expenseBasis(ctx, row.projectId)).state, removed: row.removedAt !== null, vouchers, reason };
  }

  /** Correcting is no step of the machine, but it is offered beside them. A reason is asked for when the step is taken. */
  private actions(ctx: Ctx, basis: ExpenseBasis, one: ExpenseRecord) {
    const views = actionsOf(expenseMachine, one.state, { project: basis.state, removed: false, vouchers: one.files.length, reason: '…' }, ctx.may);
    const why: Refusal | null = whyNotCorrect(one.state, { project: basis.state, removed: false });
    const own = ctx.may('expense.record') ? ['edit', 'remove'].map((event) => (why ? { event, allowed: false, why } : { event, allowed: true })) : [];
    return said(ctx, [...own, ...views]);
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

const entryOf = ({ category, content, payee, invoiceNumber, spentOn, amountFen, source }: ExpenseRow) => ({ category, content, payee, invoiceNumber, spentOn, amountFen, source });

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
