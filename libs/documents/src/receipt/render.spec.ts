import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPdf, withoutBlanks } from '@weichuang/testing/pdf';
import { loadFonts } from '../kit/fonts';
import { renderReceipt } from './render';
import { sampleReceipt } from './sample';

describe('receipt', () => {
  it('has the number and the moment in China, and each file with its digest, on one page', async () => {
    const fonts = await loadFonts(join(tmpdir(), 'weichuang-test-fonts'));
    const { pages, title } = await readPdf(renderReceipt(sampleReceipt(), fonts).bytes);
    expect(pages).toHaveLength(1);
    expect(title).toBe('申报回执 WZ-CJ-2026-017');
    const text = withoutBlanks(pages[0]!);
    expect(text).toContain('已于2026年2月27日16:41:09（北京时间）提交成功，申报编号为WZ-CJ-2026-017');
    expect(text).toContain('2025年度工作报告.pdf3.8MBa01b5c7d9e2f4a6b');
    expect(text).toContain('申报截止2026年2月28日17:00:00');
  });

  it('says when there are no files', async () => {
    const fonts = await loadFonts(join(tmpdir(), 'weichuang-test-fonts'));
    const { pages } = await readPdf(renderReceipt(sampleReceipt({ files: [] }), fonts).bytes);
    expect(pages.join('')).toContain('（无附件）');
  });
});
