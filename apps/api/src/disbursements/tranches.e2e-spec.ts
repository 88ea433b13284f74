import { approveTranche, holdTranche, listPayments, listTranches, payTranche, requestTranche, returnMoney, sendBackTranche } from '@weichuang/contracts/disbursements/tranches';
import { addDays } from '@weichuang/kernel/calendar';
import { dateInChina } from '@weichuang/kernel/clock';
import { newId } from '@weichuang/kernel/id';
import { testApi, type TestApi } from '@weichuang/testing/api';
import { ownerOf } from '@weichuang/testing/builders/applications';
import { publishedRound } from '@weichuang/testing/builders/calls';
import { insertRows } from '@weichuang/testing/builders/insert';
import { runningProject, type ProjectOptions } from '@weichuang/testing/builders/projects';
import { permissions } from '../permissions';
import { slices } from '../slices';

let t: TestApi;
beforeAll(async () => {
  t = await testApi(slices, permissions);
});
afterAll(() => t.close());

async function money(options: ProjectOptions = {}) {
  const w = await t.world();
  const round = await publishedRound(w, { state: 'executing' });
  const project = await runningProject(w, round, { grantFen: 1_999_999, ...options });
  const [finance, leader] = [await w.as('street_finance'), await w.as('street_leader')];
  const [first, second] = project.tranches as [(typeof project.tranches)[number], (typeof project.tranches)[number]];
  const today = dateInChina(w.house.clock.now());
  const rowOf = async (id: string) => {
    const [row] = await w.rows<{ state: string; revision: number; paid_fen: number; returned_fen: number; amount_fen: number }>('SELECT state, revision, paid_fen, returned_fen, amount_fen FROM tranche WHERE id = $1', [id]);
    return row!;
  };
  const netPaid = async () => (await w.rows<{ net: number }>('SELECT net_paid_fen AS net FROM payment_balance WHERE project_id = $1', [project.id]))[0]?.net;
  const pay = (revision: number, more: object = {}) => ({ params: { id: first.id }, body: { revision, amountFen: first.amountFen, voucherNumber: '银付 0817', paidOn: today, ...more } });
  return { w, round, project, finance, leader, first, second, today, rowOf, netPaid, pay };
}

describe('asking, approving, paying', () => {
  it('takes two people and a voucher, and counts to the fen', async () => {
    const { finance, leader, first, project, pay, netPaid } = await money();
    const params = { id: first.id };
    await finance.do(requestTranche, { params, body: { revision: 1 } });
    await leader.do(approveTranche, { params, body: { revision: 2 } });
    expect((await finance.call(payTranche, pay(3, { amountFen: first.amountFen - 1 }))).problem).toMatchObject({ status: 422, code: 'TRANCHE.AMOUNT_DIFFERS' });
    expect((await finance.call(payTranche, pay(3, { voucherNumber: ' ' }))).problem.code).toBe('TRANCHE.NO_VOUCHER');
    expect((await finance.call(payTranche, pay(3, { paidOn: addDays(dateInChina(new Date()), 400) }))).problem.code).toBe('TRANCHE.PAID_IN_FUTURE');
    expect(await finance.do(payTranche, pay(3))).toMatchObject({ state: 'paid', paidFen: 999_999 });
    expect(await netPaid()).toBe(999_999);
    const view = await (await finance.do(listTranches, { params: { id: project.id } }));
    expect(view).toMatchObject({ netPaidFen: 999_999, rows: [{ state: 'paid', voucherNumber: '银付 0817', requestedBy: '王小明', approvedBy: '王小明' }, { state: 'planned' }, { state: 'planned' }] });
    expect(view.rows[0]?.actions).toEqual([{ event: 'return', allowed: true }]);
  });

  it('never lets one person do both', async () => {
    const { w, first } = await money();
    const both = await w.as('street_finance');
    await w.grant(both.userId, 'street_leader');
    const params = { id: first.id };
    await both.do(requestTranche, { params, body: { revision: 1 } });
    expect((await both.call(approveTranche, { params, body: { revision: 2 } })).problem).toMatchObject({ status: 403, code: 'TRANCHE.SAME_PERSON' });
  });

  it('sends a request back with a reason, to be asked for again', async () => {
    const { finance, leader, first, rowOf } = await money();
    const params = { id: first.id };
    await finance.do(requestTranche, { params, body: { revision: 1 } });
    expect((await leader.call(sendBackTranche, { params, body: { revision: 2 } })).problem.code).toBe('REASON.REQUIRED');
    await leader.do(sendBackTranche, { params, body: { revision: 2, reason: '账户待核' } });
    expect(await rowOf(first.id)).toMatchObject({ state: 'planned' });
    await finance.do(requestTranche, { params, body: { revision: 3 } });
  });

  it.each([
    ['request', 'street_leader'], ['request', 'undertaker'], ['approve', 'street_finance'], ['approve', 'street_handler'], ['pay', 'street_leader'], ['hold', 'street_finance'],
  ] as const)('%s is not %s’s', async (verb, role) => {
    const { w, first, pay } = await money();
    const person = await w.as(role);
    const params = { id: first.id };
    const calls = {
      request: () => person.call(requestTranche, { params, body: { revision: 1 } }),
      approve: () => person.call(approveTranche, { params, body: { revision: 1 } }),
      pay: () => person.call(payTranche, pay(1)),
      hold: () => person.call(holdTranche, { params, body: { event: 'withhold', revision: 1, reason: 'x' } }),
    };
    expect((await calls[verb]()).status).toBe(403);
  });

  it('is nothing to strangers, and to the grantee something to look at', async () => {
    const { w, project, first, pay } = await money();
    const stranger = await w.stranger();
    expect((await stranger.call(listTranches, { params: { id: project.id } })).status).toBe(404);
    expect((await stranger.call(payTranche, pay(1))).status).toBe(404);
    const owner = await ownerOf(w, project);
    const seen = await owner.do(listTranches, { params: { id: project.id } });
    expect(seen.rows[0]).toMatchObject({ amountFen: first.amountFen, actions: [] });
    expect((await owner.call(requestTranche, { params: { id: first.id }, body: { revision: 1 } })).status).toBe(403);
    expect((await (await w.as('judge')).call(listTranches, { params: { id: project.id } })).status).toBe(404);
  });
});

