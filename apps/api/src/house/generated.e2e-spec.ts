import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Machine } from '@weichuang/kernel/machine';
import { ROLES } from '@weichuang/domain/identity/access';
import { openApiOf } from '@weichuang/platform/http/openapi';
import { hasText } from '@weichuang/platform/http/texts';
import { testApi, type TestApi } from '@weichuang/testing/api';
import { permissions } from '../permissions';
import { slices } from '../slices';

const root = resolve(__dirname, '../../../..');
const domain = join(root, 'libs/domain/src');
let t: TestApi;
beforeAll(async () => {
  t = await testApi(slices, permissions);
});
afterAll(() => t.close());

/** What is generated is compared, so that it cannot drift; `UPDATE_GENERATED=1` writes it anew. */
function compare(name: string, text: string): void {
  const file = join(root, 'docs/generated', name);
  if (process.env['UPDATE_GENERATED']) {
    mkdirSync(join(root, 'docs/generated'), { recursive: true });
    writeFileSync(file, text);
  }
  expect(existsSync(file) ? readFileSync(file, 'utf8') : '').toBe(text);
}

type AnyMachine = Machine<string, string, never>;
function machines(): AnyMachine[] {
  const found: AnyMachine[] = [];
  for (const slice of readdirSync(domain))
    for (const file of readdirSync(join(domain, slice)))
      if (file.endsWith('.machine.ts')) {
        const exported = jest.requireActual<Record<string, unknown>>(join(domain, slice, file));
        for (const value of Object.values(exported))
          if (typeof value === 'object' && value !== null && 'states' in value && 'steps' in value) found.push(value as AnyMachine); // it has a machine's parts
      }
  return found.sort((a, b) => a.name.localeCompare(b.name));
}

const routes = () =>
  t.api.routes
    .flatMap(({ method, url, meta }) => (meta.contract && meta.access ? [{ method, url, contract: meta.contract, access: meta.access, rate: meta.rate }] : []))
    .sort((a, b) => `${a.url} ${a.method}`.localeCompare(`${b.url} ${b.method}`));

it('docs/generated/states.md holds every machine', () => {
  const lines = ['# States', '', 'Generated from the machines in `libs/domain`; `UPDATE_GENERATED=1` with the test that compares it writes it anew.', ''];
  for (const machine of machines()) {
    lines.push(`## ${machine.name}`, '', '```mermaid', 'stateDiagram-v2', `  [*] --> ${machine.initial}`);
    for (const [event, step] of Object.entries(machine.steps)) for (const from of step.from) lines.push(`  ${from} --> ${step.to}: ${event}`);
    lines.push('```', '', '| event | from | to | permission |', '| --- | --- | --- | --- |');
    for (const [event, step] of Object.entries(machine.steps)) lines.push(`| ${event} | ${step.from.join(', ')} | ${step.to} | ${step.can} |`);
    lines.push('');
  }
  compare('states.md', lines.join('\n'));
});

it('docs/generated/permissions.md holds every route and who may call it', () => {
  const lines = ['# Role × route', '', 'Generated from the routes that are really there. ● may call it where the membership covers the scope, ○ only on what is its own, · nobody of this role. `self`: any signed-in person, on its own things. `public`: anybody.', '', `| route | access | ${ROLES.join(' | ')} |`, `| --- | --- | ${ROLES.map(() => ':-:').join(' | ')} |`];
  for (const { method, url, access } of routes()) {
    const granted = access.kind === 'permission' ? (permissions[access.permission] ?? []) : [];
    const cell = (role: string) => (access.kind !== 'permission' ? '●' : granted.some((spec) => spec === role) ? '●' : granted.some((spec) => spec === `${role}:own`) ? '○' : '·');
    lines.push(`| ${method} ${url} | ${access.kind === 'permission' ? access.permission : access.kind} | ${ROLES.map(cell).join(' | ')} |`);
  }
  compare('permissions.md', `${lines.join('\n')}\n`);
});

it('docs/generated/openapi.json is what /api/openapi.json says', async () => {
  const answer = await t.api.fastify.inject({ url: '/api/openapi.json' });
  expect(answer.statusCode).toBe(200);
  compare('openapi.json', `${JSON.stringify(openApiOf(t.api.routes), null, 1)}\n`);
  expect(JSON.parse(answer.body)).toEqual(JSON.parse(JSON.stringify(openApiOf(t.api.routes))));
});

it('every permission of a route or a machine is somebody’s, or said to be nobody’s but the system’s', () => {
  const asked = new Set([...routes().flatMap(({ access }) => (access.kind === 'permission' ? [access.permission] : [])), ...machines().flatMap((machine) => Object.values(machine.steps).map((step) => step.can))]);
  // an empty list is the system's own: no person has it
  expect([...asked].filter((permission) => !Object.hasOwn(permissions, permission)).sort()).toEqual([]);
});

it('an auditor reads and writes nothing', () => {
  const writes = routes().filter(({ method, access }) => method !== 'GET' && access.kind === 'permission' && permissions[access.permission]?.some((spec) => spec.startsWith('auditor')));
  expect(writes.map(({ method, url }) => `${method} ${url}`)).toEqual([]);
});

it('every route that makes something from a POST asks for an idempotency key, or says that it makes nothing new', () => {
  const without = routes().filter(({ method, contract }) => method === 'POST' && !contract.idempotent).map(({ url }) => url.replace('/api', ''));
  // steps of a machine, which are taken once and name the revision they saw; links, which work once; what does the same when done again
  const once = /\/(answer|submission|closing|rectification|declaring|forming|reopening|scoring|lock|recusal|retry)$|^\/links\/|^\/notifications\/read$/;
  // anybody's: the contract says what stands for the key
  const open = ['/password-resets', '/portal/notices/:noticeId/objections', '/registrations', '/session'];
  expect(without.filter((url) => !once.test(url) && !open.includes(url))).toEqual([]);
});

it('every code that the sources can refuse with has its sentence in both languages', () => {
  const codes = new Set<string>();
  const scan = (folder: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory() && !['node_modules', 'dist'].includes(entry.name)) scan(path);
      else if (/(?<!spec)\.tsx?$/.test(entry.name) && !entry.name.includes('spec'))
        for (const [, code] of readFileSync(path, 'utf8').matchAll(/\b(?:refuse|refused|refuseIf|refuseFields)\((?:[^'()]*,\s*)?'([A-Z][A-Z_]*(?:\.[A-Z_]+)+)'/g)) codes.add(code as string);
    }
  };
  for (const folder of ['libs/domain/src', 'libs/platform/src', 'libs/kernel/src', 'apps/api/src']) scan(join(root, folder));
  expect(codes.size).toBeGreaterThan(15);
  const silent = [...codes].flatMap((code) => (['zh-CN', 'en'] as const).filter((locale) => !hasText(locale, code)).map((locale) => `${code} ${locale}`));
  expect(silent.sort()).toEqual([]);
});
