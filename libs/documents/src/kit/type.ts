import { Kind, isHalfEmpty, kindOf, mayBreak, mayStretch, printable } from './characters';
import type { Fonts } from './fonts';

/** A piece of text with one look. */
export interface Run {
  readonly text: string;
  readonly bold?: boolean;
  /** `#rrggbb` */
  readonly color?: string;
}

/** Text, plain or in runs. It is never read for markup: whatever people typed is printed as they typed it. */
export type Inline = string | readonly Run[];

export type Align = 'left' | 'center' | 'right' | 'justify';

/** Lengths in points; `indent` of each paragraph's first line in ems. */
export interface TypeStyle {
  readonly size: number;
  readonly leading: number;
  readonly align?: Align;
  readonly indent?: number;
  readonly bold?: boolean;
  readonly color?: string;
}

/** One line: glyphs `from` to `to` (exclusive), drawn from `x` with `gap` points added wherever the line may stretch. */
export interface Line {
  readonly from: number;
  readonly to: number;
  readonly x: number;
  readonly width: number;
  readonly gap: number;
}

/** Text that was broken into lines for one width. */
export interface Block {
  readonly points: readonly number[];
  /** index into `looks` for each glyph; null when there is one look */
  readonly lookOf: readonly number[] | null;
  readonly looks: readonly Look[];
  readonly lines: readonly Line[];
  readonly size: number;
  readonly leading: number;
  readonly height: number;
}

export interface Look {
  readonly bold: boolean;
  readonly color: string | undefined;
}

/** A missing character's box is one em wide. */
export const BOX = 1000;
const DASH = 0x2014;
/** the dash is 894 wide with 46 free on its left: two of them meet when the first advances so far */
export const DASH_JOIN = 783;
/** beyond this share of an em between two characters a filled line looks torn, and readers see spaces */
const WIDEST_GAP = 0.09;

/**
 * Breaks text into lines of `width` points: no closing mark begins a line and no opening one ends it, words and numbers with
 * their units stay whole, and only what is wider than a whole line is broken inside.
 */
export function setType(text: Inline, style: TypeStyle, width: number, fonts: Fonts): Block {
  const runs: readonly Run[] = typeof text === 'string' ? [{ text }] : text;
  const points: number[] = [];
  const advances: number[] = [];
  const lookOf: number[] = [];
  const looks: Look[] = [];
  for (const run of runs) {
    const bold = run.bold ?? style.bold ?? false;
    const face = bold ? fonts.bold : fonts.regular;
    const look = looks.push({ bold, color: run.color ?? style.color }) - 1;
    const clean = printable(run.text);
    for (let i = 0; i < clean.length; i++) {
      const point = clean.codePointAt(i)!;
      if (point > 0xffff) i++;
      // nothing is drawn for a line break
      const advance = point === 10 ? 0 : (face.glyph(point)?.advance ?? BOX);
      if (point === DASH && points[points.length - 1] === DASH && advances[advances.length - 1] !== DASH_JOIN) advances[advances.length - 1] = DASH_JOIN;
      points.push(point);
      advances.push(advance);
      lookOf.push(look);
    }
  }
  const lines = breakLines(points, advances, style, width);
  return {
    points,
    lookOf: looks.length > 1 ? lookOf : null,
    looks,
    lines,
    size: style.size,
    leading: style.leading,
    height: lines.length * style.leading,
  };
}

/** As `setType`, for titles: of all widths that need no more lines the narrowest, so that no single character is left over. */
export function setBalanced(text: Inline, style: TypeStyle, width: number, fonts: Fonts): Block {
  const whole = setType(text, style, width, fonts);
  if (whole.lines.length < 2) return whole;
  let narrow = width / 2;
  let wide = width;
  while (wide - narrow > style.size / 4) {
    const middle = (narrow + wide) / 2;
    if (setType(text, style, middle, fonts).lines.length > whole.lines.length) narrow = middle;
    else wide = middle;
  }
  const set = setType(text, style, wide, fonts);
  const shift = style.align === 'center' ? (width - wide) / 2 : style.align === 'right' ? width - wide : 0;
  return { ...set, lines: set.lines.map((line) => ({ ...line, x: line.x + shift })) };
}

