import { newId } from '@weichuang/kernel/id';
import { listTodos } from '@weichuang/contracts/stats/stats';
import { listVisits } from '@weichuang/contracts/supervision/delivery';
import { testApi, type TestApi } from '@weichuang/testing/api';
import { getApplication } from '@weichuang/contracts/applications/writing';
import { approveAward, declineAward, promoteAward } from '@weichuang/contracts/awards/decision';
import { ownerOf } from '@weichuang/testing/builders/applications';
import { decidedRound } from '@weichuang/testing/builders/awards';
import { publishedRound } from '@weichuang/testing/builders/calls';
import { runningProject } from '@weichuang/testing/builders/projects';
import type { Client } from '@weichuang/testing/world';
import { permissions } from '../permissions';
import { slices } from '../slices';

let t: TestApi;
beforeAll(async () => {
  t = await testApi(slices, permissions);
});
afterEach(() => t.house.clock.moveTo(new Date()));
afterAll(() => t.close());

it('a tranche waits for whoever has the next step, with the day by which it is to be paid', async () => {
  const w = await t.world();
  const round = await publishedRound(w, { state: 'executing' });
  const project = await runningProject(w, round, { signed: false });
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
  await w.rows(`UPDATE project SET state = 'active' WHERE id = $1`, [project.id]);
  // a programme that says no days still wants its money asked for
  expect(await waiting()).toEqual({ ...none, handler: [['request_tranche', null]], finance: [['request_tranche', null]] });
  await w.rows(`UPDATE tranche SET due_on = '2026-05-10' WHERE id = $1`, [id]);
  const due = '2026-05-10T16:00:00.000Z';
  expect(await waiting()).toEqual({ ...none, handler: [['request_tranche', due]], finance: [['request_tranche', due]] });
  await w.rows(`UPDATE tranche SET state = 'requested', requested_by = $2, requested_at = now() WHERE id = $1`, [id, people.handler.userId]);
  expect(await waiting()).toEqual({ ...none, manager: [['approve_tranche', due]], leader: [['approve_tranche', due]] });
  await w.rows(`UPDATE tranche SET state = 'approved' WHERE id = $1`, [id]);
  expect(await waiting()).toEqual({ ...none, finance: [['pay_tranche', due]] });
});

it('a plan waits for its coach, then for whoever decides on it, each on the page where it is read', async () => {
  const w = await t.world();
  const round = await publishedRound(w, { state: 'executing' });
  const people = { coach: await w.as('supervisor'), other: await w.as('supervisor'), handler: await w.as('street_handler'), manager: await w.as('street_manager'), undertaker: await w.as('undertaker'), stranger: await w.stranger() };
  const project = await runningProject(w, round, { signed: false, coachId: people.coach.userId });
  const waiting = async () => {
    const found: Record<string, string> = {};
    for (const [name, person] of Object.entries(people) as [string, Client][])
      for (const row of (await person.do(listTodos)).rows) if (row.id.endsWith(project.optimisationId)) found[name] = `${row.id.split(':')[0]} ${row.to.slice(row.to.indexOf('?'))}`;
    return found;
  };
  expect(await waiting()).toEqual({});
  await w.rows(`UPDATE optimisation SET state = 'submitted' WHERE id = $1`, [project.optimisationId]);
  expect(await waiting()).toEqual({ coach: 'coach ?tab=plan' });
  await w.rows('UPDATE project SET coach_id = NULL WHERE id = $1', [project.id]);
  expect(await waiting()).toEqual({ handler: 'coach ?tab=plan', undertaker: 'coach ?tab=plan' });
  await w.rows(`UPDATE optimisation SET state = 'coach_approved' WHERE id = $1`, [project.optimisationId]);
  expect(await waiting()).toEqual({ handler: 'approve_plan ?tab=plan', manager: 'approve_plan ?tab=plan' });
});

