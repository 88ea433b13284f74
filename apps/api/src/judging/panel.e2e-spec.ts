import { addJudge, assignSheets, closeScoring, getJudging, getPanel, getProgress, openScoring, recordConflict, reformPanel, remindJudges, removeJudge, reopenScoring, startDeclaring, startJudging } from '@weichuang/contracts/judging/panel';
import { declareConflicts, getDeclaration, listMySheets, listMyTasks } from '@weichuang/contracts/judging/sheets';
import { testApi, type TestApi } from '@weichuang/testing/api';
import { qualifiedApplications } from '@weichuang/testing/builders/applications';
import { publishedRound } from '@weichuang/testing/builders/calls';
import { panel } from '@weichuang/testing/builders/judging';
import { permissions } from '../permissions';
import { slices } from '../slices';

let t: TestApi;
beforeAll(async () => {
  t = await testApi(slices, permissions);
});
afterAll(() => t.close());

async function ground(applications = 3, judgesPerApplication = 3) {
  const w = await t.world();
  const round = await publishedRound(w, {
    state: 'reviewing',
    config: (config) => ({ ...config, review: { ...config.review, stages: config.review.stages.map((stage) => ({ ...stage, judgesPerApplication, minSheets: 2, aggregate: { kind: 'mean' as const } })) } }),
  });
  return { w, round, roundId: round.roundId, applications: await qualifiedApplications(w, round, applications), staff: await w.as('street_manager') };
}

it('goes from the empty round to open scoring', async () => {
  const { w, roundId, applications, staff } = await ground();
  expect(await staff.do(getJudging, { params: { roundId } })).toMatchObject({ stages: [], missing: [{ key: 'pitch' }], mayStart: true });
  const begun = await staff.do(startJudging, { params: { roundId } });
  const stage = begun.stages[0]!;
  expect(stage).toMatchObject({ state: 'forming', judges: 0, applications: 3, judgesPerApplication: 3 });
  const stageId = stage.id;

  const tooFew = await staff.call(startDeclaring, { params: { stageId }, body: { revision: stage.revision } });
  expect(tooFew.problem).toMatchObject({ status: 409, code: 'PANEL.TOO_FEW_JUDGES' });

  const judges = [await w.person('方敏'), await w.person('沈国强'), await w.person('吴晓梅')];
  for (const judge of judges) await staff.do(addJudge, { params: { stageId }, body: { email: `${judge.userId}@test.local` } });
  w.house.sessions.forgetAll();
  const declaring = await staff.do(startDeclaring, { params: { stageId }, body: { revision: 1 } });
  expect(declaring.state).toBe('declaring');
  expect(declaring.actions).toMatchObject([{ event: 'reform', allowed: true }, { event: 'open', allowed: false, why: { code: 'PANEL.UNDECLARED' } }]);

  // nobody has declared, so nobody can be assigned
  expect((await staff.call(assignSheets, { params: { stageId }, body: {} })).problem.code).toBe('ASSIGNMENT.NO_JUDGES');
  for (const [i, judge] of judges.entries()) {
    const view = await judge.do(getDeclaration, { params: { stageId } });
    expect(view.applications.map((one) => one.id).sort()).toEqual(applications.map((one) => one.id).sort());
    const conflicts = i === 0 ? [{ applicationId: applications[0]!.id, reason: '曾任该机构理事' }] : [];
    await judge.do(declareConflicts, { params: { stageId }, body: { conflicts, seen: view.applications.map((one) => one.id), noOthers: true } });
  }
  const assigned = await staff.do(assignSheets, { params: { stageId }, body: {} });
  expect(assigned).toMatchObject({ added: 8, kept: 0, unserved: [{ application: { id: applications[0]!.id }, missing: 1, eligible: 2 }] });
  expect(await staff.do(assignSheets, { params: { stageId }, body: {} })).toMatchObject({ added: 0, kept: 8 });
  expect((await judges[0]!.do(listMySheets, { params: { stageId } })).sheets.map((one) => one.application.id)).not.toContain(applications[0]!.id);

  const open = await staff.do(openScoring, { params: { stageId }, body: { revision: declaring.revision } });
  expect(open).toMatchObject({ state: 'scoring', ruleHash: expect.stringMatching(/^[0-9a-f]{64}$/) });
  const [row] = await w.rows<{ rule: unknown; config: { review: unknown } }>('SELECT s.rule, r.config FROM review_stage s JOIN round r ON r.id = s.round_id WHERE s.id = $1', [stageId]);
  expect(row?.rule).toEqual(row?.config.review);
  expect(await judges[1]!.do(listMyTasks)).toMatchObject({ tasks: [{ stageId, state: 'scoring', undeclared: 0, sheets: { assigned: 3 } }] });
  expect(await w.rows('SELECT kind FROM event_log WHERE round_id = $1 AND kind = $2', [roundId, 'review_stage.open'])).toHaveLength(1);
});

