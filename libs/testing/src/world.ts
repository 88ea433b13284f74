import { randomBytes, randomUUID } from 'node:crypto';
import request from 'supertest';
import type { DataSource } from 'typeorm';
import type { CallInput, Output, RouteContract } from '@weichuang/contracts/http/route';
import type { Problem } from '@weichuang/contracts/http/shapes';
import type { Role } from '@weichuang/domain/identity/access';
import { newId } from '@weichuang/kernel/id';
import { SESSION_COOKIE, sessionDigest } from '@weichuang/platform/access/session-reader';
import type { House } from '@weichuang/platform/house';
import type { Api } from '@weichuang/platform/http/app';

export interface MembershipPlace {
  readonly roundId?: string;
  readonly organizationId?: string;
  readonly communityId?: string;
}

/** An answer: the status, and the parsed body as the contract promises it, or a problem. */
export interface Answer<T> {
  readonly status: number;
  readonly body: T;
  readonly problem: Problem;
  readonly headers: Record<string, string>;
}

/** Somebody with a browser: calls routes by their contracts. */
export class Client {
  constructor(
    private readonly api: Api,
    readonly userId: string,
    readonly token: string | null,
  ) {}

  /** Calls and returns whatever comes. A POST gets a fresh idempotency key unless one is given. */
  async call<C extends RouteContract>(contract: C, input: Partial<CallInput<C>> = {}, headers: Record<string, string> = {}): Promise<Answer<Output<C>>> {
    const params = (input.params ?? {}) as Record<string, unknown>; // path parameters are named values
    const path = contract.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])));
    const method = contract.method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete';
    let sent = request(this.api.fastify.server)
      [method](`/api${path}`)
      .query((input.query ?? {}) as object); // a plain object of query values
    if (this.token) sent = sent.set('cookie', `${SESSION_COOKIE}=${this.token}`);
    if (contract.idempotent) sent = sent.set('idempotency-key', randomUUID());
    for (const [name, value] of Object.entries(headers)) sent = sent.set(name, value);
    const answer = contract.method === 'GET' || contract.kind === 'upload' ? await sent : await sent.send((input.body ?? {}) as object); // JSON
    // supertest's body is untyped; the contract says what it is
    return { status: answer.status, body: answer.body as Output<C>, problem: answer.body as Problem, headers: answer.headers as Record<string, string> };
  }

  /** Calls and expects success. */
  async do<C extends RouteContract>(contract: C, input: Partial<CallInput<C>> = {}, headers: Record<string, string> = {}): Promise<Output<C>> {
    const answer = await this.call(contract, input, headers);
    if (answer.status !== 200) throw new Error(`${contract.method} ${contract.path}: ${answer.status} ${JSON.stringify(answer.problem)}`);
    return answer.body;
  }

  /** Uploads one file to an upload route. */
  async upload<C extends RouteContract>(contract: C, params: Record<string, string>, bytes: Buffer, filename: string, fields: Record<string, string> = {}, key: string = randomUUID()): Promise<Answer<Output<C>>> {
    const path = contract.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
    let sent = request(this.api.fastify.server).post(`/api${path}`).set('idempotency-key', key);
    if (this.token) sent = sent.set('cookie', `${SESSION_COOKIE}=${this.token}`);
    for (const [name, value] of Object.entries(fields)) sent = sent.field(name, value);
    const answer = await sent.attach('file', bytes, filename);
    return { status: answer.status, body: answer.body as Output<C>, problem: answer.body as Problem, headers: answer.headers as Record<string, string> };
  }

  /** Downloads bytes. */
  async download(path: string): Promise<{ status: number; bytes: Buffer; headers: Record<string, string> }> {
    let sent = request(this.api.fastify.server).get(`/api${path}`).buffer(true).parse((stream, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => done(null, Buffer.concat(chunks)));
    });
    if (this.token) sent = sent.set('cookie', `${SESSION_COOKIE}=${this.token}`);
    const answer = await sent;
    return { status: answer.status, bytes: answer.body as Buffer, headers: answer.headers as Record<string, string> };
  }
}

/** A fresh street with communities; people and organizations are made on demand. Nothing is shared, nothing truncated. */
export class World {
  private constructor(
    readonly api: Api,
    readonly house: House,
    private readonly owner: DataSource,
    readonly tenantId: string,
    readonly communityIds: readonly string[],
  ) {}

