import {
  closeNeed, createNeed, fileNeed, getNeed, listCommunityNeeds, listNeeds, publishNeed, recallNeed, returnNeed, saveNeed, unpublishNeed,
} from '@weichuang/contracts/needs/needs';
import { testApi, type TestApi } from '@weichuang/testing/api';
import { fromNow, publishedRound } from '@weichuang/testing/builders/calls';
import { need } from '@weichuang/testing/builders/needs';
import { permissions } from '../permissions';
import { slices } from '../slices';

let t: TestApi;
beforeAll(async () => {
  t = await testApi(slices, permissions);
});
afterAll(() => t.close());

const whole = { title: '独居老人陪伴', description: '子女不在身边', category: '为老服务', surveyCount: 86, beneficiaries: '120 位老人' };

/** A street that collects needs until tomorrow. */
async function collecting() {
  const w = await t.world();
  const { roundId } = await publishedRound(w, {
    state: 'published', config: (config) => ({ ...config, calendar: { ...config.calendar, needsOpenAt: fromNow(new Date(), '-3 days'), needsCloseAt: fromNow(new Date(), '1 days') } }),
  });
  const communityId = w.communityIds[0]!;
  return { w, roundId, communityId, committee: await w.as('community_committee', { communityId }), handler: await w.as('street_handler') };
}

it('goes from the committee’s note to the published list', async () => {
  const { roundId, communityId, committee, handler } = await collecting();
  const { id } = await committee.do(createNeed, { params: { roundId }, body: { communityId, title: '独居老人陪伴' } });
  const params = { id };
  expect(await committee.do(getNeed, { params })).toMatchObject({ state: 'draft', editable: true, missing: ['description', 'category', 'surveyCount', 'beneficiaries'] });
  expect((await committee.call(fileNeed, { params, body: { revision: 1 } })).problem).toMatchObject({ status: 422, code: 'NEED.INCOMPLETE', title: '还有 4 项没有填写，请补充后再提交' });
  expect((await handler.do(listNeeds, { params: { roundId } })).rows).toEqual([]); // a draft is the community's own
  expect((await committee.do(saveNeed, { params, body: { revision: 1, ...whole } })).revision).toBe(2);
  expect(await committee.do(fileNeed, { params, body: { revision: 2 } })).toEqual({ state: 'filed', revision: 3 });
  expect((await committee.call(saveNeed, { params, body: { revision: 3, title: 'x' } })).problem.code).toBe('NEED.NOT_EDITABLE');
  expect((await handler.call(returnNeed, { params, body: { revision: 3, reason: ' ' } })).problem.code).toBe('NEED.REASON_MISSING');
  expect((await handler.do(returnNeed, { params, body: { revision: 3, reason: '请写明地点' } })).state).toBe('returned');
  expect(await committee.do(getNeed, { params })).toMatchObject({ returnReason: '请写明地点', editable: true });
  await committee.do(fileNeed, { params, body: { revision: 4 } });
  expect((await handler.do(publishNeed, { params, body: { revision: 5 } })).state).toBe('published');
  expect((await handler.do(listNeeds, { params: { roundId }, query: { state: 'published' } })).rows).toMatchObject([{ id, surveyCount: 86, returnReason: null }]);
  expect((await handler.do(closeNeed, { params, body: { revision: 6 } })).state).toBe('closed');
});

it('takes back what nobody has read, and from the list what nobody answers', async () => {
  const { w, roundId, communityId, committee, handler } = await collecting();
  const filed = await need(w, roundId, { communityId, state: 'filed' });
  expect((await committee.do(recallNeed, { params: { id: filed }, body: { revision: 1 } })).state).toBe('draft');
  const listed = await need(w, roundId, { communityId });
  expect((await handler.do(unpublishNeed, { params: { id: listed }, body: { revision: 1 } })).state).toBe('filed');
  const cited = await need(w, roundId, { communityId });
  const org = await w.applicant();
  await w.rows(
    `INSERT INTO application (id, tenant_id, round_id, organization_id, track_id, form_version_id, need_id, state, created_by)
     SELECT gen_random_uuid(), $1, $2, $3, 'org', (SELECT id FROM form_version WHERE tenant_id = $1 LIMIT 1), $4, 'submitted', $5`,
    [w.tenantId, roundId, org.organizationId, cited, org.userId],
  );
  expect((await handler.call(unpublishNeed, { params: { id: cited }, body: { revision: 1 } })).problem).toMatchObject({ code: 'NEED.CITED' });
  expect(await handler.do(getNeed, { params: { id: cited } })).toMatchObject({ applications: 1 });
});

