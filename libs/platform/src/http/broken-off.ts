import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { problemOf } from './problem';

const CODES: Readonly<Record<string, readonly [status: number, code: string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'REQUEST.TOO_SLOW'],
  HPE_HEADER_OVERFLOW: [431, 'REQUEST.TOO_LARGE'],
};

/** Answers what is no HTTP, or no whole one: no request came of it, so there is nobody to speak the language of. */
export function sendBrokenOff(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const [status, code] = CODES[error.code ?? ''] ?? [400, 'REQUEST.INVALID'];
  const body = JSON.stringify({ ...problemOf({ code, kind: 'invalid' }, '-', 'zh-CN'), status });
  if (socket.writable)
    socket.write(
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nconnection: close\r\ncontent-type: application/problem+json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
  socket.destroy(error);
}
