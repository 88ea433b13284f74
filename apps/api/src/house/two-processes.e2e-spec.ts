import { randomUUID } from 'node:crypto';
import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getClock } from '@weichuang/contracts/http/house';
import { createNeed, fileNeed, saveNeed } from '@weichuang/contracts/needs/needs';
import { getPulse, getSession, signIn, signOut } from '@weichuang/contracts/identity/session';
import { loadSettings } from '@weichuang/platform/config/settings';
import { SESSION_COOKIE } from '@weichuang/platform/access/session-reader';
import { openHouse, type House } from '@weichuang/platform/house';
import { createApi, type Api } from '@weichuang/platform/http/app';
import { fromNow, publishedRound } from '@weichuang/testing/builders/calls';
import { testApi, type TestApi } from '@weichuang/testing/api';
import { Client } from '@weichuang/testing/world';
import { hashPassword } from '../identity/passwords';
import { permissions } from '../permissions';
import { slices } from '../slices';

const backends = process.env['TEST_REDIS_URL'] ? (['postgres', 'redis'] as const) : (['postgres'] as const);

/** Two API processes on one database, as behind a proxy: each has its own connections and memory. */
describe.each(backends)('two APIs with the queue on %s', (queue) => {
  let t: TestApi;
  let second: { house: House; api: Api };
  beforeAll(async () => {
    t = await testApi(slices, permissions, { queue });
    const settings = loadSettings({
      NODE_ENV: 'test', DATABASE_URL: t.databaseUrl, DATA_DIR: t.house.settings.DATA_DIR, SESSION_SECRET: t.house.settings.SESSION_SECRET, LOG_LEVEL: 'fatal',
      REDIS_URL: queue === 'redis' ? process.env['TEST_REDIS_URL'] : undefined,
    });
    const house = await openHouse(settings, permissions, 'api');
    const api = await createApi(house, slices, null);
    await api.app.listen(0, '127.0.0.1');
    second = { house, api };
  });
  afterAll(async () => {
    await second.api.close();
    await second.house.close();
    await t.close();
  });
  /** the same browser, sent by the proxy to the other process */
  const atSecond = (client: Client): Client => new Client(second.api, client.userId, client.token);

  it('a session begun at one is good at the other, and ended for both within a second', async () => {
    const w = await t.world();
    const person = await w.as('street_handler');
    expect((await atSecond(person).do(getSession)).session?.user.id).toBe(person.userId);
    await person.do(signOut);
    await new Promise((resolve) => setTimeout(resolve, 1100));
    expect((await atSecond(person).call(getPulse)).status).toBe(401);
  });

  it('wrong passwords are counted together', async () => {
    const w = await t.world();
    const person = await w.person();
    const [{ email }] = (await w.rows<{ email: string }>('SELECT email FROM user_account WHERE id = $1', [person.userId])) as [{ email: string }]; // the one just made
    await w.rows('UPDATE user_account SET password_hash = $2 WHERE id = $1', [person.userId, await hashPassword('a right password')]);
    const nobody = w.nobody();
    for (let i = 0; i < 8; i++) await (i % 2 ? atSecond(nobody) : nobody).call(signIn, { body: { email, password: 'wrong' } });
    for (const each of [nobody, atSecond(nobody)]) expect((await each.call(signIn, { body: { email, password: 'a right password' } })).problem.code).toBe('SIGN_IN.LOCKED');
  });

  it('the same click at both makes one thing, and both hear of it; one of two different saves at once is told that it is stale', async () => {
    const w = await t.world();
    const { roundId } = await publishedRound(w, {
      state: 'published', config: (config) => ({ ...config, calendar: { ...config.calendar, needsOpenAt: fromNow(new Date(), '-3 days'), needsCloseAt: fromNow(new Date(), '1 days') } }),
    });
    const [communityId = ''] = w.communityIds;
    const committee = await w.as('community_committee', { communityId });
    const key = { 'idempotency-key': randomUUID() };
    const input = { params: { roundId }, body: { communityId, title: '加装扶手' } };
    const [one, two] = await Promise.all([committee.do(createNeed, input, key), atSecond(committee).do(createNeed, input, key)]);
    expect(two).toEqual(one);
    expect(await w.rows('SELECT id FROM need WHERE round_id = $1', [roundId])).toEqual([{ id: one.id }]);

    const saves = await Promise.all(
      [committee, atSecond(committee)].map((client, i) => client.call(saveNeed, { params: { id: one.id }, body: { revision: 1, title: `加装扶手${i}` } })),
    );
    expect(saves.map((answer) => answer.status).sort()).toEqual([200, 409]);
    expect((await committee.call(fileNeed, { params: { id: one.id }, body: { revision: 1 } })).problem.code).toBe('REVISION.STALE');
  });

  it('a page open at one hears what happens at the other', async () => {
    const w = await t.world();
    const person = await w.person();
    const { port } = second.api.fastify.server.address() as AddressInfo; // listens on a port
    let heard = '';
    const stream = await new Promise<IncomingMessage>((resolve, reject) =>
      get({ port, path: '/api/live', headers: { cookie: `${SESSION_COOKIE}=${person.token ?? ''}` } }, resolve).on('error', reject));
    stream.on('data', (chunk: Buffer) => (heard += chunk.toString()));
    await t.house.coordination.publish(`user:${person.userId}`, { text: '已送达' });
    for (let i = 0; i < 100 && !heard.includes('已送达'); i++) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(heard).toContain('已送达');
    stream.destroy();
  });

  it('a clock moved at one is moved at the other within a second', async () => {
    const w = await t.world();
    await t.house.clock.moveTo(new Date('2026-09-01T00:00:00Z'));
    await new Promise((resolve) => setTimeout(resolve, 1100));
    const { now } = await atSecond(await w.person()).do(getClock);
    expect(new Date(now).toISOString().slice(0, 10)).toBe('2026-09-01');
    await t.house.clock.moveTo(new Date());
  });
});
