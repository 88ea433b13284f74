import {
  acceptPairing, declinePairing, listCommunityPairings, listOrganizationPairings, listPairingPartners, listRoundPairings, renewPairing, requestPairing, withdrawPairing,
} from '@weichuang/contracts/needs/pairings';
import { testApi, type TestApi } from '@weichuang/testing/api';
import { publishedRound } from '@weichuang/testing/builders/calls';
import { need, pairing } from '@weichuang/testing/builders/needs';
import { permissions } from '../permissions';
import { slices } from '../slices';

let t: TestApi;
beforeAll(async () => {
  t = await testApi(slices, permissions);
});
afterAll(() => t.close());

async function street() {
  await t.house.clock.moveTo(new Date(Date.now() + 3_600_000));
  const w = await t.world();
  const { roundId } = await publishedRound(w);
  const communityId = w.communityIds[0]!;
  const needId = await need(w, roundId, { communityId });
  return { w, roundId, communityId, needId, committee: await w.as('community_committee', { communityId }), org: await w.applicant() };
}
const body = (s: Awaited<ReturnType<typeof street>>, more: object = {}) => ({ organizationId: s.org.organizationId, communityId: s.communityId, needId: s.needId, message: '愿共同实施', ...more });

it('is asked for with a need, and accepted with a word', async () => {
  const s = await street();
  const before = await s.org.do(listPairingPartners, { params: { roundId: s.roundId, organizationId: s.org.organizationId } });
  expect(before.closed).toBeNull();
  expect(before.rows.find((row) => row.id === s.communityId)).toMatchObject({ needs: [{ id: s.needId }], pairing: null });
  const { id } = await s.org.do(requestPairing, { params: { roundId: s.roundId }, body: body(s) });
  const [asked] = (await s.committee.do(listCommunityPairings, { params: { communityId: s.communityId } })).rows;
  // by the house's clock, which a demo moves
  expect(Math.abs(t.house.clock.now().getTime() - Date.parse(asked?.createdAt ?? ''))).toBeLessThan(60_000);
  expect(asked).toMatchObject({ id, state: 'requested', need: { id: s.needId }, actions: [{ event: 'accept', allowed: true }, { event: 'decline', allowed: true }] });
  expect(await s.committee.do(acceptPairing, { params: { id }, body: { revision: 1, reply: '欢迎' } })).toEqual({ state: 'accepted', revision: 2 });
  // the organization now takes part in the street and sees its own rows there
  s.w.house.sessions.forgetAll();
  expect((await s.org.do(listOrganizationPairings, { params: { organizationId: s.org.organizationId } })).rows).toMatchObject([{ id, reply: '欢迎', actions: [{ event: 'withdraw', allowed: true }] }]);
  expect((await (await s.w.as('street_handler')).do(listRoundPairings, { params: { roundId: s.roundId } })).rows).toHaveLength(1);
});

it('is declined with a reason only, and may be asked for again', async () => {
  const s = await street();
  const id = await pairing(s.w, s.roundId, s.org.organizationId, { communityId: s.communityId, state: 'requested' });
  expect((await s.committee.call(declinePairing, { params: { id }, body: { revision: 1, reply: '' } })).problem.code).toBe('PAIRING.REASON_MISSING');
  expect((await s.committee.do(declinePairing, { params: { id }, body: { revision: 1, reply: '已有同类项目' } })).state).toBe('declined');
  expect((await s.org.do(renewPairing, { params: { id }, body: { revision: 2, message: '换了方案' } })).state).toBe('requested');
  expect((await s.org.do(withdrawPairing, { params: { id }, body: { revision: 3 } })).state).toBe('withdrawn');
  expect((await s.org.call(withdrawPairing, { params: { id }, body: { revision: 4 } })).problem.code).toBe('STATE.WRONG');
});

