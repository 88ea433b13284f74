import { randomUUID } from 'node:crypto';
import { attachFile, createApplication, detachFile, getApplication, saveApplication } from '@weichuang/contracts/applications/writing';
import type { World } from '@weichuang/testing/world';
import { testApi, type TestApi } from '@weichuang/testing/api';
import { applications, ownerOf } from '@weichuang/testing/builders/applications';
import { publishedRound } from '@weichuang/testing/builders/calls';
import { aPdf, aPng } from '@weichuang/testing/builders/files';
import { need, pairing } from '@weichuang/testing/builders/needs';
import { permissions } from '../permissions';
import { slices } from '../slices';

let t: TestApi;
beforeAll(async () => {
  t = await testApi(slices, permissions);
});
afterAll(() => t.close());

async function begun(options: Parameters<typeof publishedRound>[1] = {}) {
  const w = await t.world();
  const round = await publishedRound(w, options);
  const applicant = await w.applicant();
  const create = (trackId = 'org', headers = {}) => applicant.call(createApplication, { params: { roundId: round.roundId }, body: { organizationId: applicant.organizationId, trackId, title: '邻里守望' } }, headers);
  return { w, round, applicant, create };
}

async function draft(options: Parameters<typeof publishedRound>[1] = {}) {
  const place = await begun(options);
  const { body } = await place.create();
  const save = (revision: number, answers: Record<string, unknown>, more = {}) => place.applicant.call(saveApplication, { params: { id: body.id }, body: { revision, answers, ...more } });
  return { ...place, id: body.id, save };
}
const saved = (w: World, id: string) => w.rows<{ answers: Record<string, unknown>; title: string; revision: number; requested_fen: number; community_id: string | null; need_id: string | null; pairing_id: string | null }>('SELECT * FROM application WHERE id = $1', [id]).then((rows) => rows[0]);

describe('beginning an application', () => {
  it('makes a draft pinned to the form of its track, and the organization takes part in the street', async () => {
    const { w, round, create, applicant } = await begun();
    const { status, body } = await create();
    expect(status).toBe(200);
    expect(body.warning).toBeNull();
    expect(await w.rows('SELECT state, form_version_id, title FROM application WHERE id = $1', [body.id])).toEqual([{ state: 'draft', form_version_id: round.formVersionIds['application'], title: '邻里守望' }]);
    expect(await w.rows('SELECT tenant_id FROM participation WHERE organization_id = $1', [applicant.organizationId])).toEqual([{ tenant_id: w.tenantId }]);
    expect(await w.rows('SELECT kind FROM event_log WHERE subject_id = $1', [body.id])).toEqual([{ kind: 'application.create' }]);
    const view = await applicant.do(getApplication, { params: { id: body.id } });
    expect(view).toMatchObject({ mine: true, state: 'draft', answers: { project_name: '邻里守望' }, writing: { open: true, fields: null }, line: { step: 3 } });
    expect(view.actions).toMatchObject([{ event: 'submit', allowed: false, why: { code: 'APPLICATION.INCOMPLETE' } }, { event: 'withdraw', allowed: true }]);
  });

  it.each([
    ['before the call opens', { state: 'published', opensIn: '2 days' }, 'org', 409, 'CALL.NOT_OPEN'],
    ['after it closed', { closesIn: '-1 minutes' }, 'org', 409, 'CALL.CLOSED'],
    ['in a cancelled round', { state: 'cancelled' }, 'org', 409, 'CALL.CANCELLED'],
    ['in a round that is not published', { state: 'draft' }, 'org', 404, 'NOT_FOUND'],
    ['in a track for others', {}, 'self', 422, 'APPLICATION.TRACK_NOT_FOR_KIND'],
    ['in a track that is not there', {}, 'x', 422, 'APPLICATION.TRACK_UNKNOWN'],
  ] as const)('is refused %s', async (_, options, track, status, code) => {
    const { create } = await begun(options);
    expect((await create(track)).problem).toMatchObject({ status, code });
  });

  it('is refused to the undertaker of the round', async () => {
    const { w, round, create, applicant } = await begun();
    await w.rows('UPDATE round SET undertaker_organization_id = $2 WHERE id = $1', [round.roundId, applicant.organizationId]);
    expect((await create()).problem).toMatchObject({ status: 403, code: 'APPLICATION.IS_UNDERTAKER' });
  });

  it('makes one draft of one click, however often it is sent', async () => {
    const { w, create, applicant } = await begun();
    const key = { 'idempotency-key': randomUUID() };
    const answers = await Promise.all([create('org', key), create('org', key), create('org', key)]);
    expect(new Set(answers.map((one) => one.body.id)).size).toBe(1);
    expect(await w.rows('SELECT 1 FROM application WHERE organization_id = $1', [applicant.organizationId])).toHaveLength(1);
  });

  it('warns when the round allows fewer, and begins all the same', async () => {
    const { create } = await begun();
    await create();
    await create();
    const third = await create();
    expect(third.status).toBe(200);
    expect(third.body.warning?.code).toBe('APPLICATION.MORE_THAN_ALLOWED');
    expect(third.body.warning?.message).toContain('第 3 份');
  });

  it('is not done for another organization, nor by staff', async () => {
    const { w, round, applicant } = await begun();
    const body = { organizationId: applicant.organizationId, trackId: 'org', title: '' };
    expect((await (await w.applicant()).call(createApplication, { params: { roundId: round.roundId }, body })).status).toBe(404);
    expect((await (await w.as('street_handler')).call(createApplication, { params: { roundId: round.roundId }, body })).status).toBe(403);
    expect((await w.nobody().call(createApplication, { params: { roundId: round.roundId }, body })).status).toBe(401);
  });
});

