import { readFile, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPdf, withoutBlanks } from '@weichuang/testing/pdf';
import { loadFonts } from '../kit/fonts';
import { renderBare } from './bare';
import { benchPages, benchReport, renderBenchPages } from './report';

describe('the measured report and its control', () => {
  it('have the same text on the same three pages', async () => {
    const dir = join(tmpdir(), 'weichuang-test-fonts');
    const fonts = await loadFonts(dir);
    const files = await readdir(dir);
    const bytes = (weight: string): Promise<Buffer> => readFile(join(dir, files.find((file) => file.includes(weight) && file.endsWith('.ttf'))!));
    const pages = benchPages(7);
    const [kit, bare] = await Promise.all([readPdf(renderBenchPages(pages, fonts).bytes), readPdf(renderBare(pages, await bytes('regular'), await bytes('bold')))]);
    expect([kit.pageCount, bare.pageCount]).toEqual([3, 3]);
    const sorted = (text: string): string => [...withoutBlanks(text)].sort().join('');
    kit.pages.forEach((page, at) => expect(sorted(page)).toBe(sorted(`${bare.pages[at]}三页报告BENCH第${at + 1}页/共3页`)));
  });

  it('a batch has reports that differ', () => {
    expect(benchReport(1).reportNo).not.toBe(benchReport(2).reportNo);
  });
});
