import { type EmbeddedFont, type Engine, type EngineInfo, type OpenImage, type StructElement, type StructOptions, openEngine } from './engine';
import { mayStretch } from './characters';
import type { Face, Fonts, Glyph, Weight } from './fonts';
import { missingBox } from './missing-box';
import { BOX, type Block, DASH_JOIN, type Line } from './type';

/** A character no font has: drawn as a box with its number, and reported. */
export interface MissingGlyph {
  readonly char: string;
  /** `U+20BB7` */
  readonly code: string;
  readonly count: number;
}

const BLACK = '#1a1a1a';
const DASH = 0x2014;
/** the ideographic space */
const BLANK = 0x3000;

/** A glyph in this document: the resource name of its font, and its number there as four hex digits. */
interface Inked {
  readonly font: string;
  readonly hex: string;
  readonly missing: boolean;
}

/**
 * Draws on the pages of one document. Coordinates are points from the top left. Everything goes into one list of operators
 * per page; colour, font and spacing are written only when they change.
 */
export class Canvas {
  readonly engine: Engine;
  private readonly operators: string[] = [];
  private readonly inked: Record<Weight, Map<number, Inked>> = { regular: new Map(), bold: new Map() };
  private readonly embedded = new Map<string, EmbeddedFont>();
  private readonly unknown = new Map<number, number>();
  private state = fresh();

  constructor(
    info: EngineInfo,
    readonly fonts: Fonts,
  ) {
    this.engine = openEngine(info);
    // pdfkit's own marks and ours land in one list, in order, and reach the page in one write
    this.engine.addContent = (operators) => {
      this.operators.push(operators);
      return this.engine;
    };
  }

  get pageWidth(): number {
    return this.engine.page.width;
  }

  get pageHeight(): number {
    return this.engine.page.height;
  }

  addPage(): void {
    this.flush();
    this.engine.addPage();
  }

  turnTo(index: number): void {
    this.flush();
    this.engine.switchToPage(index);
  }

  flush(): void {
    // all operators are ASCII: text is written as glyph numbers
    if (this.operators.length) this.engine.page.write(Buffer.from(`${this.operators.join('\n')}\n`, 'latin1'));
    this.operators.length = 0;
    this.state = fresh();
  }

  /** What is decoration to a reader: rules, grounds, page numbers. */
  artifact(type: 'Pagination' | 'Layout', draw: () => void): void {
    this.engine.markContent('Artifact', { type });
    draw();
    this.engine.endMarkedContent();
  }

  /** A structure element under `parent`; `draw` may be called for again through `element.add` when it runs over a page. */
  tag(parent: StructElement, type: string, options: StructOptions, draw?: () => void): StructElement {
    const element = this.engine.struct(type, options);
    parent.add(element);
    if (draw) {
      element.add(draw);
      element.end();
    }
    return element;
  }

  fill(color: string): void {
    if (this.state.fill === color) return;
    this.state.fill = color;
    this.operators.push(`${rgb(color)} rg`);
  }

  stroke(color: string, width: number): void {
    const key = `${color} ${width}`;
    if (this.state.stroke === key) return;
    this.state.stroke = key;
    this.operators.push(`${rgb(color)} RG ${num(width)} w`);
  }

  rect(x: number, y: number, width: number, height: number, color: string): void {
    this.fill(color);
    this.operators.push(`${num(x)} ${num(y)} ${num(width)} ${num(height)} re f`);
  }

  /** Many rectangles of one colour in one path. */
  rects(boxes: readonly (readonly [x: number, y: number, width: number, height: number])[], color: string): void {
    if (!boxes.length) return;
    this.fill(color);
    this.operators.push(`${boxes.map((box) => `${box.map(num).join(' ')} re`).join('\n')}\nf`);
  }

  frame(x: number, y: number, width: number, height: number, color: string, thickness: number): void {
    this.stroke(color, thickness);
    this.operators.push(`${num(x)} ${num(y)} ${num(width)} ${num(height)} re S`);
  }

  /** A picture; the graphics state is as before. */
  picture(image: OpenImage, x: number, y: number, width: number, height: number): void {
    this.engine.image(image, x, y, { width, height });
  }

  /** Straight lines in one path. */
  lines(segments: readonly (readonly [x1: number, y1: number, x2: number, y2: number])[], color: string, thickness: number): void {
    if (!segments.length) return;
    this.stroke(color, thickness);
    this.operators.push(`${segments.map(([x1, y1, x2, y2]) => `${num(x1)} ${num(y1)} m ${num(x2)} ${num(y2)} l`).join('\n')}\nS`);
  }

  dashed(x1: number, y1: number, x2: number, y2: number, color: string, thickness: number): void {
    this.stroke(color, thickness);
    this.operators.push(`[2 2] 0 d ${num(x1)} ${num(y1)} m ${num(x2)} ${num(y2)} l S [] 0 d`);
  }

  /** Lines `from` to `to` of a block; `x` is the block's left, `y` the top of the first line drawn. */
  block(block: Block, x: number, y: number, from = 0, to = block.lines.length): void {
    for (let i = from; i < to; i++) this.line(block, block.lines[i]!, x, y + (i - from) * block.leading);
  }

