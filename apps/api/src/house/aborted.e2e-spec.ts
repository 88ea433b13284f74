import { randomUUID } from 'node:crypto';
import { request as open } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Controller, Module } from '@nestjs/common';
import { defineRoute, type Input } from '@weichuang/contracts/http/route';
import { Id, Line } from '@weichuang/contracts/http/shapes';
import { Can, Self } from '@weichuang/platform/access/can';
import { SESSION_COOKIE } from '@weichuang/platform/access/session-reader';
import { PLATFORM_TENANT, type Ctx } from '@weichuang/platform/context/ctx';
import { emit } from '@weichuang/platform/events/emit';
import { Route, type WeichuangRequest } from '@weichuang/platform/http/route';
import { testApi, type TestApi } from '@weichuang/testing/api';
import type { Client } from '@weichuang/testing/world';
import type { FastifyReply } from 'fastify';
import type { Pool } from 'pg';
import { z } from 'zod';
import { FilesModule } from '../files/files.module';
import { FilesService } from '../files/files.service';
import { permissions } from '../permissions';
import { slices } from '../slices';

const shape = { summary: 'slow', response: z.object({ done: z.boolean() }) };
const slowPost = defineRoute({ ...shape, method: 'POST', path: '/test/slow', body: z.object({ note: Line(50) }), idempotent: true });
const slowGet = defineRoute({ ...shape, method: 'GET', path: '/test/slow' });
const slowUpload = defineRoute({ ...shape, method: 'POST', path: '/test/:tenantId/slow-upload', params: z.object({ tenantId: Id }), kind: 'upload', idempotent: true });

/** Lets a test stop a handler in the middle of its work. */
const makeGate = () => ({ entered: makeDoor(), opened: makeDoor() });
function makeDoor() {
  let [resolve, reject] = [(): void => undefined, (_error: Error): void => undefined];
  const promise = new Promise<void>((yes, no) => ([resolve, reject] = [yes, no]));
  return { promise, resolve, reject };
}
let gate: ReturnType<typeof makeGate>;

async function work(ctx: Ctx, note: string): Promise<{ done: boolean }> {
  await emit(ctx, { kind: 'test.slow', subject: { kind: 'test', id: randomUUID() }, tenantId: PLATFORM_TENANT, data: { note } });
  gate.entered.resolve();
  await gate.opened.promise;
  await emit(ctx, { kind: 'test.slow', subject: { kind: 'test', id: randomUUID() }, tenantId: PLATFORM_TENANT, data: { note } });
  return { done: true };
}

@Controller()
class SlowController {
  constructor(private readonly files: FilesService) {}

  @Route(slowPost)
  @Self()
  post(ctx: Ctx, { body }: Input<typeof slowPost>) {
    return work(ctx, body.note);
  }

  @Route(slowGet)
  @Self()
  async get(ctx: Ctx) {
    await ctx.em.query('SELECT 1');
    gate.entered.resolve();
    await gate.opened.promise;
    await ctx.em.query('SELECT 1');
    return { done: true };
  }

  @Route(slowUpload)
  @Can('tenant.edit', { tenant: 'tenantId' })
  async upload(ctx: Ctx, _input: Input<typeof slowUpload>, _reply: FastifyReply, request: WeichuangRequest) {
    await emit(ctx, { kind: 'test.slow', subject: { kind: 'test', id: randomUUID() }, data: { note: 'upload' } });
    gate.entered.resolve();
    await this.files.receive(ctx, request, { subject: { kind: 'test', id: randomUUID() }, purpose: 'test', accept: ['image'], organizationId: null, roundId: null });
    await gate.opened.promise;
    return { done: true };
  }
}
@Module({ imports: [FilesModule], controllers: [SlowController] })
class SlowModule {}

let t: TestApi;
let person: Client;
let tenantId: string;
let logged: jest.SpyInstance;
beforeAll(async () => {
  t = await testApi([...slices, SlowModule], permissions);
  const w = await t.world();
  tenantId = w.tenantId;
  person = await w.as('street_manager');
});
afterAll(() => t.close());
beforeEach(() => {
  gate = makeGate();
  logged = jest.spyOn(t.house.logger, 'error');
});
afterEach(() => logged.mockRestore());

const pool = (): Pool => (t.house.source.driver as unknown as { master: Pool }).master; // TypeORM's driver keeps pg's pool here
const events = async (): Promise<number> => ((await t.owner.query(`SELECT count(*)::int AS n FROM event_log WHERE kind = 'test.slow'`)) as [{ n: number }])[0].n; // one row
const keys = async (key: string): Promise<number> => ((await t.owner.query('SELECT count(*)::int AS n FROM idempotency_key WHERE key = $1', [key])) as [{ n: number }])[0].n; // one row
const until = async (what: () => boolean | Promise<boolean>): Promise<void> => {
  for (let i = 0; i < 200 && !(await what()); i++) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(await what()).toBe(true);
};
const allBack = () => pool().totalCount === pool().idleCount && pool().waitingCount === 0;

