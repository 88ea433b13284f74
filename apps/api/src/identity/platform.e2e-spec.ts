import { randomBytes, randomUUID } from 'node:crypto';
import { endMembership, inviteAgain, inviteMember, listMembers } from '@weichuang/contracts/identity/members';
import { listMails } from '@weichuang/contracts/identity/demo';
import { createStreet, invitePlatformMember, listPlatformMembers } from '@weichuang/contracts/identity/platform';
import { getSession } from '@weichuang/contracts/identity/session';
import { getStreet, listPublicStreets, listStreets, saveStreet, setStreetState } from '@weichuang/contracts/organizations/street';
import { testApi, type TestApi } from '@weichuang/testing/api';
import type { World } from '@weichuang/testing/world';
import { permissions } from '../permissions';
import { OrganizationsModule } from '../organizations/organizations.module';
import { IdentityModule } from './identity.module';

let t: TestApi;
beforeAll(async () => {
  t = await testApi([OrganizationsModule, IdentityModule], permissions);
});
afterAll(() => t.close());

const mark = () => randomBytes(4).toString('hex');
const address = () => `p${mark()}@test.local`;
const districtOf = async (w: World) => (await w.rows<{ id: string }>('SELECT s.parent_id AS id FROM tenant t JOIN region s ON s.id = t.region_id WHERE t.id = $1', [w.tenantId]))[0]?.id ?? '';
const admin = (more: object = {}) => ({ email: address(), name: '邓一航', role: 'platform_admin' as const, districtId: null, ...more });

describe('administrators', () => {
  it('invite each other, once, by mail; the last one stays', async () => {
    const w = await t.world();
    const one = await w.as('platform_admin');
    const body = admin();
    const key = { 'idempotency-key': randomUUID() };
    const made = (await one.call(invitePlatformMember, { body }, key)).body;
    expect(made).toMatchObject({ role: 'platform_admin', district: null, user: { email: body.email, state: 'invited' } });
    expect((await one.call(invitePlatformMember, { body }, key)).body).toEqual(made);
    expect((await one.call(invitePlatformMember, { body })).problem).toMatchObject({ status: 409, code: 'MEMBER.ALREADY', fields: [{ path: 'email' }] });
    expect((await w.nobody().do(listMails, { query: { to: body.email } })).rows).toMatchObject([{ subject: '微创投邀请您担任平台管理员' }]);
    await one.do(inviteAgain, { params: { id: made.id } });
    expect((await one.do(listPlatformMembers)).rows.map(({ id }) => id)).toContain(made.id);
    await one.do(endMembership, { params: { id: made.id } });
    const { rows } = await one.do(listPlatformMembers);
    expect(rows.map(({ id }) => id)).not.toContain(made.id);
    for (const other of rows.filter(({ role, user }) => role === 'platform_admin' && user.id !== one.userId)) await one.do(endMembership, { params: { id: other.id } });
    const mine = rows.find(({ user }) => user.id === one.userId)?.id ?? '';
    expect((await one.call(endMembership, { params: { id: mine } })).problem).toMatchObject({ status: 409, code: 'MEMBER.LAST_ADMIN' });
  });

  it('alone do so', async () => {
    const w = await t.world();
    for (const role of ['street_manager', 'auditor'] as const) {
      const other = await w.as(role);
      expect((await other.call(invitePlatformMember, { body: admin() })).status).toBe(403);
      expect((await other.call(listPlatformMembers)).status).toBe(403);
    }
    expect((await w.nobody().call(listPlatformMembers)).status).toBe(401);
  });
});

