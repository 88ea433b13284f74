/** How a character behaves at the end and the beginning of a line (GB/T 15834, and the practice called 避头尾). */
export const enum Kind {
  /** a character of its own: a line may break before and after it */
  Han,
  Space,
  /** never the last of a line */
  Open,
  /** never the first of a line */
  Close,
  /** letters and digits stay together */
  Word,
  /** ASCII marks: inside a word they hold it together, and they never begin a line */
  Mark,
}

const OPEN = '（《〈「『【〔［｛“‘([{￥¥＄$£€№第';
const CLOSE = '。，、；：？！）》〉」』】〕］｝”’…·•％%‰℃°′″,.;:!?)]}々ー〜～';
const MARKS = '"\'#&*+-/<=>@\\^_`|~';
/** a closing mark whose right half is empty: at the end of a line it may stand half outside */
const HALF_EMPTY = new Set([...'。，、；：！？）》〉」』】〕］｝”’'].map((char) => char.charCodeAt(0)));

const KINDS = new Uint8Array(0x10000);
for (let cp = 0x21; cp < 0x250; cp++) if (/[\p{L}\p{N}]/u.test(String.fromCharCode(cp))) KINDS[cp] = Kind.Word;
for (const [from, to] of [[0x370, 0x5ff], [0xff10, 0xff19], [0xff21, 0xff3a], [0xff41, 0xff5a]] as const)
  for (let cp = from; cp <= to; cp++) KINDS[cp] = Kind.Word;
for (const char of OPEN) KINDS[char.charCodeAt(0)] = Kind.Open;
for (const char of CLOSE) KINDS[char.charCodeAt(0)] = Kind.Close;
for (const char of MARKS) KINDS[char.charCodeAt(0)] = Kind.Mark;
KINDS[0x20] = Kind.Space;
KINDS[0x3000] = Kind.Space;
KINDS[0xa0] = Kind.Word;

export const kindOf = (codePoint: number): Kind => (codePoint < 0x10000 ? KINDS[codePoint]! : Kind.Han);

export const isDigit = (codePoint: number): boolean => (codePoint >= 0x30 && codePoint <= 0x39) || (codePoint >= 0xff10 && codePoint <= 0xff19);

export const isHalfEmpty = (codePoint: number): boolean => HALF_EMPTY.has(codePoint);

/** a number stays with the unit after it: 20,000元, 3场, 12人次 */
const UNITS = new Set([...'元万亿角分人名位户场次个项家所篇件份张页号年月日天周期岁级届轮小时％度米平公里条款章'].map((char) => char.codePointAt(0)));
const UNIT_PAIRS = new Set(['万元', '亿元', '万人', '人次', '小时', '公里', '平方', '个月', '年度', '工作']);

const DASH = 0x2014;
const DOTS = 0x2026;

/** May a line break between `points[i - 1]` and `points[i]`? */
export function mayBreak(points: readonly number[], i: number): boolean {
  const before = points[i - 1]!;
  const after = points[i]!;
  const a = kindOf(before);
  const b = kindOf(after);
  if (b === Kind.Space || b === Kind.Close || b === Kind.Mark) return false;
  if (a === Kind.Space) return true;
  if (a === Kind.Open) return false;
  if (b === Kind.Word) {
    if (a === Kind.Word || a === Kind.Mark) return false;
    // 3.5, 12:30, a.b: an ASCII mark between two words; after any other closing mark a word may begin a line
    if (a === Kind.Close) return before > 0x7f || before === 0x29 || before === 0x25;
    return true;
  }
  if (before === after && (before === DASH || before === DOTS)) return false;
  if (b === Kind.Han) {
    if (isDigit(before) && UNITS.has(after)) return false;
    if (i >= 2 && isDigit(points[i - 2]!) && UNIT_PAIRS.has(String.fromCodePoint(before, after))) return false;
  }
  return true;
}

/** May the space between these two grow when a line is filled out? Not within words and numbers. */
export function mayStretch(before: number, after: number): boolean {
  const a = kindOf(before);
  const b = kindOf(after);
  if (a === Kind.Word || a === Kind.Mark) return b === Kind.Han || b === Kind.Open || b === Kind.Space;
  if (before < 0x80 && a === Kind.Close) return b !== Kind.Word;
  return !(before === after && (before === DASH || before === DOTS));
}

const UNSEEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\u2028\u2029]|[\u{e0000}-\u{e01ef}]/u;
const UNSEEN_ALL = new RegExp(UNSEEN.source, 'gu');

/**
 * Text as it can be printed: one kind of line break, a tab as a space, and without the marks that have no look of their own
 * (controls, direction overrides, joiners, variation selectors).
 */
export function printable(text: string): string {
  if (!UNSEEN.test(text)) return text;
  return text
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(UNSEEN_ALL, '');
}