it('collects within its dates, by the clock alone', async () => {
  const { w, communityId, committee } = await collecting();
  const make = (roundId: string) => committee.call(createNeed, { params: { roundId }, body: { communityId, title: 'x' } });
  const over = await publishedRound(w, { state: 'published', config: (config) => ({ ...config, calendar: { ...config.calendar, needsOpenAt: null, needsCloseAt: fromNow(new Date(), '-1 minutes') } }) });
  expect((await make(over.roundId)).problem.code).toBe('NEED.COLLECTION_CLOSED');
  expect((await make((await publishedRound(w, { state: 'draft' })).roundId)).problem.code).toBe('NEED.ROUND_NOT_COLLECTING');
  const late = await need(w, over.roundId, { communityId, state: 'draft' });
  expect((await committee.call(fileNeed, { params: { id: late }, body: { revision: 1 } })).problem.code).toBe('NEED.COLLECTION_CLOSED');
});

it('lists a community’s own needs with the rounds that collect', async () => {
  const { w, roundId, communityId, committee } = await collecting();
  const own = await need(w, roundId, { communityId, state: 'draft' });
  await need(w, roundId, { communityId: w.communityIds[1]! });
  expect(await committee.do(listCommunityNeeds, { params: { communityId } })).toMatchObject({ rows: [{ id: own }], collecting: [{ id: roundId }] });
  expect((await committee.call(listCommunityNeeds, { params: { communityId: w.communityIds[1]! } })).status).toBe(403);
});

it('makes one need of the same click twice, and refuses a stale one', async () => {
  const { roundId, communityId, committee } = await collecting();
  const send = () => committee.do(createNeed, { params: { roundId }, body: { communityId, title: 'x' } }, { 'idempotency-key': 'the-same-click' });
  const { id } = await send();
  expect(await send()).toEqual({ id });
  expect((await committee.call(saveNeed, { params: { id }, body: { revision: 7, title: 'y' } })).problem).toMatchObject({ status: 409, code: 'REVISION.STALE' });
  expect((await committee.call(fileNeed, { params: { id }, body: { revision: 7 } })).problem.code).toBe('REVISION.STALE');
});

it('is closed to other communities, roles and streets', async () => {
  const { w, roundId, communityId } = await collecting();
  const id = await need(w, roundId, { communityId, state: 'filed' });
  const other = await w.as('community_committee', { communityId: w.communityIds[1] });
  const [auditor, stranger] = [await w.as('auditor'), await w.stranger()];
  expect((await other.call(getNeed, { params: { id } })).status).toBe(403);
  expect((await auditor.call(getNeed, { params: { id } })).status).toBe(200);
  expect((await stranger.call(getNeed, { params: { id } })).status).toBe(404);
  for (const [who, status] of [[other, 403], [auditor, 403], [stranger, 404]] as const) {
    expect((await who.call(createNeed, { params: { roundId }, body: { communityId, title: 'x' } })).status).toBe(status);
    expect((await who.call(saveNeed, { params: { id }, body: { revision: 1, title: 'x' } })).status).toBe(status);
    expect((await who.call(fileNeed, { params: { id }, body: { revision: 1 } })).status).toBe(status);
    expect((await who.call(recallNeed, { params: { id }, body: { revision: 1 } })).status).toBe(status);
    expect((await who.call(returnNeed, { params: { id }, body: { revision: 1, reason: 'x' } })).status).toBe(status);
    expect((await who.call(publishNeed, { params: { id }, body: { revision: 1 } })).status).toBe(status);
    expect((await who.call(unpublishNeed, { params: { id }, body: { revision: 1 } })).status).toBe(status);
    expect((await who.call(closeNeed, { params: { id }, body: { revision: 1 } })).status).toBe(status);
  }
  expect((await stranger.call(listNeeds, { params: { roundId } })).status).toBe(404);
});
