import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { readPdf, withoutBlanks } from '@weichuang/testing/pdf';
import { forMetadata } from './engine';
import { type Fonts, loadFonts } from './fonts';
import { barChart } from './chart';
import { Paper, type Rendered } from './page';
import { printable } from './characters';
import { qrBoxes } from './qr';
import { table } from './table';

let fonts: Fonts;
beforeAll(async () => {
  fonts = await loadFonts(join(tmpdir(), 'weichuang-test-fonts'));
});

const CREATED = new Date('2026-04-10T02:00:00Z');
function made(draw: (paper: Paper) => void, options: { title?: string; header?: { left: string; right: string } } = {}): Rendered {
  const paper = new Paper({ fonts, title: options.title ?? '试验', createdAt: CREATED, header: options.header });
  draw(paper);
  return paper.finish();
}
/** the text of the first page without its number */
const body = (text: string): string => withoutBlanks(text).replace(/第1页\/共1页$/, '');

describe('text', () => {
  it.each([
    ['plain', '旺庄街道社区微创投大赛，共资助 11 个项目、1,335,000.00 元。'],
    ['rare names', '镕敏、䶮建国、㙍头、王喆、二〇二六年'],
    ['characters no font has', '𠮷祥里😀与𠀀'],
    ['two characters with one drawing', '一⼀二⼆人⼈'],
    ['dashes and dots', '——邻里……晨光——'],
    ['marks that markup would eat', '<b>&amp;</b> \\(a\\) [x] %PDF /JS (alert) << >>'],
  ])('%s: what is extracted is what was written', async (_, text) => {
    const { pages } = await readPdf(made((paper) => paper.paragraph(text)).bytes);
    expect(body(pages[0]!)).toBe(withoutBlanks(text));
  });

  it('holds for any text', async () => {
    const unit = fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...'社区微创投项目资助老人服务活动评估，。（）《》“”、') },
      fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((point) => String.fromCodePoint(point)),
      fc.integer({ min: 0x3400, max: 0x4db5 }).map((point) => String.fromCodePoint(point)),
      fc.integer({ min: 0x20000, max: 0x2a6d6 }).map((point) => String.fromCodePoint(point)),
      fc.integer({ min: 0x21, max: 0x7e }).map((point) => String.fromCodePoint(point)),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(unit, { minLength: 1, maxLength: 300 }), async (units) => {
        const text = units.join('');
        const { pages } = await readPdf(made((paper) => paper.paragraph(text)).bytes);
        expect(body(pages[0]!)).toBe(withoutBlanks(printable(text)));
      }),
      { numRuns: 25 },
    );
  });

  it('reports what no font has, each with its count, and nothing else', () => {
    const { missing } = made((paper) => {
      paper.paragraph('𠮷祥里，𠮷祥街');
      paper.paragraph([{ text: '镕冰😀', bold: true }]);
    });
    expect(missing).toEqual([
      { char: '𠮷', code: 'U+20BB7', count: 2 },
      { char: '😀', code: 'U+1F600', count: 1 },
    ]);
  });

  it('half a surrogate pair is shown as one', () => {
    expect(made((paper) => paper.paragraph('坏\ud842字')).missing).toEqual([{ char: '\ufffd', code: 'U+D842', count: 1 }]);
  });

  it('runs of different looks read in order', async () => {
    const { pages } = await readPdf(made((paper) => paper.paragraph([{ text: '大写：' }, { text: '人民币叁万元整', bold: true }, { text: '。', color: '#a33b20' }])).bytes);
    expect(body(pages[0]!)).toBe('大写：人民币叁万元整。');
  });
});

