import {
  announce, cancelRound, cloneRound, createRound, extendRound, findUndertakers, getMissing, getRound, listMyRounds, listRounds, listTemplates, moveRound, publishRound, saveRound,
  setUndertaker,
} from '@weichuang/contracts/calls/rounds';
import { getFormVersion } from '@weichuang/contracts/forms/versions';
import { testApi, type TestApi } from '@weichuang/testing/api';
import { publishedRound } from '@weichuang/testing/builders/calls';
import type { World } from '@weichuang/testing/world';
import { permissions } from '../permissions';
import { slices } from '../slices';

let t: TestApi;
beforeAll(async () => {
  t = await testApi(slices, permissions);
});
afterAll(() => t.close());

const fresh = { title: '第三届社区微创投大赛', year: 2030, edition: 3, openOn: '2030-03-10' };
const kinds = (w: World, id: string) => w.rows<{ kind: string }>('SELECT kind FROM event_log WHERE subject_id = $1 ORDER BY id', [id]).then((rows) => rows.map((row) => row.kind));

async function draft() {
  const w = await t.world();
  const manager = await w.as('street_manager');
  const { id } = await manager.do(createRound, { params: { tenantId: w.tenantId }, body: { ...fresh, templateId: 'street_micro' } });
  const round = () => manager.do(getRound, { params: { roundId: id } });
  return { w, manager, roundId: id, round, params: { roundId: id } };
}
/** Everything a template leaves open. */
async function complete(d: Awaited<ReturnType<typeof draft>>) {
  const { config, revision } = await d.round();
  return d.manager.do(saveRound, { params: d.params, body: { revision, config: { notice: { ...config.notice, contact: { phone: '0510-88880000', email: '', address: '' } } } } });
}

