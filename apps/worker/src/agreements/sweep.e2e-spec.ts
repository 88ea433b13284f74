import { addDays } from '@weichuang/kernel/calendar';
import { dateInChina } from '@weichuang/kernel/clock';
import { testApi, type TestApi } from '@weichuang/testing/api';
import { publishedRound } from '@weichuang/testing/builders/calls';
import { runningProject } from '@weichuang/testing/builders/projects';
import { listenForProjects } from '@weichuang/platform/agreements/listen';
import { listenForTranches } from '@weichuang/platform/disbursements/listen';
import { expireAgreements } from './sweep';

let t: TestApi;
beforeAll(async () => {
  t = await testApi([], {});
  listenForProjects(t.house);
  listenForTranches(t.house);
});
afterAll(() => t.close());

it('ends what nobody signed by its last day, and nothing else; a second run finds nothing', async () => {
  const w = await t.world();
  const round = await publishedRound(w, { state: 'executing' });
  const today = dateInChina(w.house.clock.now());
  const [late, inTime, signed] = [await runningProject(w, round, { signed: false }), await runningProject(w, round, { signed: false }), await runningProject(w, round)];
  const signBy = (id: string, day: string) => w.rows('UPDATE agreement SET sign_by = $2 WHERE project_id = $1', [id, day]);
  await signBy(late.id, addDays(today, -1));
  await signBy(inTime.id, today);
  await signBy(signed.id, addDays(today, -1));
  expect(await expireAgreements(t.house)).toBe(1);
  expect(await expireAgreements(t.house)).toBe(0);
  const states = await w.rows<{ id: string; project: string; agreement: string }>('SELECT p.id, p.state AS project, a.state AS agreement FROM project p JOIN agreement a ON a.project_id = p.id WHERE p.tenant_id = $1', [w.tenantId]);
  const of = (id: string) => states.find((one) => one.id === id);
  expect(of(late.id)).toMatchObject({ project: 'terminated', agreement: 'expired' });
  expect(of(inTime.id)).toMatchObject({ project: 'contracted', agreement: 'draft' });
  expect(of(signed.id)).toMatchObject({ project: 'active', agreement: 'current' });
  expect(await w.rows(`SELECT DISTINCT state FROM tranche WHERE project_id = $1`, [late.id])).toEqual([{ state: 'cancelled' }]);
});
