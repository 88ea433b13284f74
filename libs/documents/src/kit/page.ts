import { Canvas, type MissingGlyph } from './canvas';
import type { EngineInfo, OutlineItem, StructElement } from './engine';
import type { Fonts } from './fonts';
import { BODY, COLOR, HEADING, PAGE, SMALL } from './look';
import { type Block, type Inline, type TypeStyle, setBalanced, setOneLine, setType } from './type';

/** A finished document. `missing` lists the characters no font has (they stand as boxes with their number): log it. */
export interface Rendered {
  readonly bytes: Buffer;
  readonly pages: number;
  readonly missing: readonly MissingGlyph[];
}

export interface PaperOptions extends EngineInfo {
  readonly fonts: Fonts;
  /** printed small at the top of every page but a cover */
  readonly header?: { readonly left: string; readonly right: string };
}

interface PendingHeading {
  readonly level: 1 | 2;
  readonly block: Block;
  readonly text: string;
  readonly above: number;
  readonly below: number;
}

/**
 * A document that flows from top to bottom. Blocks ask for room with `place`, which turns the page when it must; a heading
 * waits for the block after it, so it is never left alone at the foot of a page.
 */
export class Paper {
  readonly canvas: Canvas;
  readonly fonts: Fonts;
  readonly root: StructElement;
  readonly left = PAGE.left;
  readonly width: number;
  readonly top = PAGE.top;
  readonly bottom: number;
  /** where the next block begins */
  y: number = PAGE.top;
  private readonly covers = new Set<number>();
  private pending: PendingHeading[] = [];
  private pageCount = 0;
  private chapter: OutlineItem | null = null;

  constructor(private readonly options: PaperOptions) {
    this.fonts = options.fonts;
    this.canvas = new Canvas(options, options.fonts);
    const { engine } = this.canvas;
    this.newPage();
    this.width = this.canvas.pageWidth - PAGE.left - PAGE.right;
    this.bottom = this.canvas.pageHeight - PAGE.bottom;
    this.root = engine.struct('Document', {});
    engine.addStructure(this.root);
  }

  /** The room of an empty page. */
  get pageful(): number {
    return this.bottom - this.top;
  }

  get atTop(): boolean {
    return this.y <= this.top;
  }

  newPage(): void {
    this.canvas.addPage();
    this.pageCount++;
    this.y = this.top;
  }

  /** This page is a cover: no header, no page number (it is counted). */
  cover(): void {
    this.covers.add(this.pageCount - 1);
  }

  gap(height: number): void {
    if (!this.atTop) this.y += height;
  }

  /**
   * Makes room for `height` points, on a new page when this one has them no more, and draws the headings that waited.
   * More than a pageful is never asked for: the block has to split itself.
   */
  place(height: number): void {
    const waiting = this.pending.reduce((sum, heading) => sum + heading.above + heading.block.height + heading.below, 0);
    if (!this.atTop && this.y + waiting + height > this.bottom + 0.01) this.newPage();
    const headings = this.pending;
    this.pending = [];
    for (const heading of headings) this.drawHeading(heading);
  }

  /** Room that is left on this page, after the headings that wait. */
  get room(): number {
    return this.bottom - this.y - this.pending.reduce((sum, heading) => sum + heading.above + heading.block.height + heading.below, 0);
  }

  /** A heading of the outline; level 2 stands under the last level 1. Tagged H2 and H3: H1 is the document's name. */
  heading(level: 1 | 2, text: string): void {
    const style = HEADING[level - 1]!;
    const block = setType(text, style, this.width, this.fonts);
    this.pending.push({ level, block, text, above: level === 1 ? 16 : 10, below: level === 1 ? 7 : 4 });
  }

  private drawHeading({ level, block, text, above, below }: PendingHeading): void {
    this.gap(above);
    const { canvas } = this;
    const item = { left: canvas.pageWidth, top: Math.max(0, this.y - 8), zoom: 0, expanded: true };
    if (level === 1 || !this.chapter) {
      const chapter = canvas.engine.outline.addItem(text, item);
      if (level === 1) this.chapter = chapter;
    } else this.chapter.addItem(text, item);
    canvas.tag(this.root, level === 1 ? 'H2' : 'H3', {}, () => canvas.block(block, this.left, this.y));
    this.y += block.height + below;
  }

  /** The document's own name, in the outline too; `shown` where lines are to break by sense. */
  title(text: string, style: TypeStyle, shown = text): void {
    const block = setBalanced(shown, style, this.width, this.fonts);
    this.place(block.height);
    this.canvas.engine.outline.addItem(text, { left: this.canvas.pageWidth, top: Math.max(0, this.y - 8), zoom: 0 });
    this.canvas.tag(this.root, 'H1', {}, () => this.canvas.block(block, this.left, this.y));
    this.y += block.height;
  }

