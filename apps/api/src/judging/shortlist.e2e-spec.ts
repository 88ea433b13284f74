import { assignSheets, closeScoring, drawShortlist, getJudging, getProgress, openScoring, recordConflict, reformPanel, reopenScoring, startDeclaring, startJudging } from '@weichuang/contracts/judging/panel';
import { getApplication } from '@weichuang/contracts/applications/writing';
import { freezeRanking, getRanking } from '@weichuang/contracts/judging/ranking';
import { declareConflicts, getDeclaration } from '@weichuang/contracts/judging/sheets';
import { testApi, type TestApi } from '@weichuang/testing/api';
import { ownerOf, qualifiedApplications } from '@weichuang/testing/builders/applications';
import { publishedRound } from '@weichuang/testing/builders/calls';
import { panel } from '@weichuang/testing/builders/judging';
import type { Client, World } from '@weichuang/testing/world';
import { permissions } from '../permissions';
import { slices } from '../slices';

let t: TestApi;
beforeAll(async () => {
  t = await testApi(slices, permissions);
});
afterAll(() => t.close());

/** Paper first, its two best go on to the pitch; the paper's sheets are locked with these totals, one judge. */
async function paperDone(totals: readonly string[], publishShortlist?: boolean) {
  const w = await t.world();
  const round = await publishedRound(w, {
    state: 'reviewing',
    config: (config) => {
      const [stage] = config.review.stages;
      if (!stage) throw new Error('no stage');
      const one = { ...stage, judgesPerApplication: 1, minSheets: 1, aggregate: { kind: 'mean' as const }, weightBp: 5000 };
      return { ...config, review: { ...config.review, passLine: null, ties: [{ kind: 'lower_request' as const }], stages: [{ ...one, id: 'paper', name: { zh: '初评' }, shortlist: 2, ...(publishShortlist === undefined ? {} : { publishShortlist }) }, { ...one, id: 'final', name: { zh: '终评' } }] } };
    },
  });
  const applications = await qualifiedApplications(w, round, totals.length);
  await w.rows('UPDATE application SET requested_fen = 2000000 WHERE round_id = $1', [round.roundId]);
  const { stageId, judges, sheets } = await panel(w, round, applications, { stageKey: 'paper', judges: 1 });
  const judge = judges[0];
  if (!judge) throw new Error('no judge');
  for (const [i, total] of totals.entries()) await w.rows(`UPDATE scorecard SET state = 'locked', total = $2, revision = 2 WHERE id = $1`, [sheets[applications[i]?.id ?? '']?.[judge.userId], total]);
  const staff = await w.as('street_manager');
  const { stages } = await staff.do(startJudging, { params: { roundId: round.roundId } });
  const finalId = stages.find((one) => one.key === 'final')?.id ?? '';
  await w.rows(`INSERT INTO panel_judge (id, tenant_id, review_stage_id, round_id, user_id) VALUES (gen_random_uuid(), $1, $2, $3, $4)`, [w.tenantId, finalId, round.roundId, judge.userId]);
  const close = () => staff.do(closeScoring, { params: { stageId }, body: { revision: 1 } });
  const draw = (client: Client, revision: number) => client.call(drawShortlist, { params: { stageId }, body: { revision } });
  const stage = async (key: string) => {
    const found = (await staff.do(getJudging, { params: { roundId: round.roundId } })).stages.find((one) => one.key === key);
    if (!found) throw new Error(`no stage ${key}`);
    return found;
  };
  return { w, roundId: round.roundId, stageId, finalId, judge, staff, ids: applications.map((one) => one.id), applications, close, draw, stage };
}