describe('gates', () => {
  it('say each condition, met or missing, and who acts', async () => {
    const { w, round, project, second, finance } = await money();
    const conditions = async () => (await finance.do(listTranches, { params: { id: project.id } })).rows[1]!.conditions;
    expect((await conditions()).map((one) => [one.condition, one.met])).toEqual([
      ['agreement_signed', true], ['account_on_file', true], ['no_open_objection', true], ['not_stopped', true], ['findings_closed', true], ['midterm_report_accepted', false], ['midterm_passed', false],
    ]);
    expect((await finance.call(requestTranche, { params: { id: second.id }, body: { revision: 1 } })).problem).toMatchObject({ code: 'TRANCHE.GATE_SHUT', params: { missing: ['GATE.MIDTERM_REPORT_MISSING', 'GATE.MIDTERM_MISSING'] } });
    const person = await w.person();
    const at = { tenant_id: w.tenantId, round_id: round.roundId, project_id: project.id, revision: 1, created_at: new Date().toISOString() };
    const evaluation = { ...at, id: newId(), stage: 'midterm', index_version_id: round.formVersionIds['midterm_index']!, evaluator_id: person.userId, method: '', answers: {}, strengths: '', problems: '', suggestions: '', passes: false, state: 'confirmed' };
    await insertRows(w, 'evaluation', [evaluation]);
    await insertRows(w, 'progress_report', [{ ...at, id: newId(), stage: 'midterm', form_version_id: round.formVersionIds['progress']!, answers: {}, state: 'accepted', due_at: at.created_at, late: false }]);
    expect((await conditions()).at(-1)).toEqual({ condition: 'midterm_passed', met: false, code: 'GATE.MIDTERM_FAILED', text: '中期评估不合格', actor: 'evaluator' });
    await w.rows('UPDATE evaluation SET passes = true WHERE id = $1', [evaluation.id]);
    const visit = newId();
    await insertRows(w, 'visit', [{ ...at, id: visit, supervisor_id: person.userId, visited_on: '2026-09-01', method: 'site', summary: '走访', advice: '' }]);
    await insertRows(w, 'finding', [{ ...at, id: newId(), visit_id: visit, severity: 'major', description: '账目不清', state: 'open', rectify_by: '2026-10-01' }]);
    expect((await conditions()).find((one) => !one.met)).toMatchObject({ condition: 'findings_closed', text: '还有 1 项整改没有完成', actor: 'supervisor' });
    await w.rows(`UPDATE finding SET state = 'closed' WHERE project_id = $1`, [project.id]);
    expect(await finance.do(requestTranche, { params: { id: second.id }, body: { revision: 1 } })).toMatchObject({ state: 'requested' });
  });

  it.each<[string, ProjectOptions, string | null, string]>([
    ['no agreement', { signed: false }, null, 'GATE.AGREEMENT_UNSIGNED'],
    ['no account', { account: false }, null, 'GATE.NO_ACCOUNT'],
    ['a suspended project', {}, `UPDATE project SET state = 'suspended' WHERE id = $1`, 'GATE.PROJECT_STOPPED'],
  ])('shut for %s', async (_rule, options, sql, code) => {
    const { w, project, first, finance } = await money(options);
    if (sql) await w.rows(sql, [project.id]);
    expect((await finance.call(requestTranche, { params: { id: first.id }, body: { revision: 1 } })).problem).toMatchObject({ status: 409, code: 'TRANCHE.GATE_SHUT', params: { missing: [code] } });
  });

  it('are asked again at the approval', async () => {
    const { w, project, first, finance, leader } = await money();
    await finance.do(requestTranche, { params: { id: first.id }, body: { revision: 1 } });
    await w.rows(`UPDATE project SET state = 'suspended' WHERE id = $1`, [project.id]);
    expect((await leader.call(approveTranche, { params: { id: first.id }, body: { revision: 2 } })).problem.code).toBe('TRANCHE.GATE_SHUT');
  });
});

