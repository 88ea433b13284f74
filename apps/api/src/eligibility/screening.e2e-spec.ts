import type { Role } from '@weichuang/domain/identity/access';
import { getApplication, saveApplication, submitApplication } from '@weichuang/contracts/applications/writing';
import { disqualifyApplication, dropVerdict, getScreening, giveVerdict, listScreenings, qualifyApplication, rescreenApplication, returnApplication, type ScreeningView } from '@weichuang/contracts/eligibility/screening';
import { testApi, type TestApi } from '@weichuang/testing/api';
import { applications, ownerOf } from '@weichuang/testing/builders/applications';
import { publishedRound, type RoundOverrides } from '@weichuang/testing/builders/calls';
import { permissions } from '../permissions';
import { slices } from '../slices';

let t: TestApi;
beforeAll(async () => {
  t = await testApi(slices, permissions);
});
afterAll(() => t.close());

async function submitted(options: RoundOverrides & { trackId?: string; role?: Role } = {}) {
  const w = await t.world();
  const round = await publishedRound(w, options);
  const [one, other] = await applications(w, round, 2, options.trackId ? { trackId: options.trackId } : {});
  if (!one || !other) throw new Error('two were asked for');
  const staff = await w.as(options.role ?? 'undertaker');
  const params = { id: one.id };
  const view = () => staff.do(getScreening, { params });
  const word = (ruleId: string, outcome: 'pass' | 'fail', reason = '') => staff.call(giveVerdict, { params: { ...params, ruleId }, body: { outcome, reason, version: 1 } });
  /** Answers everything that waits for a person. */
  const answerAll = async () => {
    for (const rule of (await view()).rules.filter((each) => each.outcome === 'manual')) expect((await word(rule.ruleId, 'pass')).status).toBe(200);
  };
  return { w, round, one, other, staff, params, view, word, answerAll, owner: await ownerOf(w, one) };
}
const outcomeOf = (view: ScreeningView, kind: string) => view.rules.find((rule) => rule.kind === kind);

describe('what the data say', () => {
  it('each rule with its clause and its evidence in words; what no data can say waits for a person', async () => {
    const { view } = await submitted();
    const screening = await view();
    expect(Object.fromEntries(screening.rules.map((rule) => [rule.kind, rule.outcome]))).toEqual({
      applicant_kind: 'pass', host_named: 'pass', uscc_valid: 'pass', registered_months: 'pass', max_applications: 'pass', need_cited: 'pass', paired: 'pass',
      budget_adds_up: 'pass', within_caps: 'pass', not_undertaker: 'pass', not_sanctioned: 'manual', manual: 'manual',
    });
    for (const rule of screening.rules) expect(rule.evidence.text).not.toBe(rule.evidence.code);
    expect(outcomeOf(screening, 'registered_months')?.evidence.text).toContain('2019-05-20');
    expect(screening.actions).toMatchObject([{ event: 'qualify', allowed: false, why: { code: 'ELIGIBILITY.CHECK_OPEN' } }, { event: 'return', allowed: true }, { event: 'disqualify', allowed: false, why: { code: 'ELIGIBILITY.NO_RULE_FAILS' } }]);
  });

  it.each([
    ['registered too recently', `UPDATE organization SET registered_on = current_date - 30 WHERE id = $1`, 'registered_months', 'ELIGIBILITY.REGISTERED_TOO_RECENTLY'],
    ['a wrong code', `UPDATE organization SET uscc = '52320214MJ0000000X' || left(id::text, 0) WHERE id = $1`, 'uscc_valid', 'ELIGIBILITY.USCC_INVALID'],
    ['the undertaker itself', `UPDATE round SET undertaker_organization_id = $1 WHERE id = (SELECT round_id FROM application WHERE organization_id = $1)`, 'not_undertaker', 'ELIGIBILITY.IS_UNDERTAKER'],
    ['a need taken off the list', `UPDATE need SET state = 'filed' WHERE id = (SELECT need_id FROM application WHERE organization_id = $1)`, 'need_cited', 'ELIGIBILITY.NEED_NOT_PUBLISHED'],
    ['a pairing taken back', `UPDATE pairing SET state = 'withdrawn' WHERE organization_id = $1`, 'paired', 'ELIGIBILITY.NOT_PAIRED'],
    ['a kind that the track does not take', `UPDATE organization SET kind = 'resident_group' WHERE id = $1`, 'applicant_kind', 'ELIGIBILITY.KIND_NOT_ADMITTED'],
    ['a budget over a cap', `UPDATE application_version SET answers = jsonb_set(answers, '{budget,0,category}', '"overhead"') WHERE application_id = (SELECT id FROM application WHERE organization_id = $1)`, 'within_caps', 'ELIGIBILITY.OVER_CAPS'],
    ['a budget that does not add up', `UPDATE application_version SET answers = jsonb_set(answers, '{budget,0}', answers #> '{budget,0}' || '{"unitPriceFen": 1, "quantityHundredths": 150}') WHERE application_id = (SELECT id FROM application WHERE organization_id = $1)`, 'budget_adds_up', 'ELIGIBILITY.BUDGET_DOES_NOT_ADD_UP'],
  ])('%s fails its rule', async (_, sql, kind, code) => {
    const p = await submitted();
    await p.w.rows(sql, [p.one.organizationId]);
    expect(outcomeOf(await p.view(), kind)).toMatchObject({ outcome: 'fail', evidence: { code } });
  });

  it('too many applications of one organization', async () => {
    const p = await submitted();
    await applications(p.w, p.round, 2, { organizationId: p.one.organizationId });
    expect(outcomeOf(await p.view(), 'max_applications')).toMatchObject({ outcome: 'fail', evidence: { code: 'ELIGIBILITY.TOO_MANY_APPLICATIONS' } });
  });

  it('a group answers by its host', async () => {
    const p = await submitted({ trackId: 'self' });
    expect(outcomeOf(await p.view(), 'host_named')).toMatchObject({ outcome: 'pass', evidence: { code: 'ELIGIBILITY.HOST_NAMED' } });
    expect(outcomeOf(await p.view(), 'uscc_valid')).toMatchObject({ outcome: 'pass', evidence: { code: 'ELIGIBILITY.USCC_VALID' } });
  });

  it('lists what waits with its outcomes, oldest first, page by page', async () => {
    const p = await submitted();
    await p.w.rows(`UPDATE organization SET registered_on = current_date - 30 WHERE id = $1`, [p.one.organizationId]);
    const first = await p.staff.do(listScreenings, { params: { roundId: p.round.roundId }, query: { limit: 1 } });
    expect(first).toMatchObject({ rows: [{ applicationId: p.one.id, failed: 1, failing: ['登记满一年'] }], total: { count: 2, capped: false } });
    expect(first.counts).toMatchObject({ submitted: first.total.count, qualified: 0 });
    const second = await p.staff.do(listScreenings, { params: { roundId: p.round.roundId }, query: { limit: 1, after: first.next ?? '' } });
    expect(second).toMatchObject({ rows: [{ applicationId: p.other.id, failed: 0 }], next: null });
    expect((await p.staff.call(listScreenings, { params: { roundId: p.round.roundId }, query: { after: 'x~y' } })).problem.code).toBe('LIST.CURSOR');
  });
});

