import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { downloadRoundEvents, downloadTenantEvents, getChain, listPlatformEvents, listRoundEvents, listTenantEvents } from '@weichuang/contracts/audit/event';
import { newId } from '@weichuang/kernel/id';
import type { Machine } from '@weichuang/kernel/machine';
import type { Role } from '@weichuang/domain/identity/access';
import { makeCtx } from '@weichuang/platform/context/ctx';
import { inTransaction } from '@weichuang/platform/context/transaction';
import { hasText } from '@weichuang/platform/http/texts';
import { sealAll } from '@weichuang/testing/seal';
import { testApi, type TestApi } from '@weichuang/testing/api';
import { publishedRound } from '@weichuang/testing/builders/calls';
import type { World } from '@weichuang/testing/world';
import { permissions } from '../permissions';
import { AuditModule } from './audit.module';
import { timelineOf } from './timeline.queries';

let t: TestApi;
beforeAll(async () => {
  t = await testApi([AuditModule], permissions);
});
afterAll(() => t.close());

interface EventWish {
  readonly id?: string;
  readonly kind: string;
  readonly subjectId?: string;
  readonly roundId?: string;
  readonly actorId?: string;
  readonly role?: Role;
  readonly data?: object;
  readonly tenantId?: string;
}
async function happened(w: World, wish: EventWish): Promise<string> {
  const id = wish.id ?? newId();
  await w.rows(
    `INSERT INTO event_log (id, tenant_id, happened_at, kind, subject_kind, subject_id, round_id, actor_id, actor_role, data) VALUES ($1, $2, now(), $3, $4, $5, $6, $7, $8, $9)`,
    [id, wish.tenantId ?? w.tenantId, wish.kind, wish.kind.split('.')[0], wish.subjectId ?? newId(), wish.roundId ?? null, wish.actorId ?? null, wish.role ?? null, JSON.stringify(wish.data ?? {})],
  );
  return id;
}
const seal = () => sealAll(t);
const at = (w: World) => ({ params: { tenantId: w.tenantId } });

