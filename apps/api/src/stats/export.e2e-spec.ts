import excel from 'exceljs';
import { getDashboard } from '@weichuang/contracts/stats/stats';
import { testApi, type TestApi } from '@weichuang/testing/api';
import { applications } from '@weichuang/testing/builders/applications';
import { publishedRound } from '@weichuang/testing/builders/calls';
import { runningProject } from '@weichuang/testing/builders/projects';
import type { Client } from '@weichuang/testing/world';
import { permissions } from '../permissions';
import { slices } from '../slices';

let t: TestApi;
beforeAll(async () => {
  t = await testApi([...slices], permissions);
});
afterAll(() => t.close());

/** Each sheet by its name, as rows of text under the head. */
async function opened(who: Client, roundId: string, query = ''): Promise<Map<string, { head: string[]; rows: Record<string, unknown>[] }>> {
  const { status, bytes } = await who.download(`/rounds/${roundId}/export.xlsx${query}`);
  expect(status).toBe(200);
  const book = new excel.Workbook();
  await book.xlsx.load(bytes as unknown as ArrayBuffer); // its type is older than Node's Buffer
  return new Map(book.worksheets.map((sheet) => {
    const head: string[] = [];
    sheet.getRow(1).eachCell((cell) => head.push(cell.text));
    const rows: Record<string, unknown>[] = [];
    sheet.eachRow((row, n) => { if (n > 1) rows.push(Object.fromEntries(head.map((title, at) => [title, row.getCell(at + 1).value]))); });
    return [sheet.name, { head, rows }];
  }));
}

it('says what the pages say, in their words and to the fen', async () => {
  const w = await t.world();
  const round = await publishedRound(w, { state: 'executing' });
  const project = await runningProject(w, round);
  await applications(w, round, 1, { state: 'disqualified' });
  await w.rows(`UPDATE tranche SET state = 'paid', paid_fen = amount_fen, paid_on = '2026-05-13' WHERE id = $1`, [project.tranches[0]?.id]);
  const leader = await w.as('street_leader');
  const board = await leader.do(getDashboard, { params: { roundId: round.roundId } });

  const book = await opened(leader, round.roundId);
  expect([...book.keys()]).toEqual(['申报', '评分', '立项', '项目', '拨付']);
  expect(book.get('申报')?.rows.map((row) => row['状态'])).toContain('资格未通过');
  expect(new Set(book.get('申报')?.rows.map((row) => row['赛道']))).toEqual(new Set(['专业社会组织']));
  expect(book.get('项目')?.rows).toMatchObject([{ 状态: '实施中', '资助金额（元）': board.money.grantedFen / 100, '净拨付（元）': board.money.paidFen / 100, '资助款支出（元）': board.money.spentFen / 100 }]);
  const paid = book.get('拨付')?.rows ?? [];
  expect(paid.map((row) => row['状态'])).toEqual(expect.arrayContaining(['已拨付', '待申请']));
  expect(paid.reduce((sum, row) => sum + Number(row['已拨（元）']) * 100, 0)).toBe(board.money.paidFen);

  const english = await opened(leader, round.roundId, '?language=en');
  expect([...english.keys()]).toEqual(['Applications', 'Scores', 'Awards', 'Projects', 'Payments']);
  expect(english.get('Projects')?.rows).toMatchObject([{ State: 'Running' }]);
  // whoever reads it, no code and no key is left in any head or state
  for (const [, sheet] of [...book, ...english])
    for (const word of [...sheet.head, ...sheet.rows.flatMap((row) => [row['状态'] ?? row['State'] ?? ''])]) expect(word).not.toMatch(/EXPORT|_/);
});

it('is for whoever may export the round', async () => {
  const w = await t.world();
  const { roundId } = await publishedRound(w, { state: 'open' });
  expect((await (await w.as('supervisor')).download(`/rounds/${roundId}/export.xlsx`)).status).toBe(403);
  expect((await (await w.stranger()).download(`/rounds/${roundId}/export.xlsx`)).status).toBe(404);
  expect((await (await w.as('street_leader')).download(`/rounds/${roundId}/export.xlsx?language=fr`)).status).toBe(400);
});