describe('a person’s word', () => {
  it('answers a manual rule, may be taken back, and stands in the trail', async () => {
    const p = await submitted();
    const after = (await p.word('seals', 'pass')).body;
    expect(after.rules.find((rule) => rule.ruleId === 'seals')).toMatchObject({ outcome: 'pass', overridden: false, verdict: { outcome: 'pass', by: '王小明' } });
    await p.staff.do(dropVerdict, { params: { ...p.params, ruleId: 'seals' } });
    expect((await p.view()).rules.find((rule) => rule.ruleId === 'seals')).toMatchObject({ outcome: 'manual', verdict: null });
    const said = (await p.staff.do(getApplication, { params: { id: p.one.id } })).timeline.filter((event) => event.kind === 'eligibility.verdict');
    expect(said.map(({ by, data }) => [by, data['outcome'], data['rule'] === 'seals'])).toContainEqual(['王小明', 'dropped', false]);
    expect(await p.w.rows(`SELECT data FROM event_log WHERE subject_id = $1 AND kind = 'eligibility.verdict' ORDER BY id`, [p.one.id])).toMatchObject([
      { data: { ruleId: 'seals', before: null, after: { outcome: 'pass' } } }, { data: { ruleId: 'seals', before: { outcome: 'pass' }, after: null } },
    ]);
  });

  it.each([
    ['turning an automatic outcome without a reason', 'registered', 'fail', '', 422, 'ELIGIBILITY.REASON_MISSING'],
    ['failing a manual rule without a reason', 'seals', 'fail', '', 422, 'ELIGIBILITY.REASON_MISSING'],
    ['a rule the round does not have', 'nothing', 'pass', '', 404, 'ELIGIBILITY.RULE_UNKNOWN'],
  ] as const)('is refused for %s', async (_, ruleId, outcome, reason, status, code) => {
    const p = await submitted();
    expect((await p.word(ruleId, outcome, reason)).problem).toMatchObject({ status, code });
  });

  it('turns an automatic outcome with its reason', async () => {
    const p = await submitted();
    await p.w.rows(`UPDATE organization SET registered_on = current_date - 30 WHERE id = $1`, [p.one.organizationId]);
    expect((await p.word('registered', 'pass', '前身 2015 年备案，章程可查')).body.rules.find((rule) => rule.ruleId === 'registered')).toMatchObject({ automatic: 'fail', outcome: 'pass', overridden: true });
  });

  it('is refused on another version than the one that is checked', async () => {
    const p = await submitted();
    expect((await p.staff.call(giveVerdict, { params: { ...p.params, ruleId: 'seals' }, body: { outcome: 'pass', version: 2 } })).problem.code).toBe('REVISION.STALE');
  });
});

