import { closeScoring, recordConflict } from '@weichuang/contracts/judging/panel';
import { breakTie, enterScorePart, exportScores, freezeRanking, getRanking, listScoreParts } from '@weichuang/contracts/judging/ranking';
import { RankingRow } from '@weichuang/persistence/judging/entities';
import { testApi, type TestApi } from '@weichuang/testing/api';
import { qualifiedApplications } from '@weichuang/testing/builders/applications';
import { publishedRound, type RoundOverrides } from '@weichuang/testing/builders/calls';
import { panel } from '@weichuang/testing/builders/judging';
import { permissions } from '../permissions';
import { slices } from '../slices';
import { rankingHash } from './ranking.service';

let t: TestApi;
beforeAll(async () => {
  t = await testApi(slices, permissions);
});
afterAll(() => t.close());

/** Totals of the five judges, and what each gave for the need; null: not handed in. */
type Given = readonly (readonly [total: string, need: string] | null)[];
const same = (total: string, need: string): Given => [1, 2, 3, 4, 5].map(() => [total, need] as const);

async function scored(table: readonly Given[], overrides: RoundOverrides = {}) {
  const w = await t.world();
  const round = await publishedRound(w, { state: 'reviewing', ...overrides });
  const applications = await qualifiedApplications(w, round, table.length);
  await w.rows('UPDATE application SET requested_fen = 2000000 WHERE round_id = $1', [round.roundId]);
  const { stageId, judges, sheets } = await panel(w, round, applications, { judges: 5 });
  for (const [i, given] of table.entries())
    for (const [j, one] of given.entries()) {
      const id = sheets[applications[i]!.id]![judges[j]!.userId];
      if (one) await w.rows(`UPDATE scorecard SET state = 'locked', total = $2, items = $3, revision = 2 WHERE id = $1`, [id, one[0], JSON.stringify({ need: { score: one[1] } })]);
    }
  const ids = applications.map((one) => one.id);
  const staff = await w.as('street_manager');
  const close = async () => {
    const open = await w.rows<{ id: string }>(`SELECT id FROM scorecard WHERE review_stage_id = $1 AND state <> 'locked'`, [stageId]);
    await staff.do(closeScoring, { params: { stageId }, body: { revision: 1, without: open.map((one) => one.id) } });
  };
  return { w, roundId: round.roundId, stageId, applications, ids, judges, staff, close };
}

/*
 * By hand, the mean of five sheets without the highest and the lowest:
 *   A 90 85 80 70 60 → (85+80+70)/3 = 78.33   need (18+17+16+15+14)/5 = 16.0
 *   B 100 79 78 78 10 → (79+78+78)/3 = 78.33  need 15.5
 *   C 50 → below 60;  D 88;  E and F 70, equal in need, median and request;  G two sheets of at least three
 */
const TABLE: readonly Given[] = [
  [['90', '18'], ['85', '17'], ['80', '16'], ['70', '15'], ['60', '14']],
  [['10', '15.5'], ['78', '15.5'], ['100', '15.5'], ['79', '15.5'], ['78', '15.5']],
  same('50', '10'),
  same('88', '17'),
  same('70', '12'),
  same('70', '12'),
  [['95', '19'], ['96', '19'], null, null, null],
];