describe('saving while one writes', () => {
  it('lays fields over each other, reckons the budget, and says how far each part is', async () => {
    const { w, id, save } = await draft();
    const lines = [
      { id: 'a', category: 'activity', content: '物料', unitPriceFen: 10_000, quantityHundredths: 150, unit: '场', source: 'grant' },
      { id: 'b', category: 'activity', content: '自筹', unitPriceFen: 5_000, quantityHundredths: 100, unit: '场', source: 'own' },
    ];
    const first = await save(1, { summary: '每周上门探访', budget: lines });
    expect(first.body).toMatchObject({ revision: 2, requestedFen: 15_000, ownFen: 5_000 });
    expect(first.body.progress.sections.find((one) => one.sectionId === 'budget')).toMatchObject({ state: 'done' });
    const second = await save(2, { goal: '120 位老人', summary: null });
    expect(second.body.revision).toBe(3);
    expect((await saved(w, id))?.answers).toEqual({ project_name: '邻里守望', budget: lines, goal: '120 位老人' });
  });

  it.each([
    ['wrong values', { direct_beneficiaries: -5, lead_phone: 'abc', period: { from: '2026-13-40' } }],
    ['values of another kind', { direct_beneficiaries: 'many', budget: 'all of it', team: [{ name: 1 }] }],
    ['a half-filled budget line', { budget: [{ id: 'x' }] }],
    ['what the form does not ask', { strange: 1, constructor: 'x' }],
    ['ids of what is not there', { community: randomUUID(), need: randomUUID() }],
    ['a community that is no id', { community: 'here' }],
    ['U+0000 and half a character', { summary: 'a\u0000b', goal: '\ud800' }],
  ])('is never refused for %s', async (_, answers) => {
    const { save } = await draft();
    expect((await save(1, answers)).status).toBe(200);
  });

  it('keeps emoji and rare characters as they are', async () => {
    const { w, id, save } = await draft();
    const text = '𠮷野家👨‍👩‍👧‍👦 䶮㐂 اختبار “引号”\n第二行';
    await save(1, { summary: text });
    expect((await saved(w, id))?.answers['summary']).toBe(text);
  });

  it('names at its very line the clause that the budget breaks', async () => {
    const { save } = await draft();
    const line = (lineId: string, category: string, yuan: number) => ({ id: lineId, category, content: '内容', unitPriceFen: yuan * 100, quantityHundredths: 100, unit: '项', source: 'grant' });
    const { body } = await save(1, { budget: [line('a', 'activity', 800), line('b', 'overhead', 200)] });
    expect(body.problems).toEqual([expect.objectContaining({ path: 'budget.lines.1', code: 'BUDGET.SHARE_OF_GRANT', message: expect.stringContaining('管理费不超过资助资金的 10%') as string })]);
  });

  it('takes title, community, need and pairing over from the answers', async () => {
    const { w, id, save, round, applicant } = await draft();
    const communityId = w.communityIds[1] as string;
    const needId = await need(w, round.roundId, { communityId });
    const pairingId = await pairing(w, round.roundId, applicant.organizationId, { communityId });
    await save(1, { project_name: '新的名称', community: communityId, need: needId });
    expect(await saved(w, id)).toMatchObject({ title: '新的名称', community_id: communityId, need_id: needId, pairing_id: pairingId });
  });

  it('merges what two people write in different fields', async () => {
    const { w, id, save } = await draft();
    const [a, b] = [await save(1, { summary: 'A 写的' }), await save(1, { goal: 'B 写的' })];
    expect([a.status, b.status]).toEqual([200, 200]);
    expect((await saved(w, id))?.answers).toMatchObject({ summary: 'A 写的', goal: 'B 写的' });
  });

  it('refuses what somebody else changed first, names those fields, and saves nothing of the patch', async () => {
    const { w, id, save } = await draft();
    await save(1, { summary: '先到' });
    const late = await save(1, { summary: '后到', goal: '没人动过' });
    expect(late.problem).toMatchObject({ status: 409, code: 'REVISION.STALE', params: { current: 2, changed: ['summary'] }, fields: [{ path: 'summary', code: 'APPLICATION.FIELD_CHANGED' }] });
    expect((await saved(w, id))?.answers).toEqual({ project_name: '邻里守望', summary: '先到' });
  });

  it('changes nothing when the same is sent again after a cut line', async () => {
    const { w, save, id } = await draft();
    const [first, again] = [await save(1, { summary: '一样' }), await save(1, { summary: '一样' })];
    expect([first.body.revision, again.body.revision]).toEqual([2, 2]);
    expect(await w.rows(`SELECT 1 FROM event_log WHERE subject_id = $1 AND kind = 'application.save'`, [id])).toHaveLength(1);
  });

  it('loses no field when eight saves come at once', async () => {
    const { w, id, save } = await draft();
    const ids = ['summary', 'goal', 'features', 'core_services', 'beneficiaries', 'sustainability', 'need_analysis', 'sites'];
    const answers = await Promise.all(ids.flatMap((field) => [save(1, { [field]: field })]));
    expect(answers.every((one) => one.status === 200)).toBe(true);
    expect(Object.keys((await saved(w, id))?.answers ?? {}).sort()).toEqual(['project_name', ...ids].sort());
    expect((await saved(w, id))?.revision).toBe(1 + ids.length);
  });

  it('says which fields changed in the trail, never what they say', async () => {
    const { w, id, save } = await draft();
    await save(1, { lead_phone: '13812345678' });
    const [event] = await w.rows<{ data: unknown }>(`SELECT data FROM event_log WHERE subject_id = $1 AND kind = 'application.save'`, [id]);
    expect(event?.data).toEqual({ revision: 2, fields: ['lead_phone'] });
  });

  it('ends at the closing', async () => {
    const { save } = await draft({ closesIn: '400 seconds' });
    const before = t.house.clock.offsetMs;
    await t.house.clock.moveTo(new Date(t.house.clock.now().getTime() + 401_000));
    const late = await save(1, { summary: '迟了' });
    await t.house.clock.moveTo(new Date(Date.now() + before));
    expect(late.problem).toMatchObject({ status: 409, code: 'CALL.CLOSED' });
  });

  it('refuses a huge body and answers that are too large together', async () => {
    const { save } = await draft();
    expect((await save(1, { summary: 'x'.repeat(3 * 1024 * 1024) })).problem).toMatchObject({ status: 413, code: 'REQUEST.TOO_LARGE' });
    const row = (i: number) => ({ id: `r${i}`, step: '长'.repeat(6000), content: '文'.repeat(6000) });
    expect((await save(1, { plan: Array.from({ length: 45 }, (_, i) => row(i)) })).problem).toMatchObject({ status: 429, code: 'APPLICATION.TOO_LARGE' });
  });

  it('is for the organization alone', async () => {
    const { w, id, applicant } = await draft();
    const body = { revision: 1, answers: { summary: 'x' } };
    const member = await w.as('applicant_member', { organizationId: applicant.organizationId });
    expect((await member.call(saveApplication, { params: { id }, body })).status).toBe(200);
    expect((await (await w.as('street_manager')).call(saveApplication, { params: { id }, body })).status).toBe(403);
    expect((await (await w.applicant()).call(saveApplication, { params: { id }, body })).status).toBe(404);
    expect((await (await w.stranger()).call(saveApplication, { params: { id }, body })).status).toBe(404);
  });

  it('is over once it was handed in', async () => {
    const { w, round } = await begun();
    const [one] = await applications(w, round, 1);
    if (!one) throw new Error('one was asked for');
    expect((await (await ownerOf(w, one)).call(saveApplication, { params: { id: one.id }, body: { revision: 1, answers: { summary: 'x' } } })).problem).toMatchObject({ status: 409, code: 'APPLICATION.NOT_WRITABLE' });
  });
});

