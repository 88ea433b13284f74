import { randomBytes, randomUUID } from 'node:crypto';
import {
  endMembership, inviteAgain, inviteMember, inviteOrganizationMember, listMembers, listOrganizationMembers, listPeople, listRoundMembers, setPersonState,
} from '@weichuang/contracts/identity/members';
import { listMails } from '@weichuang/contracts/identity/demo';
import { getPulse, getSession } from '@weichuang/contracts/identity/session';
import { testApi, type TestApi } from '@weichuang/testing/api';
import { publishedRound } from '@weichuang/testing/builders/calls';
import { memberOf } from '@weichuang/testing/builders/organizations';
import type { World } from '@weichuang/testing/world';
import { permissions } from '../permissions';
import { OrganizationsModule } from '../organizations/organizations.module';
import { IdentityModule } from './identity.module';

let t: TestApi;
beforeAll(async () => {
  t = await testApi([OrganizationsModule, IdentityModule], permissions);
});
afterAll(() => t.close());

const address = () => `m${randomBytes(6).toString('hex')}@test.local`;
const wish = (role: 'street_handler' | 'street_manager' | 'judge' | 'auditor' | 'community_committee', more: object = {}) => ({ email: address(), name: '沈静', role, roundId: null, communityId: null, ...more });
const at = (w: World) => ({ params: { tenantId: w.tenantId } });
const membershipOf = async (w: World, userId: string) => (await w.rows<{ id: string }>('SELECT id FROM membership WHERE user_id = $1 AND ended_at IS NULL', [userId]))[0]?.id ?? '';

