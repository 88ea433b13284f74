import { defineRoute } from '@weichuang/contracts/http/route';
import { serverNow } from '@weichuang/ui/format';
import { z } from 'zod';
import { addressOf, ApiProblem, call, freshKey, problemOf, queryKey } from './api';

const read = defineRoute({
  method: 'GET', path: '/rounds/:roundId/applications', summary: '',
  params: z.object({ roundId: z.string() }), query: z.object({ status: z.array(z.string()).optional(), after: z.string().optional() }),
  response: z.object({ rows: z.array(z.string()) }),
});
const pay = defineRoute({ method: 'POST', path: '/tranches/:id/pay', summary: '', params: z.object({ id: z.string() }), body: z.object({ fen: z.number() }), idempotent: true });

let sent: { url: string; init: RequestInit & { headers: Record<string, string> } }[];
let answer: () => Response | Promise<Response>;
beforeEach(() => {
  sent = [];
  answer = () => new Response('{"rows":["a"]}');
  Object.assign(globalThis, {
    document: { documentElement: { lang: 'en' } },
    fetch: (url: string, init: RequestInit & { headers: Record<string, string> }) => {
      sent.push({ url, init });
      return Promise.resolve().then(answer);
    },
  });
});

it.each([
  [{ params: { roundId: 'a/b' } }, '/api/rounds/a%2Fb/applications'],
  [{ params: { roundId: '1' }, query: { status: ['x', 'y'], after: undefined } }, '/api/rounds/1/applications?status=x&status=y'],
  [{ params: { roundId: '1' }, query: { after: '邻&里' } }, '/api/rounds/1/applications?after=%E9%82%BB%26%E9%87%8C'],
])('the address of %p is %p', (args, address) => expect(addressOf(read, args)).toBe(address));

it('asks in the reader’s language and gives what was answered', async () => {
  await expect(call(read, { params: { roundId: '1' } })).resolves.toEqual({ rows: ['a'] });
  expect(sent[0]?.init).toMatchObject({ method: 'GET', credentials: 'same-origin', body: undefined, headers: { 'accept-language': 'en' } });
  expect(sent[0]?.init.headers).not.toHaveProperty('idempotency-key');
});

it('gives what creates or pays a key of its own, and keeps a given one', async () => {
  answer = () => new Response('null');
  await call(pay, { params: { id: '1' }, body: { fen: 5 } });
  await call(pay, { params: { id: '1' }, body: { fen: 5 } });
  await call(pay, { params: { id: '1' }, body: { fen: 5 } }, { idempotencyKey: 'again-and-again' });
  const keys = sent.map((one) => one.init.headers['idempotency-key']);
  expect(keys[0]).toMatch(/^[\w-]{36}$/);
  expect(keys[0]).not.toBe(keys[1]);
  expect(keys[2]).toBe('again-and-again');
  expect(sent[0]?.init.body).toBe('{"fen":5}');
});

it('throws the server’s refusal with its code, its fields and its number', async () => {
  const problem = { type: 'about:blank', title: '不能提交', status: 422, code: 'CALL.CLOSED', detail: '已截止', requestId: 'r1', fields: [{ path: 'name', code: 'FIELD.REQUIRED', message: '请填写' }] };
  answer = () => new Response(JSON.stringify(problem), { status: 422 });
  const error = await call(pay, { params: { id: '1' }, body: { fen: 1 } }).catch((one: unknown) => one);
  expect(error).toBeInstanceOf(ApiProblem);
  expect(error).toMatchObject({ status: 422, code: 'CALL.CLOSED', title: '不能提交', detail: '已截止', requestId: 'r1', fields: problem.fields });
});

it.each([[502, '<html>bad gateway', 'INTERNAL'], [404, '', 'HTTP'], [400, '[1]', 'HTTP'], [413, '{"code":7}', 'HTTP']])('%p with %p is %p', (status, text, code) =>
  expect(problemOf(status, text)).toMatchObject({ status, code, fields: [] }));

it('has status 0 without a network', async () => {
  answer = () => Promise.reject(new TypeError('Failed to fetch'));
  await expect(call(read, { params: { roundId: '1' } })).rejects.toMatchObject({ status: 0, code: 'NETWORK' });
});

it('is no refusal when the page itself stopped it', async () => {
  const stop = new AbortController();
  stop.abort();
  answer = () => Promise.reject(new DOMException('stopped', 'AbortError'));
  await expect(call(read, { params: { roundId: '1' } }, { signal: stop.signal })).rejects.toHaveProperty('name', 'AbortError');
});

it('follows the server’s clock', async () => {
  const ahead = Date.now() + 3_600_000;
  answer = () => new Response('null', { headers: { 'x-server-time': String(ahead) } });
  await call(read, { params: { roundId: '1' } });
  expect(Math.abs(serverNow() - ahead)).toBeLessThan(1_000);
  answer = () => new Response('null', { headers: { 'x-server-time': String(Date.now()) } });
  await call(read, { params: { roundId: '1' } });
});

it('reads what is edited anew at each showing, and still finds it by its route', () => {
  const args = { params: { roundId: 'r' } };
  expect(freshKey(read, args, 1)).not.toEqual(freshKey(read, args, 2));
  expect(freshKey(read, args, 1).slice(0, 3)).toEqual(queryKey(read, args));
});