it.each([
  ['as often as the round says, from its start', 60, null, '2026-07-12', '2026-07-01', '2026-07-12T16:00:00.000Z'],
  ['from its last visit', 60, '2026-05-30', '2026-07-29', '2026-07-20', '2026-07-29T16:00:00.000Z'],
  ['and is said a fortnight ahead', 60, '2026-05-30', '2026-07-29', '2026-07-14', null],
  ['never after its end', 60, '2026-11-01', null, '2026-11-25', null],
  ['never where the round does not say', null, null, null, '2026-11-25', null],
] as const)('a visit is due %s', async (_what, everyDays, visited, dueOn, today, due) => {
  const w = await t.world();
  const round = await publishedRound(w, { state: 'executing' });
  const [supervisor, other] = [await w.as('supervisor'), await w.as('supervisor')];
  const project = await runningProject(w, round, { supervisorId: supervisor.userId });
  await w.rows(`UPDATE round SET config = jsonb_set(config, '{supervision}', $2) WHERE id = $1`, [round.roundId, JSON.stringify({ visitEveryDays: everyDays })]);
  await w.rows(`UPDATE project SET starts_on = '2026-05-06', ends_on = '2026-11-30' WHERE id = $1`, [project.id]);
  await w.rows(`UPDATE agreement SET signed_on = '2026-05-13' WHERE project_id = $1`, [project.id]);
  if (visited) await w.rows(`INSERT INTO visit (id, tenant_id, round_id, project_id, supervisor_id, visited_on, method, summary) VALUES ($1, $2, $3, $4, $5, $6, 'site', 's')`, [newId(), w.tenantId, round.roundId, project.id, supervisor.userId, visited]);
  await w.at(`${today}T01:00:00Z`);
  const waits = async (person: Client) => (await person.do(listTodos)).rows.find((row) => row.id === `visit:${project.id}`)?.due ?? null;
  expect([await waits(supervisor), await waits(other)]).toEqual([due, null]);
  expect((await supervisor.do(listVisits, { params: { id: project.id } })).nextOn).toBe(dueOn);
  await w.rows(`UPDATE project SET state = 'suspended' WHERE id = $1`, [project.id]);
  expect(await waits(supervisor)).toBeNull();
});

it('money that came free waits to be given to the next on the waitlist, step by step; the applicant waits with it', async () => {
  const w = await t.world();
  const round = await decidedRound(w, 5, 2);
  await w.rows(`UPDATE round SET state = 'executing' WHERE id = $1`, [round.roundId]);
  // the two funded stand in a notice already
  await w.rows(`UPDATE award SET state = 'granted' WHERE round_id = $1 AND state = 'approved'`, [round.roundId]);
  await w.rows(`INSERT INTO public_notice (id, tenant_id, round_id, decision_id, title, content, state, published_at) SELECT $2, tenant_id, round_id, id, '公示', '{}', 'closed_clean', now() FROM decision WHERE round_id = $1`, [round.roundId, newId()]);
  const people = { manager: await w.as('street_manager'), handler: await w.as('street_handler'), leader: await w.as('street_leader'), finance: await w.as('street_finance'), stranger: await w.stranger() };
  const page = `/app/rounds/${round.roundId}/awards`;
  const waiting = async () => {
    const found: Record<string, unknown> = {};
    for (const [name, person] of Object.entries(people) as [string, Client][])
      found[name] = (await person.do(listTodos)).rows.flatMap((row) => (row.to.startsWith(page) ? [[row.id.split(':')[0], row.about, row.to.slice(page.length)]] : []));
    return found;
  };
  const none = { manager: [], handler: [], leader: [], finance: [], stranger: [] };
  const [first = '', , third = ''] = round.awardIds;
  const next = round.applications[2];
  if (!next) throw new Error('five were asked for');
  const owner = await ownerOf(w, next);
  const outcome = async () => (await owner.do(getApplication, { params: { id: next.id } })).outcome.award;

  expect(await waiting()).toEqual(none); // all money is given out
  expect(await outcome()).toBe('waitlisted');
  await people.handler.do(declineAward, { params: { id: first }, body: { revision: 1, reason: '单位来函放弃' } });
  const promote = [['promote_award', next.title, '']];
  expect(await waiting()).toEqual({ ...none, manager: promote, handler: promote });
  await people.handler.do(promoteAward, { params: { id: third }, body: { revision: 1 } });
  expect(await waiting()).toEqual({ ...none, leader: [['approve_award', next.title, '']] });
  await people.leader.do(approveAward, { params: { id: third }, body: { revision: 2 } });
  const notice = [['notice_award', expect.any(String), '?tab=notices']];
  expect(await waiting()).toEqual({ ...none, manager: notice, handler: notice });
  expect(await outcome()).toBe('waitlisted'); // until its own notice is out
  await w.rows(`UPDATE award SET state = 'granted' WHERE id = $1`, [third]);
  expect([await waiting(), await outcome()]).toEqual([none, 'funded']);
});