describe('setting up', () => {
  it('offers the library to anybody who is signed in', async () => {
    const w = await t.world();
    const { rows } = await (await w.person()).do(listTemplates);
    expect(rows.map((row) => row.id)).toEqual(['street_micro', 'binhai', 'haishu', 'standard_score', 'bonus_on_top']);
    expect((await w.nobody().call(listTemplates)).status).toBe(401);
  });

  it('makes a round from a template, with the street’s own published form versions', async () => {
    const d = await draft();
    const round = await d.round();
    expect(round).toMatchObject({ state: 'draft', revision: 1, edition: 3, templateId: 'street_micro', config: { calendar: { openAt: '2030-03-10T09:00:00+08:00' } } });
    expect(round.forms.map((form) => form.version)).toEqual(round.forms.map(() => 1));
    expect(round.forms.length).toBe(8);
    expect(round.actions.filter((action) => action.allowed).map((action) => action.event).sort()).toEqual(['cancel', 'clone', 'edit', 'undertaker']);
    expect(round.actions.find((action) => action.event === 'publish')).toMatchObject({ allowed: false, why: { code: 'ROUND.INCOMPLETE', detail: '本轮设置还不完整，请按提示补充后再发布' } });
    const again = await d.manager.do(createRound, { params: { tenantId: d.w.tenantId }, body: { ...fresh, templateId: 'street_micro' } });
    expect((await d.manager.do(getRound, { params: { roundId: again.id } })).forms.map((form) => form.id).sort()).toEqual(round.forms.map((form) => form.id).sort());
    expect(await kinds(d.w, d.roundId)).toEqual(['round.created']);
  });

  it('refuses an unknown template, a role without the right, and a stranger', async () => {
    const w = await t.world();
    const params = { tenantId: w.tenantId };
    const body = { ...fresh, templateId: 'street_micro' };
    expect((await (await w.as('street_manager')).call(createRound, { params, body: { ...body, templateId: 'none' } })).problem).toMatchObject({ status: 422, code: 'ROUND.TEMPLATE_UNKNOWN' });
    expect((await (await w.as('auditor')).call(createRound, { params, body })).status).toBe(403);
    expect((await (await w.stranger()).call(createRound, { params, body })).status).toBe(404);
  });

  it('makes one round of the same click twice', async () => {
    const w = await t.world();
    const manager = await w.as('street_manager');
    const send = () => manager.do(createRound, { params: { tenantId: w.tenantId }, body: { ...fresh, templateId: 'binhai' } }, { 'idempotency-key': 'the-same-click' });
    expect((await send()).id).toBe((await send()).id);
    expect((await manager.do(listRounds, { params: { tenantId: w.tenantId } })).rows).toHaveLength(1);
  });

  it('saves parts as they are, blank as they may be, and says what is missing', async () => {
    const d = await draft();
    const { config } = await d.round();
    const saved = await d.manager.do(saveRound, {
      params: d.params,
      body: { revision: 1, title: '', introduction: '简介\n第二段', config: { poolFen: 0, calendar: { ...config.calendar, closeAt: '' }, tracks: [{ ...config.tracks[0]!, name: { zh: '' } }] } },
    });
    expect(saved.revision).toBe(2);
    expect(await d.round()).toMatchObject({ title: '', introduction: '简介\n第二段', config: { poolFen: 0, review: config.review } });
    const { rows, warnings } = await d.manager.do(getMissing, { params: d.params });
    expect(warnings).toMatchObject([{ path: 'calendar.projectFrom', code: 'ROUND.BEGINS_BEFORE_SIGNING', message: expect.stringContaining('签约') as string }]);
    expect(rows.map((row) => [row.path, row.code])).toEqual(expect.arrayContaining([
      ['title', 'ROUND.NAME_MISSING'], ['tracks.0.name', 'ROUND.NAME_MISSING'], ['calendar.closeAt', 'ROUND.NOT_AN_INSTANT'], ['poolFen', 'ROUND.POOL_EMPTY'], ['notice.contact', 'ROUND.CONTACT_MISSING'],
    ]));
    expect(rows.every((row) => row.message && row.message !== row.code)).toBe(true);
  });

  it('refuses a stale save, another role, a stranger, and what is no configuration', async () => {
    const d = await draft();
    const save = (who: Awaited<ReturnType<World['person']>>, body: object = { revision: 1, title: 'x' }) => who.call(saveRound, { params: d.params, body: body as never });
    await d.manager.do(saveRound, { params: d.params, body: { revision: 1, title: 'x' } });
    expect((await save(d.manager)).problem).toMatchObject({ status: 409, code: 'REVISION.STALE' });
    expect((await save(await d.w.as('auditor'))).status).toBe(403);
    expect((await save(await d.w.stranger())).status).toBe(404);
    expect((await save(d.manager, { revision: 2, config: { poolFen: 1.5 } })).status).toBe(400);
    expect((await save(d.manager, { revision: 2, config: { state: 'open' } })).status).toBe(400);
  });

  it('clones last year’s round: rules, forms and undertaker, every date by as many days', async () => {
    const w = await t.world();
    const org = await w.applicant();
    const last = await publishedRound(w, { state: 'archived', undertakerOrganizationId: org.organizationId });
    const manager = await w.as('street_manager');
    const openOn = new Date(Date.parse(last.config.calendar.openAt) + 366 * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10);
    const { id } = await manager.do(cloneRound, { params: { roundId: last.roundId }, body: { ...fresh, openOn } });
    const round = await manager.do(getRound, { params: { roundId: id } });
    expect(round).toMatchObject({ state: 'draft', title: fresh.title, undertaker: { id: org.organizationId } });
    expect(Date.parse(round.config.calendar.closeAt) - Date.parse(last.config.calendar.closeAt)).toBe(366 * 86_400_000);
    expect(round.config.tracks).toEqual(last.config.tracks);
    expect((await (await w.stranger()).call(cloneRound, { params: { roundId: last.roundId }, body: { ...fresh, openOn } })).status).toBe(404);
    expect((await (await w.as('undertaker', { roundId: last.roundId })).call(cloneRound, { params: { roundId: last.roundId }, body: { ...fresh, openOn } })).status).toBe(403);
  });
});

