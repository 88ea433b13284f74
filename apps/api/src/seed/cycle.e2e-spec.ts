import exceljs from 'exceljs';
import { getAgreement } from '@weichuang/contracts/agreements/agreement';
import { listRoundEvaluations } from '@weichuang/contracts/evaluation/evaluation';
import { getJudging } from '@weichuang/contracts/judging/panel';
import { getRanking } from '@weichuang/contracts/judging/ranking';
import { listTodos, getDashboard } from '@weichuang/contracts/stats/stats';
import { verifyChains } from '@weichuang/platform/events/verify';
import { sealAll } from '@weichuang/testing/seal';
import { testApi, type TestApi } from '@weichuang/testing/api';
import { readPdf } from '@weichuang/testing/pdf';
import { Client, World } from '@weichuang/testing/world';
import { permissions } from '../permissions';
import { slices } from '../slices';
import { seedDemo } from './run';

/**
 * The whole cycle, all eleven steps, over HTTP as the demo's people do it, then looked at with other eyes: states, the ranking
 * reckoned again from the raw sheets, money to the fen, papers, the chain.
 */
let t: TestApi;
let roundId: string;
const rows = <T>(sql: string, params: unknown[] = [roundId]): Promise<T[]> => t.owner.query(sql, params);
const as = async (email: string): Promise<Client> => {
  const [user] = await rows<{ id: string }>('SELECT id FROM user_account WHERE email = $1', [`${email}@demo.weichuang.cn`]);
  return World.signIn(t.api, t.owner, user?.id ?? '');
};

beforeAll(async () => {
  t = await testApi(slices, permissions);
  ({ roundId } = await seedDemo(t.api, t.house, t.owner, 'close', 42, () => undefined));
}, 300_000);
afterAll(() => t.close());

it('takes in what came in time and keeps out what did not', async () => {
  const states = await rows<{ state: string; n: number }>('SELECT state, count(*) AS n FROM application WHERE round_id = $1 GROUP BY state ORDER BY state');
  expect(states).toEqual([{ state: 'disqualified', n: 1 }, { state: 'expired', n: 3 }, { state: 'qualified', n: 22 }]);
  const late = await rows('SELECT 1 FROM application a JOIN round r ON r.id = a.round_id WHERE a.round_id = $1 AND a.submitted_at >= (r.config -> \'calendar\' ->> \'closeAt\')::timestamptz AND a.returns = 0');
  expect(late).toEqual([]);
  const [returned] = await rows<{ submitted_version: number; returns: number }>('SELECT submitted_version, returns FROM application WHERE round_id = $1 AND returns > 0');
  expect(returned).toEqual({ submitted_version: 2, returns: 1 });
  expect(await rows('SELECT DISTINCT community_id FROM application WHERE round_id = $1 AND community_id IS NOT NULL')).toHaveLength(16);
});

it('ranks as the rule says: five sheets, the highest and the lowest dropped, two decimals, half up', async () => {
  const sheets = await rows<{ application_id: string; total: string }>(`SELECT application_id, total::numeric(12, 6)::text AS total FROM scorecard WHERE round_id = $1 AND state = 'locked'`);
  const byApplication = new Map<string, bigint[]>();
  // totals as millionths: exact
  for (const { application_id, total } of sheets) byApplication.set(application_id, [...(byApplication.get(application_id) ?? []), BigInt(total.replace('.', ''))]);
  const expected = new Map([...byApplication].map(([id, totals]) => {
    const kept = totals.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)).slice(1, -1);
    const sum = kept.reduce((a, b) => a + b, 0n);
    const hundredths = (2n * sum + BigInt(kept.length) * 10_000n) / (2n * BigInt(kept.length) * 10_000n);
    return [id, `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}`];
  }));
  const ranking = await (await as('manager')).do(getRanking, { params: { roundId } });
  expect(ranking.rows.length).toBe(22);
  for (const row of ranking.rows) expect([row.application.title, Number(row.score)]).toEqual([row.application.title, Number(expected.get(row.application.id))]);
  const scores = ranking.rows.map((row) => Number(row.score));
  expect(scores).toEqual([...scores].sort((a, b) => b - a));
  expect(ranking.frozen?.hash).toMatch(/^[0-9a-f]{64}$/);
});

