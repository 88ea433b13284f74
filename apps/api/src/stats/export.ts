import { PassThrough } from 'node:stream';
import type { DataSource } from 'typeorm';
import type { CellValue, Sheet, SheetColumn } from '@weichuang/documents/excel/workbook';
import { writeWorkbook } from '@weichuang/documents/excel/workbook';
import type { Ctx } from '@weichuang/platform/context/ctx';
import { Transaction } from '@weichuang/platform/context/transaction';
import { textOf } from '@weichuang/platform/http/texts';
import { outcomeSql, PUBLIC_AWARD } from '../applications/applications.queries';

const PAGE = 1000;

type Locale = Ctx['locale'];

interface SheetQuery {
  /** `EXPORT.SHEET.<name>` */
  readonly name: string;
  /** `EXPORT.COLUMN.<id>`; `words`: the cell holds a state, said by `EXPORT.<words>.<state>` */
  readonly columns: readonly (Omit<SheetColumn, 'title'> & { readonly id: string; readonly words?: string })[];
  /** ordered by the last column `k`; $1 the round, $2 the last `k` of the page before */
  readonly sql: (language: 'zh' | 'en') => string;
}

const text = (id: string, width?: number) => ({ id, type: 'text' as const, ...(width ? { width } : {}) });
const money = (id: string) => ({ id, type: 'money' as const });
const state = (words: string) => ({ id: 'state', type: 'text' as const, width: 14, words });

/** What the round's pages show, row by row: the same states in the same words, the same sums. */
const SHEETS: readonly SheetQuery[] = [
  {
    name: 'applications',
    columns: [text('number', 20), text('title', 36), text('organization', 28), text('track', 16), text('community', 14), money('requested'), money('own'), state('application'), { id: 'submittedAt', type: 'moment' }],
    sql: (language) => `SELECT a.number, a.title, o.name,
        COALESCE((SELECT COALESCE(NULLIF(k -> 'name' ->> '${language}', ''), k -> 'name' ->> 'zh') FROM jsonb_array_elements(r.config -> 'tracks') k WHERE k ->> 'id' = a.track_id), a.track_id) AS track,
        c.name AS community, a.requested_fen, a.own_fen,
        CASE WHEN a.state = 'qualified' THEN COALESCE((SELECT ${outcomeSql('known.state', 'r.state')} FROM (SELECT ${PUBLIC_AWARD} AS state FROM award w WHERE w.application_id = a.id ORDER BY w.created_at DESC LIMIT 1) known), a.state) ELSE a.state END AS state,
        a.submitted_at, a.id AS k
      FROM application a JOIN round r ON r.id = a.round_id JOIN organization o ON o.id = a.organization_id LEFT JOIN community c ON c.id = a.community_id
      WHERE a.round_id = $1 AND a.submitted_at IS NOT NULL AND a.id > $2 ORDER BY a.id LIMIT ${PAGE}`,
  },
  {
    name: 'scores',
    columns: [text('number', 20), text('title', 36), text('judge', 12), state('scorecard'), { id: 'score', type: 'decimal' }, { id: 'lockedAt', type: 'moment' }, text('comment', 40)],
    sql: () => `SELECT a.number, a.title, u.name, s.state, s.total::text, s.locked_at, s.comment, s.id AS k
      FROM scorecard s JOIN application a ON a.id = s.application_id JOIN user_account u ON u.id = s.judge_id JOIN review_stage g ON g.id = s.review_stage_id
      WHERE s.round_id = $1 AND g.state IN ('closed', 'frozen') AND s.id > $2 ORDER BY s.id LIMIT ${PAGE}`,
  },
  {
    name: 'awards',
    columns: [{ id: 'rank', type: 'integer' }, text('number', 20), text('title', 36), text('organization', 28), { id: 'score', type: 'decimal' }, money('grant'), state('award'), { id: 'waitlist', type: 'integer', width: 12 }],
    sql: () => `SELECT w.rank, a.number, a.title, o.name, w.score, w.amount_fen, w.state, w.waitlist, w.id AS k
      FROM award w JOIN application a ON a.id = w.application_id JOIN organization o ON o.id = w.organization_id WHERE w.round_id = $1 AND w.id > $2 ORDER BY w.id LIMIT ${PAGE}`,
  },
  {
    name: 'projects',
    columns: [text('number', 20), text('title', 36), text('organization', 28), text('community', 14), state('project'), money('grant'), money('netPaid'), money('spent'), { id: 'activities', type: 'integer' }, { id: 'attendances', type: 'integer' },
      { id: 'openFindings', type: 'integer', width: 12 }, { id: 'midterm', type: 'decimal' }, { id: 'final', type: 'decimal' }],
    sql: () => `SELECT p.number, p.title, o.name, c.name AS community, p.state, p.grant_fen, (SELECT COALESCE(sum(paid_fen - returned_fen), 0)::bigint FROM tranche t WHERE t.project_id = p.id) AS paid,
        (SELECT COALESCE(sum(amount_fen), 0)::bigint FROM expense x WHERE x.project_id = p.id AND x.source = 'grant' AND x.removed_at IS NULL) AS spent, v.activities, v.attendances,
        (SELECT count(*) FROM finding f WHERE f.project_id = p.id AND f.state <> 'closed') AS findings,
        (SELECT e.total FROM evaluation e WHERE e.project_id = p.id AND e.stage = 'midterm' AND e.state = 'confirmed') AS midterm,
        (SELECT e.total FROM evaluation e WHERE e.project_id = p.id AND e.stage = 'final' AND e.state = 'confirmed') AS final, p.id AS k
      FROM project p JOIN organization o ON o.id = p.organization_id LEFT JOIN community c ON c.id = p.community_id,
        LATERAL (SELECT count(*) AS activities, COALESCE(sum(attendance_count), 0)::bigint AS attendances FROM activity_record r WHERE r.project_id = p.id AND r.removed_at IS NULL) v
      WHERE p.round_id = $1 AND p.id > $2 ORDER BY p.id LIMIT ${PAGE}`,
  },
  {
    name: 'payments',
    columns: [text('number', 20), text('title', 36), text('organization', 28), text('tranche', 12), money('due'), state('tranche'), money('paid'), money('returned'), { id: 'paidOn', type: 'date' }, text('voucher', 22)],
    sql: () => `SELECT p.number, p.title, o.name, t.name AS part, t.amount_fen, t.state, t.paid_fen, t.returned_fen, t.paid_on, t.voucher_number, t.id AS k
      FROM tranche t JOIN project p ON p.id = t.project_id JOIN organization o ON o.id = p.organization_id WHERE t.round_id = $1 AND t.id > $2 ORDER BY t.id LIMIT ${PAGE}`,
  },
];