describe('lists', () => {
  it('gives a street its rounds, and each person the rounds it works on', async () => {
    const w = await t.world();
    const [open, hidden] = [await publishedRound(w), await publishedRound(w, { state: 'draft' })];
    const rows = async (who: Awaited<ReturnType<World['person']>>) => (await who.do(listMyRounds)).rows.map((row) => row.id).sort();
    expect((await (await w.as('street_finance')).do(listRounds, { params: { tenantId: w.tenantId }, query: { state: 'open' } })).rows.map((row) => row.id)).toEqual([open.roundId]);
    expect(await rows(await w.as('street_manager'))).toEqual([open.roundId, hidden.roundId].sort());
    expect(await rows(await w.as('undertaker', { roundId: open.roundId }))).toEqual([open.roundId]);
    expect(await rows(await w.as('judge', { roundId: hidden.roundId }))).toEqual([]);
    expect(await rows(await w.as('community_committee', { communityId: w.communityIds[0] }))).toEqual([open.roundId]);
    expect(await rows(await w.applicant())).toEqual([]);
    expect(await rows(await w.stranger())).toEqual([]);
    expect((await (await w.stranger()).call(listRounds, { params: { tenantId: w.tenantId } })).status).toBe(404);
  });

  it('lists for an applicant the rounds in which it applied', async () => {
    const w = await t.world();
    const { roundId, formVersionIds } = await publishedRound(w);
    const org = await w.applicant();
    await w.rows('INSERT INTO participation (tenant_id, organization_id) VALUES ($1, $2)', [w.tenantId, org.organizationId]);
    await w.rows(
      `INSERT INTO application (id, tenant_id, round_id, organization_id, track_id, form_version_id, created_by) VALUES (gen_random_uuid(), $1, $2, $3, 'org', $4, $5)`,
      [w.tenantId, roundId, org.organizationId, formVersionIds['application'], org.userId],
    );
    w.house.sessions.forgetAll();
    expect((await org.do(listMyRounds)).rows.map((row) => [row.id, row.opens])).toEqual([[roundId, 'call']]);
    // the whole round with its rules is for those who work on it
    expect((await org.call(getRound, { params: { roundId } })).status).toBe(404);
  });
});

it('says which page of the round a person may open, and whether its forms', async () => {
  const w = await t.world();
  const { roundId } = await publishedRound(w);
  const look = async (who: Awaited<ReturnType<World['person']>>) => {
    const opens = (await who.do(listMyRounds)).rows.map((row) => row.opens);
    const page = await who.call(getRound, { params: { roundId } });
    return { opens, page: page.status, forms: page.status === 200 ? [...new Set((await who.do(getRound, { params: { roundId } })).forms.map((form) => form.opens))] : [] };
  };
  for (const role of ['street_manager', 'street_handler', 'auditor'] as const) expect([role, await look(await w.as(role))]).toEqual([role, { opens: ['round'], page: 200, forms: [true] }]);
  for (const role of ['street_finance', 'supervisor', 'evaluator'] as const) expect([role, await look(await w.as(role))]).toEqual([role, { opens: ['round'], page: 200, forms: [false] }]);
  expect(await look(await w.as('judge', { roundId }))).toEqual({ opens: ['round'], page: 200, forms: [false] });
  expect(await look(await w.as('community_committee', { communityId: w.communityIds[0] }))).toMatchObject({ opens: ['call'], forms: [] });
  // the flag is what the form itself answers
  const [form] = (await (await w.as('street_manager')).do(getRound, { params: { roundId } })).forms;
  const status = async (role: 'judge' | 'supervisor' | 'auditor') => (await (await w.as(role, role === 'judge' ? { roundId } : {})).call(getFormVersion, { params: { id: form?.id ?? '' } })).status;
  expect([await status('judge'), await status('supervisor'), await status('auditor')]).toEqual([404, 403, 200]);
});

