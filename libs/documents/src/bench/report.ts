import type { Fonts } from '../kit/fonts';
import { Paper, type Rendered } from '../kit/page';
import { table } from '../kit/table';
import { HEADING, TABLE } from '../kit/look';
import { sampleReport } from '../evaluation-report/sample';
import type { EvaluationReport } from '../evaluation-report/model';

/** The model for measuring the evaluation report: `n` makes numbers and names differ, as in a batch. */
export function benchReport(n = 0): EvaluationReport {
  const sample = sampleReport();
  const seq = String(n).padStart(4, '0');
  return { ...sample, reportNo: `WZPG-2026-${seq}`, project: { ...sample.project, no: `WZ-CJ-2026-${seq}`, name: `${sample.project.name}（${seq}）` } };
}

/** The plain text of three pages: on each a heading, a table of 12 rows and 6 columns and three paragraphs. */
export interface BenchPage {
  readonly heading: string;
  readonly rows: readonly (readonly string[])[];
  readonly paragraphs: readonly string[];
}

const SENTENCE = '评估组查阅了项目的活动记录、签到表、现场照片与财务票据，并对服务对象进行访谈和问卷调查，认为项目按照协议约定开展服务，资金使用符合规定，达到预期目标，居民满意度为 96.1%。';

export function benchPages(n = 0): BenchPage[] {
  return [1, 2, 3].map((page) => ({
    heading: `第${page}部分　项目实施情况（编号 ${n}-${page}）`,
    rows: Array.from({ length: 12 }, (_, row) => [
      String(row + 1),
      `活动第${row + 1}次`,
      `2026-0${(row % 9) + 1}-1${row % 10}`,
      '春江社区居民活动室',
      `${30 + row}人次`,
      `${(1200 + row * 37).toFixed(2)}`,
    ]),
    paragraphs: [0, 1, 2].map((at) => `（${at + 1}）${SENTENCE}`),
  }));
}

/** Those pages set with the kit: tagged, with a header, page numbers and an outline. */
export function renderBenchPages(pages: readonly BenchPage[], fonts: Fonts): Rendered {
  const paper = new Paper({ fonts, title: '三页报告', createdAt: new Date('2026-12-18T00:00:00Z'), header: { left: '三页报告', right: 'BENCH' } });
  pages.forEach((page, index) => {
    if (index) paper.newPage();
    paper.heading(1, page.heading);
    table(paper, {
      columns: ['序号', '活动名称', '日期', '地点', '人次', '支出（元）'].map((title, column) => ({ title, align: column === 5 ? ('right' as const) : ('left' as const) })),
      rows: page.rows.map((cells) => ({ cells })),
    });
    paper.gap(10);
    for (const paragraph of page.paragraphs) paper.paragraph(paragraph);
  });
  return paper.finish();
}

/** The type sizes of `renderBenchPages`, for a control that draws the same text with bare pdfkit. */
export const BENCH_TYPE = { heading: HEADING[0]!.size, table: TABLE.size, body: 10.5 } as const;