  static async make(api: Api, house: House, owner: DataSource): Promise<World> {
    const tag = randomBytes(4).toString('hex');
    const [district, street, tenant] = [newId(), newId(), newId()];
    await owner.query(`INSERT INTO region (id, parent_id, kind, name) VALUES ($1, NULL, 'district', $3), ($2, $1, 'street', $4)`, [district, street, `测试区${tag}`, `测试街道${tag}`]);
    await owner.query(`INSERT INTO tenant (id, region_id, name, short_name) VALUES ($1, $2, $3, '测试')`, [tenant, street, `测试街道办事处${tag}`]);
    const communities: string[] = [];
    for (const name of ['春申', '望江', '桃源']) {
      const id = newId();
      await owner.query(`INSERT INTO region (id, parent_id, kind, name) VALUES ($1, $2, 'community', $3)`, [id, street, `${name}社区`]);
      await owner.query('INSERT INTO community (id, tenant_id, name, short_name) VALUES ($1, $2, $3, $4)', [id, tenant, `${name}社区`, name]);
      communities.push(id);
    }
    return new World(api, house, owner, tenant, communities);
  }

  /** A browser of somebody who is there already. */
  static async signIn(api: Api, owner: DataSource, userId: string): Promise<Client> {
    const token = randomBytes(32).toString('base64url');
    await owner.query(`INSERT INTO session (token_hash, id, user_id, expires_at) VALUES ($1, $2, $3, now() + interval '1 day')`, [sessionDigest(token), newId(), userId]);
    return new Client(api, userId, token);
  }

  /** A new person with one role, signed in. Street roles belong to this world's street. */
  async as(role: Role, place: MembershipPlace = {}): Promise<Client> {
    const client = await this.person();
    await this.grant(client.userId, role, place);
    return client;
  }

  /** Gives a person one more role. */
  async grant(userId: string, role: Role, place: MembershipPlace = {}): Promise<void> {
    const tenantId = role.startsWith('applicant') || role === 'platform_admin' ? null : this.tenantId;
    await this.owner.query('INSERT INTO membership (id, user_id, role, tenant_id, round_id, organization_id, community_id) VALUES ($1, $2, $3, $4, $5, $6, $7)', [
      newId(), userId, role, tenantId, place.roundId ?? null, place.organizationId ?? null, place.communityId ?? null,
    ]);
    this.house.sessions.forgetAll();
  }

  /** A signed-in person without any role. */
  async person(name = '王小明'): Promise<Client> {
    const userId = newId();
    const token = randomBytes(32).toString('base64url');
    await this.owner.query('INSERT INTO user_account (id, email, name) VALUES ($1, $2, $3)', [userId, `${userId}@test.local`, name]);
    await this.owner.query(`INSERT INTO session (token_hash, id, user_id, expires_at) VALUES ($1, $2, $3, now() + interval '1 day')`, [sessionDigest(token), newId(), userId]);
    return new Client(this.api, userId, token);
  }

  /** An organization with its owner, signed in. */
  async applicant(name = '阳光社工服务中心'): Promise<Client & { organizationId: string }> {
    const organizationId = newId();
    await this.owner.query(`INSERT INTO organization (id, kind, name, registered_on) VALUES ($1, 'social_service_agency', $2, '2019-05-20')`, [organizationId, `${name}${randomBytes(3).toString('hex')}`]);
    const client = await this.as('applicant_owner', { organizationId });
    return Object.assign(client, { organizationId });
  }

  /** Nobody: no session at all. */
  nobody(): Client {
    return new Client(this.api, '', null);
  }

  /** A signed-in person who has nothing to do with this street: a manager of another one. */
  async stranger(): Promise<Client> {
    const other = await World.make(this.api, this.house, this.owner);
    return other.as('street_manager');
  }

  /** Looks at the rows as they really are, across tenants. */
  rows<T>(sql: string, params: unknown[] = []): Promise<T[]> {
    return this.owner.query(sql, params);
  }

  /** Moves the one clock. */
  at(instant: string | Date): Promise<void> {
    return this.house.clock.moveTo(new Date(instant));
  }
}
