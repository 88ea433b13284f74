import { acceptExpense, addExpense, addVoucher, checkInvoice, editExpense, listExpenses, removeExpense, reopenExpense } from '@weichuang/contracts/disbursements/expenses';
import { removeFile } from '@weichuang/contracts/files/file';
import { addDays } from '@weichuang/kernel/calendar';
import { dateInChina } from '@weichuang/kernel/clock';
import { testApi, type TestApi } from '@weichuang/testing/api';
import { ownerOf } from '@weichuang/testing/builders/applications';
import { publishedRound } from '@weichuang/testing/builders/calls';
import { aPdf, aPng } from '@weichuang/testing/builders/files';
import { runningProject, supervisedBy, type ProjectOptions } from '@weichuang/testing/builders/projects';
import { permissions } from '../permissions';
import { slices } from '../slices';

let t: TestApi;
beforeAll(async () => {
  t = await testApi(slices, permissions);
});
afterAll(() => t.close());

async function spending(options: ProjectOptions = {}) {
  const w = await t.world();
  const round = await publishedRound(w, { state: 'executing' });
  // the budget of the builder: 80 % activity, 20 % labour of the grant, and own money
  const project = await runningProject(w, round, { grantFen: 1_000_000, ...options });
  const owner = await ownerOf(w, project);
  const params = { id: project.id };
  const today = dateInChina(w.house.clock.now());
  const expense = (more: object = {}) => ({ params, body: { category: 'activity', content: '重阳节活动物料', payee: '惠民超市', invoiceNumber: 'FP-001', spentOn: today, amountFen: 123_45, source: 'grant' as const, ...more } });
  return { w, round, project, owner, params, today, expense };
}

it('writes down expenses and sets them against the budget, to the fen', async () => {
  const { w, owner, params, expense } = await spending();
  const { id } = await owner.do(addExpense, expense());
  await owner.do(addExpense, expense({ category: 'labour', invoiceNumber: '领款单 1', amountFen: 100_000 }));
  expect((await owner.upload(addVoucher, { id }, aPng(), '小票.png')).status).toBe(200);
  expect((await owner.upload(addVoucher, { id }, Buffer.from('x'), '小票.pdf')).status).toBe(415);
  const view = await owner.do(listExpenses, { params });
  expect(view.rows.find((one) => one.id === id)).toMatchObject({ amountFen: 12_345, duplicates: [], files: [{ name: '小票.png' }] });
  const line = (category: string) => view.execution.find((one) => one.category === category && one.source === 'grant');
  expect(line('activity')).toMatchObject({ budgetFen: 800_000, spentFen: 12_345, leftFen: 787_655, rateBp: 154 });
  expect(line('labour')).toMatchObject({ budgetFen: 200_000, spentFen: 100_000, rateBp: 5000 });
  expect(view.totals).toMatchObject({ grantBudgetFen: 1_000_000, grantSpentFen: 112_345, grantRateBp: 1123 });
  // staff look, and write nothing
  const supervisor = await w.as('supervisor');
  await supervisedBy(w, params.id, supervisor.userId);
  expect((await supervisor.do(listExpenses, { params })).may.record).toBe(false);
  expect((await supervisor.call(addExpense, expense())).status).toBe(403);
  expect((await (await w.applicant()).call(listExpenses, { params })).status).toBe(404);
  expect((await (await w.stranger()).call(addExpense, expense())).status).toBe(404);
});