it('a waitlist that the free money does not reach, or that the number of awards forbids, waits for nobody', async () => {
  const w = await t.world();
  const round = await decidedRound(w, 3, 1);
  const handler = await w.as('street_handler');
  const kinds = async () => (await handler.do(listTodos)).rows.map((row) => row.id.split(':')[0]).filter((kind) => kind === 'promote_award');
  await w.rows(`UPDATE envelope SET committed_fen = pool_fen - 1 WHERE round_id = $1`, [round.roundId]);
  expect(await kinds()).toEqual([]);
  await w.rows(`UPDATE envelope SET committed_fen = 0 WHERE round_id = $1`, [round.roundId]);
  expect(await kinds()).toEqual(['promote_award']);
  await w.rows(`UPDATE decision SET rule = jsonb_set(rule, '{maxAwards}', '1') WHERE round_id = $1`, [round.roundId]);
  expect(await kinds()).toEqual([]);
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
  // beside the project stands what waits about this project, and nothing of another
  const other = await runningProject(w, await publishedRound(w, { state: 'executing' }));
  const beside = async (person: Client, projectId: string) => (await person.do(listTodos, { query: { projectId } })).rows.map((row) => row.to);
  expect([await beside(owner, project.id), await beside(owner, other.id), await beside(supervisor, project.id)]).toEqual([[to], [], []]);
  await w.rows(`UPDATE finding SET state = 'rectified' WHERE id = $1`, [findingId]);
  expect([await waiting(owner), await waiting(supervisor)]).toEqual([[], [['verify_finding', to]]]);
});

it('an agreement waits for the handler to issue it, for the grantee to sign it, for the handler again to confirm it', async () => {
  const w = await t.world();
  const project = await runningProject(w, await publishedRound(w, { state: 'executing' }), { signed: false });
  const people = { handler: await w.as('street_handler'), owner: await w.as('applicant_owner', { organizationId: project.organizationId }), finance: await w.as('street_finance'), stranger: await w.stranger() };
  const to = `/app/projects/${project.id}?tab=agreement`;
  const waiting = async () => {
    const found: Record<string, unknown> = {};
    for (const [name, person] of Object.entries(people) as [string, Client][]) found[name] = (await person.do(listTodos)).rows.filter((row) => row.to === to).map((row) => row.id.split(':')[0]);
    return found;
  };
  const none = { handler: [], owner: [], finance: [], stranger: [] };
  const set = (state: string) => w.rows('UPDATE agreement SET state = $2 WHERE project_id = $1', [project.id, state]);
  await w.rows(`UPDATE optimisation SET state = 'submitted' WHERE project_id = $1`, [project.id]);
  expect(await waiting()).toEqual(none); // its plan is not approved yet
  await w.rows(`UPDATE optimisation SET state = 'approved' WHERE project_id = $1`, [project.id]);
  expect(await waiting()).toEqual({ ...none, handler: ['issue_agreement'] });
  await set('issued');
  expect(await waiting()).toEqual({ ...none, owner: ['sign'] });
  await set('signed');
  expect(await waiting()).toEqual({ ...none, handler: ['confirm_agreement'] });
  await set('current');
  expect(await waiting()).toEqual(none);
});
