import { newId } from '@weichuang/kernel/id';
import { randomBytes } from 'node:crypto';
import { acceptInvitation, changePassword, confirmEmail, endOtherSessions, forgotPassword, getProfile, lookAtLink, register, resetPassword, saveProfile } from '@weichuang/contracts/identity/account';
import { listDemoAccounts, listMails } from '@weichuang/contracts/identity/demo';
import { inviteMember } from '@weichuang/contracts/identity/members';
import { getPulse, getSession, signIn } from '@weichuang/contracts/identity/session';
import { getOrganization } from '@weichuang/contracts/organizations/organization';
import { testApi, type TestApi } from '@weichuang/testing/api';
import { organizationIn, SAMPLE_PASSWORD, withPassword } from '@weichuang/testing/builders/organizations';
import { sampleUscc } from '@weichuang/testing/builders/uscc';
import type { World } from '@weichuang/testing/world';
import { permissions } from '../permissions';
import { IdentityModule } from './identity.module';
import { OrganizationsModule } from '../organizations/organizations.module';

let t: TestApi;
beforeAll(async () => {
  t = await testApi([OrganizationsModule, IdentityModule], permissions);
});
afterAll(() => t.close());

const address = () => `p${randomBytes(6).toString('hex')}@test.local`;
const cookieOf = (headers: Record<string, string>) => ({ cookie: String(headers['set-cookie']).split(';')[0] as string });
const wish = (organization: object = {}, person: object = {}) => ({
  person: { name: '吕佳宁', email: address(), phone: '13800001234', password: SAMPLE_PASSWORD, ...person },
  organization: { kind: 'social_service_agency' as const, name: '春晖社工中心', uscc: sampleUscc(), hostId: null, communityId: null, registeredOn: '2018-03-01', ...organization },
  consent: true as const,
});
/** the token in the last mail to an address */
async function tokenFor(w: World, email: string): Promise<string> {
  const { rows } = await w.nobody().do(listMails, { query: { to: email } });
  return /#([\w-]{43})/.exec(rows[0]?.body ?? '')?.[1] ?? '';
}