it.each<[string, object, string, string]>([
  ['nothing spent', { amountFen: 0 }, 'amountFen', 'EXPENSE.NOT_POSITIVE'],
  ['no voucher', { invoiceNumber: ' ' }, 'invoiceNumber', 'EXPENSE.NO_VOUCHER'],
  ['a category the round does not have', { category: 'nothing' }, 'category', 'EXPENSE.NO_LINE'],
  ['grant money in a category without budget', { category: 'tax' }, 'category', 'EXPENSE.NO_LINE'],
  ['more than the whole grant', { amountFen: 1_000_001 }, 'amountFen', 'EXPENSE.OVER_SOURCE'],
  ['before the project', { spentOn: '2020-01-01' }, 'spentOn', 'EXPENSE.OUTSIDE_PERIOD'],
])('refuses %s, at its field', async (_rule, more, path, code) => {
  const { owner, params, expense } = await spending();
  const answer = await owner.call(addExpense, expense(more));
  expect(answer.problem).toMatchObject({ status: 422, code: 'EXPENSE.INVALID' });
  expect(answer.problem.fields).toContainEqual(expect.objectContaining({ path, code }));
  expect((await owner.do(listExpenses, { params })).rows).toEqual([]);
});

it('refuses tomorrow’s expenses', async () => {
  const { owner, expense, today } = await spending();
  const answer = await owner.call(addExpense, expense({ spentOn: addDays(today, 1) }));
  expect(answer.problem.fields?.map((one) => one.code)).toContain('EXPENSE.IN_FUTURE');
});

it('writes down what is beyond a line, and says so', async () => {
  const { owner, expense, params } = await spending();
  const answer = await owner.do(addExpense, expense({ category: 'labour', amountFen: 200_001 }));
  expect(answer.hints).toEqual([{ code: 'EXPENSE.OVER_LINE', text: '累计支出 ¥2,000.01 超过该科目预算 ¥2,000.00，调整预算须先报批' }]);
  const own = await owner.do(addExpense, expense({ category: 'tax', source: 'own', invoiceNumber: 'S-1', amountFen: 5 }));
  expect(own.hints.map((one) => one.code)).toEqual(['EXPENSE.NO_LINE']);
  const view = await owner.do(listExpenses, { params });
  expect(view.execution.find((one) => one.category === 'labour')).toMatchObject({ leftFen: -1 });
  expect(view.execution.find((one) => one.category === 'tax')).toMatchObject({ source: 'own', budgetFen: 0, spentFen: 5, rateBp: null });
});

describe('an invoice number', () => {
  it('counts once in a category of a project', async () => {
    const { owner, expense } = await spending();
    await owner.do(addExpense, expense());
    expect((await owner.call(addExpense, expense({ amountFen: 1 }))).problem.fields).toMatchObject([{ path: 'invoiceNumber', code: 'EXPENSE.VOUCHER_USED' }]);
  });

  it('that is known elsewhere in the street is hinted at; whose it is, staff alone see', async () => {
    const { w, round, owner, params, expense } = await spending();
    const other = await runningProject(w, round, { grantFen: 1_000_000 });
    const otherOwner = await ownerOf(w, other);
    await otherOwner.do(addExpense, { ...expense({ invoiceNumber: 'fp-001', payee: '别家' }), params: { id: other.id } });
    expect(await owner.do(checkInvoice, { params, query: { number: 'FP-001' } })).toMatchObject({ duplicates: [{ projectNumber: null, payee: null, sameProject: false }] });
    const { duplicates } = await owner.do(addExpense, expense());
    expect(duplicates).toMatchObject([{ projectNumber: null, amountFen: 123_45 }]);
    const handler = await w.as('street_handler');
    expect((await handler.do(listExpenses, { params })).rows[0]?.duplicates).toMatchObject([{ projectNumber: other.number, payee: '别家' }]);
    // another street's numbers are its own
    const far = await spending();
    expect((await far.owner.do(addExpense, far.expense())).duplicates).toEqual([]);
  });
});

