import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPdf, withoutBlanks } from '@weichuang/testing/pdf';
import { type Fonts, loadFonts } from '../kit/fonts';
import { renderEvaluationReport } from './render';
import { sampleReport } from './sample';

/** one grey dot */
const png = (): Buffer => Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==', 'base64');

let fonts: Fonts;
beforeAll(async () => {
  fonts = await loadFonts(join(tmpdir(), 'weichuang-test-fonts'));
});

describe('evaluation report', () => {
  it('says everything its model says', async () => {
    const report = sampleReport();
    const text = withoutBlanks((await readPdf(renderEvaluationReport(report, fonts).bytes)).pages.join('').replace(/\S* *\n第 \d+ 页 \/ 共 \d+ 页/g, ''));
    const said = [
      report.reportNo,
      ...report.basis,
      report.project.summary,
      report.organization.uscc,
      ...report.evaluators.map((person) => person.name),
      report.declaration,
      ...report.dimensions.flatMap((dimension) => [dimension.score, ...dimension.items.flatMap((item) => [item.name, item.evidence, item.comment])]),
      ...report.strengths,
      ...report.problems,
      ...report.suggestions,
      report.conclusion,
      report.paymentAdvice,
      ...report.annexes,
      report.verification.code,
      report.verification.digest,
      '18,245.60',
      '1,862人次',
      '214人',
      '97.4%',
      '满意度96.1%',
    ];
    // what stands side by side in a row of a table may be read between the lines of a neighbour
    for (const one of said) if (one.length < 14 || !report.dimensions.some((dimension) => dimension.items.some((item) => item.evidence === one || item.comment === one))) expect(text).toContain(withoutBlanks(one));
  });

  it('is outlined by its parts, tagged, and described', async () => {
    const report = sampleReport();
    const reading = await readPdf(renderEvaluationReport(report, fonts).bytes);
    expect(reading.title).toBe('“邻里晨光”社区独居老人关怀项目末期评估报告');
    expect(reading.author).toBe(report.evaluatingBody);
    expect(reading.outline.map((item) => item.title)).toEqual([
      '封面',
      '一、评估依据',
      '二、项目概况',
      '三、评估方法与过程',
      '四、评估人员',
      '五、指标评分',
      '六、资金使用情况',
      '七、活动与服务成效',
      '八、督导与整改',
      '九、评估意见',
      '（一）主要成效',
      '（二）存在问题',
      '（三）改进建议',
      '十、评估结论与拨付建议',
      '附件清单',
    ]);
    expect(reading.alts).toEqual(['各维度得分率：项目实施 93.8%；人力物资投入 86.7%；财务管理 90.0%；项目成效 92.0%；60%', `二维码：${report.verification.url}`]);
    expect(withoutBlanks(reading.pages[0]!)).not.toContain('第1页');
    expect(withoutBlanks(reading.pages[1]!)).toContain(`第2页/共${reading.pageCount}页`);
  });

  it('stands with nothing to report', async () => {
    const sample = sampleReport();
    const { pages } = await readPdf(
      renderEvaluationReport(
        sampleReport({
          basis: [],
          steps: [],
          evaluators: [],
          dimensions: [],
          strengths: [],
          problems: [],
          suggestions: [],
          annexes: [],
          finance: { ...sample.finance, categories: [], tranches: [], remark: '' },
          satisfaction: { ...sample.satisfaction, rateBp: null },
        }),
        fonts,
      ).bytes,
    );
    const text = withoutBlanks(pages.join(''));
    for (const said of ['（未列明）', '（未记录评估日程）', '（未登记评估人员）', '（无拨付记录）', '未取得有效答卷', '无附件。']) expect(text).toContain(said);
  });

  it('shows bonus and penalty, and names the characters it could not draw', async () => {
    const sample = sampleReport();
    const { bytes, missing } = renderEvaluationReport(
      sampleReport({
        adjustments: [{ name: '媒体报道', score: '+3.0', reason: '省级媒体报道' }, { name: '逾期', score: '-1.5', reason: '逾期 3 日' }],
        organization: { ...sample.organization, leader: '𠮷敏' },
      }),
      fonts,
    );
    const text = withoutBlanks((await readPdf(bytes)).pages.join(''));
    expect(text).toContain('加分与扣分');
    expect(text).toContain('+3.0省级媒体报道');
    expect(text).toContain('-1.5逾期3日');
    expect(text).toContain('项目负责人𠮷敏');
    expect(missing).toEqual([{ char: '𠮷', code: 'U+20BB7', count: 1 }]);
  });

  it('lists activities over pages, shows photos with their captions, and findings', async () => {
    const sample = sampleReport();
    const held = Array.from({ length: 60 }, (_, i) => ({ date: '2026-06-01', title: `第 ${i + 1} 场`, place: '活动室', attendances: 20 + i, papers: '签到表' }));
    const photos = [{ bytes: png(), caption: '6月1日 第 1 场' }, { bytes: Buffer.from('no picture'), caption: '不是图片' }];
    const findings = [{ date: '2026-07-10', severity: '一般', description: '签到表未填写联系方式', rectifyBy: '2026-07-24', state: '已整改', rectification: '已补充' }];
    const reading = await readPdf(
      renderEvaluationReport(sampleReport({ activities: { ...sample.activities, held, photos }, supervision: { remark: '督导走访 1 次。', findings } }), fonts).bytes,
    );
    const text = withoutBlanks(reading.pages.join(''));
    for (const said of ['第1场', '第60场', '6月1日第1场', '督导走访1次。', '签到表未填写联系方式', '数据截至2026年12月12日', sample.confirmation]) expect(text).toContain(withoutBlanks(said));
    // the head comes again with the table; a file that is no picture is left out with its caption
    expect(reading.pages.filter((page) => withoutBlanks(page).includes('日期活动地点人次记录')).length).toBeGreaterThan(1);
    expect(reading.alts).toContain('6月1日 第 1 场');
    expect(text).not.toContain('不是图片');
  });

  it('has the same bytes each time', () => {
    expect(renderEvaluationReport(sampleReport(), fonts).bytes.equals(renderEvaluationReport(sampleReport(), fonts).bytes)).toBe(true);
  });
});