it('gives no sheet to a judge who declared a conflict', async () => {
  const [found] = await rows<{ n: number }>('SELECT count(*) AS n FROM conflict c JOIN scorecard s ON s.application_id = c.application_id AND s.judge_id = c.user_id WHERE c.round_id = $1');
  const [declared] = await rows<{ n: number }>('SELECT count(*) AS n FROM conflict WHERE round_id = $1');
  expect([found?.n, declared?.n]).toEqual([0, 1]);
});

it('accounts for every fen', async () => {
  const [envelope] = await rows<{ pool_fen: number; committed_fen: number }>('SELECT pool_fen, committed_fen FROM envelope WHERE round_id = $1');
  expect(envelope).toEqual({ pool_fen: 20_000_000, committed_fen: 20_000_000 });
  const tranches = await rows<{ plan_key: string; n: number; paid: number }>(`SELECT plan_key, count(*) AS n, sum(paid_fen)::bigint AS paid FROM tranche WHERE round_id = $1 AND state = 'paid' GROUP BY plan_key, sequence ORDER BY sequence`);
  // ten begin; the one that failed its mid-term gets no more
  expect(tranches).toEqual([{ plan_key: 'first', n: 10, paid: 10_000_000 }, { plan_key: 'mid', n: 9, paid: 7_200_000 }, { plan_key: 'last', n: 9, paid: 1_800_000 }]);
  const [balance] = await rows<{ net: number; over: number }>('SELECT sum(net_paid_fen)::bigint AS net, count(*) FILTER (WHERE net_paid_fen > b.grant_fen) AS over FROM payment_balance b JOIN project p ON p.id = b.project_id WHERE p.round_id = $1');
  expect(balance).toEqual({ net: 19_000_000, over: 0 });
  const two = await rows('SELECT 1 FROM tranche WHERE round_id = $1 AND (requested_by = approved_by OR approved_by = paid_by)');
  expect(two).toEqual([]);
  const board = await (await as('leader')).do(getDashboard, { params: { roundId } });
  expect(board.money).toMatchObject({ poolFen: 20_000_000, paidFen: 19_000_000 });
});

it('brings each project where its evaluation says', async () => {
  const states = await rows<{ state: string; n: number }>('SELECT state, count(*) AS n FROM project WHERE round_id = $1 GROUP BY state ORDER BY state');
  expect(Object.fromEntries(states.map(({ state, n }) => [state, n]))).toMatchObject({ rectifying: 1 });
  expect(states.reduce((sum, { n }) => sum + n, 0)).toBe(10);
  const [notice] = await rows<{ state: string; starts_on: string; ends_on: string }>('SELECT state, starts_on, ends_on FROM public_notice WHERE round_id = $1');
  expect(notice).toMatchObject({ starts_on: '2026-04-20', ends_on: '2026-04-24' });
});

it('grades what was done: who graded high held its sessions and spent its money, who graded low did visibly less', async () => {
  const facts = await rows<{ total: number; passes: boolean; held: number; planned: number; spent: number; paid: number; came: number; expected: number; state: string }>(
    `SELECT e.total::float8 AS total, e.passes, p.state, (SELECT count(*) FROM activity_record a WHERE a.project_id = p.id) AS held,
       (SELECT sum((step ->> 'sessions')::int) FROM jsonb_array_elements(m.answers -> 'plan') step) AS planned,
       (SELECT sum(attendance_count) FROM activity_record a WHERE a.project_id = p.id) AS came, (m.answers ->> 'attendance_planned')::int AS expected,
       (SELECT sum(amount_fen)::bigint FROM expense x WHERE x.project_id = p.id AND x.source = 'grant') AS spent, b.net_paid_fen AS paid
     FROM project p JOIN evaluation e ON e.project_id = p.id AND e.stage = CASE p.state WHEN 'rectifying' THEN 'midterm' ELSE 'final' END
       JOIN optimisation m ON m.project_id = p.id JOIN payment_balance b ON b.project_id = p.id WHERE p.round_id = $1 AND m.answers ->> 'plan' IS NOT NULL ORDER BY total DESC`);
  expect(facts.length).toBeGreaterThan(5);
  for (const { total, held, planned, spent, paid, came, expected } of facts) {
    const [sessions, turnout, money] = [Number(held) / Number(planned), Number(came) / Number(expected), Number(spent) / Number(paid)];
    if (total >= 90) expect([sessions > 0.9, turnout > 0.85, money > 0.9]).toEqual([true, true, true]);
    if (total < 85) expect([sessions < 0.95, turnout < 0.95]).toEqual([true, true]);
    if (total < 60) expect([sessions < 0.3, turnout < 0.3, money < 0.5]).toEqual([true, true, true]);
    expect(money).toBeLessThanOrEqual(1);
  }
  expect(await rows(`SELECT state, count(*)::int AS n FROM project WHERE round_id = $1 GROUP BY state ORDER BY state`)).toEqual([{ state: 'accepted', n: 3 }, { state: 'closed', n: 6 }, { state: 'rectifying', n: 1 }]);
});

