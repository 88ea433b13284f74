import { PassThrough, Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import exceljs from 'exceljs';
import fc from 'fast-check';
import { type CellValue, type Sheet, writeWorkbook } from './workbook';

const CREATED = new Date('2026-04-10T02:00:00Z');
const COLUMNS: Sheet['columns'] = [
  { title: '名称', type: 'text' },
  { title: '人次', type: 'integer' },
  { title: '得分', type: 'decimal' },
  { title: '金额（元）', type: 'money' },
  { title: '执行率', type: 'percent' },
  { title: '日期', type: 'date' },
  { title: '提交时间', type: 'moment' },
];

async function written(sheets: readonly Sheet[]): Promise<exceljs.Workbook> {
  const out = new PassThrough();
  const [bytes] = await Promise.all([buffer(out), writeWorkbook(out, sheets, CREATED)]);
  const book = new exceljs.Workbook();
  // exceljs' types were made for an older Buffer
  await book.xlsx.load(bytes as unknown as Parameters<typeof book.xlsx.load>[0]);
  return book;
}
const texts = async (values: readonly CellValue[]): Promise<exceljs.Cell[]> => {
  const book = await written([{ name: '表', columns: [{ title: '文', type: 'text' }], rows: values.map((value) => [value]) }]);
  return values.map((_, at) => book.worksheets[0]!.getCell(at + 2, 1));
};

describe('workbook', () => {
  it('reads back with its types and formats', async () => {
    const book = await written([{ name: '项目', columns: COLUMNS, rows: [['镕敏𠮷', 1862, '91.50', 1_640_902, 9740, '2026-04-10', new Date('2026-02-27T08:41:09Z')]] }]);
    const row = book.worksheets[0]!.getRow(2);
    expect([1, 2, 3, 4, 5].map((at) => row.getCell(at).value)).toEqual(['镕敏𠮷', 1862, 91.5, 16409.02, 0.974]);
    expect(row.getCell(6).value).toEqual(new Date('2026-04-10T00:00:00Z'));
    expect(row.getCell(7).value).toEqual(new Date('2026-02-27T16:41:09Z')); // a clock in China
    expect(row.getCell(4).numFmt).toBe('#,##0.00');
    expect(row.getCell(6).numFmt).toBe('yyyy-mm-dd');
    expect(row.getCell(1).type).toBe(exceljs.ValueType.String);
  });

  it('freezes its head, filters it and sets widths', async () => {
    const sheet = (await written([{ name: '项目', columns: COLUMNS, rows: [] }])).worksheets[0]!;
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
    expect(sheet.autoFilter).toBe('A1:G1');
    expect(sheet.getColumn(1).width).toBe(22);
    expect(sheet.getRow(1).values).toEqual([undefined, ...COLUMNS.map((column) => column.title)]);
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1', '=HYPERLINK("http://a","b")', "=cmd|' /C calc'!A0"])('%j stays text', async (text) => {
    const [cell] = await texts([text]);
    expect(cell!.type).toBe(exceljs.ValueType.String);
    expect(cell!.formula).toBeUndefined();
    expect(String(cell!.value).trim()).toBe(text.trim());
  });

  it('keeps any text but what XML cannot carry', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), { minLength: 1, maxLength: 20 }), async (values) => {
        const cells = await texts(values);
        const plain = values.map((value) => value.replace(/\r\n?/g, '\n'));
        expect(cells.map((cell) => String(cell.value ?? '').replace(/\r\n?/g, '\n'))).toEqual(plain);
      }),
      { numRuns: 30 },
    );
    const [cell] = await texts(['a\u0000b\ud800c\uffff']);
    expect(cell!.value).toBe('abc');
  });

  it('cuts what no cell can hold', async () => {
    const [cell] = await texts(['长'.repeat(40_000)]);
    expect(String(cell!.value)).toHaveLength(32_767);
    expect(String(cell!.value).endsWith('…')).toBe(true);
  });

  it('leaves empty what is not there', async () => {
    const book = await written([{ name: '项目', columns: COLUMNS, rows: [[null, undefined, '', null, null, null, null], []] }]);
    for (let at = 1; at <= 7; at++) expect(book.worksheets[0]!.getRow(2).getCell(at).value).toBeNull();
  });

  it.each([
    ['a part of a fen', 'money', 1.5],
    ['a date that is none', 'date', '2026-02-30'],
    ['no number', 'integer', 'x'],
    ['no instant', 'moment', '2026-01-01'],
  ] as const)('refuses %s', async (_, type, value) => {
    const out = new PassThrough();
    out.resume();
    await expect(writeWorkbook(out, [{ name: '表', columns: [{ title: '列', type }], rows: [[value]] }], CREATED)).rejects.toThrow(TypeError);
  });

  it('takes names that Excel would not', async () => {
    const column: Sheet['columns'] = [{ title: '列', type: 'text' }];
    const book = await written(['a/b:c', 'A/B:C', '', '很长的名称'.repeat(10)].map((name) => ({ name, columns: column, rows: [] })));
    expect(book.worksheets.map((sheet) => sheet.name)).toEqual(['a b c', 'A B C(2)', '工作表', '很长的名称'.repeat(7).slice(0, 31)]);
  });

  it('takes rows as they come, and stops when nobody reads any more', async () => {
    let made = 0;
    async function* rows(): AsyncGenerator<CellValue[]> {
      for (let at = 0; at < 1_000_000; at++) {
        made++;
        yield [`第${at}行`];
      }
    }
    const out = new Writable({
      write(_chunk, _encoding, done) {
        setImmediate(done);
      },
    });
    const work = writeWorkbook(out, [{ name: '表', columns: [{ title: '列', type: 'text' }], rows: rows() }], CREATED);
    setTimeout(() => out.destroy(), 50);
    await expect(work).rejects.toThrow('no longer wanted');
    expect(made).toBeLessThan(1_000_000);
  });

  it('counts the rows of each sheet', async () => {
    const out = new PassThrough();
    out.resume();
    const column: Sheet['columns'] = [{ title: '列', type: 'integer' }];
    expect(await writeWorkbook(out, [{ name: '甲', columns: column, rows: [[1], [2]] }, { name: '乙', columns: column, rows: [] }], CREATED)).toEqual([2, 0]);
  });
});