describe('files', () => {
  it('come to a file field, are shown, and go again', async () => {
    const { applicant, id, save } = await draft();
    const { status, body } = await applicant.upload(attachFile, { id }, aPdf(), '承诺书.pdf', { fieldId: 'commitment' });
    expect(status).toBe(200);
    await save(1, { commitment: [body.id] });
    expect((await applicant.do(getApplication, { params: { id } })).files).toMatchObject([{ id: body.id, name: '承诺书.pdf' }]);
    expect(await applicant.do(detachFile, { params: { id, fileId: body.id } })).toEqual({ removed: true });
    expect((await applicant.do(getApplication, { params: { id } })).files).toEqual([]);
  });

  it.each([
    ['a field that takes none', 'summary', aPdf(), 'a.pdf', 422, 'APPLICATION.NO_FILE_FIELD'],
    ['a kind the field does not take', 'survey_report', aPng(), 'a.png', 415, 'FILE.WRONG_TYPE'],
  ])('are refused for %s', async (_, fieldId, bytes, name, status, code) => {
    const { applicant, id } = await draft();
    expect((await applicant.upload(attachFile, { id }, bytes, name, { fieldId })).problem).toMatchObject({ status, code });
  });

  it('of another application cannot be taken away', async () => {
    const { applicant, id, create } = await draft();
    const other = (await create()).body.id;
    const { body } = await applicant.upload(attachFile, { id: other }, aPdf(), 'a.pdf', { fieldId: 'commitment' });
    expect((await applicant.call(detachFile, { params: { id, fileId: body.id } })).status).toBe(404);
  });
});