it('takes the best of the first stage to the second, which judges them alone; the others stay without a rank', async () => {
  const { w, roundId, stageId, finalId, judge, staff, ids, close, draw, stage } = await paperDone(['70', '90', '60', '80']);
  const [a, b, c, d] = ids as [string, string, string, string];
  expect((await draw(staff, 1)).problem.code).toBe('STATE.WRONG'); // it is still scored
  const early = await staff.call(startDeclaring, { params: { stageId: finalId }, body: { revision: 1 } });
  expect(early.problem).toMatchObject({ status: 409, code: 'REVIEW.SHORTLIST_OPEN' });
  await close();
  for (const role of ['street_leader', 'undertaker'] as const) expect((await draw(await w.as(role), 2)).status).toBe(403);
  expect((await draw(await w.stranger(), 2)).status).toBe(404);
  expect((await draw(staff, 1)).problem.code).toBe('REVISION.STALE');
  expect((await staff.call(drawShortlist, { params: { stageId: finalId }, body: { revision: 1 } })).problem.code).toBe('REVIEW.NO_SHORTLIST');
  expect(await stage('paper')).toMatchObject({ shortlist: { size: 2, next: { zh: '终评' }, count: null } });

  const drawn = await draw(staff, 2);
  expect(drawn.body.rows.map((row) => [row.id, row.rank, row.score, row.goesOn])).toEqual([[b, 1, '90.00', true], [d, 2, '80.00', true], [a, 3, '70.00', false], [c, 4, '60.00', false]]);
  expect(drawn.body.stage).toMatchObject({ revision: 3, state: 'closed', shortlist: { count: 2 } });
  expect(await stage('final')).toMatchObject({ applications: 2, shortlist: null });
  const [event] = await w.rows<{ data: unknown }>(`SELECT data FROM event_log WHERE kind = 'review_stage.shortlist' AND round_id = $1`, [roundId]);
  expect(event?.data).toMatchObject({ next: 'final', size: 2, entrants: [b, d] });

  // the second stage asks, assigns and counts those two alone
  await staff.do(startDeclaring, { params: { stageId: finalId }, body: { revision: 1 } });
  expect((await draw(staff, 3)).problem.code).toBe('REVIEW.NEXT_STAGE_BEGUN');
  expect((await staff.call(reopenScoring, { params: { stageId }, body: { revision: 3, reason: '漏评' } })).problem.code).toBe('REVIEW.NEXT_STAGE_BEGUN');
  const asked = await judge.do(getDeclaration, { params: { stageId: finalId } });
  expect(asked.applications.map((one) => one.id).sort()).toEqual([b, d].sort());
  await judge.do(declareConflicts, { params: { stageId: finalId }, body: { seen: [b, d], conflicts: [], noOthers: true } });
  expect(await staff.do(assignSheets, { params: { stageId: finalId }, body: {} })).toMatchObject({ added: 2, unserved: [] });
  await staff.do(openScoring, { params: { stageId: finalId }, body: { revision: 2 } });
  expect((await staff.do(getProgress, { params: { stageId: finalId } })).applications.map((one) => one.id).sort()).toEqual([b, d].sort());
  for (const [id, total] of [[b, '60'], [d, '90']]) await w.rows(`UPDATE scorecard SET state = 'locked', total = $3, revision = 2 WHERE review_stage_id = $1 AND application_id = $2`, [finalId, id, total]);
  await staff.do(closeScoring, { params: { stageId: finalId }, body: { revision: 3 } });

  const order = [[d, 1, '85.00', 'ranked'], [b, 2, '75.00', 'ranked'], ...[a, c].sort().map((id) => [id, null, null, 'not_shortlisted'])];
  const view = await staff.do(getRanking, { params: { roundId } });
  expect(view.rows.map((row) => [row.application.id, row.rank, row.score, row.standing])).toEqual(order);
  const frozen = await staff.do(freezeRanking, { params: { roundId }, body: {} });
  expect(frozen.rows.map((row) => row.standing)).toEqual(['ranked', 'ranked', 'not_shortlisted', 'not_shortlisted']);
});

