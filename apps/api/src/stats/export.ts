import { PassThrough } from 'node:stream';
import type { DataSource } from 'typeorm';
import type { CellValue, Sheet, SheetColumn } from '@weichuang/documents/excel/workbook';
import { writeWorkbook } from '@weichuang/documents/excel/workbook';
import { Transaction } from '@weichuang/platform/context/transaction';

const PAGE = 1000;

interface Query {
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  /** ordered by the last column `k`; $1 the round, $2 the last `k` of the page before */
  readonly sql: string;
}

const text = (title: string, width?: number): SheetColumn => ({ title, type: 'text', ...(width ? { width } : {}) });

const SHEETS: readonly Query[] = [
  {
    name: '申报',
    columns: [text('编号', 20), text('项目名称', 36), text('申报单位', 28), text('赛道', 10), text('社区', 14), { title: '申请金额（元）', type: 'money' }, { title: '自筹（元）', type: 'money' }, text('状态', 12), { title: '提交时间', type: 'moment' }],
    sql: `SELECT a.number, a.title, o.name, a.track_id, c.name AS community, a.requested_fen, a.own_fen, a.state, a.submitted_at, a.id AS k
      FROM application a JOIN organization o ON o.id = a.organization_id LEFT JOIN community c ON c.id = a.community_id
      WHERE a.round_id = $1 AND a.submitted_at IS NOT NULL AND a.id > $2 ORDER BY a.id LIMIT ${PAGE}`,
  },
  {
    name: '评分',
    columns: [text('编号', 20), text('项目名称', 36), text('评委', 12), text('状态', 10), { title: '得分', type: 'decimal' }, { title: '锁定时间', type: 'moment' }, text('评语', 40)],
    sql: `SELECT a.number, a.title, u.name, s.state, s.total::text, s.locked_at, s.comment, s.id AS k
      FROM scorecard s JOIN application a ON a.id = s.application_id JOIN user_account u ON u.id = s.judge_id JOIN review_stage g ON g.id = s.review_stage_id
      WHERE s.round_id = $1 AND g.state IN ('closed', 'frozen') AND s.id > $2 ORDER BY s.id LIMIT ${PAGE}`,
  },
  {
    name: '立项',
    columns: [{ title: '名次', type: 'integer' }, text('编号', 20), text('项目名称', 36), text('单位', 28), { title: '得分', type: 'decimal' }, { title: '资助金额（元）', type: 'money' }, text('状态', 14), { title: '递补次序', type: 'integer' }],
    sql: `SELECT w.rank, a.number, a.title, o.name, w.score, w.amount_fen, w.state, w.waitlist, w.id AS k
      FROM award w JOIN application a ON a.id = w.application_id JOIN organization o ON o.id = w.organization_id WHERE w.round_id = $1 AND w.id > $2 ORDER BY w.id LIMIT ${PAGE}`,
  },
  {
    name: '拨付',
    columns: [text('项目编号', 20), text('项目名称', 36), text('单位', 28), text('款项', 12), { title: '应拨（元）', type: 'money' }, text('状态', 12), { title: '已拨（元）', type: 'money' }, { title: '退回（元）', type: 'money' }, { title: '拨付日期', type: 'date' }, text('凭证号', 22)],
    sql: `SELECT p.number, p.title, o.name, t.name AS part, t.amount_fen, t.state, t.paid_fen, t.returned_fen, t.paid_on, t.voucher_number, t.id AS k
      FROM tranche t JOIN project p ON p.id = t.project_id JOIN organization o ON o.id = p.organization_id WHERE t.round_id = $1 AND t.id > $2 ORDER BY t.id LIMIT ${PAGE}`,
  },
];

/** Rows page by page, so that memory stays flat however many there are. */
async function* rowsOf(tx: Transaction, query: Query, roundId: string): AsyncIterable<readonly CellValue[]> {
  let last = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows: Record<string, CellValue>[] = await tx.em.query(query.sql, [roundId, last]);
    for (const { k, ...row } of rows) {
      last = String(k);
      yield Object.values(row);
    }
    if (rows.length < PAGE) return;
  }
}

/** The workbook of a round, written while it is sent, from one reading transaction of its own in the round's street. */
export function exportOf(source: DataSource, tenantId: string, roundId: string, now: Date, onError: (error: unknown) => void): PassThrough {
  const out = new PassThrough();
  const write = async (): Promise<void> => {
    const tx = await Transaction.begin(source, [tenantId], true);
    try {
      await tx.em.query(`SET LOCAL statement_timeout = '60s'`);
      const sheets: Sheet[] = SHEETS.map((query) => ({ name: query.name, columns: query.columns, rows: rowsOf(tx, query, roundId) }));
      await writeWorkbook(out, sheets, now);
    } finally {
      await tx.rollback();
    }
  };
  write().catch((error: unknown) => {
    onError(error);
    out.destroy(error instanceof Error ? error : new Error('export'));
  });
  return out;
}