it('equals the table by hand, says why equals stand as they do, and freezes under one hash', async () => {
  const { w, roundId, ids, judges, staff, close } = await scored(TABLE);
  const [A, B, C, D, E, F, G] = ids as [string, string, string, string, string, string, string];
  const params = { roundId };

  const waiting = await staff.do(getRanking, { params });
  expect(waiting).toMatchObject({ status: 'waiting', rows: [], mayFreeze: false });
  expect((await staff.call(freezeRanking, { params, body: {} })).problem.code).toBe('RANKING.STAGES_OPEN');
  expect((await staff.call(exportScores, { params })).problem.code).toBe('RANKING.STAGES_OPEN');
  await close();

  const view = await staff.do(getRanking, { params });
  expect(view.status).toBe('provisional');
  const [low, high] = [E, F].sort();
  expect(view.rows.map((row) => [row.id, row.rank, row.score, row.standing])).toEqual([
    [D, 1, '88.00', 'ranked'],
    [A, 2, '78.33', 'ranked'],
    [B, 3, '78.33', 'ranked'],
    [low, 4, '70.00', 'ranked'],
    [high, 4, '70.00', 'ranked'],
    [C, 6, '50.00', 'below_pass'],
    [G, null, null, 'insufficient_sheets'],
  ]);
  const a = view.rows.find((row) => row.id === A)!;
  expect(a.tie).toMatchObject({ with: [B], decidedBy: { kind: 'criterion', fieldId: 'need', label: { zh: '需求与必要性' } } });
  expect(a.stages['pitch']).toEqual({ score: '78.33', sheets: 5, dropped: expect.arrayContaining([judges[0]!.userId, judges[4]!.userId]) as string[], fellBack: false });
  expect(a.sheets.filter((sheet) => sheet.dropped).map((sheet) => sheet.total).sort()).toEqual(['60', '90']);
  expect(view.openTies).toEqual([[low, high]]);

  const decide = (who: typeof staff, applicationIds: string[], reason = '优先安排首次申报的单位') => who.call(breakTie, { params, body: { applicationIds, reason } });
  expect((await decide(staff, [A, B])).problem).toMatchObject({ status: 422, code: 'RANKING.NOT_A_TIE' });
  expect((await decide(await w.as('street_handler'), [E, F])).status).toBe(403);
  expect((await decide(await w.stranger(), [E, F])).status).toBe(404);
  expect((await staff.call(freezeRanking, { params, body: { acceptShort: [G] } })).problem.code).toBe('RANKING.TIE_UNDECIDED');
  await decide(staff, [E, F]);
  const again = (await decide(await w.as('street_leader'), [F, E], '领导小组改定')).body;
  expect(again.rows.filter((row) => row.rank === 4 || row.rank === 5).map((row) => [row.id, row.tied, row.tie?.decidedBy?.kind])).toEqual([[F, false, 'funder_decides'], [E, false, 'funder_decides']]);
  expect(again.decisions.map((one) => one.reason)).toEqual(['领导小组改定', '优先安排首次申报的单位']);

  expect((await staff.call(freezeRanking, { params, body: {} })).problem).toMatchObject({ code: 'REVIEW.TOO_FEW_SHEETS', params: { applications: [expect.any(String)] } });
  expect((await (await w.as('street_handler')).call(freezeRanking, { params, body: { acceptShort: [G] } })).status).toBe(403);
  const key = { 'idempotency-key': `freeze-${roundId}` };
  const frozen = await staff.do(freezeRanking, { params, body: { acceptShort: [G] } }, key);
  expect(frozen).toMatchObject({ status: 'frozen', mayFreeze: false, mayBreakTie: false, frozen: { hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string } });
  expect(frozen.rows).toEqual(again.rows);
  expect(await staff.do(freezeRanking, { params, body: { acceptShort: [G] } }, key)).toEqual(frozen);
  expect((await staff.call(freezeRanking, { params, body: { acceptShort: [G] } })).problem.code).toBe('RANKING.FROZEN');
  expect((await decide(staff, [E, F])).problem.code).toBe('RANKING.FROZEN');
  // nothing stays open behind a frozen ranking, and nothing can be voided any more
  expect(await w.rows(`SELECT state, count(*) FROM scorecard WHERE round_id = $1 GROUP BY state ORDER BY state`, [roundId])).toEqual([{ state: 'locked', count: 32 }, { state: 'voided', count: 3 }]);
  expect((await staff.call(recordConflict, { params: { id: A }, body: { userId: judges[0]!.userId, reason: 'x' } })).problem.code).toBe('REVIEW.FROZEN');

  const row = (await t.owner.getRepository(RankingRow).findOneByOrFail({ roundId }));
  const made = { rule: row.rule, input: row.input, order: row.funderOrder, rows: row.rows };
  expect(rankingHash(roundId, made)).toBe(row.hash);
  const first = row.input[0]!;
  const others: (typeof made)[] = [
    { ...made, rule: { ...row.rule, passLine: '61' } },
    { ...made, order: [E, F] },
    { ...made, input: [{ ...first, parts: { donation: '1' } }, ...row.input.slice(1)] },
    { ...made, input: [{ ...first, stageSheets: { pitch: first.stageSheets['pitch']!.map((sheet, i) => (i ? sheet : { ...sheet, items: { need: '1' } })) } }, ...row.input.slice(1)] },
    { ...made, rows: [{ ...row.rows[0]!, rank: 2 }, ...row.rows.slice(1)] },
  ];
  const hashes = new Set([row.hash, ...others.map((other) => rankingHash(roundId, other)), rankingHash(A, made)]);
  expect(hashes.size).toBe(7);
  await expect(t.house.asSystem(w.tenantId, (ctx) => ctx.em.query(`UPDATE ranking SET hash = 'x'`))).rejects.toThrow(/permission denied/);
});

it('voids a conflicted sheet and counts without it', async () => {
  const { staff, roundId, ids, judges, close } = await scored([TABLE[0]!]);
  await close();
  await staff.do(recordConflict, { params: { id: ids[0]! }, body: { userId: judges[0]!.userId, reason: '有劳务关系' } });
  // 85 80 70 60: fewer than five, so the plain mean
  const [row] = (await staff.do(getRanking, { params: { roundId } })).rows;
  expect(row).toMatchObject({ score: '73.75', stages: { pitch: { sheets: 4, fellBack: true, dropped: [] } } });
});

