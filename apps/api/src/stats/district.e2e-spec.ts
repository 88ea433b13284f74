import { getRound } from '@weichuang/contracts/calls/rounds';
import { listDistricts } from '@weichuang/contracts/stats/district';
import { newId } from '@weichuang/kernel/id';
import { testApi, type TestApi } from '@weichuang/testing/api';
import { publishedRound } from '@weichuang/testing/builders/calls';
import { runningProject } from '@weichuang/testing/builders/projects';
import type { Client, World } from '@weichuang/testing/world';
import { permissions } from '../permissions';
import { slices } from '../slices';

let t: TestApi;
beforeAll(async () => {
  t = await testApi(slices, permissions);
});
afterAll(() => t.close());

/** Somebody who audits the district of a street. */
async function auditor(w: World): Promise<Client> {
  const person = await w.person('魏清和');
  await w.rows(
    `INSERT INTO membership (id, user_id, role, district_id) SELECT $1, $2, 'auditor', s.parent_id FROM tenant t JOIN region s ON s.id = t.region_id WHERE t.id = $3`,
    [newId(), person.userId, w.tenantId],
  );
  return person;
}

it('shows the district’s streets with their rounds, counts and money, each round within reach', async () => {
  const w = await t.world();
  const round = await publishedRound(w);
  await runningProject(w, round);
  await w.rows(`UPDATE tranche SET paid_fen = 300000, returned_fen = 20000 WHERE round_id = $1 AND sequence = 1`, [round.roundId]);
  const draft = await publishedRound(w);
  await w.rows(`UPDATE round SET state = 'draft' WHERE id = $1`, [draft.roundId]);
  const person = await auditor(w);
  const [district] = (await person.do(listDistricts)).rows;
  const [granted] = await w.rows<{ fen: number }>('SELECT grant_fen AS fen FROM project WHERE round_id = $1', [round.roundId]);
  expect(district?.streets).toMatchObject([{ id: w.tenantId, disabled: false, rounds: [{ id: round.roundId, projects: 1, grantedFen: granted?.fen }] }]);
  expect(district?.total).toEqual(district?.streets[0]?.total);
  expect(district?.total).toMatchObject({ projects: 1, paidFen: 280000 });
  expect((await person.call(getRound, { params: { roundId: round.roundId } })).status).toBe(200);
});

it('adds up streets and years, and keeps a street without rounds', async () => {
  const w = await t.world();
  const first = await publishedRound(w);
  const second = await publishedRound(w);
  await w.rows('UPDATE round SET year = 2025 WHERE id = $1', [first.roundId]);
  await w.rows('UPDATE round SET year = 2026 WHERE id = $1', [second.roundId]);
  const [region, tenant] = [newId(), newId()];
  await w.rows(`INSERT INTO region (id, parent_id, kind, name) SELECT $1, s.parent_id, 'street', '空白街道' FROM tenant t JOIN region s ON s.id = t.region_id WHERE t.id = $2`, [region, w.tenantId]);
  await w.rows(`INSERT INTO tenant (id, region_id, name, short_name) VALUES ($1, $2, '空白街道办事处', '空白')`, [tenant, region]);
  const person = await auditor(w);
  const all = await person.do(listDistricts);
  expect(all.years).toEqual([2026, 2025]);
  const pools = all.rows[0]?.streets.map(({ id, rounds, total }) => [id === tenant, rounds.length, total.poolFen]);
  expect(pools).toEqual(expect.arrayContaining([[true, 0, 0], [false, 2, all.rows[0]?.total.poolFen]]));
  const one = await person.do(listDistricts, { query: { year: 2025 } });
  expect(one.rows[0]?.streets.flatMap(({ rounds }) => rounds.map(({ id }) => id))).toEqual([first.roundId]);
  expect(one.rows[0]?.streets).toHaveLength(2);
});

it('shows nothing to who audits no district, and only the own ones', async () => {
  const [w, elsewhere] = [await t.world(), await t.world()];
  await publishedRound(elsewhere);
  for (const role of ['auditor', 'street_manager', 'platform_admin'] as const) expect((await (await w.as(role)).do(listDistricts)).rows).toEqual([]);
  const person = await auditor(w);
  await elsewhere.grant(person.userId, 'street_manager');
  expect((await person.do(listDistricts)).rows.flatMap(({ streets }) => streets.map(({ id }) => id))).toEqual([w.tenantId]);
  expect((await w.nobody().call(listDistricts)).status).toBe(401);
});
