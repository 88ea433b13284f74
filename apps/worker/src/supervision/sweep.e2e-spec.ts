import { addDays } from '@weichuang/kernel/calendar';
import { dateInChina } from '@weichuang/kernel/clock';
import { newId } from '@weichuang/kernel/id';
import { testApi, type TestApi } from '@weichuang/testing/api';
import { publishedRound } from '@weichuang/testing/builders/calls';
import { insertRows } from '@weichuang/testing/builders/insert';
import { runningProject } from '@weichuang/testing/builders/projects';
import { sweepDelivery } from './sweep';

let t: TestApi;
beforeAll(async () => {
  t = await testApi([], {});
});
afterAll(() => t.close());

it('what was not put right or handed in by its date falls due, nothing else; a second run finds nothing', async () => {
  const w = await t.world();
  const round = await publishedRound(w, { state: 'executing' });
  const [running, ended] = [await runningProject(w, round), await runningProject(w, round)];
  await w.rows(`UPDATE project SET state = 'terminated' WHERE id = $1`, [ended.id]);
  const today = dateInChina(w.house.clock.now());
  const person = await w.as('supervisor');
  const finding = async (projectId: string, state: string, rectifyBy: string) => {
    const [id, visitId] = [newId(), newId()];
    const place = { tenant_id: w.tenantId, round_id: round.roundId, project_id: projectId };
    await insertRows(w, 'visit', [{ id: visitId, ...place, supervisor_id: person.userId, visited_on: addDays(today, -10), method: 'site', summary: '走访' }]);
    await insertRows(w, 'finding', [{ id, ...place, visit_id: visitId, severity: 'minor', description: '签到不全', state, rectify_by: rectifyBy }]);
    return id;
  };
  const report = async (projectId: string, stage: string, state: string, dueAt: string) => {
    const id = newId();
    await insertRows(w, 'progress_report', [
      { id, tenant_id: w.tenantId, round_id: round.roundId, project_id: projectId, stage, form_version_id: round.formVersionIds['progress'] ?? '', state, due_at: dueAt },
    ]);
    return id;
  };
  const [yesterday, tomorrow] = [addDays(today, -1), addDays(today, 1)];
  const due = [await finding(running.id, 'open', yesterday), await finding(running.id, 'rectifying', yesterday)];
  const kept = [await finding(running.id, 'open', today), await finding(running.id, 'rectified', yesterday), await finding(ended.id, 'open', yesterday)];
  const late = await report(running.id, 'midterm', 'draft', `${yesterday}T16:00:00Z`);
  const early = await report(running.id, 'final', 'due', `${tomorrow}T16:00:00Z`);
  expect(await sweepDelivery(t.house)).toBe(3);
  expect(await sweepDelivery(t.house)).toBe(0);
  const states = new Map((await w.rows<{ id: string; state: string }>('SELECT id, state FROM finding WHERE tenant_id = $1 UNION ALL SELECT id, state FROM progress_report WHERE tenant_id = $1', [w.tenantId])).map((row) => [row.id, row.state]));
  expect(due.map((id) => states.get(id))).toEqual(['overdue', 'overdue']);
  expect(kept.map((id) => states.get(id))).toEqual(['open', 'rectified', 'open']);
  expect([states.get(late), states.get(early)]).toEqual(['late', 'due']);
});