describe('registering', () => {
  it('makes a person the owner of its organization, signed in, with a mail to confirm the address', async () => {
    const w = await t.world();
    const body = wish();
    const answer = await w.nobody().call(register, { body });
    expect(answer.status).toBe(200);
    expect(answer.body.memberships).toMatchObject([{ role: 'applicant_owner', organization: { name: '春晖社工中心' }, tenant: null }]);
    const cookie = cookieOf(answer.headers);
    const organizationId = answer.body.memberships[0]?.organization?.id ?? '';
    const own = await w.nobody().call(getOrganization, { params: { id: organizationId } }, cookie);
    expect(own.body).toMatchObject({ uscc: body.organization.uscc, profile: { contactName: '吕佳宁', accountName: '春晖社工中心' }, mayEdit: true });
    expect((await w.nobody().call(getProfile, {}, cookie)).body.emailConfirmed).toBe(false);
    const token = await tokenFor(w, body.person.email);
    expect((await w.nobody().do(lookAtLink, { body: { token } })).purpose).toBe('email_confirmation');
    await w.nobody().do(confirmEmail, { body: { token } });
    expect((await w.nobody().call(confirmEmail, { body: { token } })).problem).toMatchObject({ status: 409, code: 'LINK.DEAD' });
    expect((await w.nobody().call(getProfile, {}, cookie)).body.emailConfirmed).toBe(true);
    const events = await w.rows<{ kind: string }>('SELECT kind FROM event_log WHERE subject_id = ANY ($1) ORDER BY id', [[answer.body.user.id, organizationId]]);
    expect(events.map(({ kind }) => kind)).toEqual(['organization.registered', 'user.registered', 'session.opened', 'user.email_confirmed']);
  });

  it('takes a group behind a registered host', async () => {
    const w = await t.world();
    const hostId = await organizationIn(w);
    const group = { kind: 'resident_group' as const, name: '春申文艺队', uscc: null, hostId, communityId: w.communityIds[0] as string, registeredOn: null };
    expect((await w.nobody().call(register, { body: wish(group) })).status).toBe(200);
    const again = await w.nobody().call(register, { body: wish(group) });
    expect(again.problem.fields).toMatchObject([{ path: 'organization.name', code: 'ORGANIZATION.NAME_TAKEN' }]);
  });

  it.each([
    ['a wrong code', { uscc: '523202140000000000' }, {}, 'organization.uscc', 'ORGANIZATION.USCC_INVALID'],
    ['a code of another type', { uscc: sampleUscc('foundation') }, {}, 'organization.uscc', 'ORGANIZATION.USCC_OF_OTHER_TYPE'],
    ['no name', { name: '' }, {}, 'organization.name', 'ORGANIZATION.NAME_MISSING'],
    ['a group without a host', { kind: 'resident_group', uscc: null }, {}, 'organization.hostId', 'ORGANIZATION.HOST_MISSING'],
    ['a short password', {}, { password: '123456789' }, 'person.password', 'PASSWORD.SHORT'],
    ['a common one', {}, { password: 'password123' }, 'person.password', 'PASSWORD.COMMON'],
  ])('refuses %s and enters nobody', async (_, organization, person, path, code) => {
    const w = await t.world();
    const body = wish(organization, person);
    const answer = await w.nobody().call(register, { body });
    expect(answer.problem).toMatchObject({ status: 422, code: 'REGISTRATION.INVALID' });
    expect(answer.problem.fields).toEqual([expect.objectContaining({ path, code })]);
    expect(answer.problem.fields?.[0]?.message).not.toBe(code);
    expect(await w.rows('SELECT 1 FROM user_account WHERE email = $1', [body.person.email])).toEqual([]);
  });

  it('is one registration, though it is clicked six times at once', async () => {
    const w = await t.world();
    const body = wish({ name: '同时点击' });
    const answers = await Promise.all(Array.from({ length: 6 }, () => w.nobody().call(register, { body })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422, 422, 422, 422, 422]);
    for (const { status, problem } of answers) if (status === 422) expect(problem.fields).toContainEqual(expect.objectContaining({ path: 'person.email', code: 'REGISTRATION.EMAIL_TAKEN' }));
    expect(await w.rows('SELECT 1 FROM user_account WHERE email = $1', [body.person.email])).toHaveLength(1);
    expect(await w.rows('SELECT 1 FROM organization WHERE name = $1', [body.organization.name])).toHaveLength(1);
  });

  it('refuses an address and a code that are taken, a missing consent and an address that is none', async () => {
    const w = await t.world();
    const body = wish();
    await w.nobody().do(register, { body });
    const twice = await w.nobody().call(register, { body });
    expect(twice.problem.fields?.map(({ code }) => code)).toEqual(['REGISTRATION.EMAIL_TAKEN', 'ORGANIZATION.USCC_TAKEN']);
    const consent = await w.nobody().call(register, { body: { ...wish(), consent: false as true } });
    expect(consent.problem).toMatchObject({ status: 400, fields: [{ path: 'consent', code: 'REGISTRATION.CONSENT_NEEDED' }] });
    expect((await w.nobody().call(register, { body: wish({}, { email: 'nobody' }) })).status).toBe(400);
  });
});