describe('auditors of a district', () => {
  it('read every street of it, write in none, see none of another; a street that comes later is theirs too', async () => {
    const [w, elsewhere] = [await t.world(), await t.world()];
    const root = await w.as('platform_admin');
    const districtId = await districtOf(w);
    const person = await w.person('魏清和');
    const made = await root.do(invitePlatformMember, { body: { email: `${person.userId}@test.local`, name: '魏清和', role: 'auditor', districtId } });
    expect(made.district?.id).toBe(districtId);
    expect((await person.do(getSession)).session?.memberships).toMatchObject([{ role: 'auditor', tenant: null, district: { id: districtId } }]);
    expect((await person.call(getStreet, { params: { tenantId: w.tenantId } })).status).toBe(200);
    expect((await person.call(listMembers, { params: { tenantId: w.tenantId } })).status).toBe(200);
    expect((await person.call(getStreet, { params: { tenantId: elsewhere.tenantId } })).status).toBe(404);
    const contact = { phone: '', email: '', address: '' };
    expect((await person.call(saveStreet, { params: { tenantId: w.tenantId }, body: { name: '改名', shortName: '改', contact } })).status).toBe(403);
    const { districts } = await root.do(listPlatformMembers);
    const district = districts.find(({ id }) => id === districtId)?.name ?? '';
    const later = await root.do(createStreet, { body: street({ district }) });
    t.house.sessions.forgetAll();
    expect((await person.call(getStreet, { params: { tenantId: later.id } })).status).toBe(200);
    await root.do(endMembership, { params: { id: made.id } });
    expect((await person.call(getStreet, { params: { tenantId: w.tenantId } })).status).toBe(404);
  });

  it('act in none of its streets, and do not run the platform', async () => {
    const w = await t.world();
    const root = await w.as('platform_admin');
    const districtId = await districtOf(w);
    const handler = await w.as('street_handler');
    const of = (userId: string, more: object = {}) => ({ email: `${userId}@test.local`, name: '某人', role: 'auditor' as const, districtId, ...more });
    expect((await root.call(invitePlatformMember, { body: of(handler.userId) })).problem).toMatchObject({ status: 409, code: 'MEMBER.AUDITOR_SEPARATE' });
    const person = await w.person();
    await root.do(invitePlatformMember, { body: of(person.userId) });
    expect((await root.call(invitePlatformMember, { body: of(person.userId, { role: 'platform_admin', districtId: null }) })).problem.code).toBe('MEMBER.AUDITOR_SEPARATE');
    const manager = await w.as('street_manager');
    const wish = { email: `${person.userId}@test.local`, name: '某人', role: 'street_handler' as const, roundId: null, communityId: null };
    expect((await manager.call(inviteMember, { params: { tenantId: w.tenantId }, body: wish })).problem).toMatchObject({ code: 'MEMBER.AUDITOR_SEPARATE', fields: [{ path: 'role' }] });
    // elsewhere the same person may work
    const other = await t.world();
    expect((await (await other.as('street_manager')).call(inviteMember, { params: { tenantId: other.tenantId }, body: wish })).status).toBe(200);
  });

  it.each([
    ['without a district', { role: 'auditor', districtId: null }, 'MEMBER.DISTRICT_NEEDED'],
    ['of a district that is none', { role: 'auditor', districtId: randomUUID() }, 'MEMBER.DISTRICT_UNKNOWN'],
  ] as const)('are not made %s', async (_, more, code) => {
    const w = await t.world();
    const answer = await (await w.as('platform_admin')).call(invitePlatformMember, { body: { email: address(), name: '某人', ...more } });
    expect(answer.problem).toMatchObject({ status: 422, code, fields: [{ path: 'districtId' }] });
  });
});

const street = (more: object = {}) => {
  const tag = mark();
  return {
    district: `新区${tag}`, region: `江边街道${tag}`, name: `江边街道办事处${tag}`, shortName: '江边', contact: { phone: '0510-1', email: '', address: '' },
    communities: [{ name: '春江社区', shortName: '春江' }, { name: '秋江社区', shortName: '秋江' }], manager: { email: address(), name: '范立群' }, ...more,
  };
};

describe('a new street', () => {
  it('comes with its communities and its first manager, who is invited by mail; once', async () => {
    const w = await t.world();
    const root = await w.as('platform_admin');
    const body = street();
    const key = { 'idempotency-key': randomUUID() };
    const made = (await root.call(createStreet, { body }, key)).body;
    expect(made).toMatchObject({ name: body.name, district: body.district, communities: [{ name: '春江社区' }, { name: '秋江社区' }] });
    expect((await root.call(createStreet, { body }, key)).body).toEqual(made);
    expect((await root.call(createStreet, { body })).problem).toMatchObject({ status: 409, code: 'STREET.NAME_TAKEN' });
    const { rows, districts } = await root.do(listStreets);
    expect(rows.find(({ id }) => id === made.id)).toMatchObject({ communities: 2, rounds: 0, managers: ['范立群'], disabledAt: null });
    expect(districts.map(({ name }) => name)).toContain(body.district);
    expect((await w.nobody().do(listPublicStreets)).rows.find(({ id }) => id === made.id)?.communities).toHaveLength(2);
    expect((await w.nobody().do(listMails, { query: { to: body.manager.email } })).rows).toMatchObject([{ subject: expect.stringContaining('街道负责人') as string }]);
    expect(await w.rows('SELECT kind FROM event_log WHERE tenant_id = $1', [made.id])).toEqual([{ kind: 'member.invited' }]);
  });

  it('is said to be disabled to the people of it', async () => {
    const [w, other] = [await t.world(), await t.world()];
    const manager = await w.as('street_manager');
    await other.grant(manager.userId, 'street_handler');
    expect((await manager.do(getSession)).session?.disabledStreets).toEqual([]);
    await (await w.as('platform_admin')).do(setStreetState, { params: { tenantId: w.tenantId }, body: { state: 'disabled', reason: '机构撤并' } });
    expect((await manager.do(getSession)).session?.disabledStreets).toEqual([w.tenantId]);
    expect((await manager.call(listMembers, { params: { tenantId: w.tenantId } })).problem).toMatchObject({ status: 403, code: 'STREET.DISABLED' });
    expect((await manager.call(getStreet, { params: { tenantId: other.tenantId } })).status).toBe(200);
  });

  it('is made by the platform alone, and not for somebody who is disabled', async () => {
    const w = await t.world();
    const root = await w.as('platform_admin');
    expect((await (await w.as('street_manager')).call(createStreet, { body: street() })).status).toBe(403);
    const gone = await w.person();
    await w.rows(`UPDATE user_account SET state = 'disabled' WHERE id = $1`, [gone.userId]);
    const body = street({ manager: { email: `${gone.userId}@test.local`, name: '某人' } });
    expect((await root.call(createStreet, { body })).problem).toMatchObject({ status: 409, code: 'MEMBER.DISABLED' });
    expect((await root.do(listStreets)).rows.map(({ name }) => name)).not.toContain(body.name);
  });
});
