import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { endOtherSessions } from '@weichuang/contracts/identity/account';
import { signOut } from '@weichuang/contracts/identity/session';
import { SESSION_COOKIE } from '@weichuang/platform/access/session-reader';
import { testApi, type TestApi } from '@weichuang/testing/api';
import { World, type Client } from '@weichuang/testing/world';
import { permissions } from '../permissions';
import { slices } from '../slices';

let t: TestApi;
beforeAll(async () => {
  t = await testApi(slices, permissions);
});
// with streams still open: a server that stops waits for none of them
afterAll(() => t.close());

interface Stream {
  readonly status: number;
  heard: string;
  ended: boolean;
  leave(): void;
}

/** Opens a person's stream, or gets the refusal. */
function listen(client: Client): Promise<Stream> {
  const { port } = t.api.fastify.server.address() as AddressInfo; // listens on a port
  return new Promise((resolve, reject) => {
    const asked = get({ port, path: '/api/live', headers: client.token ? { cookie: `${SESSION_COOKIE}=${client.token}` } : {} }, (answer: IncomingMessage) => {
      const stream: Stream = { status: answer.statusCode ?? 0, heard: '', ended: false, leave: () => asked.destroy() };
      answer.on('data', (chunk: Buffer) => (stream.heard += chunk.toString()));
      answer.on('close', () => (stream.ended = true));
      answer.on('error', () => undefined); // we hang up ourselves
      resolve(stream);
    });
    asked.on('error', reject);
  });
}
const until = async (what: () => boolean): Promise<void> => {
  for (let i = 0; i < 200 && !what(); i++) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(what()).toBe(true);
};

it('tells a person what is its own, in all its tabs, and nobody else', async () => {
  const w = await t.world();
  const [one, other] = [await w.person(), await w.stranger()];
  const [tab, secondTab, elsewhere] = [await listen(one), await listen(one), await listen(other)];
  await t.house.coordination.publish(`user:${one.userId}`, { text: '进度 50%' });
  await until(() => tab.heard.includes('进度 50%') && secondTab.heard.includes('进度 50%'));
  await t.house.coordination.publish(`user:${other.userId}`, { text: '完' });
  await until(() => elsewhere.heard.includes('完'));
  expect(elsewhere.heard).not.toContain('进度');
  for (const each of [tab, secondTab, elsewhere]) each.leave();
});

it('lets nobody in without a session, and no flood of one person', async () => {
  const w = await t.world();
  expect((await listen(w.nobody())).status).toBe(401);
  const one = await w.person();
  const open = await Promise.all(Array.from({ length: 8 }, () => listen(one)));
  expect(open.map(({ status }) => status)).toEqual(Array(8).fill(200));
  expect((await listen(one)).status).toBe(429);
  open[0]?.leave();
  let again = 0;
  for (let i = 0; i < 100 && again !== 200; i++) again = (await listen(one)).status;
  expect(again).toBe(200);
});

it('ends with the session that opened it', async () => {
  const w = await t.world();
  const one = await w.person();
  const stream = await listen(one);
  await one.do(signOut, {});
  await until(() => stream.ended);
  expect((await listen(one)).status).toBe(401);

  const two = await w.person();
  const [device, lost] = [two, await World.signIn(t.api, t.owner, two.userId)];
  const stolen = await listen(lost);
  await device.do(endOtherSessions, {});
  await until(() => stolen.ended);
  expect((await listen(lost)).status).toBe(401);
});