describe('undertaker', () => {
  it('is found by name and named; a street’s applicant cannot be it', async () => {
    const d = await draft();
    const [good, applied] = [await d.w.applicant('惠邻社工'), await d.w.applicant('阳光社工')];
    const { rows } = await d.manager.do(findUndertakers, { params: d.params, query: { q: '惠邻' } });
    expect(rows.map((row) => row.id)).toContain(good.organizationId);
    expect(await d.manager.do(setUndertaker, { params: d.params, body: { organizationId: good.organizationId, revision: 1 } })).toEqual({ revision: 2 });
    expect((await d.round()).undertaker?.id).toBe(good.organizationId);
    const { forms } = await d.round();
    await d.w.rows(
      `INSERT INTO application (id, tenant_id, round_id, organization_id, track_id, form_version_id, created_by) VALUES (gen_random_uuid(), $1, $2, $3, 'org', $4, $5)`,
      [d.w.tenantId, d.roundId, applied.organizationId, forms[0]?.id, applied.userId],
    );
    const refused = await d.manager.call(setUndertaker, { params: d.params, body: { organizationId: applied.organizationId, revision: 2 } });
    expect(refused.problem).toMatchObject({ status: 409, code: 'ROUND.UNDERTAKER_APPLIED' });
    expect((await d.manager.call(setUndertaker, { params: d.params, body: { organizationId: d.roundId, revision: 2 } })).status).toBe(404);
    expect((await d.manager.call(setUndertaker, { params: d.params, body: { organizationId: null, revision: 1 } })).problem.code).toBe('REVISION.STALE');
    expect((await (await d.w.as('street_handler')).call(setUndertaker, { params: d.params, body: { organizationId: null, revision: 2 } })).status).toBe(403);
  });
});