/** Rows page by page, so that memory stays flat however many there are. */
async function* rowsOf(tx: Transaction, query: SheetQuery, roundId: string, locale: Locale): AsyncIterable<readonly CellValue[]> {
  const sql = query.sql(locale === 'en' ? 'en' : 'zh');
  const said = (value: CellValue, words: string | undefined): CellValue => (words && typeof value === 'string' ? textOf(locale, `EXPORT.${words}.${value}`, {}) : value);
  let last = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows: Record<string, CellValue>[] = await tx.em.query(sql, [roundId, last]);
    for (const { k, ...row } of rows) {
      last = String(k);
      yield Object.values(row).map((value, at) => said(value, query.columns[at]?.words));
    }
    if (rows.length < PAGE) return;
  }
}

/** The workbook of a round in one language, written while it is sent, from one reading transaction of its own in the round's street. */
export function exportOf(source: DataSource, tenantId: string, roundId: string, locale: Locale, now: Date, onError: (error: unknown) => void): PassThrough {
  const out = new PassThrough();
  const write = async (): Promise<void> => {
    const tx = await Transaction.begin(source, [tenantId], true);
    try {
      await tx.em.query(`SET LOCAL statement_timeout = '60s'`);
      const sheets: Sheet[] = SHEETS.map((query) => ({
        name: textOf(locale, `EXPORT.SHEET.${query.name}`, {}),
        columns: query.columns.map(({ id, words: _, ...column }) => ({ ...column, title: textOf(locale, `EXPORT.COLUMN.${id}`, {}) })),
        rows: rowsOf(tx, query, roundId, locale),
      }));
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