describe('inviting to a street', () => {
  it('enters the person, mails a link, tells the log, and shows among the members', async () => {
    const w = await t.world();
    const manager = await w.as('street_manager');
    const body = wish('street_handler');
    const member = await manager.do(inviteMember, { ...at(w), body });
    expect(member).toMatchObject({ role: 'street_handler', user: { email: body.email, state: 'invited' }, mayEnd: true });
    const { rows, total, invitable } = await manager.do(listMembers, at(w));
    expect(rows.map(({ role }) => role)).toEqual(['street_handler', 'street_manager']);
    expect(total).toEqual({ count: 2, capped: false });
    expect(invitable).toContain('judge');
    const mails = await w.nobody().do(listMails, { query: { to: body.email } });
    expect(mails.rows).toMatchObject([{ subject: expect.stringContaining('街道经办人') as string, body: expect.stringMatching(/\/accept#[\w-]{43}/) as string }]);
    expect(await w.rows('SELECT kind, actor_id FROM event_log WHERE tenant_id = $1', [w.tenantId])).toEqual([{ kind: 'member.invited', actor_id: manager.userId }]);
  });

  it('is done once when clicked twice', async () => {
    const w = await t.world();
    const manager = await w.as('street_manager');
    const key = { 'idempotency-key': randomUUID() };
    const body = wish('street_handler');
    const first = await manager.call(inviteMember, { ...at(w), body }, key);
    const second = await manager.call(inviteMember, { ...at(w), body }, key);
    expect(second.body).toEqual(first.body);
    expect((await w.nobody().do(listMails, { query: { to: body.email } })).rows).toHaveLength(1);
    expect((await manager.call(inviteMember, { ...at(w), body })).problem.code).toBe('MEMBER.ALREADY');
  });

  it('gives a known person the role at once, and tells it by mail', async () => {
    const w = await t.world();
    const manager = await w.as('street_manager');
    const other = await w.person('韩若冰');
    const { roundId } = await publishedRound(w);
    const email = `${other.userId}@test.local`;
    await manager.do(inviteMember, { ...at(w), body: { email, name: '随便', role: 'judge', roundId, communityId: null } });
    const memberships = (await other.do(getSession)).session?.memberships ?? [];
    expect(memberships).toMatchObject([{ role: 'judge', round: { id: roundId, name: '社区微创投公益大赛' }, tenant: { id: w.tenantId } }]);
    expect((await w.nobody().do(listMails, { query: { to: email } })).rows).toMatchObject([{ body: expect.stringContaining('/sign-in') as string }]);
    const people = await manager.do(listRoundMembers, { params: { roundId }, query: { role: 'judge' } });
    expect(people.rows).toMatchObject([{ user: { name: '韩若冰' }, round: { id: roundId } }]);
  });

  it.each([
    ['a judge without a round', () => wish('judge'), 'MEMBER.ROUND_NEEDED'],
    ['a judge of a round elsewhere', () => wish('judge', { roundId: randomUUID() }), 'MEMBER.ROUND_UNKNOWN'],
    ['a committee without a community', () => wish('community_committee'), 'MEMBER.COMMUNITY_NEEDED'],
  ])('refuses %s', async (_, body, code) => {
    const w = await t.world();
    const answer = await (await w.as('street_manager')).call(inviteMember, { ...at(w), body: body() });
    expect(answer.problem).toMatchObject({ status: 422, code });
  });

  it('keeps auditors apart from those who act', async () => {
    const w = await t.world();
    const manager = await w.as('street_manager');
    const handler = await w.as('street_handler');
    const body = { ...wish('auditor'), email: `${handler.userId}@test.local` };
    expect((await manager.call(inviteMember, { ...at(w), body })).problem).toMatchObject({ status: 409, code: 'MEMBER.AUDITOR_SEPARATE' });
  });

  it('is the manager’s; the platform only sets up managers; strangers see nothing', async () => {
    const w = await t.world();
    const admin = await w.as('platform_admin');
    expect((await (await w.as('street_handler')).call(inviteMember, { ...at(w), body: wish('judge') })).status).toBe(403);
    expect((await (await w.stranger()).call(inviteMember, { ...at(w), body: wish('street_handler') })).status).toBe(404);
    expect((await admin.call(inviteMember, { ...at(w), body: wish('street_handler') })).problem.code).toBe('MEMBER.ROLE_NOT_YOURS');
    expect((await admin.do(inviteMember, { ...at(w), body: wish('street_manager') })).role).toBe('street_manager');
    expect((await admin.do(listMembers, at(w))).invitable).toEqual(['street_manager']);
    expect((await (await w.stranger()).call(listMembers, at(w))).status).toBe(404);
    expect((await (await w.applicant()).call(listMembers, at(w))).status).toBe(404);
  });
});

describe('the people of a round', () => {
  it('are those invited to it and those of the whole street, told apart, and not those of another round', async () => {
    const w = await t.world();
    const manager = await w.as('street_manager');
    const [{ roundId }, other] = [await publishedRound(w), await publishedRound(w)];
    const here = await manager.do(inviteMember, { ...at(w), body: wish('judge', { roundId, name: '本轮评委' }) });
    await manager.do(inviteMember, { ...at(w), body: wish('judge', { roundId: other.roundId, name: '别轮评委' }) });
    await manager.do(inviteMember, { ...at(w), body: { ...wish('street_handler'), role: 'supervisor' as const, name: '各轮督导' } });
    const names = async (query: object) => (await manager.do(listRoundMembers, { params: { roundId }, query })).rows.map(({ user }) => user.name);
    expect(await names({})).toEqual(['本轮评委', '王小明', '各轮督导']);
    expect(await names({ scope: 'round' })).toEqual(['本轮评委']);
    expect(await names({ scope: 'street' })).toEqual(['王小明', '各轮督导']);
    const page = await manager.do(listRoundMembers, { params: { roundId } });
    expect(page.rounds.map(({ id }) => id).sort()).toEqual([roundId, other.roundId].sort());
    await manager.do(endMembership, { params: { id: here.id } });
    expect(await names({ scope: 'round' })).toEqual([]);
  });

  it('are read by staff, who may not invite; by no stranger, no judge, no undertaker of another round', async () => {
    const w = await t.world();
    const [{ roundId }, other] = [await publishedRound(w), await publishedRound(w)];
    const params = { roundId };
    for (const role of ['street_handler', 'street_leader', 'auditor'] as const)
      expect(await (await w.as(role)).do(listRoundMembers, { params })).toMatchObject({ mayInvite: false, invitable: [], rounds: [] });
    expect((await (await w.as('undertaker', { roundId })).call(listRoundMembers, { params })).status).toBe(200);
    expect((await (await w.as('undertaker', { roundId: other.roundId })).call(listRoundMembers, { params })).status).toBe(404);
    expect((await (await w.as('street_finance')).call(listRoundMembers, { params })).status).toBe(403);
    expect((await (await w.as('judge', { roundId })).call(listRoundMembers, { params })).status).toBe(404);
    expect((await (await w.stranger()).call(listRoundMembers, { params })).status).toBe(404);
  });

  it('are refused beside the field that is wrong', async () => {
    const w = await t.world();
    const manager = await w.as('street_manager');
    const body = wish('judge');
    expect((await manager.call(inviteMember, { ...at(w), body })).problem.fields).toMatchObject([{ path: 'roundId', code: 'MEMBER.ROUND_NEEDED', message: expect.stringMatching(/轮/) as string }]);
    const handler = wish('street_handler');
    await manager.do(inviteMember, { ...at(w), body: handler });
    expect((await manager.call(inviteMember, { ...at(w), body: handler })).problem).toMatchObject({ status: 409, fields: [{ path: 'email', code: 'MEMBER.ALREADY' }] });
  });
});

it('pages through members and finds them by name', async () => {
  const w = await t.world();
  const manager = await w.as('street_manager');
  for (let i = 0; i < 4; i++) await manager.do(inviteMember, { ...at(w), body: { ...wish('street_handler'), name: `成员${i}` } });
  const first = await manager.do(listMembers, { ...at(w), query: { limit: 3 } });
  const second = await manager.do(listMembers, { ...at(w), query: { limit: 3, after: first.next ?? '' } });
  expect([...first.rows, ...second.rows].map(({ user }) => user.name)).toEqual(['成员0', '成员1', '成员2', '成员3', '王小明']);
  expect(second.next).toBeNull();
  expect((await manager.do(listMembers, { ...at(w), query: { q: '员2' } })).rows).toHaveLength(1);
  expect((await manager.do(listMembers, { ...at(w), query: { q: '%' } })).rows).toHaveLength(0);
  expect((await manager.call(listMembers, { ...at(w), query: { after: 'nonsense' } })).status).toBe(400);
});

describe('ending a role', () => {
  it('takes effect at once, and only once', async () => {
    const w = await t.world();
    const manager = await w.as('street_manager');
    const handler = await w.as('street_handler');
    const id = await membershipOf(w, handler.userId);
    expect((await handler.call(endMembership, { params: { id } })).status).toBe(403);
    expect((await (await w.stranger()).call(endMembership, { params: { id } })).status).toBe(404);
    await manager.do(endMembership, { params: { id } });
    expect((await handler.do(getSession)).session?.memberships).toEqual([]);
    expect((await manager.call(endMembership, { params: { id } })).status).toBe(404);
    expect(await w.rows(`SELECT kind FROM event_log WHERE subject_id = $1`, [id])).toEqual([{ kind: 'member.ended' }]);
  });

  it('never takes the last manager, and of two managers who end each other one stays', async () => {
    const w = await t.world();
    const one = await w.as('street_manager');
    const [mine] = [await membershipOf(w, one.userId)];
    expect((await one.call(endMembership, { params: { id: mine } })).problem).toMatchObject({ status: 409, code: 'MEMBER.LAST_MANAGER' });
    const two = await w.as('street_manager');
    const theirs = await membershipOf(w, two.userId);
    const statuses = (await Promise.all([one.call(endMembership, { params: { id: theirs } }), two.call(endMembership, { params: { id: mine } })])).map(({ status }) => status);
    // whose role has ended meanwhile is let in no more
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(await w.rows(`SELECT 1 FROM membership WHERE tenant_id = $1 AND role = 'street_manager' AND ended_at IS NULL`, [w.tenantId])).toHaveLength(1);
  });

  it('sends an invitation again until it is accepted', async () => {
    const w = await t.world();
    const manager = await w.as('street_manager');
    const body = wish('street_handler');
    const { id } = await manager.do(inviteMember, { ...at(w), body });
    const link = async () => /#([\w-]{43})/.exec((await w.nobody().do(listMails, { query: { to: body.email } })).rows[0]?.body ?? '')?.[1];
    const before = await link();
    await manager.do(inviteAgain, { params: { id } });
    expect(await link()).not.toBe(before);
    const handler = await w.as('street_handler');
    expect((await manager.call(inviteAgain, { params: { id: await membershipOf(w, handler.userId) } })).problem.code).toBe('MEMBER.NOT_INVITED');
  });
});

describe('an organization’s members', () => {
  it('are invited and ended by its owner, seen by its members', async () => {
    const w = await t.world();
    const owner = await w.applicant();
    const member = await memberOf(w, owner.organizationId);
    const params = { id: owner.organizationId };
    const body = { email: address(), name: '施雨桐', role: 'applicant_member' as const };
    const made = await owner.do(inviteOrganizationMember, { params, body });
    expect((await owner.call(inviteOrganizationMember, { params, body })).problem.code).toBe('MEMBER.ALREADY');
    expect((await member.call(inviteOrganizationMember, { params, body: { ...body, email: address() } })).status).toBe(403);
    expect((await (await w.applicant()).call(listOrganizationMembers, { params })).status).toBe(404);
    expect((await (await w.as('street_manager')).call(listOrganizationMembers, { params })).status).toBe(404);
    expect((await member.do(listOrganizationMembers, { params })).rows).toHaveLength(3);
    await owner.do(endMembership, { params: { id: made.id } });
    expect((await member.do(listOrganizationMembers, { params })).mayInvite).toBe(false);
    expect((await owner.call(endMembership, { params: { id: await membershipOf(w, owner.userId) } })).problem.code).toBe('MEMBER.LAST_OWNER');
    expect((await (await w.as('street_manager')).call(endMembership, { params: { id: await membershipOf(w, member.userId) } })).status).toBe(404);
  });
});

describe('people of the platform', () => {
  it('are found, disabled and restored by its administrator alone', async () => {
    const w = await t.world();
    const admin = await w.as('platform_admin');
    const handler = await w.as('street_handler');
    const found = await admin.do(listPeople, { query: { q: handler.userId } });
    expect(found.rows).toMatchObject([{ id: handler.userId, state: 'active', places: [{ role: 'street_handler', place: expect.stringContaining('测试街道') as string }] }]);
    const params = { id: handler.userId };
    expect((await (await w.as('street_manager')).call(listPeople)).status).toBe(403);
    expect((await (await w.as('street_manager')).call(setPersonState, { params, body: { state: 'disabled', reason: '离职' } })).status).toBe(404);
    await admin.do(setPersonState, { params, body: { state: 'disabled', reason: '离职' } });
    expect((await handler.call(getPulse)).status).toBe(401);
    // who never chose a password is invited again, not active
    expect(await admin.do(setPersonState, { params, body: { state: 'active', reason: '返岗' } })).toEqual({ state: 'invited' });
    expect((await admin.call(setPersonState, { params: { id: admin.userId }, body: { state: 'disabled', reason: '试试' } })).problem.code).toBe('PERSON.SELF');
    expect(await w.rows(`SELECT kind, data->>'reason' AS reason FROM event_log WHERE subject_id = $1 ORDER BY id`, [handler.userId])).toEqual([
      { kind: 'user.disabled', reason: '离职' }, { kind: 'user.restored', reason: '返岗' },
    ]);
  });
});
