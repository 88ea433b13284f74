import { applications } from '@weichuang/testing/builders/applications';
import { publishedRound } from '@weichuang/testing/builders/calls';
import { testApi, type TestApi } from '@weichuang/testing/api';
import { applicationsPermissions } from '@weichuang/domain/applications/permissions';
import { expireDrafts } from './sweep';

let t: TestApi;
beforeAll(async () => {
  t = await testApi([], applicationsPermissions);
});
afterAll(() => t.close());

it('expires drafts after the closing and corrections after their end, once, each with its event; nothing else', async () => {
  const w = await t.world();
  const [open, closed] = [await publishedRound(w), await publishedRound(w, { closesIn: '-1 minutes' })];
  const [running] = await applications(w, open, 1, { state: 'draft' });
  const [late] = await applications(w, closed, 1, { state: 'draft' });
  const [correcting, overdue] = await applications(w, closed, 2, { state: 'returned' });
  const [done] = await applications(w, closed, 1, { state: 'submitted' });
  await w.rows(`UPDATE application SET return_until = $2 WHERE id = $1`, [correcting?.id, new Date(Date.now() + 3600_000)]);
  await w.rows(`UPDATE application SET return_until = $2 WHERE id = $1`, [overdue?.id, new Date(Date.now() - 1000)]);
  const runs = await Promise.all([expireDrafts(t.house), expireDrafts(t.house)]);
  expect(runs.reduce((sum, one) => sum + one, 0)).toBe(2);
  expect(await expireDrafts(t.house)).toBe(0);
  const states = await w.rows<{ id: string; state: string }>('SELECT id, state FROM application WHERE tenant_id = $1', [w.tenantId]);
  expect(Object.fromEntries(states.map((one) => [one.id, one.state]))).toEqual({
    [running?.id ?? '']: 'draft', [late?.id ?? '']: 'expired', [correcting?.id ?? '']: 'returned', [overdue?.id ?? '']: 'expired', [done?.id ?? '']: 'submitted',
  });
  expect(await w.rows(`SELECT kind FROM event_log WHERE tenant_id = $1`, [w.tenantId])).toEqual([{ kind: 'application.expire' }, { kind: 'application.expire' }]);
});