  /** A paragraph; it runs over pages with at least two lines on each side. */
  paragraph(text: Inline, style: TypeStyle = BODY, options: { readonly before?: number; readonly after?: number } = {}): void {
    const block = setType(text, style, this.width, this.fonts);
    this.gap(options.before ?? 0);
    this.flow(block, this.left, 'P', this.root);
    this.y += options.after ?? 4;
  }

  /** A numbered list: `1．`, `2．` hang left of their texts. Nothing to list is said in words. */
  list(items: readonly string[], empty = '无。'): void {
    if (!items.length) return this.paragraph(empty);
    const list = this.canvas.engine.struct('L', {});
    const hang = hangOf(items);
    let begun = false;
    items.forEach((text, index) => {
      const block = setType(text, { ...BODY, indent: 0 }, this.width - hang - BODY.size, this.fonts);
      // a heading never stands with the first item alone at the foot of a page
      if (index === 0) this.keep(this.listHeight(items.slice(0, 2)));
      this.place(Math.min(block.lines.length, 2) * block.leading);
      if (!begun) this.root.add(list);
      begun = true;
      const item = this.canvas.tag(list, 'LI', {});
      const label = setType(`${index + 1}．`, { ...BODY, indent: 0 }, hang, this.fonts);
      const y = this.y;
      this.canvas.tag(item, 'Lbl', {}, () => this.canvas.block(label, this.left + BODY.size, y));
      this.flow(block, this.left + BODY.size + hang, 'LBody', item);
      item.end();
      this.y += 3;
    });
    list.end();
  }

  /** The height of a list, for keeping it together with what follows. */
  listHeight(items: readonly string[]): number {
    const width = this.width - hangOf(items) - BODY.size;
    return items.reduce((sum, text) => sum + setType(text, { ...BODY, indent: 0 }, width, this.fonts).height + 3, 0);
  }

  /** Begins a new page when `height` points, with the headings that wait, have no room on this one (and would on an empty one). */
  keep(height: number): void {
    if (!this.atTop && height > this.room && height <= this.pageful) this.newPage();
  }

  private flow(block: Block, x: number, tag: string, parent: StructElement): void {
    const { leading } = block;
    const count = block.lines.length;
    const element = this.canvas.engine.struct(tag, {});
    let attached = false;
    for (let from = 0; from < count; ) {
      const rest = count - from;
      this.place(Math.min(rest, rest === 3 ? 3 : 2) * leading);
      let fits = Math.min(rest, Math.max(1, Math.floor((this.bottom - this.y + 0.01) / leading)));
      // never one line alone on the next page
      if (rest - fits === 1 && fits > 2) fits--;
      if (!attached) parent.add(element);
      attached = true;
      const start = from;
      element.add(() => this.canvas.block(block, x, this.y, start, start + fits));
      this.y += fits * leading;
      from += fits;
      if (from < count) this.newPage();
    }
    element.end();
  }

  /** Writes headers and page numbers, and closes the document. */
  finish(): Rendered {
    this.place(0);
    const { canvas, options } = this;
    this.root.end();
    for (let page = 0; page < this.pageCount; page++) {
      if (this.covers.has(page)) continue;
      canvas.turnTo(page);
      const { header } = options;
      const foot = canvas.pageHeight - 40;
      canvas.artifact('Pagination', () => {
        if (header) {
          const style = { ...SMALL, size: 8.5 };
          const right = setOneLine(header.right, { ...style, align: 'right' }, this.width / 2 - 10, this.fonts);
          const left = setOneLine(header.left, style, this.width / 2 - 10, this.fonts);
          canvas.block(left, this.left, 40);
          canvas.block(right, this.left + this.width / 2 + 10, 40);
          canvas.lines([[this.left, 57, this.left + this.width, 57]], COLOR.hair, 0.5);
        }
        canvas.block(setType(`第 ${page + 1} 页 / 共 ${this.pageCount} 页`, { ...SMALL, size: 8.5, align: 'center' }, this.width, this.fonts), this.left, foot - 7);
      });
    }
    canvas.flush();
    canvas.engine.end();
    const bytes = canvas.engine.read();
    if (!bytes) throw new Error('the document engine gave no bytes');
    return { bytes, pages: this.pageCount, missing: canvas.missing };
  }
}

/** how far the texts of a list stand right of their numbers */
const hangOf = (items: readonly string[]): number => (items.length > 9 ? 24 : 18);