it('is removed with its revision, once, and keeps its trace', async () => {
  const { w, owner, expense, params } = await spending();
  const { id } = await owner.do(addExpense, expense());
  expect((await owner.call(removeExpense, { params: { id }, query: { revision: 2 } })).problem.code).toBe('REVISION.STALE');
  await owner.do(removeExpense, { params: { id }, query: { revision: 1 } });
  expect((await owner.call(removeExpense, { params: { id }, query: { revision: 1 } })).body).toEqual({ removed: true });
  expect((await owner.do(listExpenses, { params })).rows).toEqual([]);
  expect(await w.rows(`SELECT kind FROM event_log WHERE subject_id = $1 ORDER BY id`, [id])).toEqual([{ kind: 'expense.recorded' }, { kind: 'expense.removed' }]);
  expect((await owner.upload(addVoucher, { id }, aPdf(), '票.pdf')).status).toBe(404);
  // the number is free again
  await owner.do(addExpense, expense());
});

describe('is corrected', () => {
  const corrected = (today: string, more: object = {}) => ({ revision: 1, category: 'activity', content: '重阳节活动物料和横幅', payee: '惠民超市', invoiceNumber: 'FP-001', spentOn: today, amountFen: 150_00, source: 'grant' as const, ...more });

  it('by the grantee, with its revision, by the same rules as a new one, and leaves what it was', async () => {
    const { w, owner, expense, params, today } = await spending();
    const { id } = await owner.do(addExpense, expense());
    await owner.do(addExpense, expense({ invoiceNumber: 'FP-002', amountFen: 900_000 }));
    const edit = (client = owner, more: object = {}) => client.call(editExpense, { params: { id }, body: corrected(today, more) });
    expect((await edit(owner, { revision: 2 })).problem.code).toBe('REVISION.STALE');
    expect((await edit(owner, { amountFen: 100_001 })).problem.fields).toMatchObject([{ path: 'amountFen', code: 'EXPENSE.OVER_SOURCE' }]);
    expect((await edit(owner, { invoiceNumber: 'FP-002' })).problem.fields).toMatchObject([{ path: 'invoiceNumber', code: 'EXPENSE.VOUCHER_USED' }]);
    expect((await edit(await w.as('street_finance'))).status).toBe(403);
    expect((await edit(await w.applicant())).status).toBe(404);
    expect((await edit(await w.stranger())).status).toBe(404);
    // its own old sum does not count against it
    expect(await owner.do(editExpense, { params: { id }, body: corrected(today, { amountFen: 100_000 }) })).toMatchObject({ id, revision: 2 });
    expect((await owner.do(listExpenses, { params })).rows.find((one) => one.id === id)).toMatchObject({ content: '重阳节活动物料和横幅', amountFen: 100_000, state: 'recorded', revision: 2 });
    const [event] = await w.rows<{ data: unknown }>(`SELECT data FROM event_log WHERE subject_id = $1 AND kind = 'expense.edited'`, [id]);
    expect(event?.data).toMatchObject({ before: { amountFen: 123_45, content: '重阳节活动物料' }, after: { amountFen: 100_000 } });
  });

  it('until staff have accepted it with its vouchers; given back with a reason, again', async () => {
    const { w, project, owner, expense, params, today } = await spending();
    const finance = await w.as('street_finance');
    const { id } = await owner.do(addExpense, expense());
    const accept = (client = finance, revision = 1) => client.call(acceptExpense, { params: { id }, body: { revision } });
    expect((await accept()).problem).toMatchObject({ status: 409, code: 'EXPENSE.VOUCHER_MISSING' });
    const voucher = (await owner.upload(addVoucher, { id }, aPng(), '小票.png')).body as { id: string };
    expect((await accept(owner)).status).toBe(403);
    expect((await accept(await w.as('supervisor'))).status).toBe(403);
    expect((await accept(await w.stranger())).status).toBe(404);
    expect((await accept(finance, 9)).problem.code).toBe('REVISION.STALE');
    expect((await accept()).body).toMatchObject({ state: 'accepted', revision: 2 });

    const locked = [
      await owner.call(editExpense, { params: { id }, body: corrected(today, { revision: 2 }) }),
      await owner.call(removeExpense, { params: { id }, query: { revision: 2 } }),
      await owner.upload(addVoucher, { id }, aPng(), '另一张.png'),
    ];
    expect(locked.map((answer) => [answer.status, answer.problem.code])).toEqual(Array.from({ length: 3 }, () => [409, 'EXPENSE.ACCEPTED']));
    expect((await owner.call(removeFile, { params: { id: voucher.id } })).problem.code).toBe('FILE.LOCKED');
    const own = (await owner.do(listExpenses, { params })).rows[0];
    expect(own).toMatchObject({ state: 'accepted', acceptedAt: expect.any(String) as string });
    expect(own?.actions).toMatchObject([{ event: 'edit', allowed: false, why: { code: 'EXPENSE.ACCEPTED' } }, { event: 'remove', allowed: false }]);
    expect((await finance.do(listExpenses, { params })).rows[0]?.actions.map((one) => one.event)).toEqual(['reopen']);

    const reopen = (reason: string) => finance.call(reopenExpense, { params: { id }, body: { revision: 2, reason } });
    expect((await reopen(' ')).problem.code).toBe('REASON.REQUIRED');
    expect((await reopen('发票抬头不是本单位')).status).toBe(200);
    expect((await owner.do(listExpenses, { params })).rows[0]).toMatchObject({ state: 'recorded', acceptedBy: null, reason: '发票抬头不是本单位' });
    await owner.do(editExpense, { params: { id }, body: corrected(today, { revision: 3 }) });
    await owner.do(removeFile, { params: { id: voucher.id } });
    await owner.do(removeExpense, { params: { id }, query: { revision: 4 } });
    await w.rows(`UPDATE project SET state = 'closed' WHERE id = $1`, [project.id]);
    expect((await owner.call(editExpense, { params: { id }, body: corrected(today, { revision: 5 }) })).problem.code).toBe('EXPENSE.PROJECT_CLOSED');
  });
});