it('takes those who share the last place together, and is drawn anew after the first stage was looked at again', async () => {
  const { w, stageId, finalId, staff, ids, close, draw, stage } = await paperDone(['80', '90', '80']);
  await close();
  expect((await draw(staff, 2)).body.rows.filter((row) => row.goesOn)).toHaveLength(3);
  // the panel of the next stage may be formed anew, and then the first one be opened again
  await staff.do(startDeclaring, { params: { stageId: finalId }, body: { revision: 1 } });
  await staff.do(reformPanel, { params: { stageId: finalId }, body: { revision: 2 } });
  await staff.do(reopenScoring, { params: { stageId }, body: { revision: 3, reason: '一份评分表有误' } });
  expect(await stage('paper')).toMatchObject({ state: 'scoring', shortlist: { count: null } });
  expect((await staff.call(startDeclaring, { params: { stageId: finalId }, body: { revision: 3 } })).problem.code).toBe('REVIEW.SHORTLIST_OPEN');
  await w.rows('UPDATE scorecard SET total = 85 WHERE review_stage_id = $1 AND application_id = $2', [stageId, ids[2]]);
  await staff.do(closeScoring, { params: { stageId }, body: { revision: 4 } });
  expect((await draw(staff, 5)).body.rows.filter((row) => row.goesOn).map((row) => row.id)).toEqual([ids[1], ids[2]]);
  expect((await draw(staff, 6)).body.stage.shortlist?.count).toBe(2); // once more is the same
});

describe('telling', () => {
  const told = (w: World) => w.rows<{ id: string; kind: string }>(`SELECT e.subject_id AS id, e.kind FROM event_log e WHERE e.tenant_id = $1 AND e.kind IN ('application.shortlisted', 'application.not_shortlisted') ORDER BY e.id`, [w.tenantId]);

  it('each applicant whether it goes on, where the round publishes it; once more only whom a new shortlist moved', async () => {
    const { w, stageId, staff, ids, close, draw, stage } = await paperDone(['80', '90', '60'], true);
    const [a, b, c] = ids as [string, string, string];
    const [on, off] = ['application.shortlisted', 'application.not_shortlisted'];
    await close();
    expect((await stage('paper')).shortlist).toMatchObject({ published: true });
    expect((await draw(staff, 2)).status).toBe(200);
    const first = [{ id: b, kind: on }, { id: a, kind: on }, { id: c, kind: off }];
    expect(await told(w)).toEqual(first);
    expect((await draw(staff, 3)).status).toBe(200);
    expect(await told(w)).toEqual(first);
    await staff.do(reopenScoring, { params: { stageId }, body: { revision: 4, reason: '一份评分表有误' } });
    await w.rows('UPDATE scorecard SET total = 85 WHERE review_stage_id = $1 AND application_id = $2', [stageId, c]);
    await staff.do(closeScoring, { params: { stageId }, body: { revision: 5 } });
    expect((await draw(staff, 6)).status).toBe(200);
    expect((await told(w)).slice(3)).toEqual([{ id: c, kind: on }, { id: a, kind: off }]);
  });

  it.each([[undefined], [false]])('nobody where it is published with the award (%s)', async (publish) => {
    const { w, staff, close, draw, stage } = await paperDone(['80', '90', '60'], publish);
    await close();
    expect((await draw(staff, 2)).status).toBe(200);
    expect((await stage('paper')).shortlist).toMatchObject({ published: false });
    expect(await told(w)).toEqual([]);
  });

  it('the applicant of its own standing, and of nothing else that happens among the judges', async () => {
    const { w, staff, applications, judge, close, draw } = await paperDone(['80', '90', '60'], true);
    const last = applications[2];
    if (!last) throw new Error('no application');
    await staff.do(recordConflict, { params: { id: last.id }, body: { userId: judge.userId, reason: '评委是负责人的亲属' } });
    await w.rows(`UPDATE scorecard SET state = 'locked' WHERE application_id = $1`, [last.id]);
    await close();
    await draw(staff, 2);
    const { timeline } = await (await ownerOf(w, last)).do(getApplication, { params: { id: last.id } });
    expect(timeline.map((one) => one.kind)).toContain('application.not_shortlisted');
    expect(timeline.every((one) => one.kind.startsWith('application.') && one.by === null)).toBe(true);
  });
});
