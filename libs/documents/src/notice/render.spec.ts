import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPdf, withoutBlanks } from '@weichuang/testing/pdf';
import { type Fonts, loadFonts } from '../kit/fonts';
import { renderNotice } from './render';
import { sampleNotice } from './sample';

let fonts: Fonts;
beforeAll(async () => {
  fonts = await loadFonts(join(tmpdir(), 'weichuang-test-fonts'));
});

describe('public notice', () => {
  it.each([0, 1, 11, 60])('with %i projects: all of them, the total, the days and how to object', async (rows) => {
    const notice = sampleNotice(rows);
    const { pages } = await readPdf(renderNotice(notice, fonts).bytes);
    const text = withoutBlanks(pages.join(''));
    expect(text).toContain('公示时间：2026年3月25日至2026年3月31日（5个工作日）。');
    for (const said of [notice.docNo, notice.objection, notice.contact.phone, notice.contact.email, notice.contact.address]) expect(text).toContain(withoutBlanks(said));
    expect(text).toMatch(/无锡市新吴区旺庄街道办事处2026年3月24日第\d+页\/共\d+页$/);
    if (rows) expect(text).toContain(`合计（${rows}个项目）`);
    else expect(text).toContain('（本次无拟资助项目）');
    for (const page of pages.filter((one) => one.includes('个项目）') || /\n\d+ /.test(one))) expect(withoutBlanks(page)).toContain('序号项目名称申报单位实施社区拟资助金额（元）');
  });

  it('lists the prizes apart from the grants', async () => {
    const prizes = [{ tier: '一等奖', project: '“晨光”关怀项目', organization: '第一社会工作服务中心', amountFen: 300_000 }, { tier: '金点子奖', project: '邻里花园', organization: '绿芽', amountFen: 0 }];
    const text = withoutBlanks((await readPdf(renderNotice(sampleNotice(3, { prizes }), fonts).bytes)).pages.join(''));
    expect(text).toContain('拟授予奖项：奖项项目名称申报单位奖金（元）一等奖“晨光”关怀项目第一社会工作服务中心3,000.00金点子奖邻里花园绿芽—');
  });

  it('keeps issuer and date together', async () => {
    for (let rows = 5; rows < 20; rows++) {
      const { pages } = await readPdf(renderNotice(sampleNotice(rows), fonts).bytes);
      expect(pages.find((page) => page.includes('2026年3月24日'))).toContain('无锡市新吴区旺庄街道办事处\n2026年3月24日');
    }
  });
});
