import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Nothing, type RouteContract } from '@weichuang/contracts/http/route';
import type { Problem } from '@weichuang/contracts/http/shapes';
import { ROLES, type Role } from '@weichuang/domain/identity/access';
import { admit } from '@weichuang/platform/access/admit';
import type { Access } from '@weichuang/platform/access/can';
import { SESSION_COOKIE } from '@weichuang/platform/access/session-reader';
import { testApi, type TestApi } from '@weichuang/testing/api';
import { everyRow } from '@weichuang/testing/builders/every-row';
import { sampleOf } from '@weichuang/testing/sample';
import { World, type Client } from '@weichuang/testing/world';
import { permissions } from '../permissions';
import { slices } from '../slices';

/**
 * Every route there is, and every wrong way to call it that can be said without knowing the route. All ids in the database are ONE:
 * street, organization, person and thing, so that each route finds what it names.
 */
const ONE = '0a0a0a0a-0000-4000-8000-000000000001';
const ABSENT = '0a0a0a0a-0000-4000-8000-00000000dead';

/** Bodies that a schema alone does not tell. */
const ACTIVITY = { title: '活动', heldOn: '2026-08-03', startsAt: '08:00', endsAt: '10:00', place: '社区', attendanceCount: 1, distinctServed: 1, summary: '小结', revision: 1 };
const BODIES: Readonly<Record<string, object>> = {
  'POST /api/judging/stages/:stageId/panel': { email: 'judge@test.local', name: '评委' },
  'POST /api/portal/notices/:noticeId/objections': { key: ONE, awardId: ONE, name: '王小明', contact: '13800000000', statement: '对公示内容有异议，请核实该项目的申报资格。' },
  'POST /api/projects/:id/activities': ACTIVITY,
  'PUT /api/activities/:id': ACTIVITY,
};

interface Target {
  readonly name: string;
  readonly contract: RouteContract;
  readonly access: Access;
}
/** A multipart form with one file. */
const part = (name: string, bytes: string | Buffer): Buffer =>
  Buffer.concat([Buffer.from(`--x\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n`), Buffer.from(bytes), Buffer.from('\r\n--x--\r\n')]);

