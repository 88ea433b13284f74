import { newId } from '@weichuang/kernel/id';
import { listTodos } from '@weichuang/contracts/stats/stats';
import { testApi, type TestApi } from '@weichuang/testing/api';
import { publishedRound } from '@weichuang/testing/builders/calls';
import { runningProject } from '@weichuang/testing/builders/projects';
import type { Client } from '@weichuang/testing/world';
import { permissions } from '../permissions';
import { slices } from '../slices';

let t: TestApi;
beforeAll(async () => {
  t = await testApi(slices, permissions);
});
afterAll(() => t.close());

it('a tranche waits for whoever has the next step, with the day by which it is to be paid', async () => {
  const w = await t.world();
  const round = await publishedRound(w, { state: 'executing' });
  const project = await runningProject(w, round);
  const id = project.tranches[0]?.id ?? '';
  const people = { handler: await w.as('street_handler'), manager: await w.as('street_manager'), leader: await w.as('street_leader'), finance: await w.as('street_finance'), stranger: await w.stranger() };
  const waiting = async () => {
    const found: Record<string, unknown> = {};
    for (const [name, person] of Object.entries(people) as [string, Client][])
      found[name] = (await person.do(listTodos)).rows.flatMap((row) => (row.id.endsWith(id) ? [[row.id.split(':')[0], row.due]] : []));
    return found;
  };
  const none = { handler: [], manager: [], leader: [], finance: [], stranger: [] };
  expect(await waiting()).toEqual(none); // its gate has not opened
  await w.rows(`UPDATE tranche SET due_on = '2026-05-10' WHERE id = $1`, [id]);
  const due = '2026-05-10T16:00:00.000Z';
  expect(await waiting()).toEqual({ ...none, handler: [['request_tranche', due]], finance: [['request_tranche', due]] });
  await w.rows(`UPDATE tranche SET state = 'requested', requested_by = $2, requested_at = now() WHERE id = $1`, [id, people.handler.userId]);
  expect(await waiting()).toEqual({ ...none, manager: [['approve_tranche', due]], leader: [['approve_tranche', due]] });
  await w.rows(`UPDATE tranche SET state = 'approved' WHERE id = $1`, [id]);
  expect(await waiting()).toEqual({ ...none, finance: [['pay_tranche', due]] });
});

it('a finding waits on its own place in the project, first for the grantee, then for the supervisor', async () => {
  const w = await t.world();
  const project = await runningProject(w, await publishedRound(w, { state: 'executing' }));
  const supervisor = await w.as('supervisor');
  const owner = await w.as('applicant_owner', { organizationId: project.organizationId });
  await w.rows(`UPDATE project SET supervisor_id = $2 WHERE id = $1`, [project.id, supervisor.userId]);
  const visitId = newId();
  const findingId = newId();
  await w.rows(`INSERT INTO visit (id, tenant_id, round_id, project_id, supervisor_id, visited_on, method, summary) SELECT $1, tenant_id, round_id, id, $3, '2026-06-01', 'site', '查看' FROM project WHERE id = $2`, [visitId, project.id, supervisor.userId]);
  await w.rows(`INSERT INTO finding (id, tenant_id, round_id, project_id, visit_id, severity, description, rectify_by) SELECT $1, tenant_id, round_id, id, $3, 'minor', '签到表不全', '2026-06-15' FROM project WHERE id = $2`, [findingId, project.id, visitId]);
  const to = `/app/projects/${project.id}?tab=supervision#finding-${findingId}`;
  const waiting = async (person: Client) => (await person.do(listTodos)).rows.filter((row) => row.id.endsWith(findingId)).map((row) => [row.id.split(':')[0], row.to]);
  expect([await waiting(owner), await waiting(supervisor)]).toEqual([[['rectify', to]], []]);
  await w.rows(`UPDATE finding SET state = 'rectified' WHERE id = $1`, [findingId]);
  expect([await waiting(owner), await waiting(supervisor)]).toEqual([[], [['verify_finding', to]]]);
});