it('adds parts that staff enter with their evidence; without one there is no score', async () => {
  const parts: RoundOverrides = {
    config: (config) => ({
      ...config,
      review: { ...config.review, parts: [{ id: 'donation', name: { zh: '募集得分' }, max: '100', weightBp: 2000 }], stages: config.review.stages.map((stage) => ({ ...stage, weightBp: 8000 })) },
    }),
  };
  const { w, staff, roundId, ids, close } = await scored([same('80', '15')], parts);
  const [id] = ids as [string];
  const enter = (body: object, part = 'donation', who = staff) => who.call(enterScorePart, { params: { id, part }, body: { revision: 0, value: '50', evidence: '银行回单 3 张', ...body } });
  await close();
  expect((await staff.do(getRanking, { params: { roundId } })).rows[0]).toMatchObject({ score: null, standing: 'missing_part', missingParts: ['donation'] });
  expect((await enter({ value: '101' })).problem).toMatchObject({ status: 422, code: 'SCORE_PART.INVALID', fields: [{ path: 'value', code: 'SCORE.ABOVE_MAX' }] });
  expect((await enter({ evidence: ' ' })).problem.fields).toMatchObject([{ code: 'SCORE.EVIDENCE_REQUIRED' }]);
  expect((await enter({ value: '-1' })).status).toBe(400);
  expect((await enter({}, 'vote')).status).toBe(404);
  expect((await enter({}, 'donation', await w.as('auditor'))).status).toBe(403);
  expect((await enter({}, 'donation', await w.stranger())).status).toBe(404);
  expect((await enter({})).body).toEqual({ revision: 1, value: '50', evidence: '银行回单 3 张' });
  expect((await enter({})).problem.code).toBe('REVISION.STALE');
  expect((await enter({ revision: 1, value: '60.0' })).body).toMatchObject({ revision: 2, value: '60' });
  expect(await staff.do(listScoreParts, { params: { roundId } })).toMatchObject({ parts: [{ applicationId: id, part: 'donation', value: '60', revision: 2 }] });
  // 80 × 0.8 + 60 × 0.2
  expect((await staff.do(getRanking, { params: { roundId } })).rows[0]).toMatchObject({ score: '76.00', rank: 1, parts: { donation: '60' } });
  await staff.do(freezeRanking, { params: { roundId }, body: {} });
  expect((await enter({ revision: 2, value: '70' })).problem.code).toBe('RANKING.FROZEN');
  expect(await w.rows(`SELECT data FROM event_log WHERE kind = 'score_part.entered' ORDER BY id DESC LIMIT 1`)).toMatchObject([{ data: { before: { value: '50' }, after: { value: '60' } } }]);
});

it('steps aside when the round goes back to judging, and is made anew', async () => {
  const { w, staff, roundId, stageId, close } = await scored([same('80', '15')]);
  await close();
  await staff.do(freezeRanking, { params: { roundId }, body: {} });
  await t.house.asSystem(w.tenantId, async (ctx) => {
    for (const listen of t.house.listeners.get('round.reopen_review') ?? [])
      await listen(ctx, { id: roundId, kind: 'round.reopen_review', tenantId: w.tenantId, subject: { kind: 'round', id: roundId }, roundId, data: { reason: '异议成立，重新评审' } });
  });
  expect(await staff.do(getRanking, { params: { roundId } })).toMatchObject({ status: 'provisional', frozen: null });
  expect(await w.rows('SELECT state FROM review_stage WHERE id = $1', [stageId])).toEqual([{ state: 'closed' }]);
  await staff.do(freezeRanking, { params: { roundId }, body: {} });
  expect(await w.rows('SELECT superseded_at IS NULL AS current FROM ranking WHERE round_id = $1 ORDER BY frozen_at', [roundId])).toEqual([{ current: false }, { current: true }]);
});

it('exports every sheet item by item for statistics', async () => {
  const { w, roundId, close } = await scored(TABLE.slice(0, 2));
  await close();
  const out = await (await w.as('auditor')).do(exportScores, { params: { roundId } });
  expect(out.sheets).toHaveLength(10);
  expect(out.stages[0]!.criteria.map((one) => [one.id, one.max])).toEqual([['need', '20'], ['design', '25'], ['team', '15'], ['budget', '15'], ['outcome', '15'], ['novel', '10']]);
  expect(out.sheets[0]).toMatchObject({ stageKey: 'pitch', items: { need: expect.any(String) as string } });
  for (const [who, status] of [[await w.as('street_handler'), 403], [await w.stranger(), 404]] as const) expect((await who.call(exportScores, { params: { roundId } })).status).toBe(status);

});

it.each(['street_finance', 'judge', 'stranger'] as const)('is not shown to %s', async (role) => {
  const { w, roundId, judges, close } = await scored([same('80', '15')]);
  await close();
  const who = role === 'stranger' ? await w.stranger() : role === 'judge' ? judges[0]! : await w.as(role);
  expect((await who.call(getRanking, { params: { roundId } })).status).toBe(role === 'street_finance' ? 403 : 404);
});
