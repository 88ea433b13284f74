import type { Writable } from 'node:stream';
import type exceljs from 'exceljs';
import { isDate } from '@weichuang/kernel/calendar';

/**
 * How a column is written. Money comes in fen and stands in yuan; a date is a day `YYYY-MM-DD`, a moment an instant in China's
 * time; decimals (scores) come as strings. Text is always text: what looks like a formula is shown, never computed.
 */
export type ColumnType = 'text' | 'integer' | 'decimal' | 'money' | 'percent' | 'date' | 'moment';

export interface SheetColumn {
  readonly title: string;
  readonly type: ColumnType;
  /** in characters; by type unless said */
  readonly width?: number;
}

/** `percent` takes basis points. Null and '' leave the cell empty. */
export type CellValue = string | number | Date | null | undefined;

export interface Sheet {
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  readonly rows: Iterable<readonly CellValue[]> | AsyncIterable<readonly CellValue[]>;
}

const FORMAT: Record<ColumnType, string> = {
  text: '@',
  integer: '#,##0',
  decimal: '0.00##',
  money: '#,##0.00',
  percent: '0.00%',
  date: 'yyyy-mm-dd',
  moment: 'yyyy-mm-dd hh:mm:ss',
};
const WIDTH: Record<ColumnType, number> = { text: 22, integer: 10, decimal: 10, money: 15, percent: 10, date: 12, moment: 20 };
const STYLE = Object.fromEntries(
  (Object.keys(FORMAT) as ColumnType[]).map((type) => [type, { numFmt: FORMAT[type], alignment: { vertical: 'top', wrapText: type === 'text' } }]),
) as Record<ColumnType, Partial<exceljs.Style>>; // the keys are FORMAT's
const SHANGHAI_MS = 8 * 3_600_000;
/** rows between two looks at the stream: enough to be quick, few enough to keep memory flat */
const BATCH = 256;
/** what a cell can hold (Excel's limit), in UTF-16 units */
const LONGEST = 32_767;
const MOST_ROWS = 1_048_575;

/**
 * Writes a workbook to a stream, row by row: memory does not grow with the rows. The head is frozen and has a filter.
 * Resolves when the last byte is handed over; the number of rows of each sheet comes back.
 * @throws RangeError for a row beyond what a sheet can hold (1,048,575 under the head)
 */
export async function writeWorkbook(out: Writable, sheets: readonly Sheet[], createdAt: Date): Promise<number[]> {
  const { default: excel } = await import('exceljs'); // large, and only exports want it
  const book = new excel.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true, useSharedStrings: false, zip: { zlib: { level: 1 } } });
  book.creator = '微创投';
  book.created = createdAt;
  book.modified = createdAt;
  const counts: number[] = [];
  const taken = new Set<string>();
  for (const sheet of sheets) counts.push(await writeSheet(book, sheet, sheetName(sheet.name, taken), out));
  await book.commit();
  return counts;
}

async function writeSheet(book: exceljs.stream.xlsx.WorkbookWriter, sheet: Sheet, name: string, out: Writable): Promise<number> {
  const page = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
  page.columns = sheet.columns.map(({ type, width }) => ({ width: width ?? WIDTH[type] }));
  page.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: Math.max(1, sheet.columns.length) } };
  const head = page.addRow(sheet.columns.map(({ title }) => safeText(title)));
  head.eachCell((cell) => {
    cell.numFmt = '@';
    cell.font = { bold: true };
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE9EEF4' } };
    cell.alignment = { vertical: 'middle', horizontal: 'center', wrapText: true };
  });
  head.commit();
  const types = sheet.columns.map(({ type }) => type);
  let count = 0;
  for await (const row of sheet.rows) {
    if (++count > MOST_ROWS) throw new RangeError(`more rows than a sheet holds: ${name}`);
    const line = page.addRow(types.map((type, index) => cellOf(type, row[index])));
    // one style object per type: exceljs knows it again, where a style of the column would be merged anew for every cell
    for (let at = 0; at < types.length; at++) line.getCell(at + 1).style = STYLE[types[at]!];
    line.commit();
    // lets the stream carry away what was written, and other work have its turn
    if (count % BATCH === 0) await drained(out);
  }
  page.commit();
  return count;
}

/** @throws TypeError for a value its column cannot hold: a bug of the caller */
function cellOf(type: ColumnType, value: CellValue): string | number | Date | null {
  if (value === null || value === undefined || value === '') return null;
  switch (type) {
    case 'text':
      return safeText(value instanceof Date ? value.toISOString() : String(value));
    case 'integer':
    case 'decimal':
      return finite(value);
    case 'money':
      return whole(value) / 100;
    case 'percent':
      return whole(value) / 10_000;
    case 'date':
      if (typeof value !== 'string' || !isDate(value)) throw new TypeError(`not a date: ${String(value)}`);
      return new Date(`${value}T00:00:00Z`);
    case 'moment':
      if (!(value instanceof Date)) throw new TypeError(`not an instant: ${String(value)}`);
      // Excel knows no zones: the cell shows what a clock in China shows
      return new Date(value.getTime() + SHANGHAI_MS);
  }
}

function finite(value: CellValue): number {
  const number = Number(value);
  if (!Number.isFinite(number) || value instanceof Date) throw new TypeError(`not a number: ${String(value)}`);
  return number;
}

function whole(value: CellValue): number {
  if (!Number.isSafeInteger(value)) throw new TypeError(`not a whole number: ${String(value)}`);
  return Number(value);
}

/** Without what XML cannot carry, and no longer than a cell holds. It goes out as an inline string, so `=1+1` stays text. */
function safeText(text: string): string {
  const clean = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '');
  return clean.length > LONGEST ? `${clean.slice(0, LONGEST - 1)}…` : clean;
}

/** A name Excel takes: without its forbidden marks, at most 31 characters, used once. */
function sheetName(name: string, taken: Set<string>): string {
  const base = safeText(name).replace(/[\\/?*[\]:]/g, ' ').replace(/^'+|'+$/g, '').trim().slice(0, 31) || '工作表';
  let free = base;
  for (let n = 2; taken.has(free.toLowerCase()); n++) free = `${base.slice(0, 28)}(${n})`;
  taken.add(free.toLowerCase());
  return free;
}

function drained(out: Writable): Promise<void> {
  if (out.destroyed) return Promise.reject(new Error('the workbook is no longer wanted: its stream was closed'));
  if (!out.writableNeedDrain) return new Promise((resolve) => setImmediate(resolve));
  return new Promise((resolve, reject) => {
    const end = (error?: Error): void => {
      out.off('drain', flowing).off('close', gone).off('error', end);
      if (error) reject(error);
      else resolve();
    };
    const flowing = (): void => end();
    const gone = (): void => end(new Error('the workbook is no longer wanted: its stream was closed'));
    out.once('drain', flowing).once('close', gone).once('error', end);
  });
}