describe('no fen twice', () => {
  async function approved() {
    const made = await money();
    const params = { id: made.first.id };
    await made.finance.do(requestTranche, { params, body: { revision: 1 } });
    await made.leader.do(approveTranche, { params, body: { revision: 2 } });
    return made;
  }
  const payments = (w: { rows<T>(sql: string, params: unknown[]): Promise<T[]> }, id: string) => w.rows(`SELECT 1 FROM event_log WHERE subject_id = $1 AND kind = 'tranche.pay'`, [id]);

  it('the same click twice: one payment, the same answer', async () => {
    const { w, finance, first, pay, netPaid } = await approved();
    const key = { 'idempotency-key': 'this-payment-once' };
    const answers = await Promise.all([finance.call(payTranche, pay(3), key), finance.call(payTranche, pay(3), key)]);
    expect(answers.map((one) => [one.status, one.body])).toEqual([[200, answers[0]!.body], [200, answers[0]!.body]]);
    const later = await finance.call(payTranche, pay(3), key);
    expect(later).toMatchObject({ status: 200, body: answers[0]!.body, headers: { 'idempotency-replayed': 'true' } });
    expect(await netPaid()).toBe(first.amountFen);
    expect(await payments(w, first.id)).toHaveLength(1);
  });

  it('the same key with another voucher is refused', async () => {
    const { finance, pay } = await approved();
    const key = { 'idempotency-key': 'this-payment-once' };
    await finance.do(payTranche, pay(3), key);
    expect((await finance.call(payTranche, pay(3, { voucherNumber: '银付 0818' }), key)).problem.code).toBe('IDEMPOTENCY.KEY_REUSED');
  });

  it('without a key nothing is paid', async () => {
    const { finance, pay, netPaid } = await approved();
    expect((await finance.call(payTranche, pay(3), { 'idempotency-key': '' })).problem.code).toBe('IDEMPOTENCY.KEY_MISSING');
    expect(await netPaid()).toBe(0);
  });

  it('fifty at once with keys of their own, by two people: one is paid', async () => {
    const { w, finance, first, pay, netPaid } = await approved();
    const other = await w.as('street_finance');
    const answers = await Promise.all(Array.from({ length: 50 }, (_, i) => (i % 2 ? other : finance).call(payTranche, pay(3))));
    const paid = answers.filter((one) => one.status === 200);
    expect(paid).toHaveLength(1);
    for (const one of answers) expect([200, 409, 503]).toContain(one.status);
    expect(await netPaid()).toBe(first.amountFen);
    expect(await payments(w, first.id)).toHaveLength(1);
  });

  it('two tranches of one grant at once cannot exceed it, whatever their amounts say', async () => {
    const { w, finance, project, first, second, netPaid, today } = await approved();
    // as if a mistake had made both as large as the grant
    await w.rows(`UPDATE tranche SET amount_fen = $2, state = 'approved', revision = 9, requested_by = $3 WHERE project_id = $1`, [project.id, project.grantFen, finance.userId]);
    const body = { revision: 9, amountFen: project.grantFen, voucherNumber: 'v', paidOn: today };
    const answers = await Promise.all([first, second].map((one) => finance.call(payTranche, { params: { id: one.id }, body })));
    expect(answers.map((one) => one.status).sort()).toEqual([200, 429]);
    expect(answers.find((one) => one.status === 429)?.problem.code).toBe('MONEY.ABOVE_GRANT');
    expect(await netPaid()).toBe(project.grantFen);
  });

  it('the database refuses a balance above the grant by itself', async () => {
    const { w, project } = await approved();
    await expect(w.rows('UPDATE payment_balance SET net_paid_fen = grant_fen + 1 WHERE project_id = $1', [project.id])).rejects.toThrow(/payment_balance/);
  });
});

