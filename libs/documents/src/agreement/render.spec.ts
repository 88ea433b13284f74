import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPdf, withoutBlanks } from '@weichuang/testing/pdf';
import { type Fonts, loadFonts } from '../kit/fonts';
import { chineseOrdinal } from '../kit/format';
import { renderAgreement } from './render';
import { sampleAgreement } from './sample';

let fonts: Fonts;
beforeAll(async () => {
  fonts = await loadFonts(join(tmpdir(), 'weichuang-test-fonts'));
});

describe('agreement', () => {
  it('has the amount in figures and in capitals, and the tranches', async () => {
    const text = withoutBlanks((await readPdf(renderAgreement(sampleAgreement(), fonts).bytes)).pages.join(''));
    expect(text).toContain('¥30,000.00元（大写：人民币叁万元整）');
    expect(text).toContain('1首款本协议签订后30日以内50%15,000.00');
    expect(text).toContain('合计30,000.00');
    for (const label of ['甲方（资助方）', '乙方（实施方）', '丙方（监督方）']) expect(text.split(label)).toHaveLength(3); // its card and its signature
    expect(text).toContain('第一条资助项目');
    expect(text).toContain('第八条争议解决');
  });

  it('for two parties has two', async () => {
    const sample = sampleAgreement();
    const text = withoutBlanks((await readPdf(renderAgreement(sampleAgreement({ parties: sample.parties.slice(0, 2), duties: sample.duties.slice(0, 2) }), fonts).bytes)).pages.join(''));
    expect(text).not.toContain('丙方（监督方）');
    expect(text.split('授权代表（签字）：')).toHaveLength(3);
  });

  it('never has its signatures on a page without text of the agreement', async () => {
    const sample = sampleAgreement();
    for (let lines = 0; lines < 12; lines++) {
      const clauses = [...sample.clauses, { title: '其他', paragraphs: Array.from({ length: lines * 2 }, () => '其他约定。') }];
      const { pages } = await readPdf(renderAgreement(sampleAgreement({ clauses, verification: null }), fonts).bytes);
      expect(pages.find((page) => page.includes('授权代表'))).toContain('具有同等法律效力');
    }
  });

  it('refuses to be written when the tranches do not add up', () => {
    expect(() => renderAgreement(sampleAgreement({ grantFen: 3_000_001 }), fonts)).toThrow('3000000 fen');
  });

  it.each([[1, '一'], [9, '九'], [10, '十'], [11, '十一'], [20, '二十'], [35, '三十五']])('article %i is 第%s条', (n, expected) => {
    expect(chineseOrdinal(n)).toBe(expected);
  });
});