describe('a forgotten password', () => {
  it('is answered alike for any address; the link works once and ends all sessions', async () => {
    const w = await t.world();
    const person = await w.as('street_handler');
    const email = await withPassword(w, person.userId);
    const known = await w.nobody().call(forgotPassword, { body: { email } });
    const unknown = await w.nobody().call(forgotPassword, { body: { email: address() } });
    expect([known.status, known.body]).toEqual([unknown.status, unknown.body]);
    const token = await tokenFor(w, email);
    expect((await w.nobody().call(resetPassword, { body: { token, password: 'short' } })).problem.fields).toMatchObject([{ path: 'password', code: 'PASSWORD.SHORT' }]);
    await w.nobody().do(resetPassword, { body: { token, password: 'another garden entirely' } });
    expect((await person.call(getPulse)).status).toBe(401);
    expect((await w.nobody().call(resetPassword, { body: { token, password: 'another garden entirely' } })).problem.code).toBe('LINK.DEAD');
    expect((await w.nobody().call(signIn, { body: { email, password: SAMPLE_PASSWORD } })).status).toBe(422);
    expect((await w.nobody().call(signIn, { body: { email, password: 'another garden entirely' } })).status).toBe(200);
  });

  it('mails at most three times an hour, and never to a disabled person', async () => {
    const w = await t.world();
    const person = await w.as('street_handler');
    const email = await withPassword(w, person.userId);
    for (let i = 0; i < 5; i++) await w.nobody().do(forgotPassword, { body: { email } });
    expect((await w.nobody().do(listMails, { query: { to: email } })).rows).toHaveLength(3);
    const gone = await w.as('street_handler');
    const goneEmail = await withPassword(w, gone.userId);
    await w.rows(`UPDATE user_account SET state = 'disabled' WHERE id = $1`, [gone.userId]);
    await w.nobody().do(forgotPassword, { body: { email: goneEmail } });
    expect((await w.nobody().do(listMails, { query: { to: goneEmail } })).rows).toEqual([]);
  });

  it('keeps only the digest of its token, and refuses one that is too old', async () => {
    const w = await t.world();
    const email = await withPassword(w, (await w.as('street_handler')).userId);
    await w.nobody().do(forgotPassword, { body: { email } });
    const token = await tokenFor(w, email);
    expect(JSON.stringify(await w.rows(`SELECT encode(token_hash, 'escape') FROM one_time_link`))).not.toContain(token);
    await w.rows(`UPDATE one_time_link SET expires_at = now() - interval '1 second' WHERE user_id = (SELECT id FROM user_account WHERE email = $1)`, [email]);
    expect((await w.nobody().call(resetPassword, { body: { token, password: 'another garden entirely' } })).problem.code).toBe('LINK.DEAD');
    expect((await w.nobody().call(lookAtLink, { body: { token: 'x'.repeat(43) } })).problem.code).toBe('LINK.DEAD');
  });
});

it('an invited person chooses a password and is in; the link is good for nothing else', async () => {
  const w = await t.world();
  const manager = await w.as('street_manager');
  const email = address();
  await manager.do(inviteMember, { params: { tenantId: w.tenantId }, body: { email, name: '钱立新', role: 'street_handler', roundId: null, communityId: null } });
  expect((await w.nobody().call(signIn, { body: { email, password: '' } })).status).toBe(422);
  const token = await tokenFor(w, email);
  expect(await w.nobody().do(lookAtLink, { body: { token } })).toMatchObject({ purpose: 'invitation', email, name: '钱立新' });
  expect((await w.nobody().call(resetPassword, { body: { token, password: SAMPLE_PASSWORD } })).problem.code).toBe('LINK.DEAD');
  const body = { token, name: '钱立新', phone: '', password: SAMPLE_PASSWORD, consent: true as const };
  const answer = await w.nobody().call(acceptInvitation, { body });
  expect(answer.body.memberships).toMatchObject([{ role: 'street_handler', tenant: { id: w.tenantId } }]);
  expect((await w.nobody().call(getPulse, {}, cookieOf(answer.headers))).status).toBe(200);
  expect((await w.nobody().call(acceptInvitation, { body })).problem.code).toBe('LINK.DEAD');
});