it('the same click twice writes one expense; many at once stay within the grant', async () => {
  const { w, owner, expense, project, params } = await spending();
  const key = { 'idempotency-key': 'this-expense-once' };
  const [a, b] = await Promise.all([owner.call(addExpense, expense(), key), owner.call(addExpense, expense(), key)]);
  expect([a.status, b.status, b.body.id]).toEqual([200, 200, a.body.id]);
  const answers = await Promise.all(Array.from({ length: 12 }, (_, i) => owner.call(addExpense, expense({ invoiceNumber: `P-${i}`, amountFen: 300_000 }))));
  expect(answers.filter((one) => one.status === 200)).toHaveLength(3);
  expect((await owner.do(listExpenses, { params })).totals.grantSpentFen).toBe(912_345);
  expect(await w.rows('SELECT 1 FROM expense WHERE project_id = $1', [project.id])).toHaveLength(4);
});

it.each([
  ['before the agreement', 'contracted', 'EXPENSE.NOT_STARTED'],
  ['after the end', 'closed', 'EXPENSE.PROJECT_CLOSED'],
])('writes nothing %s', async (_rule, state, code) => {
  const { w, owner, expense, project } = await spending();
  await w.rows('UPDATE project SET state = $2 WHERE id = $1', [project.id, state]);
  expect((await owner.call(addExpense, expense())).problem).toMatchObject({ status: 409, code });
});

it('shows no street another’s rows, whatever the query asks', async () => {
  const { w, project, owner, expense } = await spending();
  await owner.do(addExpense, expense());
  const far = await t.world();
  for (const table of ['project', 'optimisation', 'agreement', 'tranche', 'payment_balance', 'expense']) {
    const seen = (tenantId: string) => w.house.asSystem(tenantId, (ctx) => ctx.em.query(`SELECT 1 FROM ${table} WHERE tenant_id = $1`, [w.tenantId]) as Promise<unknown[]>);
    expect([table, (await seen(w.tenantId)).length > 0, (await seen(far.tenantId)).length]).toEqual([table, true, 0]);
  }
  expect(project.id).toBeTruthy();
});