interface Sent {
  readonly upload?: string | Buffer;
  readonly id?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

let t: TestApi;
let targets: Target[];
let everybody: Client;
let stranger: Client;
const people = new Map<Role, Client>();

beforeAll(async () => {
  t = await testApi(slices, permissions);
  targets = t.api.routes
    .flatMap(({ method, url, meta: { contract, access } }) => (contract && access && contract.kind !== 'stream' ? [{ name: `${method} ${url}`, contract, access }] : []))
    .sort((a, b) => a.name.localeCompare(b.name));
  const w = await t.world();
  // the one clock is there from the beginning
  expect(await everyRow(t.databaseUrl, ONE)).toEqual(['virtual_clock']);
  const grant = async (userId: string, role: Role, place: string): Promise<void> => {
    const ofStreet = !role.startsWith('applicant') && role !== 'platform_admin';
    await t.owner.query('INSERT INTO membership (id, user_id, role, tenant_id, organization_id, community_id, round_id) VALUES ($1, $2, $3, $4, $5, $6, $7)', [
      randomUUID(), userId, role, ofStreet ? place : null, role.startsWith('applicant') ? place : null, role === 'community_committee' ? place : null, role === 'judge' ? place : null,
    ]);
  };
  for (const role of ROLES) {
    const client = await w.person(role);
    await grant(client.userId, role, ONE);
    people.set(role, client);
  }
  // who may do all there, being the person to whom all belongs
  everybody = await World.signIn(t.api, t.owner, ONE);
  await t.owner.query('DELETE FROM membership WHERE user_id = $1', [ONE]);
  for (const role of ROLES) await grant(ONE, role, ONE);
  // the membership that routes about memberships name is somebody else's
  await t.owner.query(`INSERT INTO membership (id, user_id, role, tenant_id) VALUES ($1, $2, 'supervisor', $1)`, [ONE, (await w.person()).userId]);
  // who may do all elsewhere
  const other = await t.world();
  stranger = await other.person();
  const [organizationId] = [(await other.applicant()).organizationId];
  for (const role of ROLES)
    if (role !== 'platform_admin')
      await other.grant(stranger.userId, role, role.startsWith('applicant') ? { organizationId } : role === 'community_committee' ? { communityId: other.communityIds[0] ?? '' } : {});
  t.house.sessions.forgetAll();
});
afterAll(() => t.close());
beforeEach(async () => {
  // made by the first that counts; what it counted of one test is not the next one's
  const made = (await t.owner.query(`SELECT to_regclass('rate_limit') AS name`)) as [{ name: string | null }]; // one row
  if (made[0].name) await t.owner.query('DELETE FROM rate_limit');
});

/** Calls a route as somebody, with the least that its contract takes unless something else is given. */
async function send({ name, contract }: Target, client: Client | null, { id = ONE, body, upload, headers = {} }: Sent = {}): Promise<{ status: number; problem: Problem; type: string; text: string }> {
  const params = sampleOf(contract.params, id) as Record<string, unknown>; // path parameters are named values
  const query = sampleOf(contract.query, id) as Record<string, string>; // as are those of a query
  const path = contract.path.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(String(params[key])));
  const payload = body === undefined ? JSON.stringify(BODIES[name] ?? sampleOf(contract.body, id)) : body;
  const answer = await t.api.fastify.inject({
    method: contract.method,
    url: `/api${path}`,
    query,
    headers: {
      ...(client?.token ? { cookie: `${SESSION_COOKIE}=${client.token}` } : {}),
      ...(contract.idempotent ? { 'idempotency-key': randomUUID() } : {}),
      ...(contract.method === 'GET' || contract.kind === 'upload' ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(upload !== undefined ? { payload: upload } : contract.method === 'GET' || contract.kind === 'upload' ? {} : { payload: payload as string }), // text
  });
  const type = String(answer.headers['content-type'] ?? '');
  return { status: answer.statusCode, type, text: answer.body, problem: (/json/.test(type) ? answer.json() : {}) as Problem }; // what a refusal says
}

const eventCount = async (): Promise<number> => ((await t.owner.query('SELECT count(*)::int AS n FROM event_log')) as [{ n: number }])[0].n; // one row
const writes = (): Target[] => targets.filter(({ contract }) => contract.method !== 'GET');
const takesBody = ({ contract }: Target): boolean => contract.method !== 'GET' && contract.kind !== 'upload' && contract.body !== Nothing;

/** Asks of every target and lists those that answer otherwise. */
async function wrong(some: readonly Target[], ask: (target: Target) => Promise<string | null>): Promise<string[]> {
  const found: string[] = [];
  for (const target of some) {
    const said = await ask(target);
    if (said) found.push(`${target.name}: ${said}`);
  }
  return found;
}
const unless = (answer: Awaited<ReturnType<typeof send>>, status: number, code: string): string | null =>
  answer.status === status && answer.problem.code === code && answer.problem.title && answer.type.startsWith('application/problem+json') ? null : `${answer.status} ${answer.text.slice(0, 160)}`;

it('there is a sample body for every route', () => {
  expect(targets.length).toBeGreaterThan(200);
  expect(targets.filter((target) => takesBody(target) && !target.contract.body.safeParse(BODIES[target.name] ?? sampleOf(target.contract.body, ONE)).success).map(({ name }) => name)).toEqual([]);
});

it('nobody signed in: 401 everywhere but on public routes', async () => {
  expect(await wrong(targets.filter(({ access }) => access.kind !== 'public'), async (target) => unless(await send(target, null), 401, 'SESSION.MISSING'))).toEqual([]);
});

it.each<Record<string, string>>([{ origin: 'https://evil.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }])('no write from another site: %j', async (headers) => {
  expect(await wrong(writes(), async (target) => unless(await send(target, everybody, { headers }), 403, 'ORIGIN.FOREIGN'))).toEqual([]);
});

it.each(['x', '0', '%00', '%F0%A0%AE%B7', 'undefined', "1'%20OR%20'1'='1", '..%2F..%2Fetc', `${ONE}x`, 'a'.repeat(150)])('an id that is none is not there: %s', async (id) => {
  const named = targets.filter(({ contract }) => Object.values(sampleOf(contract.params, ONE) as object).includes(ONE));
  expect(named.length).toBeGreaterThan(150);
  expect(await wrong(named, async (target) => unless(await send({ ...target, contract: { ...target.contract, path: target.contract.path.replace(/:\w+/, id) as `/${string}` } }, everybody), 404, 'NOT_FOUND'))).toEqual([]);
});

it('an address that cannot be decoded, and one that leads nowhere, are problems as well', async () => {
  for (const [method, url, status] of [['GET', '/api/applications/%ff', 400], ['POST', '/api/nothing-here', 404], ['DELETE', '/api/session/x', 404], ['GET', '/api/', 404], ['PUT', '/api/applications', 404]] as const) {
    const answer = await t.api.fastify.inject({ method, url });
    expect([url, answer.statusCode, answer.headers['content-type'], answer.json<Problem>().code]).toEqual([url, status, 'application/problem+json; charset=utf-8', expect.any(String)]);
  }
});

it.each<[string, Sent, number, string]>([
  ['broken JSON', { body: '{"a":' }, 400, 'REQUEST.'],
  ['no JSON at all', { body: '<a/>' }, 400, 'REQUEST.'],
  ['a prototype', { body: '{"__proto__":{"admin":true}}' }, 400, 'REQUEST.'],
  ['a form', { body: 'a=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 415, 'REQUEST.MEDIA_TYPE'],
  ['JSON under the name of plain text', { body: '{}', headers: { 'content-type': 'text/plain' } }, 415, 'REQUEST.MEDIA_TYPE'],
  ['a multipart form', { body: '--x--', headers: { 'content-type': 'multipart/form-data; boundary=x' } }, 415, 'REQUEST.MEDIA_TYPE'],
  ['three megabytes', { body: JSON.stringify({ a: 'x'.repeat(3 * 1024 * 1024) }) }, 413, 'REQUEST.TOO_LARGE'],
])('no route takes %s', async (_, sent, status, code) => {
  const asked = targets.filter(({ contract }) => contract.method !== 'GET' && contract.kind !== 'upload');
  expect(await wrong(asked, async (target) => {
    const answer = await send(target, everybody, sent);
    return unless(answer, status, answer.problem.code?.startsWith(code) ? answer.problem.code : code);
  })).toEqual([]);
});

it.each<[string, unknown]>([
  ['a list', []],
  ['null', null],
  ['a text', 'x'],
  ['a number', 1],
  ['depth without end', JSON.parse(`${'{"a":'.repeat(2000)}1${'}'.repeat(2000)}`)],
  ['U+0000', { a: 'a\0b' }],
  ['half a surrogate pair', { a: ['\ud800'] }],
])('no route that takes a body takes %s', async (_, body) => {
  expect(await wrong(targets.filter(takesBody), async (target) => {
    const answer = await send(target, everybody, { body: JSON.stringify(body) });
    return unless(answer, 400, 'REQUEST.INVALID') ?? (answer.problem.fields?.length ? null : 'no field is named');
  })).toEqual([]);
});

it('no text is too long, no number too large for a refusal: every place of every body', async () => {
  expect(await wrong(targets.filter(takesBody), async (target) => {
    const body = BODIES[target.name] ?? (sampleOf(target.contract.body, ONE) as object);
    for (const [key, value] of Object.entries(body))
      for (const bad of typeof value === 'string' ? ['界'.repeat(400_000), 1e21, ['x']] : typeof value === 'number' ? [1e308, -1, 0.5, '1', 9_007_199_254_740_993] : ['界'.repeat(400_000)]) {
        const answer = await send(target, everybody, { body: JSON.stringify({ ...body, [key]: bad }) });
        if (answer.status >= 500) return `${key}=${String(bad).slice(0, 20)} ${answer.status} ${answer.text}`;
      }
    return null;
  })).toEqual([]);
});

it.each<[string, string | undefined, string | Buffer]>([
  ['JSON', 'application/json', '{}'],
  ['nothing', undefined, ''],
  ['a form without its boundary', 'multipart/form-data', 'x'],
  ['a form that breaks off', 'multipart/form-data; boundary=x', part('a.pdf', '%PDF-1.7').subarray(0, -9)],
  ['a form without a file', 'multipart/form-data; boundary=x', '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n'],
  ['a form that reaches for the prototype', 'multipart/form-data; boundary=x', '--x\r\ncontent-disposition: form-data; name="__proto__"\r\n\r\nb\r\n--x--\r\n'],
  ['a page under the name of a paper', 'multipart/form-data; boundary=x', part('a.pdf', '<html><script>alert(1)</script>')],
  ['a drawing with a script', 'multipart/form-data; boundary=x', part('a.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
  ['the first bytes of a picture', 'multipart/form-data; boundary=x', part('a.png', Buffer.from('89504e470d0a1a0a49454e44', 'hex'))],
  ['a name that leads outside', 'multipart/form-data; boundary=x', part('../../../etc/passwd', 'root')],
])('no upload takes %s', async (_, type, payload) => {
  const before = await eventCount();
  // all uploads take their file in one place; these ask nothing of the nonsense before
  const uploads = targets.filter(({ name }) => ['POST /api/findings/:id/proofs', 'POST /api/projects/:id/optimisation/files'].includes(name));
  expect(uploads).toHaveLength(2);
  expect(await wrong(uploads, async (target) => {
    const answer = await send(target, everybody, { upload: payload, headers: type ? { 'content-type': type } : {} });
    return answer.status >= 400 && answer.status < 500 && answer.problem.code && answer.type.startsWith('application/problem+json') ? null : `${answer.status} ${answer.text}`;
  })).toEqual([]);
  expect(await eventCount()).toBe(before);
});

it('what creates or pays asks for a key of the click', async () => {
  const keyed = targets.filter(({ contract }) => contract.idempotent);
  expect(keyed.length).toBeGreaterThan(20);
  for (const key of ['', 'short', 'x'.repeat(81), 'a key\twith blanks'])
    expect(await wrong(keyed, async (target) => unless(await send(target, everybody, { headers: { 'idempotency-key': key } }), 400, 'IDEMPOTENCY.KEY_MISSING'))).toEqual([]);
});

it('a stranger who may do everything elsewhere finds nothing here, the same as where nothing is, and leaves no trace', async () => {
  const before = await eventCount();
  const placed = targets.filter(({ access }) => access.kind === 'permission' && Object.keys(access.scope).length > 0);
  expect(placed.length).toBeGreaterThan(150);
  expect(await wrong(placed, async (target) => {
    const [foreign, absent] = [await send(target, stranger), await send(target, stranger, { id: ABSENT })];
    const said = ({ problem }: typeof foreign) => JSON.stringify({ ...problem, requestId: '' });
    return unless(foreign, 404, 'NOT_FOUND') ?? (said(foreign) === said(absent) ? null : `absent: ${absent.text}`);
  })).toEqual([]);
  expect(await eventCount()).toBe(before);
});

describe('docs/generated/permissions.md', () => {
  const table = readFileSync(resolve(__dirname, '../../../../docs/generated/permissions.md'), 'utf8').split('\n').filter((line) => line.startsWith('|')).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
  const heads = table[0] ?? [];
  const cellOf = (name: string, role: Role): string => table.find(([route]) => route === name)?.[heads.indexOf(role)] ?? '?';

  it.each(ROLES)('%s is let in where the table says so, and nowhere else', async (role) => {
    const before = await eventCount();
    const client = people.get(role);
    expect(await wrong(targets.filter(({ access }) => access.kind === 'permission'), async (target) => {
      const { contract, access } = target;
      const cell = cellOf(target.name, role);
      if (!client || access.kind !== 'permission' || cell === '?') return 'is not in the table';
      const input = { params: sampleOf(contract.params, ONE), query: sampleOf(contract.query, ONE), body: BODIES[target.name] ?? sampleOf(contract.body, ONE) };
      const allowed = (userId: string) =>
        t.house.sessions.read(String((userId === ONE ? everybody : client).token)).then((actor) => actor && admit(access, { ...actor, memberships: actor.memberships.filter((held) => held.role === role) }, input, t.house.scopes, permissions).then(({ roles }) => roles.includes(role), () => false));
      const scope = await t.house.scopes.read(access.scope, input);
      if (!scope) return 'its thing is nowhere';
      const ofOrganization = role.startsWith('applicant');
      const ofStreet = !ofOrganization && role !== 'platform_admin';
      // a membership reaches what says that it lies where the membership does: no street's role a person, no committee a whole round
      const narrowed: Partial<Record<Role, string | null>> = { judge: scope.roundId, community_committee: scope.communityId, applicant_owner: scope.organizationId, applicant_member: scope.organizationId };
      const reaches = cell !== '·' && !(ofStreet && scope.tenantId === null) && narrowed[role] !== null;
      if ((await allowed(ONE)) !== reaches) return `${cell}, but on its own: ${String(await allowed(ONE))}`;
      if ((await allowed(client.userId)) !== (reaches && cell === '●')) return `${cell}, but on others’: ${String(await allowed(client.userId))}`;
      if (reaches && cell === '●') return null;
      // who is of the place is told that it is not his part; a judge, and all others, are told nothing
      const knows = Object.keys(access.scope).length === 0 || (ofStreet && role !== 'judge' && scope.tenantId !== null) || (ofOrganization && scope.organizationId !== null);
      return unless(await send(target, client), knows ? 403 : 404, knows ? 'FORBIDDEN' : 'NOT_FOUND');
    })).toEqual([]);
    expect(await eventCount()).toBe(before);
  });
});
