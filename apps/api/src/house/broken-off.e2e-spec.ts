import { EventEmitter } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { getLive } from '@weichuang/contracts/http/house';
import type { Problem } from '@weichuang/contracts/http/shapes';
import { sendBrokenOff } from '@weichuang/platform/http/broken-off';
import { testApi, type TestApi } from '@weichuang/testing/api';
import { permissions } from '../permissions';
import { slices } from '../slices';

/** What arrives that is no request, or no whole one: no client library would send it, so the bytes go over a bare socket. */
let t: TestApi;
beforeAll(async () => {
  t = await testApi(slices, permissions);
});
afterAll(() => t.close());

interface Heard {
  readonly status: number;
  readonly headers: string;
  readonly problem: Problem;
}

/** Sends the bytes and hears until the server hangs up. */
function say(text: string): Promise<Heard> {
  const { port } = t.api.fastify.server.address() as AddressInfo; // it listens on TCP
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.on('data', (chunk) => chunks.push(chunk));
    // a server that hangs up on bytes it has not read resets the connection after its answer
    socket.on('error', () => undefined);
    socket.on('close', () => {
      const [headers = '', body = ''] = Buffer.concat(chunks).toString().split('\r\n\r\n');
      const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(headers)?.[1]);
      if (!status) return reject(new Error(`no answer: ${headers}`));
      resolve({ status, headers: headers.toLowerCase(), problem: JSON.parse(body) as Problem }); // what a refusal says
    });
  });
}

it.each([
  ['no HTTP at all', 'hello there\r\n\r\n', 400, 'REQUEST.INVALID'],
  ['a TLS greeting', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n', 400, 'REQUEST.INVALID'],
  ['a method that is none', 'FETCH /api/health/live HTTP/1.1\r\nhost: x\r\n\r\n', 400, 'REQUEST.INVALID'],
  ['a version that is none', 'GET /api/health/live HTTP/9.9\r\nhost: x\r\n\r\n', 400, 'REQUEST.INVALID'],
  ['a header with a control character', 'GET /api/health/live HTTP/1.1\r\nhost: x\r\nx-a: b\x00c\r\n\r\n', 400, 'REQUEST.INVALID'],
  ['two lengths', 'POST /api/session HTTP/1.1\r\nhost: x\r\ncontent-length: 3\r\ncontent-length: 5\r\n\r\n{}', 400, 'REQUEST.INVALID'],
  ['a length and chunks', 'POST /api/session HTTP/1.1\r\nhost: x\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n', 400, 'REQUEST.INVALID'],
  ['a chunk of no length', 'POST /api/session HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n', 400, 'REQUEST.INVALID'],
  ['headers without end', `GET /api/health/live HTTP/1.1\r\nhost: x\r\nx-a: ${'a'.repeat(64 * 1024)}\r\n\r\n`, 431, 'REQUEST.TOO_LARGE'],
  ['an address without end', `GET /api/${'a'.repeat(64 * 1024)} HTTP/1.1\r\nhost: x\r\n\r\n`, 431, 'REQUEST.TOO_LARGE'],
])('%s is answered with a problem, and the line is cut', async (_, text, status, code) => {
  const heard = await say(text);
  expect(heard).toMatchObject({ status, problem: { status, code, type: `urn:weichuang:${code}`, title: expect.stringMatching(/[一-鿿]/) as string } });
  expect(heard.headers).toContain('content-type: application/problem+json; charset=utf-8');
  expect(heard.headers).toContain('connection: close');
  // nothing of the inside
  expect(JSON.stringify(heard.problem)).not.toMatch(/HPE_|Parse Error|node_modules|stack/);
});

it('the others are served meanwhile', async () => {
  const { port } = t.api.fastify.server.address() as AddressInfo;
  const half = connect(port, '127.0.0.1', () => half.write('GET /api/health/live HTTP/1.1\r\nhost: x\r\n'));
  await Promise.all([say('x\r\n\r\n'), say('y\r\n\r\n')]);
  expect((await (await t.world()).nobody().call(getLive)).status).toBe(200);
  half.destroy();
});

describe('a line that cannot be written to', () => {
  const socket = (state: { destroyed?: boolean; writable?: boolean }) => {
    const written: string[] = [];
    const destroy = jest.fn();
    return { written, destroy, line: Object.assign(new EventEmitter(), { destroyed: false, writable: true, write: (text: string) => written.push(text), destroy, ...state }) as unknown as Socket }; // what is used of one
  };
  const error = (code: string) => Object.assign(new Error('x'), { code });

  it('is told that it was too slow', () => {
    const { line, written, destroy } = socket({});
    sendBrokenOff(error('ERR_HTTP_REQUEST_TIMEOUT'), line);
    expect(written[0]).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
    expect(written[0]).toContain('"code":"REQUEST.TOO_SLOW"');
    expect(destroy).toHaveBeenCalled();
  });
  it.each([['was reset', 'ECONNRESET', {}, false], ['is gone', 'HPE_INVALID_METHOD', { destroyed: true }, false], ['takes nothing more', 'HPE_INVALID_METHOD', { writable: false }, true]] as const)(
    'gets nothing when it %s', (_, code, state, cut) => {
      const { line, written, destroy } = socket(state);
      sendBrokenOff(error(code), line);
      expect(written).toEqual([]);
      expect(destroy).toHaveBeenCalledTimes(cut ? 1 : 0);
    });
});
