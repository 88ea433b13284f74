import { getPulse, getSession, signIn, signOut } from '@weichuang/contracts/identity/session';
import { getReady, moveClock } from '@weichuang/contracts/http/house';
import { testApi, type TestApi } from '@weichuang/testing/api';
import { permissions } from '../permissions';
import { slices } from '../slices';
import { hashPassword } from './passwords';

let t: TestApi;
beforeAll(async () => {
  t = await testApi(slices, permissions);
});
afterAll(() => t.close());

async function somebody() {
  const w = await t.world();
  const person = await w.as('street_handler');
  const [{ email }] = (await w.rows<{ email: string }>('SELECT email FROM user_account WHERE id = $1', [person.userId])) as [{ email: string }];
  await w.rows('UPDATE user_account SET password_hash = $2 WHERE id = $1', [person.userId, await hashPassword('a right password')]);
  return { w, person, email };
}

it('signs in with the right password, says who one is, and signs out', async () => {
  const { w, email, person } = await somebody();
  const answer = await w.nobody().call(signIn, { body: { email: ` ${email.toUpperCase()} `, password: 'a right password' } });
  expect(answer.status).toBe(200);
  expect(answer.body.user.id).toBe(person.userId);
  expect(answer.body.memberships).toMatchObject([{ role: 'street_handler', tenant: { id: w.tenantId } }]);
  const cookie = String(answer.headers['set-cookie']);
  expect(cookie).toMatch(/wc_session=[\w-]{43}; .*HttpOnly; SameSite=Lax/);
  const signed = await w.nobody().call(getSession, {}, { cookie: cookie.split(';')[0] as string });
  expect([signed.status, signed.body.session?.user.id]).toEqual([200, person.userId]);
  await w.nobody().do(signOut, {}, { cookie: cookie.split(';')[0] as string });
  expect((await w.nobody().call(getPulse, {}, { cookie: cookie.split(';')[0] as string })).status).toBe(401);
});

it('answers nobody with nobody: a public page may ask, and that is no error', async () => {
  const { w } = await somebody();
  for (const cookie of ['', 'wc_session=long-gone']) expect(await w.nobody().do(getSession, {}, { cookie })).toEqual({ session: null });
  expect((await w.nobody().call(getPulse)).status).toBe(401);
});

it('says the same of a wrong password and of no account, and rests the account after eight wrong ones', async () => {
  const { w, email } = await somebody();
  const wrong = await w.nobody().call(signIn, { body: { email, password: 'wrong' } });
  const none = await w.nobody().call(signIn, { body: { email: 'nobody@test.local', password: 'wrong' } });
  expect([wrong.status, none.status]).toEqual([422, 422]);
  expect({ ...wrong.problem, requestId: '' }).toEqual({ ...none.problem, requestId: '' });
  for (let i = 0; i < 7; i++) await w.nobody().call(signIn, { body: { email, password: 'wrong' } });
  const locked = await w.nobody().call(signIn, { body: { email, password: 'a right password' } });
  expect(locked.problem).toMatchObject({ status: 429, code: 'SIGN_IN.LOCKED' });
});

it('refuses a request that comes from another site', async () => {
  const { person } = await somebody();
  expect((await person.call(signOut, {}, { origin: 'https://evil.example' })).problem).toMatchObject({ status: 403, code: 'ORIGIN.FOREIGN' });
  expect((await person.call(signOut, {}, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
});

it('answers the pulse from the guard, in the person’s own name only', async () => {
  const { person, w } = await somebody();
  expect(await person.do(getPulse)).toMatchObject({ userId: person.userId });
  expect((await w.nobody().call(getPulse)).problem).toMatchObject({ status: 401, code: 'SESSION.MISSING', title: '请先登录' });
  expect((await w.nobody().call(getPulse, {}, { 'accept-language': 'en-US' })).problem.title).toBe('Please sign in first');
});

it('moves the clock for a platform administrator alone', async () => {
  const { person, w } = await somebody();
  const admin = await w.as('platform_admin');
  expect((await person.call(moveClock, { body: { now: '2026-04-01T00:00:00Z' } })).status).toBe(403);
  expect((await admin.do(moveClock, { body: { now: '2026-04-01T00:00:00Z' } })).now).toMatch(/^2026-04-01T00:00:0/);
  await w.at(new Date());
});

it('tells of each part of its health', async () => {
  const w = await t.world();
  const ready = await w.nobody().call(getReady);
  expect(ready.status).toBe(503);
  expect(ready.body).toMatchObject({ database: { ok: true }, queue: { ok: true, backend: 'postgres' }, migrations: { ok: true }, worker: { ok: false } });
});
