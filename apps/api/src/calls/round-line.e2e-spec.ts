import { getRound, listMyRounds, listRounds, type StageLineView } from '@weichuang/contracts/calls/rounds';
import { getCallPage } from '@weichuang/contracts/portal/calls';
import { testApi, type TestApi } from '@weichuang/testing/api';
import { publishedRound } from '@weichuang/testing/builders/calls';
import { evaluationOf } from '@weichuang/testing/builders/evaluations';
import { runningProject } from '@weichuang/testing/builders/projects';
import { permissions } from '../permissions';
import { slices } from '../slices';

let t: TestApi;
beforeAll(async () => {
  t = await testApi(slices, permissions);
});
afterAll(() => t.close());

it('a round’s line goes by the work that is left, the same on every page', async () => {
  const w = await t.world();
  const round = await publishedRound(w, { state: 'executing' });
  const [first, second] = [await runningProject(w, round), await runningProject(w, round)];
  const waiting = await runningProject(w, round, { signed: false });
  await w.rows(`UPDATE award SET state = 'noticed' WHERE id = $1`, [waiting.awardId]);
  const staff = await w.as('street_handler');
  const params = { roundId: round.roundId };
  const said = (line: StageLineView) => Object.fromEntries(line.stages.map((one) => [one.id, one.state === 'current' ? 'current' : one.left === null ? one.state : `${one.state} ${one.left}`]));
  const lines = async () => {
    const all = [
      (await staff.do(getRound, { params })).line,
      (await staff.do(listRounds, { params: { tenantId: w.tenantId }, query: {} })).rows.find((one) => one.id === round.roundId)?.line,
      (await staff.do(listMyRounds)).rows.find((one) => one.id === round.roundId)?.line,
      (await staff.do(getCallPage, { params })).line,
    ].map((line) => line && said(line));
    for (const line of all) expect(line).toEqual(all[0]);
    return all[0];
  };
  const day = (key: string, at: string) => w.rows(`UPDATE round SET config = jsonb_set(config, ARRAY['calendar', $2], to_jsonb($3::text)) WHERE id = $1`, [round.roundId, key, at]);
  // the projects have begun and go on, whatever day it is today
  await day('projectFrom', '2020-01-01T09:00:00+08:00');
  await day('projectTo', '2099-12-31T17:00:00+08:00');
  expect(await lines()).toMatchObject({ notice: 'open 1', agreement: 'open 1', execution: 'current', evaluation: 'coming' });
  await w.rows(`UPDATE award SET state = 'granted' WHERE id = $1`, [waiting.awardId]);
  await evaluationOf(w, round, first, { stage: 'midterm', state: 'confirmed' });
  expect(await lines()).toMatchObject({ decision: 'done', notice: 'done', agreement: 'open 1', execution: 'current', evaluation: 'open 5' });
  // not signed in time: what it was to do is not waited for
  await w.rows(`UPDATE project SET state = 'terminated' WHERE id = $1`, [waiting.id]);
  for (const project of [first, second]) await evaluationOf(w, round, project, { stage: 'final', state: 'submitted' });
  expect(await lines()).toMatchObject({ agreement: 'done', execution: 'done', evaluation: 'current', closing: 'coming' });
  await w.rows(`UPDATE project SET state = 'closed' WHERE round_id = $1 AND state <> 'terminated'`, [round.roundId]);
  expect(await lines()).toMatchObject({ evaluation: 'done', closing: 'current' });
});
