import { addDays } from '@weichuang/kernel/calendar';
import { dateInChina } from '@weichuang/kernel/clock';
import { newId } from '@weichuang/kernel/id';
import { listenForProjects } from '@weichuang/platform/agreements/listen';
import { listenForTranches } from '@weichuang/platform/disbursements/listen';
import { testApi, type TestApi } from '@weichuang/testing/api';
import { applications } from '@weichuang/testing/builders/applications';
import { publishedRound } from '@weichuang/testing/builders/calls';
import { insertRows } from '@weichuang/testing/builders/insert';
import { panel } from '@weichuang/testing/builders/judging';
import { runningProject } from '@weichuang/testing/builders/projects';
import type { World } from '@weichuang/testing/world';
import { expireAgreements } from '../agreements/sweep';
import { expireDrafts } from '../applications/sweep';
import { sweepRounds } from '../calls/sweep';
import { remind } from '../notifications/reminders';
import { sweepDelivery } from '../supervision/sweep';

let t: TestApi;
beforeAll(async () => {
  t = await testApi([], {});
  listenForProjects(t.house);
  listenForTranches(t.house);
});
afterAll(() => t.close());

/** One of everything that the clock moves, or reminds of. */
async function due(): Promise<World> {
  const w = await t.world();
  const today = dateInChina(w.house.clock.now());
  await publishedRound(w, { state: 'published', opensIn: '-1 minutes', closesIn: '3 days' });
  await applications(w, await publishedRound(w, { closesIn: '-1 minutes' }), 1, { state: 'draft' });
  const executing = await publishedRound(w, { state: 'executing' });
  const unsigned = await runningProject(w, executing, { signed: false });
  await w.rows(`UPDATE agreement SET sign_by = $2 WHERE project_id = $1`, [unsigned.id, addDays(today, -1)]);
  await w.rows('INSERT INTO envelope (round_id, tenant_id, pool_fen, committed_fen) VALUES ($1, $2, 8000000, 8000000)', [executing.roundId, w.tenantId]);
  const running = await runningProject(w, executing);
  await w.rows('UPDATE tranche SET due_on = $2 WHERE id = $1', [running.tranches[0]?.id, addDays(today, 1)]);
  const place = { tenant_id: w.tenantId, round_id: executing.roundId, project_id: running.id };
  const visitId = newId();
  await insertRows(w, 'visit', [{ id: visitId, ...place, supervisor_id: (await w.as('supervisor')).userId, visited_on: addDays(today, -9), method: 'site', summary: '走访' }]);
  await insertRows(w, 'finding', [{ id: newId(), ...place, visit_id: visitId, severity: 'minor', description: '签到不全', state: 'open', rectify_by: addDays(today, -1) }]);
  await insertRows(w, 'progress_report', [{ id: newId(), ...place, stage: 'midterm', form_version_id: executing.formVersionIds['progress'] ?? '', state: 'due', due_at: `${addDays(today, -1)}T16:00:00Z` }]);
  const reviewing = await publishedRound(w, { state: 'reviewing' });
  await panel(w, reviewing, await applications(w, reviewing, 1, { state: 'qualified' }), { judges: 1 });
  await w.rows(`UPDATE round SET config = jsonb_set(config, '{calendar,reviewTo}', to_jsonb($2::text)) WHERE id = $1`, [reviewing.roundId, new Date(w.house.clock.now().getTime() + 86_400_000).toISOString()]);
  return w;
}

const runAll = async () => [await sweepRounds(t.house), await expireDrafts(t.house), await expireAgreements(t.house), await sweepDelivery(t.house), await remind(t.house)];

it('the clock moves nothing in a disabled street and reminds nobody, and catches up when it is enabled again', async () => {
  const [resting, awake] = [await due(), await due()];
  await resting.rows('UPDATE tenant SET disabled_at = now() WHERE id = $1', [resting.tenantId]);
  const happened = async (w: World) => (await w.rows<{ kind: string }>('SELECT kind FROM event_log WHERE tenant_id = $1', [w.tenantId])).map((one) => one.kind);
  const moved = await runAll();
  expect(moved).toEqual([2, 1, 1, 2, 2]);
  expect(await happened(resting)).toEqual([]);
  const all = ['round.open', 'round.close', 'application.expire', 'award.expire', 'agreement.expire', 'project.terminate', 'finding.fall_due', 'progress_report.fall_late', 'tranche.reminded', 'review_stage.reminded'];
  expect(await happened(awake)).toEqual(expect.arrayContaining(all));
  expect(await runAll()).toEqual([0, 0, 0, 0, 0]);

  await resting.rows('UPDATE tenant SET disabled_at = NULL WHERE id = $1', [resting.tenantId]);
  expect(await runAll()).toEqual(moved);
  expect((await happened(resting)).sort()).toEqual((await happened(awake)).sort());
});