describe('how it ends', () => {
  it('qualifies when every rule holds, keeps what it rested on, and names the next', async () => {
    const p = await submitted();
    expect((await p.staff.call(qualifyApplication, { params: p.params, body: { revision: 1 } })).problem.code).toBe('ELIGIBILITY.CHECK_OPEN');
    await p.answerAll();
    const { body } = await p.staff.call(qualifyApplication, { params: p.params, body: { revision: 1 } });
    expect(body).toMatchObject({ state: 'qualified', next: p.other.id });
    expect(await p.w.rows('SELECT count(*)::int AS n FROM eligibility_finding WHERE application_id = $1', [p.one.id])).toEqual([{ n: (await p.view()).rules.length }]);
    // what was decided on stays, whatever the register says later
    await p.w.rows(`UPDATE organization SET registered_on = current_date WHERE id = $1`, [p.one.organizationId]);
    expect(outcomeOf(await p.view(), 'registered_months')?.outcome).toBe('pass');
    expect((await p.word('seals', 'fail', '晚了')).problem.code).toBe('ELIGIBILITY.NOT_OPEN');
    expect((await p.staff.call(qualifyApplication, { params: p.params, body: { revision: 2 } })).problem.code).toBe('STATE.WRONG');
  });

  it('rejects for a rule that does not hold, and the applicant reads the clause and the reason', async () => {
    const p = await submitted();
    const reject = (reason: string) => p.staff.call(disqualifyApplication, { params: p.params, body: { revision: 1, reason } });
    expect((await reject('不好')).problem.code).toBe('ELIGIBILITY.NO_RULE_FAILS');
    await p.word('seals', 'fail', '承诺书未盖章');
    expect((await reject('  ')).problem.code).toBe('ELIGIBILITY.REASON_MISSING');
    expect((await reject('承诺书未盖章，且已过补正期')).body).toMatchObject({ state: 'disqualified' });
    const seen = await p.owner.do(getApplication, { params: p.params });
    expect(seen.decision).toEqual({ reason: '承诺书未盖章，且已过补正期', rules: [expect.objectContaining({ ruleId: 'seals', clause: '承诺书签字盖章齐全', reason: '承诺书未盖章' })] });
    // the applicant is not told by whom
    expect(seen.timeline.every((event) => event.by === null)).toBe(true);
  });

  it('may be opened again with a reason before judging', async () => {
    const p = await submitted();
    await p.answerAll();
    await p.staff.do(qualifyApplication, { params: p.params, body: { revision: 1 } });
    expect((await p.staff.call(rescreenApplication, { params: p.params, body: { revision: 2, reason: '' } })).problem.code).toBe('APPLICATION.REASON_MISSING');
    expect((await p.staff.call(rescreenApplication, { params: p.params, body: { revision: 2, reason: '误点' } })).body).toMatchObject({ state: 'submitted' });
    expect((await p.view()).actions[0]).toMatchObject({ event: 'qualify', allowed: true });
  });

  it('is decided once when two decide at once', async () => {
    const p = await submitted();
    await p.answerAll();
    const [a, b] = await Promise.all([p.staff.call(qualifyApplication, { params: p.params, body: { revision: 1 } }), p.staff.call(returnApplication, { params: p.params, body: { revision: 1, reason: '单价', fields: ['budget'] } })]);
    expect([a.status, b.status].sort()).toEqual([200, 409]);
    expect(await p.w.rows(`SELECT kind FROM event_log WHERE subject_id = $1 AND kind IN ('application.qualify', 'application.return')`, [p.one.id])).toHaveLength(1);
  });
});

