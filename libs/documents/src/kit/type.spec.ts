import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { printable } from './characters';
import { type Fonts, loadFonts } from './fonts';
import { type Block, type TypeStyle, measure, setBalanced, setOneLine, setType } from './type';

const STYLE: TypeStyle = { size: 10, leading: 16 };
let fonts: Fonts;
beforeAll(async () => {
  fonts = await loadFonts(join(tmpdir(), 'weichuang-test-fonts'));
});

const linesOf = (block: Block): string[] => block.lines.map((line) => String.fromCodePoint(...block.points.slice(line.from, line.to)));
const broken = (text: string, width: number, style: Partial<TypeStyle> = {}): string[] => linesOf(setType(text, { ...STYLE, ...style }, width, fonts));

describe('line breaking', () => {
  it.each([
    ['Han characters break anywhere', '社区微创投项目', 40, ['社区微创', '投项目']],
    ['a closing mark goes down with the character before it', '社区微创（投）', 50, ['社区微创', '（投）']],
    ['a closing mark may stand half outside', '社区微创，投项目', 45, ['社区微创，', '投项目']],
    ['no line begins with a mark', '社区微创投。项目', 50, ['社区微创', '投。项目']],
    ['no line ends with an opening mark', '社区微创《投项目', 50, ['社区微创', '《投项目']],
    ['words stay whole', '项目 evaluation report', 70, ['项目', 'evaluation', 'report']],
    ['a number stays with its unit', '共资助金额12,345.00元', 100, ['共资助金额', '12,345.00元']],
    ['two units', '共服务老人1,862人次', 80, ['共服务老人', '1,862人次']],
    ['and with 第', '本次活动是第3次', 60, ['本次活动是', '第3次']],
    ['a dash of two is one', '社区微创——投项目', 55, ['社区微创', '——投项目']],
    ['dots of two are one, and begin no line', '社区微创……投项目', 50, ['社区微', '创……投项', '目']],
    ['what is wider than a line is broken inside', 'abcdefghijklmnopqrstuvwxyz', 50, ['abcdefghij', 'klmnopqr', 'stuvwxyz']],
    ['line breaks are kept', '一\n\n二', 50, ['一', '', '二']],
    ['spaces at a break are swallowed', '社区微创   投项目', 40, ['社区微创', '投项目']],
    ['empty text is one empty line', '', 50, ['']],
  ])('%s', (_, text, width, expected) => {
    expect(broken(text, width)).toEqual(expected);
  });

  it('a filled paragraph does not end with one character alone', () => {
    const text = '社区微创投项目资助资金专款专用专账核算并接受监督检查。';
    const last = broken(text, 250, { align: 'justify' }).pop()!;
    expect([...last].length).toBeGreaterThan(2);
    expect(broken(text, 250, { align: 'justify' }).join('')).toBe(text);
  });

  const han = fc.constantFrom(...'社区微创投项目资助老人服务活动评估');
  const marks = fc.constantFrom(...'。，、；：？！）》」』】”');
  const opens = fc.constantFrom(...'（《「『【“');
  const latin = fc.stringMatching(/^[A-Za-z0-9.]{1,8}$/);
  const piece = fc.oneof({ weight: 6, arbitrary: han }, marks, opens, latin);
  const text = fc.array(piece, { minLength: 1, maxLength: 120 }).map((pieces) => pieces.join(''));

  it('keeps every character, and no line is wider than its column but for half a hanging mark', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 20, max: 400 }), fc.constantFrom<TypeStyle['align']>('left', 'justify'), (content, width, align) => {
        const block = setType(content, { ...STYLE, align }, width, fonts);
        expect(linesOf(block).join('')).toBe(content);
        for (const line of linesOf(block)) if ([...line].length > 1) expect(measure(line, 10, false, fonts)).toBeLessThanOrEqual(width + 5.1);
        for (const line of block.lines) expect(Math.abs(line.gap)).toBeLessThanOrEqual(0.9);
      }),
    );
  });

  it('a mark is never the first, nor an opening one the last, unless a single run of them is wider than the column', () => {
    const tame = fc
      .array(fc.tuple(fc.option(opens, { nil: '' }), fc.array(han, { minLength: 1, maxLength: 3 }), fc.option(marks, { nil: '' })), { minLength: 1, maxLength: 40 })
      .map((parts) => parts.map(([open, body, close]) => open + body.join('') + close).join(''));
    fc.assert(
      fc.property(tame, fc.integer({ min: 40, max: 300 }), (content, width) => {
        const lines = broken(content, width);
        for (const line of lines.slice(1)) expect(line).not.toMatch(/^[。，、；：？！）》」』】”]/);
        for (const line of lines.slice(0, -1)) expect(line).not.toMatch(/[（《「『【“]$/);
      }),
    );
  });
});

describe('titles and single lines', () => {
  it('a title has no single character left over', () => {
    const block = setBalanced('2026年第九届旺庄街道社区微创投大赛拟资助项目公示', { ...STYLE, align: 'center' }, 240, fonts);
    const [first, second] = linesOf(block).map((line) => measure(line, 10, false, fonts));
    expect(block.lines).toHaveLength(2);
    expect(Math.abs(first! - second!)).toBeLessThan(30);
  });

  it('what is too long for one line ends with …', () => {
    const [line, ...more] = linesOf(setOneLine('旺庄街道社区微创投大赛拟资助项目公示', STYLE, 80, fonts));
    expect(more).toEqual([]);
    expect(line).toMatch(/^旺庄街道.*…$/);
  });
});

describe('printable', () => {
  it.each([
    ['line ends', 'a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
    ['tabs', 'a\tb', 'a b'],
    ['controls, joiners and direction overrides', 'a\u0000b\u200bc\u202ed\ufeff', 'abcd'],
    ['variation selectors', '葛\u{e0100}城☎\ufe0f', '葛城☎'],
    ['nothing else', '微创投 2026（〇）', '微创投 2026（〇）'],
  ])('%s', (_, text, expected) => {
    expect(printable(text)).toBe(expected);
  });
});