describe('document', () => {
  it('is tagged PDF 1.7 in Chinese, with its title', async () => {
    const reading = await readPdf(made((paper) => paper.paragraph('正文'), { title: '甲 & 乙 <丙>' }).bytes);
    expect(reading).toMatchObject({ title: '甲 ＆ 乙 ＜丙＞', lang: 'zh-CN', version: '1.7', tagged: true, pageCount: 1 });
    expect(reading.tags).toMatchObject({ Document: 1, P: 1 });
  });

  it('a title cannot break the metadata', () => {
    expect(forMetadata('a<b>&c\u0000\ud800d')).toBe('a＜b＞＆c  d');
  });

  it('has the same bytes for the same content, and others for another date', () => {
    const draw = (paper: Paper): void => {
      paper.heading(1, '一、标题');
      paper.paragraph('镕𠮷'.repeat(300));
    };
    const [a, b] = [made(draw), made(draw)];
    expect(a.bytes.equals(b.bytes)).toBe(true);
    const other = new Paper({ fonts, title: '试验', createdAt: new Date('2026-04-11T02:00:00Z') });
    draw(other);
    expect(other.finish().bytes.equals(a.bytes)).toBe(false);
  });

  it('numbers all pages but its cover, and repeats the header on them', async () => {
    const { pages } = await readPdf(
      made(
        (paper) => {
          paper.cover();
          paper.paragraph('封面');
          paper.newPage();
          paper.paragraph('第二页');
          paper.newPage();
          paper.paragraph('第三页');
        },
        { header: { left: '微创投', right: 'WZ-17' } },
      ).bytes,
    );
    expect(pages.map(withoutBlanks)).toEqual(['封面', '第二页微创投WZ-17第2页/共3页', '第三页微创投WZ-17第3页/共3页']);
  });

  it('outlines its headings with their pages', async () => {
    const { outline } = await readPdf(
      made((paper) => {
        paper.heading(1, '一、概况');
        paper.paragraph('文');
        paper.heading(2, '（一）细目');
        paper.paragraph('文');
        paper.newPage();
        paper.heading(1, '二、𠮷');
        paper.paragraph('文');
      }).bytes,
    );
    expect(outline).toEqual([
      { title: '一、概况', level: 1, page: 1 },
      { title: '（一）细目', level: 2, page: 1 },
      { title: '二、𠮷', level: 1, page: 2 },
    ]);
  });

  it('never leaves a heading alone at the foot of a page', async () => {
    for (let lines = 25; lines < 40; lines++) {
      const { pages } = await readPdf(
        made((paper) => {
          for (let i = 0; i < lines; i++) paper.paragraph('行', { size: 10, leading: 18 }, { after: 0 });
          paper.heading(1, '标题甲');
          paper.heading(2, '标题乙');
          paper.paragraph('文'.repeat(200));
        }).bytes,
      );
      const at = pages.findIndex((page) => page.includes('标题甲'));
      expect(withoutBlanks(pages[at]!)).toMatch(/标题甲标题乙文{40,}/);
    }
  });

  it('never leaves a heading with only the first item of its list at the foot of a page', async () => {
    for (let lines = 25; lines < 40; lines++) {
      const { pages } = await readPdf(
        made((paper) => {
          for (let i = 0; i < lines; i++) paper.paragraph('行', { size: 10, leading: 18 }, { after: 0 });
          paper.heading(2, '标题甲');
          paper.list(['第一', '第二', '第三']);
        }).bytes,
      );
      expect(pages.find((page) => page.includes('标题甲'))).toContain('第二');
    }
  });

  it('splits a paragraph with two lines at least on each side', async () => {
    for (let lines = 30; lines < 40; lines++) {
      const { pages } = await readPdf(
        made((paper) => {
          for (let i = 0; i < lines; i++) paper.paragraph('行', { size: 10, leading: 18 }, { after: 0 });
          paper.paragraph('文'.repeat(200), { size: 10, leading: 18, align: 'justify' });
        }).bytes,
      );
      const parts = pages.map((page) => page.split('\n').filter((line) => /^文+$/.test(line)).length).filter((count) => count > 0);
      expect(Math.min(...parts)).toBeGreaterThanOrEqual(2);
    }
  });
});