/** One line, cut with … when it is too long for `width`. */
export function setOneLine(text: string, style: TypeStyle, width: number, fonts: Fonts): Block {
  const whole = setType(text, style, width, fonts);
  if (whole.lines.length < 2) return whole;
  const kept = whole.points.slice(0, whole.lines[0]!.to);
  for (let end = kept.length; end > 0; end--) {
    const cut = setType(`${String.fromCodePoint(...kept.slice(0, end)).trimEnd()}…`, style, width, fonts);
    if (cut.lines.length === 1) return cut;
  }
  return setType('…', style, width, fonts);
}

/** The width of one line of text, in points. */
export function measure(text: string, size: number, bold: boolean, fonts: Fonts): number {
  const face = bold ? fonts.bold : fonts.regular;
  let units = 0;
  for (const char of printable(text)) units += face.glyph(char.codePointAt(0)!)?.advance ?? BOX;
  return (units * size) / 1000;
}

function breakLines(points: readonly number[], advances: readonly number[], style: TypeStyle, width: number): Line[] {
  const lines: Line[] = [];
  const em = style.size / 1000;
  // a hair of tolerance: a column that was measured for its text must hold it
  const full = width / em + 0.5;
  const indent = (style.indent ?? 0) * 1000;
  let start = 0;
  let first = true;
  const end = (to: number, used: number, last: boolean): void => {
    lines.push(placed(points, advances, start, to, used, first ? indent : 0, last, style, width, em));
    start = to;
    first = false;
  };
  // one character alone on a last line looks lost: a filled paragraph gives it company from the line before
  const company = (to: number): void => {
    const previous = lines[lines.length - 1];
    if (style.align !== 'justify' || first || !previous || to - start > 2 || previous.to - previous.from < 16) return;
    let at = start - 1;
    while (at > start - 4 && !mayBreak(points, at)) at--;
    if (at === start - 4) return;
    lines.pop();
    const rest = start;
    start = previous.from;
    first = previous.x > 0;
    let width = 0;
    for (let k = start; k < at; k++) width += advances[k]!;
    end(at, width, false);
    for (let k = at; k < rest; k++) used += advances[k]!;
  };
  let used = 0;
  let breakAt = -1;
  let usedAtBreak = 0;
  for (let i = 0; i <= points.length; i++) {
    if (i === points.length || points[i] === 10) {
      company(i);
      end(i, used, true);
      start = i + 1;
      first = true;
      used = 0;
      breakAt = -1;
      continue;
    }
    if (i > start && mayBreak(points, i)) {
      breakAt = i;
      usedAtBreak = used;
    }
    const advance = advances[i]!;
    const room = full - (first ? indent : 0);
    if (used + advance > room && i > start && kindOf(points[i]!) !== Kind.Space) {
      const hangs = isHalfEmpty(points[i]!) && used + advance / 2 <= room;
      if (!hangs) {
        if (breakAt > start) {
          end(breakAt, usedAtBreak, false);
          // the word that did not fit is measured again, on its own line
          i = start - 1;
        } else {
          end(i, used, false);
          i--;
        }
        used = 0;
        breakAt = -1;
        // spaces at a break are swallowed
        while (points[start] === 0x20 && start < points.length) {
          start++;
          i++;
        }
        continue;
      }
    }
    used += advance;
  }
  return lines;
}

function placed(
  points: readonly number[],
  advances: readonly number[],
  from: number,
  end: number,
  measured: number,
  indent: number,
  last: boolean,
  style: TypeStyle,
  width: number,
  em: number,
): Line {
  let to = end;
  let used = measured;
  while (to > from && kindOf(points[to - 1]!) === Kind.Space) used -= advances[--to]!;
  const left = indent * em;
  const room = width - left;
  const align = style.align ?? 'left';
  let visible = used * em;
  if (align === 'justify' && !last && to - from > 1) {
    let gaps = 0;
    for (let i = from + 1; i < to; i++) if (mayStretch(points[i - 1]!, points[i]!)) gaps++;
    if (isHalfEmpty(points[to - 1]!) && visible > room) visible -= (advances[to - 1]! * em) / 2;
    const gap = gaps ? (room - visible) / gaps : 0;
    if (Math.abs(gap) <= WIDEST_GAP * style.size) return { from, to, x: left, width: room, gap };
  }
  const x = align === 'right' ? width - visible : align === 'center' ? left + (room - visible) / 2 : left;
  return { from, to, x, width: visible, gap: 0 };
}