it('invites whoever has no account, once however often it is sent', async () => {
  const { w, round, applications, staff } = await ground();
  const { stageId } = await panel(w, round, applications, { state: 'forming', judges: 0 });
  const email = `judge-${stageId.slice(-8)}@example.org`;
  expect((await staff.call(addJudge, { params: { stageId }, body: { email } })).problem).toMatchObject({ status: 422, code: 'PANEL.NAME_MISSING' });
  const key = { 'idempotency-key': `add-${stageId}` };
  const first = await staff.do(addJudge, { params: { stageId }, body: { email: ` ${email.toUpperCase()}`, name: '周老师' } }, key);
  expect(first.judges).toMatchObject([{ name: '周老师', email, accountState: 'invited', declaredAt: null }]);
  expect(await staff.do(addJudge, { params: { stageId }, body: { email: ` ${email.toUpperCase()}`, name: '周老师' } }, key)).toEqual(first);
  expect((await staff.call(addJudge, { params: { stageId }, body: { email, name: '周老师' } })).problem.code).toBe('PANEL.ALREADY_THERE');
  const mails = await w.rows<{ body: string }>('SELECT body FROM mail WHERE to_email = $1', [email]);
  expect(mails).toHaveLength(1);
  expect(await w.rows(`SELECT role FROM membership WHERE user_id = $1 AND round_id = $2 AND ended_at IS NULL`, [first.judges[0]!.userId, round.roundId])).toEqual([{ role: 'judge' }]);
});

it('does not let an auditor judge, nor a disabled person', async () => {
  const { w, round, applications, staff } = await ground();
  const { stageId } = await panel(w, round, applications, { state: 'forming', judges: 0 });
  const auditor = await w.as('auditor');
  expect((await staff.call(addJudge, { params: { stageId }, body: { email: `${auditor.userId}@test.local` } })).problem.code).toBe('PANEL.AUDITOR');
  const gone = await w.person();
  await w.rows(`UPDATE user_account SET state = 'disabled' WHERE id = $1`, [gone.userId]);
  expect((await staff.call(addJudge, { params: { stageId }, body: { email: `${gone.userId}@test.local` } })).problem.code).toBe('PANEL.ACCOUNT_DISABLED');
});

it('takes untouched sheets back with the judge, keeps begun ones void, and never removes one who has handed in', async () => {
  const { w, round, applications, staff } = await ground();
  const { stageId, judges, sheets } = await panel(w, round, applications);
  const [first, second] = judges as [(typeof judges)[0], (typeof judges)[0]];
  const of = (judge: typeof first) => applications.map((one) => sheets[one.id]![judge.userId]!);
  await w.rows(`UPDATE scorecard SET state = 'in_progress' WHERE id = $1`, [of(first)[0]]);
  await w.rows(`UPDATE scorecard SET state = 'locked', total = 80 WHERE id = $1`, [of(second)[0]]);
  const params = (judge: typeof first) => ({ params: { stageId, userId: judge.userId } });
  expect((await staff.call(removeJudge, params(second))).problem.code).toBe('PANEL.HAS_LOCKED_SHEETS');
  const view = await staff.do(removeJudge, params(first));
  expect(view.judges.map((one) => one.userId)).not.toContain(first.userId);
  expect(await w.rows('SELECT state, reason FROM scorecard WHERE judge_id = $1', [first.userId])).toEqual([{ state: 'voided', reason: 'panel.judge_removed' }]);
  w.house.sessions.forgetAll();
  expect((await first.call(listMySheets, { params: { stageId } })).status).toBe(404);
  expect((await staff.call(removeJudge, params(first))).status).toBe(404);
});

