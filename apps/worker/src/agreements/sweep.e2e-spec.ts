import { addDays } from '@weichuang/kernel/calendar';
import { dateInChina, endOfDayInChina } from '@weichuang/kernel/clock';
import { testApi, type TestApi } from '@weichuang/testing/api';
import { publishedRound } from '@weichuang/testing/builders/calls';
import { runningProject } from '@weichuang/testing/builders/projects';
import type { World } from '@weichuang/testing/world';
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
afterEach(() => t.house.clock.moveTo(new Date()));

const pool = (w: World, roundId: string) => w.rows<{ committed_fen: number }>('SELECT committed_fen FROM envelope WHERE round_id = $1', [roundId]).then((rows) => rows[0]?.committed_fen);
const placesOf = (w: World) =>
  w.rows<{ id: string; project: string; agreement: string; award: string; committed: boolean }>(
    `SELECT p.id, p.state AS project, a.state AS agreement, w.state AS award, w.committed FROM project p JOIN agreement a ON a.project_id = p.id JOIN award w ON w.id = p.award_id
     WHERE p.tenant_id = $1`, [w.tenantId],
  );

it('ends what nobody signed by its last day, and nothing else: award, project, agreement; its money goes back once', async () => {
  const w = await t.world();
  const round = await publishedRound(w, { state: 'executing' });
  const today = dateInChina(w.house.clock.now());
  const late = await runningProject(w, round, { signed: false });
  const inTime = await runningProject(w, round, { signed: false });
  const scanned = await runningProject(w, round, { signed: false });
  const signed = await runningProject(w, round);
  await w.rows('INSERT INTO envelope (round_id, tenant_id, pool_fen, committed_fen) VALUES ($1, $2, 8000000, 8000000)', [round.roundId, w.tenantId]);
  await w.rows(`UPDATE agreement SET state = 'signed' WHERE project_id = $1`, [scanned.id]);
  const signBy = (id: string, day: string) => w.rows('UPDATE agreement SET sign_by = $2 WHERE project_id = $1', [id, day]);
  for (const one of [late, inTime, scanned, signed]) await signBy(one.id, one === inTime ? addDays(today, 1) : today);

  expect(await expireAgreements(t.house)).toBe(0); // the last day belongs to it
  await w.at(endOfDayInChina(today).toISOString());
  // side by side, and again
  const runs = await Promise.all([expireAgreements(t.house), expireAgreements(t.house)]);
  expect(runs[0] + runs[1]).toBe(1);
  expect(await expireAgreements(t.house)).toBe(0);

  const states = await placesOf(w);
  const of = (id: string) => states.find((one) => one.id === id);
  expect(of(late.id)).toMatchObject({ project: 'terminated', agreement: 'expired', award: 'expired', committed: false });
  expect(of(inTime.id)).toMatchObject({ project: 'contracted', agreement: 'draft', award: 'granted', committed: true });
  expect(of(scanned.id)).toMatchObject({ project: 'contracted', agreement: 'signed', award: 'granted', committed: true });
  expect(of(signed.id)).toMatchObject({ project: 'active', agreement: 'current', award: 'granted', committed: true });
  expect(await pool(w, round.roundId)).toBe(6_000_000);
  expect(await w.rows('SELECT DISTINCT state FROM tranche WHERE project_id = $1', [late.id])).toEqual([{ state: 'cancelled' }]);
  const events = await w.rows<{ kind: string; n: number }>(
    `SELECT kind, count(*)::int AS n FROM event_log WHERE round_id = $1 AND kind IN ('award.expire', 'agreement.expire', 'project.terminate') GROUP BY kind ORDER BY kind`, [round.roundId],
  );
  expect(events).toEqual([{ kind: 'agreement.expire', n: 1 }, { kind: 'award.expire', n: 1 }, { kind: 'project.terminate', n: 1 }]);
});