describe('publication', () => {
  it('waits until nothing is missing, then fixes the rules by their hash', async () => {
    const d = await draft();
    const early = await d.manager.call(publishRound, { params: d.params, body: { revision: 1 } });
    expect(early.problem).toMatchObject({ status: 422, code: 'ROUND.INCOMPLETE', fields: [{ path: 'notice.contact', code: 'ROUND.CONTACT_MISSING' }] });
    const { revision } = await complete(d);
    const published = await d.manager.do(publishRound, { params: d.params, body: { revision } });
    expect(published).toMatchObject({ state: 'published', configHash: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
    expect((await d.manager.call(saveRound, { params: d.params, body: { revision: published.revision, title: 'x' } })).problem).toMatchObject({ status: 409, code: 'ROUND.PUBLISHED' });
    expect((await d.manager.call(publishRound, { params: d.params, body: { revision: published.revision } })).problem.code).toBe('STATE.WRONG');
    expect(await kinds(d.w, d.roundId)).toEqual(['round.created', 'round.saved', 'round.publish']);
    const back = await d.manager.do(moveRound, { params: d.params, body: { event: 'unpublish', revision: published.revision } });
    expect(back.state).toBe('draft');
    expect(await d.round()).toMatchObject({ configHash: null, publishedAt: null });
  });

  it('is the manager’s alone', async () => {
    const d = await draft();
    const { revision } = await complete(d);
    expect((await (await d.w.as('street_handler')).call(publishRound, { params: d.params, body: { revision } })).status).toBe(403);
    expect((await (await d.w.stranger()).call(publishRound, { params: d.params, body: { revision } })).status).toBe(404);
  });
});

describe('cancellation', () => {
  it('needs its reason, and is told to all', async () => {
    const w = await t.world();
    const { roundId } = await publishedRound(w);
    const manager = await w.as('street_manager');
    expect((await manager.call(cancelRound, { params: { roundId }, body: { revision: 1, reason: '  ' } })).problem.code).toBe('ROUND.REASON_MISSING');
    expect((await manager.do(cancelRound, { params: { roundId }, body: { revision: 1, reason: '资金调整' } })).state).toBe('cancelled');
    expect(await manager.do(getRound, { params: { roundId } })).toMatchObject({ cancelledReason: '资金调整', announcements: [{ kind: 'cancellation', body: '资金调整' }] });
    expect((await manager.call(cancelRound, { params: { roundId }, body: { revision: 2, reason: '再次' } })).problem.code).toBe('STATE.WRONG');
    expect((await (await w.as('street_handler')).call(cancelRound, { params: { roundId }, body: { revision: 2, reason: 'x' } })).status).toBe(403);
  });
});

describe('extension', () => {
  it('gives all more time, announces it with its reason, and hashes the rules anew', async () => {
    const w = await t.world();
    const { roundId, config } = await publishedRound(w, { closesIn: '2 days' });
    const manager = await w.as('street_manager');
    const closeAt = new Date(Date.parse(config.calendar.closeAt) + 86_400_000).toISOString();
    const before = await manager.do(getRound, { params: { roundId } });
    expect(await manager.do(extendRound, { params: { roundId }, body: { revision: 1, closeAt, reason: '春节假期' } })).toMatchObject({ state: 'open', closeAt });
    const after = await manager.do(getRound, { params: { roundId } });
    expect(after.config.calendar.closeAt).toBe(closeAt);
    expect(after.configHash).not.toBe(before.configHash);
    expect(after.announcements).toMatchObject([{ kind: 'extension', body: '春节假期', before: config.calendar.closeAt, after: closeAt }]);
    expect(await kinds(w, roundId)).toEqual(['round.extended', 'round.announced']);
  });

  it('opens again what had closed', async () => {
    const w = await t.world();
    const { roundId } = await publishedRound(w, { state: 'closed', closesIn: '-1 days' });
    const manager = await w.as('street_manager');
    const closeAt = new Date(Date.now() + 86_400_000).toISOString();
    expect((await manager.do(extendRound, { params: { roundId }, body: { revision: 1, closeAt, reason: '系统维护' } })).state).toBe('open');
  });

  it('is refused backwards, into the review, stale, after the review began, and to others', async () => {
    const w = await t.world();
    const { roundId, config } = await publishedRound(w);
    const manager = await w.as('street_manager');
    const extend = (closeAt: string, more: object = {}) => manager.call(extendRound, { params: { roundId }, body: { revision: 1, closeAt, reason: 'x', ...more } });
    expect((await extend(config.calendar.openAt)).problem).toMatchObject({ status: 422, code: 'ROUND.EXTENSION_NOT_LATER' });
    expect((await extend(config.calendar.reviewTo)).problem.code).toBe('ROUND.EXTENSION_PAST_REVIEW');
    expect((await extend(config.calendar.reviewFrom, { revision: 7 })).problem.code).toBe('REVISION.STALE');
    expect((await extend(config.calendar.reviewTo, { moveRest: true })).status).toBe(200);
    const late = await publishedRound(w, { state: 'reviewing' });
    expect((await manager.call(extendRound, { params: { roundId: late.roundId }, body: { revision: 1, closeAt: config.calendar.reviewFrom, reason: 'x' } })).problem.code).toBe('STATE.WRONG');
    expect((await (await w.as('undertaker', { roundId })).call(extendRound, { params: { roundId }, body: { revision: 2, closeAt: config.calendar.reviewFrom, reason: 'x' } })).status).toBe(403);
  });
});

it('tells all what the street has to say, once the round is published', async () => {
  const w = await t.world();
  const [{ roundId }, draftRound] = [await publishedRound(w), await publishedRound(w, { state: 'draft' })];
  const handler = await w.as('street_handler');
  await handler.do(announce, { params: { roundId }, body: { title: '答疑会安排', body: '周三下午两点' } });
  expect((await handler.do(getRound, { params: { roundId } })).announcements).toMatchObject([{ kind: 'notice', title: '答疑会安排' }]);
  expect((await handler.call(announce, { params: { roundId: draftRound.roundId }, body: { title: 'x', body: '' } })).problem.code).toBe('STATE.WRONG');
  expect((await (await w.as('auditor')).call(announce, { params: { roundId }, body: { title: 'x', body: '' } })).status).toBe(403);
  expect((await (await w.stranger()).call(announce, { params: { roundId }, body: { title: 'x', body: '' } })).status).toBe(404);
});

it('moves on only when the machine lets it, by who may', async () => {
  const w = await t.world();
  const { roundId } = await publishedRound(w, { state: 'closed' });
  const handler = await w.as('street_handler');
  expect((await handler.call(moveRound, { params: { roundId }, body: { event: 'start_review', revision: 1 } })).problem).toMatchObject({ status: 409, code: 'ROUND.NOTHING_TO_JUDGE' });
  expect((await (await w.as('auditor')).call(moveRound, { params: { roundId }, body: { event: 'start_review', revision: 1 } })).status).toBe(403);
  expect((await (await w.stranger()).call(moveRound, { params: { roundId }, body: { event: 'start_review', revision: 1 } })).status).toBe(404);
});