describe('holding back and giving back', () => {
  it('withholds with a reason, releases, reduces, cancels', async () => {
    const { w, first, rowOf } = await money();
    const manager = await w.as('street_manager');
    const hold = (event: 'withhold' | 'release' | 'reduce' | 'cancel', revision: number, more: object = {}) => manager.call(holdTranche, { params: { id: first.id }, body: { event, revision, reason: '评估未通过', ...more } });
    expect((await hold('withhold', 1, { reason: ' ' })).problem).toMatchObject({ status: 422, code: 'REASON.REQUIRED' });
    expect((await hold('withhold', 1)).body).toMatchObject({ state: 'withheld' });
    expect((await hold('release', 2)).body).toMatchObject({ state: 'planned' });
    expect((await hold('reduce', 3, { amountFen: first.amountFen })).problem.code).toBe('TRANCHE.NOT_A_REDUCTION');
    expect((await hold('reduce', 3, { amountFen: 500_001 })).body).toMatchObject({ state: 'reduced' });
    expect(await rowOf(first.id)).toMatchObject({ amount_fen: 500_001 });
    expect((await hold('cancel', 3)).problem.code).toBe('REVISION.STALE');
    expect((await hold('cancel', 4)).body).toMatchObject({ state: 'cancelled' });
    expect((await hold('release', 5)).problem.code).toBe('STATE.WRONG');
  });

  it('takes money back, part by part, never more than was paid', async () => {
    const { finance, leader, first, pay, netPaid, today } = await money();
    const params = { id: first.id };
    await finance.do(requestTranche, { params, body: { revision: 1 } });
    await leader.do(approveTranche, { params, body: { revision: 2 } });
    await finance.do(payTranche, pay(3));
    const back = (revision: number, amountFen: number) => finance.call(returnMoney, { params, body: { revision, amountFen, voucherNumber: '退 01', returnedOn: today, reason: '结余退回' } });
    expect((await back(4, 0)).problem.code).toBe('TRANCHE.NOTHING_RETURNED');
    expect((await back(4, 300_000)).body).toMatchObject({ state: 'returned', returnedFen: 300_000 });
    expect((await back(5, first.amountFen - 300_000 + 1)).problem.code).toBe('MONEY.RETURN_ABOVE_PAID');
    expect((await back(5, first.amountFen - 300_000)).body).toMatchObject({ returnedFen: first.amountFen });
    expect(await netPaid()).toBe(0);
  });
});

describe('the list of payments', () => {
  it('says what can be asked for, approved and paid, with its sums, page by page', async () => {
    const { w, round, project, finance, leader, first } = await money();
    const other = await runningProject(w, round, { grantFen: 1_000_000 });
    const list = (query: object) => finance.do(listPayments, { params: { roundId: round.roundId }, query });
    const ready = await list({ only: 'ready' });
    expect(ready.rows.map((one) => one.trancheId).sort()).toEqual([first.id, other.tranches[0]!.id].sort());
    expect(ready.rows[0]).toMatchObject({ missing: 0, actions: [{ event: 'request', allowed: true }] });
    await finance.do(requestTranche, { params: { id: first.id }, body: { revision: 1 } });
    expect((await list({ only: 'ready' })).total.count).toBe(1);
    const waiting = await leader.do(listPayments, { params: { roundId: round.roundId }, query: { only: 'requested' } });
    expect(waiting.rows).toMatchObject([{ trancheId: first.id, number: project.number, actions: [{ event: 'sendBack' }, { event: 'approve', allowed: true }, { event: 'withhold' }, { event: 'reduce' }, { event: 'cancel' }] }]);
    expect(waiting.sums).toEqual({ grantFen: 2_999_999, paidFen: 0, returnedFen: 0, requestedFen: first.amountFen, approvedFen: 0 });
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await list({ limit: 4, ...(after ? { after } : {}) });
      seen.push(...page.rows.map((one) => one.trancheId));
      after = page.next ?? undefined;
    } while (after);
    expect(new Set(seen).size).toBe(6);
    expect(seen).toHaveLength(6);
    expect((await (await ownerOf(w, project)).call(listPayments, { params: { roundId: round.roundId } })).status).toBe(404);
    expect((await (await w.stranger()).call(listPayments, { params: { roundId: round.roundId } })).status).toBe(404);
  });
});