it('hints at conflicts from related data until they are recorded', async () => {
  const { w, round, applications, staff } = await ground();
  const { stageId, judges } = await panel(w, round, applications);
  const [a, b] = applications as [(typeof applications)[0], (typeof applications)[0]];
  await w.grant(judges[0]!.userId, 'applicant_member', { organizationId: a.organizationId });
  await w.rows(`UPDATE user_account SET phone = '138 1111 2222' WHERE id = $1`, [judges[1]!.userId]);
  await w.rows(`UPDATE organization SET profile = profile || '{"contactPhone": "13811112222"}' WHERE id = $1`, [b.organizationId]);
  const hints = (await staff.do(getPanel, { params: { stageId } })).hints.map((one) => [one.judge.id, one.application.id, one.by]);
  expect(hints).toHaveLength(2);
  expect(hints).toContainEqual([judges[0]!.userId, a.id, ['same_organization']]);
  expect(hints).toContainEqual([judges[1]!.userId, b.id, ['same_phone']]);
  expect(await staff.do(recordConflict, { params: { id: a.id }, body: { userId: judges[0]!.userId, reason: '在申报单位任职' } })).toEqual({ voided: 1 });
  const after = await staff.do(getPanel, { params: { stageId } });
  expect(after.hints).toHaveLength(1);
  expect(after.conflicts).toMatchObject([{ judge: { id: judges[0]!.userId }, application: { id: a.id }, source: 'found', reason: '在申报单位任职' }]);
});

it('reminds each judge of open sheets once in a day, also when two ask at once', async () => {
  const { w, round, applications, staff } = await ground(1, 3);
  const { stageId, judges } = await panel(w, round, applications);
  const remind = () => staff.call(remindJudges, { params: { stageId } });
  const both = await Promise.all([remind(), remind()]);
  expect(both.map((one) => one.problem?.code ?? 'told').sort()).toEqual(['REVIEW.REMINDED_TODAY', 'told']);
  expect(both.find((one) => one.status < 300)?.body).toEqual({ judges: judges.length, sheets: judges.length, lately: 0 });
  // who was called later is told the same day; the others are left in peace
  const late = await w.as('judge', { roundId: round.roundId });
  await w.rows(`INSERT INTO panel_judge SELECT (jsonb_populate_record(j, jsonb_build_object('id', gen_random_uuid(), 'user_id', $2::text))).* FROM panel_judge j WHERE j.review_stage_id = $1 LIMIT 1`, [stageId, late.userId]);
  const [one] = await w.rows<{ id: string }>('SELECT id FROM scorecard WHERE review_stage_id = $1 LIMIT 1', [stageId]);
  await w.rows(`INSERT INTO scorecard SELECT (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'judge_id', $2::text))).* FROM scorecard c WHERE c.id = $1`, [one?.id, late.userId]);
  expect((await remind()).body).toEqual({ judges: 1, sheets: 1, lately: judges.length });
  const named = await w.rows<{ judges: string[] }>(`SELECT data -> 'judges' AS judges FROM event_log WHERE subject_id = $1 AND kind = 'review_stage.reminded' ORDER BY xid, id`, [stageId]);
  expect(named.map((event) => event.judges)).toEqual([judges.map((judge) => judge.userId).sort(), [late.userId]]);
  expect((await remind()).problem).toMatchObject({ code: 'REVIEW.REMINDED_TODAY' });
  await w.rows(`UPDATE scorecard SET state = 'locked', total = 80 WHERE review_stage_id = $1`, [stageId]);
  expect((await remind()).problem).toMatchObject({ code: 'REVIEW.NOTHING_OPEN' });
});

it('closes with sheets missing only when each is accepted, and reopens with a reason', async () => {
  const { w, round, applications, staff } = await ground(1, 3);
  const { stageId, judges, sheets } = await panel(w, round, applications);
  const ids = judges.map((judge) => sheets[applications[0]!.id]![judge.userId]!);
  await w.rows(`UPDATE scorecard SET state = 'locked', total = 80 WHERE id = ANY ($1)`, [ids.slice(0, 2)]);
  const close = (without: string[], revision = 1) => staff.call(closeScoring, { params: { stageId }, body: { revision, without } });
  expect((await close([])).problem).toMatchObject({ code: 'REVIEW.OPEN_SCORECARDS', params: { count: 1 } });
  expect((await close([ids[2]!], 7)).problem).toMatchObject({ status: 409, code: 'REVISION.STALE' });
  expect((await close([ids[2]!])).body).toMatchObject({ state: 'closed' });
  expect((await staff.call(reopenScoring, { params: { stageId }, body: { revision: 2, reason: ' ' } })).status).toBe(400);
  expect((await staff.call(reopenScoring, { params: { stageId }, body: { revision: 2, reason: '一位评委补交' } })).body).toMatchObject({ state: 'scoring' });
});