describe('table', () => {
  const columns = [{ title: '序号', width: 40, align: 'center' as const }, { title: '项目名称' }, { title: '金额（元）', width: 90, align: 'right' as const }];

  it('repeats its head on every page and shows each row once, in order', async () => {
    const rows = Array.from({ length: 90 }, (_, at) => ({ cells: [String(at + 1), `项目${at + 1}号`, `${at + 1}.00`] }));
    const { pages, tags, pageCount } = await readPdf(made((paper) => table(paper, { columns, rows })).bytes);
    expect(pageCount).toBeGreaterThan(2);
    for (const page of pages) expect(withoutBlanks(page)).toMatch(/^序号项目名称金额（元）/);
    expect(pages.join('').match(/项目\d+号/g)).toEqual(rows.map((row) => row.cells[1]));
    expect(tags['TH']).toBe(3);
    expect(tags['TD']).toBe(270);
  });

  it('does not split a row that fits a page', async () => {
    const rows = Array.from({ length: 12 }, (_, at) => ({ cells: [String(at), `始${at}${'文'.repeat(300)}终${at}`, '1.00'] }));
    const { pages } = await readPdf(made((paper) => table(paper, { columns, rows })).bytes);
    for (let at = 0; at < 12; at++) expect(pages.findIndex((page) => page.includes(`始${at}文`))).toBe(pages.findIndex((page) => page.includes(`终${at}`)));
  });

  it('splits a row that is longer than a page, and loses nothing of it', async () => {
    const long = Array.from({ length: 1500 }, (_, at) => `${at}号`).join('、');
    const { pages, pageCount } = await readPdf(made((paper) => table(paper, { columns, rows: [{ cells: ['1', long, '1.00'] }, { cells: ['2', '后一行', '2.00'] }] })).bytes);
    expect(pageCount).toBeGreaterThan(2);
    const text = pages.map((page) => withoutBlanks(page).replace(/^序号项目名称金额（元）/, '').replace(/第\d+页\/共\d+页$/, '')).join('');
    expect(text.replace('1.00', '')).toBe(`1${long}2后一行2.00`);
  });

  it('keeps a total with the row above it, and a group with the row below', async () => {
    for (let count = 20; count < 50; count++) {
      const rows = [
        ...Array.from({ length: count }, (_, at) => ({ cells: [String(at), `行${at}。`, '1.00'] })),
        { tone: 'group' as const, cells: [{ text: '组别', span: 3 }] },
        { cells: ['x', '组内', '1.00'] },
        { tone: 'total' as const, cells: [{ text: '合计', span: 2 }, '9.00'] },
      ];
      const { pages } = await readPdf(made((paper) => table(paper, { columns, rows })).bytes);
      const page = pages.find((one) => one.includes('合计'))!;
      expect(page).toContain('组别');
      expect(page).toContain('组内');
    }
  });

  it('says so when it is empty', async () => {
    const { pages } = await readPdf(made((paper) => table(paper, { columns, rows: [], empty: '（无记录）' })).bytes);
    expect(body(pages[0]!)).toBe('序号项目名称金额（元）（无记录）');
  });
});

describe('figures', () => {
  it('a chart says its figures to those who cannot see it', async () => {
    const { alts, tags } = await readPdf(
      made((paper) =>
        barChart(paper, { title: '各维度得分率', bars: [{ label: '项目实施', partsBp: [9375], figure: '93.8%' }, { label: '成效', partsBp: [6000, 9000], figure: '100%' }], legend: ['甲', '乙'] }),
      ).bytes,
    );
    expect(alts).toEqual(['各维度得分率：项目实施 93.8%；成效 100%']);
    expect(tags['Figure']).toBe(1);
  });

  it('a QR code is the modules of the code, joined along the rows', () => {
    const boxes = qrBoxes('https://wct.example.gov.cn/v/1', 0, 0, 290);
    const unit = 290 / 29;
    const [x, y, width] = boxes[0]!;
    expect([x, y, width]).toEqual([0, 0, 7 * unit]); // the finder's upper edge
    for (const box of boxes) expect(box[0] + box[2]).toBeLessThanOrEqual(290.001);
  });
});