describe('the audit log', () => {
  it('tells what happened, by whom, where in the chain, newest first', async () => {
    const w = await t.world();
    const auditor = await w.as('auditor');
    const handler = await w.person('钱立新');
    await happened(w, { kind: 'application.submit', data: { from: 'draft', to: 'submitted' } });
    await happened(w, { kind: 'application.return', actorId: handler.userId, role: 'street_handler', data: { reason: '预算表缺页' } });
    await seal();
    await happened(w, { kind: 'thing.unheard_of' });
    const { rows, total } = await auditor.do(listTenantEvents, at(w));
    expect(rows.map(({ text, who, reason, seq }) => ({ text, who, reason, seq }))).toEqual([
      { text: '其他操作（thing.unheard_of）', who: null, reason: null, seq: null },
      { text: '退回修改', who: '钱立新', reason: '预算表缺页', seq: 2 },
      { text: '提交申报', who: null, reason: null, seq: 1 },
    ]);
    expect(rows[2]).toMatchObject({ data: { from: 'draft', to: 'submitted' }, hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
    expect(total).toEqual({ count: 3, capped: false });
    expect((await auditor.do(listTenantEvents, at(w), { 'accept-language': 'en' })).rows[2]?.text).toBe('Application submitted');
  });

  it('is read in the order of the chain, whatever the ids say, over every page', async () => {
    const w = await t.world();
    const auditor = await w.as('auditor');
    // two processes at one instant: the one that wrote first made the later id
    const [early, late] = [newId(), newId()];
    await happened(w, { kind: 'round.open', id: late });
    await happened(w, { kind: 'round.close', id: early });
    await happened(w, { kind: 'round.archive' });
    await seal();
    const seen: (number | null)[] = [];
    for (let after: string | undefined; seen.length < 3; ) {
      const page = await auditor.do(listTenantEvents, { ...at(w), query: { limit: 1, ...(after && { after }) } });
      seen.push(...page.rows.map((row) => row.seq));
      after = page.next ?? undefined;
    }
    expect(seen).toEqual([3, 2, 1]);
    const bad = Buffer.from(JSON.stringify(['1; drop', early])).toString('base64url');
    expect((await auditor.call(listTenantEvents, { ...at(w), query: { after: bad } })).status).toBe(400);
  });

  it('is filtered and paged', async () => {
    const w = await t.world();
    const auditor = await w.as('auditor');
    const handler = await w.person('钱立新');
    const subjectId = newId();
    for (let i = 0; i < 3; i++) await happened(w, { kind: 'application.submit', subjectId });
    await happened(w, { kind: 'round.open', actorId: handler.userId });
    await happened(w, { kind: 'rounding.open' });
    const kindsBy = async (query: object) => (await auditor.do(listTenantEvents, { ...at(w), query: query as never })).rows.map(({ kind }) => kind); // any of the filters
    expect(await kindsBy({ kind: 'round' })).toEqual(['round.open']);
    expect(await kindsBy({ q: '立新' })).toEqual(['round.open']);
    expect(await kindsBy({ actorId: handler.userId })).toEqual(['round.open']);
    expect(await kindsBy({ subjectId })).toHaveLength(3);
    expect(await kindsBy({ to: '2020-01-01T00:00:00Z' })).toEqual([]);
    const first = await auditor.do(listTenantEvents, { ...at(w), query: { limit: 2 } });
    const second = await auditor.do(listTenantEvents, { ...at(w), query: { limit: 3, after: first.next ?? '' } });
    expect([...first.rows, ...second.rows].map(({ kind }) => kind)).toEqual(['rounding.open', 'round.open', 'application.submit', 'application.submit', 'application.submit']);
    expect(second.next).toBeNull();
  });

  it('of a round holds that round only, for its undertaker too', async () => {
    const w = await t.world();
    const { roundId } = await publishedRound(w);
    const other = await publishedRound(w);
    await happened(w, { kind: 'round.open', roundId });
    await happened(w, { kind: 'round.close', roundId: other.roundId });
    const undertaker = await w.as('undertaker', { roundId });
    expect((await undertaker.do(listRoundEvents, { params: { roundId } })).rows.map(({ kind }) => kind)).toEqual(['round.open']);
    expect((await undertaker.call(listRoundEvents, { params: { roundId: other.roundId } })).status).toBe(404);
    expect((await undertaker.call(listTenantEvents, at(w))).status).toBe(404);
    expect((await undertaker.download(`/rounds/${roundId}/events.csv`)).bytes.toString()).toContain('开始申报');
    expect((await undertaker.call(downloadRoundEvents, { params: { roundId: other.roundId } })).status).toBe(404);
  });

  it.each([['auditor', 200], ['street_manager', 200], ['street_handler', 403], ['street_leader', 403], ['supervisor', 403], ['judge', 404]] as const)('%s: %i', async (role, status) => {
    const w = await t.world();
    const client = await w.as(role, role === 'judge' ? { roundId: newId() } : {});
    for (const route of [listTenantEvents, downloadTenantEvents, getChain]) expect((await client.call(route, at(w))).status).toBe(status);
    expect((await (await w.stranger()).call(listTenantEvents, at(w))).status).toBe(404);
    expect((await w.nobody().call(getChain, at(w))).status).toBe(401);
  });

  it('of the platform is its administrator’s', async () => {
    const w = await t.world();
    const subjectId = newId();
    await happened(w, { kind: 'user.disabled', subjectId, tenantId: '00000000-0000-0000-0000-000000000001' });
    expect((await (await w.as('platform_admin')).do(listPlatformEvents, { query: { subjectId } })).rows).toMatchObject([{ text: '停用账号' }]);
    expect((await (await w.as('street_manager')).call(listPlatformEvents)).status).toBe(403);
  });

  it('is downloaded as a table that no spreadsheet runs', async () => {
    const w = await t.world();
    await happened(w, { kind: 'application.return', data: { reason: '=HYPERLINK("http://evil")' } });
    const { bytes, headers } = await (await w.as('auditor')).download(`/tenants/${w.tenantId}/events.csv`);
    expect(headers['content-type']).toMatch(/^text\/csv/);
    expect(headers['content-disposition']).toContain(`filename*=UTF-8''%E5%AE%A1%E8%AE%A1`);
    const text = bytes.toString('utf8');
    expect(text.startsWith('\ufeff"时间"')).toBe(true);
    expect(text).toContain(`"'=HYPERLINK(""http://evil"")"`);
  });
});

it('the chain holds, and a changed event is found', async () => {
  const w = await t.world();
  const auditor = await w.as('auditor');
  for (let i = 0; i < 5; i++) await happened(w, { kind: 'application.submit' });
  const target = await happened(w, { kind: 'application.qualify' });
  await seal();
  const intact = await auditor.do(getChain, at(w));
  expect(intact).toMatchObject({ events: 6, sealed: 6, broken: null });
  expect(intact.head).toMatch(/^[0-9a-f]{64}$/);
  await w.rows('ALTER TABLE event_log DISABLE TRIGGER append_only');
  await w.rows(`UPDATE event_log SET kind = 'application.disqualify' WHERE id = $1`, [target]);
  await w.rows('ALTER TABLE event_log ENABLE TRIGGER append_only');
  expect((await auditor.do(getChain, at(w))).broken).toContain(target);
});

describe('a thing’s timeline', () => {
  const tell = (w: World, roles: Role[], ids: string[], kinds?: string[]) =>
    inTransaction(t.house.source, [w.tenantId], (em) =>
      timelineOf(makeCtx({ actor: null, roles, now: new Date(), tenants: [w.tenantId], em, requestId: 'r', permissions: {} }), ids, kinds ? { kinds } : {}));

  it('leaves out saved drafts, other things and, for applicants, judges’ names', async () => {
    const w = await t.world();
    const subjectId = newId();
    const judge = await w.person('韩若冰');
    await happened(w, { kind: 'application.submit', subjectId });
    await happened(w, { kind: 'application.save', subjectId });
    await happened(w, { kind: 'application.submit' });
    await happened(w, { kind: 'scorecard.lock', subjectId, actorId: judge.userId, role: 'judge' });
    expect((await tell(w, ['applicant_owner'], [subjectId])).map(({ text, who }) => [text, who])).toEqual([['提交评分', null], ['提交申报', null]]);
    expect((await tell(w, ['street_handler'], [subjectId]))[0]?.who).toBe('韩若冰');
    expect((await tell(w, ['street_handler'], [subjectId], ['application.'])).map(({ kind }) => kind)).toEqual(['application.submit']);
    expect(await tell(w, ['street_handler'], [])).toEqual([]);
  });

  it('sees nothing of another street', async () => {
    const w = await t.world();
    const other = await t.world();
    const subjectId = newId();
    await happened(other, { kind: 'application.submit', subjectId });
    expect(await tell(w, ['street_handler'], [subjectId])).toEqual([]);
    expect(await tell(other, ['street_handler'], [subjectId])).toHaveLength(1);
  });
});

it('every step of every machine has its sentence in both languages', () => {
  const domain = resolve(__dirname, '../../../../libs/domain/src');
  const lacking: string[] = [];
  for (const slice of readdirSync(domain))
    for (const file of readdirSync(join(domain, slice)).filter((name) => name.endsWith('.machine.ts')))
      for (const value of Object.values(jest.requireActual<Record<string, unknown>>(join(domain, slice, file))))
        if (typeof value === 'object' && value !== null && 'steps' in value && 'name' in value) {
          const machine = value as Machine<string, string, never>; // it has a machine's parts
          for (const event of Object.keys(machine.steps))
            for (const locale of ['zh-CN', 'en'] as const) if (!hasText(locale, `EVENT.${machine.name}.${event}`)) lacking.push(`${locale} ${machine.name}.${event}`);
        }
  expect(lacking).toEqual([]);
});
