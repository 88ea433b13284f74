import { mkdtemp, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cutCharset } from './charset';
import { loadFonts } from './fonts';

const fresh = (): Promise<string> => mkdtemp(join(tmpdir(), 'weichuang-fonts-'));
const shared = join(tmpdir(), 'weichuang-test-fonts');

describe('fonts', () => {
  it('cuts both weights once, to a fifth of their size, and uses the files again', async () => {
    const dir = await fresh();
    await loadFonts(dir);
    const files = (await readdir(dir)).sort();
    expect(files).toEqual([expect.stringMatching(/^noto-sans-sc-bold-[0-9a-f]{24}\.ttf$/), expect.stringMatching(/^noto-sans-sc-regular-[0-9a-f]{24}\.ttf$/)]);
    for (const file of files) expect((await stat(join(dir, file))).size).toBeLessThan(3_000_000);
    expect(await loadFonts(dir)).toBe(await loadFonts(dir));
  });

  it('makes a damaged file again', async () => {
    const dir = await fresh();
    await loadFonts(shared);
    const [name] = (await readdir(shared)).filter((file) => file.includes('regular'));
    const good = await readFile(join(shared, name!));
    await writeFile(join(dir, name!), good.subarray(0, 1000));
    const fonts = await loadFonts(dir);
    expect(fonts.regular.glyph('微'.codePointAt(0)!)?.source).toBe('cut');
    expect((await readFile(join(dir, name!))).equals(good)).toBe(true);
  });

  it.each([
    ['微', 'cut'],
    ['〇', 'cut'],
    ['⑳', 'cut'],
    ['Ａ', 'cut'],
    ['￥', 'cut'],
    ['㎡', 'cut'],
    ['䶮', 'full'],
    ['镕', 'full'],
    ['㙍', 'full'],
    ['喆', 'full'],
  ])('%s comes from the %s font', async (char, source) => {
    const fonts = await loadFonts(shared);
    for (const face of [fonts.regular, fonts.bold]) expect(face.glyph(char.codePointAt(0)!)).toMatchObject({ source });
  });

  it.each(['𠮷', '😀', '\ud800'])('%s is in neither', async (char) => {
    expect((await loadFonts(shared)).regular.glyph(char.codePointAt(0)!)).toBeNull();
  });

  it('digits are all as wide, so that figures stand under each other', async () => {
    const { regular, bold } = await loadFonts(shared);
    for (const face of [regular, bold]) expect(new Set([...'0123456789'].map((digit) => face.glyph(digit.charCodeAt(0))!.advance)).size).toBe(1);
  });

  it('the cut font serves all of GB/T 2312', () => {
    const charset = cutCharset();
    expect([...charset].filter((char) => /\p{Script=Han}/u.test(char)).length).toBeGreaterThanOrEqual(6763);
    for (const char of '啊齄①⑴一＋～') expect(charset).toContain(char);
  });
});