describe('a return for correction', () => {
  const back = async (options: RoundOverrides = {}, fields: string[] = ['budget', 'summary']) => {
    const p = await submitted(options);
    const { body } = await p.staff.call(returnApplication, { params: p.params, body: { revision: 1, reason: '预算单价依据不足', fields } });
    return { ...p, body };
  };

  it('tells the applicant why, what and until when, in working days', async () => {
    const p = await back();
    expect(p.body).toMatchObject({ state: 'returned' });
    const seen = await p.owner.do(getApplication, { params: p.params });
    expect(seen.returned).toMatchObject({ reason: '预算单价依据不足', fields: ['budget', 'summary'], until: p.body.until, left: 0 });
    expect(seen.writing).toMatchObject({ open: true, fields: ['budget', 'summary'] });
    // the end of a day in China, three working days on
    expect(new Date(p.body.until).toISOString()).toMatch(/T16:00:00.000Z$/);
    expect(Date.parse(p.body.until)).toBeGreaterThan(t.house.clock.now().getTime() + 2 * 86_400_000);
  });

  it('opens the named fields alone', async () => {
    const p = await back();
    const save = (answers: Record<string, unknown>, more = {}) => p.owner.call(saveApplication, { params: p.params, body: { revision: 2, answers, ...more } });
    expect((await save({ goal: '改', features: '改' })).problem).toMatchObject({ status: 422, code: 'APPLICATION.NOT_RETURNED', fields: [{ path: 'goal' }, { path: 'features' }] });
    expect((await save({}, { hostOrganizationId: null })).problem.code).toBe('APPLICATION.NOT_RETURNED');
    expect((await save({ summary: '补充说明' })).status).toBe(200);
  });

  it('comes back after the call has closed, as a new version to be checked anew, and not after its own end', async () => {
    const p = await back({ closesIn: '-1 days', state: 'closed' });
    const saved = await p.owner.do(saveApplication, { params: p.params, body: { revision: 2, answers: { summary: '补充说明' } } });
    const { body } = await p.owner.call(submitApplication, { params: p.params, body: { revision: saved.revision } });
    expect(body).toMatchObject({ state: 'submitted', version: 2, number: p.one.number });
    const screening = await p.view();
    expect(screening).toMatchObject({ version: 2, returns: 1, maxReturns: 1 });
    expect(screening.rules.every((rule) => rule.verdict === null)).toBe(true);
    expect(screening.actions.find((action) => action.event === 'return')).toMatchObject({ allowed: false, why: { code: 'APPLICATION.NO_RETURNS_LEFT' } });
    expect((await p.staff.call(returnApplication, { params: p.params, body: { revision: screening.revision, reason: '再改', fields: ['budget'] } })).problem.code).toBe('APPLICATION.NO_RETURNS_LEFT');
    const late = await back({ closesIn: '-1 days', state: 'closed' });
    const before = t.house.clock.offsetMs;
    await t.house.clock.moveTo(new Date(late.body.until));
    const answers = [await late.owner.call(saveApplication, { params: late.params, body: { revision: 2, answers: { summary: 'x' } } }), await late.owner.call(submitApplication, { params: late.params, body: { revision: 2 } })];
    await t.house.clock.moveTo(new Date(Date.now() + before));
    expect(answers.map((one) => one.problem.code)).toEqual(['APPLICATION.CORRECTION_CLOSED', 'APPLICATION.CORRECTION_CLOSED']);
  });

  it.each([
    ['without a field', [], '原因', 'APPLICATION.RETURN_NAMES_NO_FIELD'],
    ['without a reason', ['budget'], '  ', 'APPLICATION.REASON_MISSING'],
    ['for a field that is not there', ['nothing'], '原因', 'APPLICATION.FIELD_UNKNOWN'],
  ])('is refused %s', async (_, fields, reason, code) => {
    const p = await submitted();
    expect((await p.staff.call(returnApplication, { params: p.params, body: { revision: 1, reason, fields } })).problem.code).toBe(code);
  });

  it('gives as many working days as are asked for', async () => {
    const p = await submitted();
    const { body } = await p.staff.call(returnApplication, { params: p.params, body: { revision: 1, reason: '补', fields: ['host'], workingDays: 10 } });
    expect(Date.parse(body.until) - t.house.clock.now().getTime()).toBeGreaterThan(11 * 86_400_000);
  });
});

describe('who checks', () => {
  it.each([
    ['undertaker', 200, 200], ['street_handler', 200, 200], ['street_manager', 200, 200], ['street_leader', 200, 403], ['auditor', 200, 403],
    ['street_finance', 403, 403], ['supervisor', 403, 403], ['judge', 404, 404],
  ] as const)('%s: reads %i, decides %i', async (role, reads, decides) => {
    const p = await submitted();
    const one = await p.w.as(role);
    expect((await one.call(getScreening, { params: p.params })).status).toBe(reads);
    expect((await one.call(listScreenings, { params: { roundId: p.round.roundId } })).status).toBe(reads);
    expect((await one.call(giveVerdict, { params: { ...p.params, ruleId: 'seals' }, body: { outcome: 'pass', version: 1 } })).status).toBe(decides);
  });

  it('not the applicant, not another street, and an undertaker only of its round', async () => {
    const p = await submitted();
    expect((await p.owner.call(getScreening, { params: p.params })).status).toBe(403);
    expect((await (await p.w.stranger()).call(getScreening, { params: p.params })).status).toBe(404);
    const elsewhere = await publishedRound(p.w);
    expect((await (await p.w.as('undertaker', { roundId: elsewhere.roundId })).call(getScreening, { params: p.params })).status).toBe(404);
  });
});