describe('my account', () => {
  it('is read and saved by its person only', async () => {
    const w = await t.world();
    const person = await w.as('street_handler');
    expect(await person.do(saveProfile, { body: { name: '钱立新', phone: '0510-1', locale: 'en' } })).toMatchObject({ name: '钱立新', phone: '0510-1', locale: 'en' });
    expect((await person.do(getSession)).session?.user).toMatchObject({ name: '钱立新', locale: 'en' });
    expect((await w.nobody().call(getProfile)).status).toBe(401);
    expect((await person.call(saveProfile, { body: { name: '', phone: '', locale: 'en' } })).status).toBe(400);
  });

  it('says when devices were used by the clock of the pages; a moved clock signs nobody out', async () => {
    const w = await t.world();
    const person = await w.as('street_handler');
    try {
      await t.house.clock.moveTo(new Date(Date.now() - 130 * 86_400_000));
      t.house.sessions.forgetAll();
      const [session] = (await person.do(getProfile)).sessions;
      const ago = t.house.clock.now().getTime() - Date.parse(session?.seenAt ?? '');
      expect(ago).toBeGreaterThanOrEqual(0);
      expect(ago).toBeLessThan(60_000);
      await w.rows(`UPDATE session SET expires_at = now() - interval '1 second' WHERE user_id = $1`, [person.userId]);
      t.house.sessions.forgetAll();
      expect((await person.call(getProfile)).status).toBe(401);
    } finally {
      await t.house.clock.moveTo(new Date());
    }
  });

  it('a new password needs the old one, ends the other sessions and gives this one a new token', async () => {
    const w = await t.world();
    const person = await w.as('street_handler');
    const email = await withPassword(w, person.userId);
    const other = cookieOf((await w.nobody().call(signIn, { body: { email, password: SAMPLE_PASSWORD } })).headers);
    const next = 'a quite new sentence';
    expect((await person.call(changePassword, { body: { current: 'wrong', next } })).problem.fields).toMatchObject([{ path: 'current', code: 'PASSWORD.WRONG' }]);
    expect((await person.call(changePassword, { body: { current: SAMPLE_PASSWORD, next: 'aaaaaaaaaaaa' } })).problem.fields).toMatchObject([{ path: 'next', code: 'PASSWORD.COMMON' }]);
    expect((await person.call(changePassword, { body: { current: SAMPLE_PASSWORD, next: SAMPLE_PASSWORD } })).problem.fields).toMatchObject([{ path: 'next', code: 'PASSWORD.SAME' }]);
    const done = await person.call(changePassword, { body: { current: SAMPLE_PASSWORD, next } });
    expect(done.status).toBe(200);
    expect((await person.call(getPulse)).status).toBe(401);
    expect((await w.nobody().call(getPulse, {}, other)).status).toBe(401);
    expect((await w.nobody().call(getPulse, {}, cookieOf(done.headers))).status).toBe(200);
  });

  it('ends the sessions on other devices', async () => {
    const w = await t.world();
    const person = await w.as('street_handler');
    const email = await withPassword(w, person.userId);
    const other = cookieOf((await w.nobody().call(signIn, { body: { email, password: SAMPLE_PASSWORD } })).headers);
    expect((await person.do(getProfile)).sessions).toHaveLength(2);
    expect((await person.do(endOtherSessions)).sessions).toMatchObject([{ current: true }]);
    expect((await w.nobody().call(getPulse, {}, other)).status).toBe(401);
  });
});

it('shows demo accounts and caught mails in a demo, with places by name', async () => {
  const w = await t.world();
  const manager = await w.as('street_manager');
  await w.rows('UPDATE user_account SET email = $2 WHERE id = $1', [manager.userId, `m${randomBytes(4).toString('hex')}@demo.weichuang.cn`]);
  const { rows } = await w.nobody().do(listDemoAccounts);
  expect(rows).toContainEqual(expect.objectContaining({ roles: [{ role: 'street_manager', place: expect.stringContaining('测试街道') as string }] }));
});

it('pages the caught mails, newest first, and finds one by a part of it', async () => {
  const w = await t.world();
  const address = `seite${randomBytes(4).toString('hex')}@example.org`;
  for (const n of [1, 2, 3]) await w.rows(`INSERT INTO mail (id, to_email, subject, body, state) VALUES ($1, $2, $3, $4, 'caught')`, [newId(), address, `第 ${n} 封`, `100% of ${n}`]);
  const nobody = w.nobody();
  const first = await nobody.do(listMails, { query: { to: address, limit: 2 } });
  expect(first).toMatchObject({ rows: [{ subject: '第 3 封' }, { subject: '第 2 封' }], next: expect.any(String) as string, total: { count: 3, capped: false } });
  expect(await nobody.do(listMails, { query: { to: address, limit: 2, after: first.next ?? '' } })).toMatchObject({ rows: [{ subject: '第 1 封' }], next: null });
  expect((await nobody.do(listMails, { query: { to: address, q: '100% of 2' } })).rows).toMatchObject([{ subject: '第 2 封' }]);
  expect((await nobody.do(listMails, { query: { q: address.slice(0, 12).toUpperCase() } })).rows).toHaveLength(3);
  expect((await nobody.do(listMails, { query: { to: address, q: '%第%' } })).rows).toEqual([]);
  expect((await nobody.call(listMails, { query: { after: 'none of ours' } })).status).toBe(400);
});

it('has neither outside of a demo', async () => {
  const plain = await testApi([OrganizationsModule, IdentityModule], permissions, { env: { DEMO: 'false' } });
  const w = await plain.world();
  expect((await w.nobody().call(listDemoAccounts)).status).toBe(404);
  expect((await w.nobody().call(listMails)).status).toBe(404);
  await plain.close();
});