it('does not open scoring before the round is judged, nor by another rule than the first stage’s', async () => {
  const { w, round, applications, staff } = await ground();
  const { stageId } = await panel(w, round, applications);
  await w.rows(`UPDATE review_stage SET state = 'declaring' WHERE id = $1`, [stageId]);
  await w.rows(`UPDATE round SET state = 'closed' WHERE id = $1`, [round.roundId]);
  const open = () => staff.call(openScoring, { params: { stageId }, body: { revision: 1 } });
  expect((await open()).problem.code).toBe('REVIEW.ROUND_NOT_REVIEWING');
  await w.rows(`UPDATE round SET state = 'reviewing' WHERE id = $1`, [round.roundId]);
  await w.rows(`INSERT INTO review_stage (id, tenant_id, round_id, stage_key, state, rule_hash) VALUES (gen_random_uuid(), $1, $2, 'other', 'scoring', 'x')`, [w.tenantId, round.roundId]);
  expect((await open()).problem.code).toBe('REVIEW.RULE_CHANGED');
});

it('shows who has done what, without points, until the stage is closed', async () => {
  const { w, round, applications, staff } = await ground(1, 3);
  const { stageId, judges, sheets } = await panel(w, round, applications);
  const ids = judges.map((judge) => sheets[applications[0]!.id]![judge.userId]!);
  for (const [i, total] of ['95', '90', '62'].entries()) await w.rows(`UPDATE scorecard SET state = 'locked', total = $2 WHERE id = $1`, [ids[i], total]);
  const running = await staff.do(getProgress, { params: { stageId } });
  expect(running.applications[0]).toMatchObject({ locked: 3, short: false, mean: null, outliers: [{ judgeId: judges[2]!.userId, direction: 'low', total: null, offBp: null }] });
  expect(JSON.stringify(running)).not.toMatch(/"(95|90|62)"/);
  await w.rows(`UPDATE review_stage SET state = 'closed' WHERE id = $1`, [stageId]);
  const closed = await staff.do(getProgress, { params: { stageId } });
  expect(closed.applications[0]).toMatchObject({ mean: '82.33', outliers: [{ direction: 'low', total: '62' }] });
});

describe('who may not', () => {
  it.each([
    ['start', (p: Places) => [startJudging, { params: { roundId: p.roundId } }] as const],
    ['read the overview', (p: Places) => [getJudging, { params: { roundId: p.roundId } }] as const],
    ['read the panel', (p: Places) => [getPanel, { params: { stageId: p.stageId } }] as const],
    ['add', (p: Places) => [addJudge, { params: { stageId: p.stageId }, body: { email: 'x@example.org', name: 'x' } }] as const],
    ['remove', (p: Places) => [removeJudge, { params: { stageId: p.stageId, userId: p.judgeId } }] as const],
    ['record a conflict', (p: Places) => [recordConflict, { params: { id: p.applicationId }, body: { userId: p.judgeId, reason: 'x' } }] as const],
    ['ask for declarations', (p: Places) => [startDeclaring, { params: { stageId: p.stageId }, body: { revision: 1 } }] as const],
    ['go back', (p: Places) => [reformPanel, { params: { stageId: p.stageId }, body: { revision: 1 } }] as const],
    ['assign', (p: Places) => [assignSheets, { params: { stageId: p.stageId }, body: {} }] as const],
    ['open', (p: Places) => [openScoring, { params: { stageId: p.stageId }, body: { revision: 1 } }] as const],
    ['close', (p: Places) => [closeScoring, { params: { stageId: p.stageId }, body: { revision: 1 } }] as const],
    ['reopen', (p: Places) => [reopenScoring, { params: { stageId: p.stageId }, body: { revision: 1, reason: 'x' } }] as const],
    ['see the progress', (p: Places) => [getProgress, { params: { stageId: p.stageId } }] as const],
  ])('%s: strangers and judges are told nothing, staff of another kind that it is not theirs', async (_, call) => {
    const { w, round, applications } = await ground(1);
    const { stageId, judges } = await panel(w, round, applications);
    const places: Places = { roundId: round.roundId, stageId, applicationId: applications[0]!.id, judgeId: judges[0]!.userId };
    const [contract, input] = call(places);
    const as = async (who: Awaited<ReturnType<typeof w.person>>) => (await who.call(contract as never, input as never)).status;
    expect(await as(await w.stranger())).toBe(404);
    expect(await as(judges[1]!)).toBe(404);
    expect(await as(await w.as('street_finance'))).toBe(403);
    expect(await as(w.nobody())).toBe(401);
  });
});

interface Places {
  readonly roundId: string;
  readonly stageId: string;
  readonly applicationId: string;
  readonly judgeId: string;
}