it('keeps an evaluator who stepped aside, and another whom the street may ask', async () => {
  const manager = await as('manager');
  const { rows: all, evaluators } = await manager.do(listRoundEvaluations, { params: { roundId }, query: { stage: 'midterm' } });
  const aside = all.filter((row) => row.evaluation?.state === 'recused');
  expect(aside).toMatchObject([{ assignable: true, projectState: 'rectifying', evaluation: { total: null, recusalReason: expect.stringContaining('回避') as string } }]);
  expect(evaluators.filter((one) => !aside[0]?.notFor.includes(one.id)).map((one) => one.name)).toEqual(['蒋雨晨']);
  expect((await manager.do(listTodos)).rows.filter((row) => row.id.startsWith('reassign_evaluation:'))).toHaveLength(1);
});

it('writes the agreement with the amount in figures and in capitals', async () => {
  const [project] = await rows<{ id: string; title: string }>('SELECT id, title FROM project WHERE round_id = $1 ORDER BY number LIMIT 1');
  const handler = await as('handler');
  const agreement = await handler.do(getAgreement, { params: { id: project?.id ?? '' } });
  const { bytes } = await handler.download(`/files/${agreement.pdf?.id ?? ''}`);
  const text = (await readPdf(bytes)).pages.join('').replace(/\s/g, '');
  expect(text).toContain('人民币贰万元整');
  expect(text).toContain((project?.title ?? '').replace(/\s/g, ''));
});

it('exports the round to Excel with the same sums', async () => {
  const { bytes, headers } = await (await as('undertaker')).download(`/rounds/${roundId}/export.xlsx`);
  expect(headers['content-type']).toContain('spreadsheetml');
  const book = new exceljs.Workbook();
  // exceljs declares an older Buffer
  await book.xlsx.load(bytes as never);
  expect(book.worksheets.map((sheet) => sheet.name)).toEqual(['申报', '评分', '立项', '项目', '拨付']);
  const paid = book.getWorksheet('拨付');
  let sum = 0;
  paid?.eachRow((row, n) => {
    if (n > 1) sum += Number(row.getCell(7).value ?? 0);
  });
  expect(sum).toBe(190_000);
});

it('leaves to-dos to the one whose turn it is, and nothing to a stranger', async () => {
  const owner = await as('applicant');
  expect((await owner.do(listTodos)).rows.every((todo) => todo.to.startsWith('/app/'))).toBe(true);
  const stranger = await (await t.world()).stranger();
  expect((await stranger.call(getDashboard, { params: { roundId } })).status).toBe(404);
  expect((await stranger.call(getJudging, { params: { roundId } })).status).toBe(404);
  expect((await stranger.do(listTodos)).rows).toEqual([]);
});

it('keeps a chain of everything that happened, unbroken', async () => {
  await sealAll(t);
  const reports = await verifyChains(t.owner);
  expect(reports.length).toBeGreaterThan(0);
  for (const report of reports) expect(report).toMatchObject({ broken: null, sealed: report.events });
  expect(reports.reduce((sum, report) => sum + report.events, 0)).toBeGreaterThan(1000);
});
