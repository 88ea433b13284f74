import { testApi, type TestApi } from '@weichuang/testing/api';
import { publishedRound } from '@weichuang/testing/builders/calls';
import { runningProject } from '@weichuang/testing/builders/projects';
import { permissions } from '../permissions';

let t: TestApi;
beforeAll(async () => {
  t = await testApi([], permissions);
});
afterAll(() => t.close());

it('makes several running projects in one round, their tranches to the fen', async () => {
  const w = await t.world();
  const round = await publishedRound(w, { state: 'executing' });
  for (const grantFen of [2_000_000, 1_000_001]) {
    const project = await runningProject(w, round, { grantFen });
    expect(project.tranches.reduce((sum, one) => sum + one.amountFen, 0)).toBe(grantFen);
    const [row] = await w.rows('SELECT state, number FROM project WHERE id = $1', [project.id]);
    expect(row).toEqual({ state: 'active', number: project.number });
  }
  const open = await runningProject(w, round, { signed: false });
  expect(await w.rows('SELECT a.state, o.state AS plan FROM agreement a JOIN optimisation o USING (project_id) WHERE project_id = $1', [open.id])).toEqual([{ state: 'draft', plan: 'drafting' }]);
});