/** Begins a request; the socket is cut by `leave`. */
function begin(method: 'GET' | 'POST', path: string, headers: Record<string, string>, body?: string | Buffer): { leave: () => void } {
  const { port } = t.api.fastify.server.address() as AddressInfo; // listens on a port
  const sent = open({ port, method, path: `/api${path.replace(':tenantId', tenantId)}`, headers: { cookie: `${SESSION_COOKIE}=${person.token ?? ''}`, ...headers } });
  sent.on('error', () => undefined); // we hang up ourselves
  if (body !== undefined) sent.write(body);
  if (!('content-length' in headers)) sent.end();
  return { leave: () => sent.destroy() };
}

const cases: [string, 'GET' | 'POST', string, string | undefined, Record<string, string>][] = [
  ['a reading request', 'GET', '/test/slow', undefined, {}],
  ['a body that is not yet whole', 'POST', '/test/slow', '{"note":', { 'content-type': 'application/json', 'content-length': '100' }],
  ['an upload in the middle of its file', 'POST', '/test/:tenantId/slow-upload', '--x\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF', { 'content-type': 'multipart/form-data; boundary=x', 'content-length': '100000' }],
];
it.each(cases)('who leaves in the middle of %s leaves nothing: no event, no key, no connection, no error in the log', async (_, method, path, body, headers) => {
  const key = randomUUID();
  const before = await events();
  const { leave } = begin(method, path, { ...headers, 'idempotency-key': key }, body);
  // a body that never became whole reaches no handler
  await Promise.race([gate.entered.promise, new Promise((resolve) => setTimeout(resolve, 200))]);
  leave();
  await new Promise((resolve) => setTimeout(resolve, 50)); // the server has seen it
  gate.opened.resolve();
  await until(allBack);
  expect(await events()).toBe(before);
  expect(await keys(key)).toBe(0);
  expect(logged.mock.calls).toEqual([]);
});

it('an upload that was wholly received is kept, contents and row, although nobody waits for the answer', async () => {
  const stored = async (): Promise<string[]> => {
    const names: string[] = [];
    for await (const { name } of t.house.storage.list('files')) names.push(name);
    return names;
  };
  const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
  const body = Buffer.concat([Buffer.from('--x\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\n\r\n'), png, Buffer.from('\r\n--x--\r\n')]);
  const { leave } = begin('POST', '/test/:tenantId/slow-upload', { 'content-type': 'multipart/form-data; boundary=x', 'idempotency-key': randomUUID() }, body);
  await until(async () => (await stored()).length === 1);
  leave();
  await new Promise((resolve) => setTimeout(resolve, 50));
  gate.opened.resolve();
  await until(allBack);
  expect(await t.owner.query('SELECT storage_name AS name FROM stored_file')).toEqual((await stored()).map((name) => ({ name })));
});

it('who hung up after sending all of it has done it: the same request again hears the answer and does nothing twice', async () => {
  const key = randomUUID();
  const before = await events();
  const { leave } = begin('POST', '/test/slow', { 'content-type': 'application/json', 'idempotency-key': key }, JSON.stringify({ note: '再来' }));
  await gate.entered.promise;
  leave();
  await new Promise((resolve) => setTimeout(resolve, 50));
  // the second comes while the first still works, and waits for it
  const again = person.call(slowPost, { body: { note: '再来' } }, { 'idempotency-key': key });
  gate.opened.resolve();
  expect(await again).toMatchObject({ status: 200, body: { done: true } });
  expect(await events()).toBe(before + 2);
  expect(await keys(key)).toBe(1);
  await until(allBack);
  expect(logged.mock.calls).toEqual([]);
});

it('a handler that fails after half its work leaves none of it, and its key is free', async () => {
  const key = randomUUID();
  const before = await events();
  const failing = person.call(slowPost, { body: { note: '一半' } }, { 'idempotency-key': key });
  await gate.entered.promise;
  gate.opened.reject(new TypeError('a bug'));
  expect(await failing).toMatchObject({ status: 500, problem: { code: 'INTERNAL' } });
  expect([await events(), await keys(key)]).toEqual([before, 0]);
  await until(allBack);
});

it('a mistake of ours is logged even when nobody waits for the answer', async () => {
  const { leave } = begin('POST', '/test/slow', { 'content-type': 'application/json', 'idempotency-key': randomUUID() }, JSON.stringify({ note: '错误' }));
  await gate.entered.promise;
  leave();
  await new Promise((resolve) => setTimeout(resolve, 50));
  gate.opened.reject(new TypeError('a bug'));
  await until(allBack);
  expect(logged).toHaveBeenCalledWith(expect.objectContaining({ err: expect.any(TypeError) as unknown }), 'unexpected error');
});