  private line(block: Block, line: Line, left: number, top: number): void {
    if (line.to === line.from) return;
    const { points, size } = block;
    // the middle of a Han character is 0.38 em above the baseline, and goes to the middle of the line
    const baseline = top + block.leading / 2 + size * 0.38;
    let x = left + line.x;
    const out: string[] = [`BT 1 0 0 -1 ${num(x)} ${num(baseline)} Tm`];
    const boxes: { point: number; x: number; color: string }[] = [];
    let hex = '';
    const show = (): void => {
      if (hex) out.push(`<${hex}> Tj`);
      hex = '';
    };
    for (let i = line.from; i < line.to; i++) {
      const point = points[i]!;
      const look = block.looks[block.lookOf ? block.lookOf[i]! : 0]!;
      const face = look.bold ? this.fonts.bold : this.fonts.regular;
      const ink = this.ink(face, point);
      let gap = line.gap && i + 1 < line.to && mayStretch(point, points[i + 1]!) ? line.gap : 0;
      const advance = face.glyph(point)?.advance ?? BOX;
      if (ink.missing) boxes.push({ point, x, color: look.color ?? BLACK });
      if (point === DASH && points[i + 1] === DASH && i + 1 < line.to && points[i - 1] !== DASH) gap = ((DASH_JOIN - advance) * size) / 1000;
      const change = this.select(ink.font, size, look.color ?? BLACK, gap);
      if (change) {
        show();
        out.push(change);
      }
      hex += ink.hex;
      x += (advance * size) / 1000 + gap;
    }
    show();
    out.push('ET');
    this.operators.push(out.join('\n'));
    for (const { point, x: left, color } of boxes) this.box(point, left, baseline - size * 0.86, size, color);
  }

  /** Operators that bring font, colour and spacing to what the next glyph needs; empty when they are right already. */
  private select(font: string, size: number, color: string, spacing: number): string {
    const state = this.state;
    let change = '';
    if (state.font !== font || state.size !== size) {
      if (this.engine.page.fonts[font] === undefined) this.engine.page.fonts[font] = this.embedded.get(font)!.ref();
      state.font = font;
      state.size = size;
      change += `/${font} ${num(size)} Tf `;
    }
    if (state.fill !== color) {
      state.fill = color;
      change += `${rgb(color)} rg `;
    }
    if (state.spacing !== spacing) {
      state.spacing = spacing;
      change += `${precise(spacing)} Tc `;
    }
    return change;
  }

  private ink(face: Face, point: number): Inked {
    const known = this.inked[face.weight].get(point);
    if (known) return known;
    const glyph = face.glyph(point);
    // a blank one em wide, under the box that is drawn: what is copied or searched is the character
    const ink = this.embed(face, glyph ?? face.glyph(BLANK)!, point, !glyph);
    this.inked[face.weight].set(point, ink);
    return ink;
  }

  /**
   * Takes a glyph into the document's font. Two characters may share one drawing (一 and the radical ⼀): each gets a number of
   * its own, so that what is copied from the page is what was written.
   */
  private embed(face: Face, glyph: Glyph, point: number, missing: boolean): Inked {
    const font = this.font(face, glyph.source);
    const id = font.subset.mapping[glyph.gid] === undefined ? font.subset.includeGlyph(glyph.gid) : font.subset.glyphs.push(glyph.gid) - 1;
    font.widths[id] = glyph.advance;
    font.unicode[id] = [readable(point).codePointAt(0)!];
    return { font: font.id, hex: id.toString(16).padStart(4, '0'), missing };
  }

  private font(face: Face, source: Glyph['source']): EmbeddedFont {
    const name = `${face.weight}-${source}`;
    const known = this.embedded.get(name);
    if (known) return known;
    this.engine.registerFont(name, source === 'cut' ? face.cut : face.full);
    const font = this.engine.font(name)._font;
    this.embedded.set(name, font).set(font.id, font);
    return font;
  }

  /** The stand-in for a character no font has, over a blank glyph that reads as the character. */
  private box(point: number, x: number, top: number, size: number, color: string): void {
    this.unknown.set(point, (this.unknown.get(point) ?? 0) + 1);
    const { frame, squares } = missingBox(point, x, top, size);
    this.frame(...frame, color, 0.5);
    this.rects(squares, color);
  }

  get missing(): MissingGlyph[] {
    return [...this.unknown].map(([point, count]) => ({
      char: readable(point),
      code: `U+${point.toString(16).toUpperCase().padStart(4, '0')}`,
      count,
    }));
  }
}

const fresh = () => ({ fill: '', stroke: '', font: '', size: 0, spacing: 0 });

/** half of a surrogate pair is no character */
const readable = (point: number): string => (point >= 0xd800 && point <= 0xdfff ? '\ufffd' : String.fromCodePoint(point));

/** Hundredths of a point are far below what a printer shows. */
const num = (value: number): string => String(Math.round(value * 100) / 100);
const precise = (value: number): string => String(Math.round(value * 10_000) / 10_000);

const colors = new Map<string, string>();
/** `#rrggbb` as three numbers from 0 to 1 */
function rgb(color: string): string {
  let text = colors.get(color);
  if (!text) {
    text = [1, 3, 5].map((at) => precise(parseInt(color.slice(at, at + 2), 16) / 255)).join(' ');
    colors.set(color, text);
  }
  return text;
}
