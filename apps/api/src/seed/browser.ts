import { randomBytes, randomUUID } from 'node:crypto';
import type { CallInput, Output, RouteContract } from '@weichuang/contracts/http/route';
import { newId } from '@weichuang/kernel/id';
import { SESSION_COOKIE, sessionDigest } from '@weichuang/platform/access/session-reader';
import type { House } from '@weichuang/platform/house';
import type { Api } from '@weichuang/platform/http/app';

/** Somebody at work: calls the API's own routes, so that the demo went the way that users go. */
export interface Somebody {
  readonly userId: string;
  do<C extends RouteContract>(contract: C, input?: Partial<CallInput<C>>): Promise<Output<C>>;
  /** the code of the refusal, or null when it went through */
  tries<C extends RouteContract>(contract: C, input?: Partial<CallInput<C>>): Promise<string | null>;
  upload<C extends RouteContract>(contract: C, params: Record<string, string>, file: { bytes: Buffer; name: string }, fields?: Record<string, string>): Promise<Output<C>>;
}

interface Answer {
  readonly statusCode: number;
  readonly body: string;
}

/** Signs people in without their passwords: the seed owns the database. */
export class Browsers {
  private readonly known = new Map<string, Somebody>();

  constructor(
    private readonly api: Api,
    private readonly house: House,
  ) {}

  async as(userId: string): Promise<Somebody> {
    const known = this.known.get(userId);
    if (known) return known;
    const token = randomBytes(32).toString('base64url');
    await this.house.source.query(`INSERT INTO session (token_hash, id, user_id, expires_at) VALUES ($1, $2, $3, now() + interval '1 hour')`, [sessionDigest(token), newId(), userId]);
    const cookie = `${SESSION_COOKIE}=${token}`;
    const address = (contract: RouteContract, params: Record<string, unknown>) => `/api${contract.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))}`;
    const send = async (contract: RouteContract, input: { params?: unknown; query?: unknown; body?: unknown }): Promise<Answer> =>
      this.api.fastify.inject({
        method: contract.method,
        url: address(contract, (input.params ?? {}) as Record<string, unknown>), // path parameters are named values
        query: (input.query ?? {}) as Record<string, string>, // as the contract's client sends it
        headers: { cookie, ...(contract.idempotent ? { 'idempotency-key': randomUUID() } : {}), ...(contract.method === 'GET' ? {} : { 'content-type': 'application/json' }) },
        ...(contract.method === 'GET' ? {} : { payload: JSON.stringify(input.body ?? {}) }),
      });
    const somebody: Somebody = {
      userId,
      async do(contract, input = {}) {
        const answer = await send(contract, input);
        if (answer.statusCode !== 200) throw new Error(`seed: ${contract.method} ${contract.path} answered ${answer.statusCode} ${answer.body.slice(0, 600)}`);
        return JSON.parse(answer.body) as never; // the contract says what it is
      },
      async tries(contract, input = {}) {
        const answer = await send(contract, input);
        return answer.statusCode === 200 ? null : (JSON.parse(answer.body) as { code: string }).code; // problem+json
      },
      upload: async (contract, params, file, fields = {}) => {
        const edge = `seed${randomUUID()}`;
        const part = (head: string, content: Buffer | string) => [Buffer.from(`--${edge}\r\n${head}\r\n\r\n`), Buffer.from(content), Buffer.from('\r\n')];
        const payload = Buffer.concat([
          ...Object.entries(fields).flatMap(([name, value]) => part(`content-disposition: form-data; name="${name}"`, value)),
          ...part(`content-disposition: form-data; name="file"; filename="${file.name}"\r\ncontent-type: application/octet-stream`, file.bytes),
          Buffer.from(`--${edge}--\r\n`),
        ]);
        const answer = await this.api.fastify.inject({
          method: 'POST', url: address(contract, params), payload,
          headers: { cookie, 'content-type': `multipart/form-data; boundary=${edge}`, 'idempotency-key': randomUUID() },
        });
        if (answer.statusCode !== 200) throw new Error(`seed: upload ${contract.path} answered ${answer.statusCode} ${answer.body.slice(0, 600)}`);
        return JSON.parse(answer.body) as never; // the contract says what it is
      },
    };
    this.known.set(userId, somebody);
    return somebody;
  }
}