it('is open once between an organization and a community', async () => {
  const s = await street();
  const all = await Promise.all(Array.from({ length: 4 }, () => s.org.call(requestPairing, { params: { roundId: s.roundId }, body: body(s) })));
  expect(all.map((one) => one.status).sort()).toEqual([200, 409, 409, 409]);
  expect(all.find((one) => one.status === 409)?.problem.code).toBe('PAIRING.DUPLICATE');
  const old = await pairing(s.w, s.roundId, s.org.organizationId, { communityId: s.communityId, state: 'declined' });
  expect((await s.org.call(renewPairing, { params: { id: old }, body: { revision: 1, message: 'x' } })).problem.code).toBe('PAIRING.DUPLICATE');
});

it('is refused after the end of the call by the clock, and with another community’s need', async () => {
  const s = await street();
  const over = await publishedRound(s.w, { state: 'open', closesIn: '-1 minutes' });
  expect((await s.org.call(requestPairing, { params: { roundId: over.roundId }, body: body(s, { needId: null }) })).problem.code).toBe('PAIRING.ROUND_CLOSED');
  const elsewhere = await need(s.w, s.roundId, { communityId: s.w.communityIds[1]! });
  expect((await s.org.call(requestPairing, { params: { roundId: s.roundId }, body: body(s, { needId: elsewhere }) })).problem).toMatchObject({ status: 422, code: 'PAIRING.NEED_NOT_PUBLISHED' });
  expect((await s.org.do(listPairingPartners, { params: { roundId: over.roundId, organizationId: s.org.organizationId } })).closed).toBe('本轮现在不能申请结对');
});

it('holds while an application rests on it', async () => {
  const s = await street();
  const id = await pairing(s.w, s.roundId, s.org.organizationId, { communityId: s.communityId });
  await s.w.rows(
    `INSERT INTO application (id, tenant_id, round_id, organization_id, community_id, track_id, form_version_id, state, created_by)
     SELECT gen_random_uuid(), $1, $2, $3, $4, 'org', (SELECT id FROM form_version WHERE tenant_id = $1 LIMIT 1), 'submitted', $5`,
    [s.w.tenantId, s.roundId, s.org.organizationId, s.communityId, s.org.userId],
  );
  expect((await s.org.call(withdrawPairing, { params: { id }, body: { revision: 1 } })).problem.code).toBe('PAIRING.APPLICATION_SUBMITTED');
});

it('is theirs alone', async () => {
  const s = await street();
  const id = await pairing(s.w, s.roundId, s.org.organizationId, { communityId: s.communityId, state: 'requested' });
  const [rival, other, stranger] = [await s.w.applicant(), await s.w.as('community_committee', { communityId: s.w.communityIds[1] }), await s.w.stranger()];
  expect((await rival.call(requestPairing, { params: { roundId: s.roundId }, body: body(s) })).status).toBe(404);
  expect((await rival.call(withdrawPairing, { params: { id }, body: { revision: 1 } })).status).toBe(404);
  expect((await rival.call(listOrganizationPairings, { params: { organizationId: s.org.organizationId } })).status).toBe(404);
  expect((await rival.call(renewPairing, { params: { id }, body: { revision: 1, message: '' } })).status).toBe(404);
  expect((await s.org.call(acceptPairing, { params: { id }, body: { revision: 1 } })).status).toBe(403);
  expect((await other.call(acceptPairing, { params: { id }, body: { revision: 1 } })).status).toBe(403);
  expect((await other.call(declinePairing, { params: { id }, body: { revision: 1, reply: 'x' } })).status).toBe(403);
  expect((await other.call(listCommunityPairings, { params: { communityId: s.communityId } })).status).toBe(403);
  expect((await stranger.call(acceptPairing, { params: { id }, body: { revision: 1 } })).status).toBe(404);
  expect((await stranger.call(listRoundPairings, { params: { roundId: s.roundId } })).status).toBe(404);
  expect((await s.committee.call(acceptPairing, { params: { id }, body: { revision: 5 } })).problem.code).toBe('REVISION.STALE');
});
