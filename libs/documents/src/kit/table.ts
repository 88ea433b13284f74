import type { StructElement } from './engine';
import { COLOR, SMALL, TABLE } from './look';
import type { Paper } from './page';
import { type Align, type Block, type Inline, type TypeStyle, setType } from './type';

export interface Column {
  readonly title?: string;
  /** points; without it the column takes its share of what is left, by `grow` (1 unless said) */
  readonly width?: number;
  readonly grow?: number;
  readonly align?: Align;
}

export interface CellSpec {
  readonly text: Inline;
  readonly align?: Align;
  readonly bold?: boolean;
  readonly color?: string;
  readonly span?: number;
  /** the cell names its row: shaded, tagged as a heading */
  readonly head?: boolean;
}

export type Cell = Inline | CellSpec;

export interface Row {
  readonly cells: readonly Cell[];
  /** a group's heading stays with the row after it, a total with the row before it */
  readonly tone?: 'group' | 'total';
  readonly minHeight?: number;
}

export interface TableSpec {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** what stands there when there are no rows */
  readonly empty?: string;
  readonly zebra?: boolean;
  readonly type?: TypeStyle;
  /** points above and below the text of a cell */
  readonly pad?: number;
  /** printed small under the table, on the page of its last row */
  readonly note?: string;
}

interface SetCell {
  readonly block: Block;
  readonly x: number;
  readonly width: number;
  readonly span: number;
  readonly head: boolean;
}

interface SetRow {
  readonly cells: readonly SetCell[];
  readonly height: number;
  readonly tone: Row['tone'];
  readonly ground: string | null;
}

const PAD_X = 5;
const NOTE_GAP = 3;

/**
 * A table: the head comes again on every page, a row that fits a page is not split, a longer one runs over. Tagged
 * Table/TR/TH/TD; repeated heads and all rules are artifacts.
 */
export function table(paper: Paper, spec: TableSpec): void {
  new TableSetter(paper, spec).run();
}

class TableSetter {
  private readonly widths: readonly number[];
  private readonly type: TypeStyle;
  private readonly pad: number;
  private readonly head: SetRow | null;
  private readonly rows: readonly SetRow[];
  private readonly element: StructElement;
  private readonly note: Block | null;
  private rules: [number, number, number, number][] = [];
  private begun = 0;

  constructor(
    private readonly paper: Paper,
    private readonly spec: TableSpec,
  ) {
    this.type = spec.type ?? TABLE;
    this.pad = spec.pad ?? 5;
    this.widths = columnWidths(spec.columns, paper.width);
    const titled = spec.columns.some((column) => column.title);
    this.head = titled
      ? this.set({ cells: spec.columns.map(({ title }) => ({ text: title ?? '', head: true, bold: true, align: 'center' as const })) }, COLOR.head)
      : null;
    const rows: readonly Row[] = spec.rows.length
      ? spec.rows
      : [{ cells: [{ text: spec.empty ?? '（无）', align: 'center', color: COLOR.muted, span: spec.columns.length }] }];
    let plain = 0;
    this.rows = rows.map((row) => {
      plain = row.tone ? 0 : plain + 1;
      return this.set(row, row.tone ? COLOR.head : spec.zebra && plain % 2 === 0 ? COLOR.zebra : null);
    });
    this.note = spec.note ? setType(spec.note, SMALL, paper.width, paper.fonts) : null;
    this.element = paper.canvas.engine.struct('Table', {});
  }

  private set(row: Row, ground: string | null): SetRow {
    let column = 0;
    let x = this.paper.left;
    const cells = row.cells.map((cell): SetCell => {
      const spec: CellSpec = typeof cell === 'string' || !('text' in cell) ? { text: cell } : cell;
      const span = spec.span ?? 1;
      let width = 0;
      for (let i = column; i < column + span; i++) width += this.widths[i] ?? 0;
      const align = spec.align ?? (span === 1 ? this.spec.columns[column]?.align : undefined) ?? 'left';
      const style: TypeStyle = {
        ...this.type,
        align,
        bold: spec.bold ?? (row.tone !== undefined || undefined),
        color: spec.color ?? this.type.color,
      };
      const block = setType(spec.text, style, width - 2 * PAD_X, this.paper.fonts);
      const set = { block, x, width, span, head: spec.head ?? false };
      column += span;
      x += width;
      return set;
    });
    const height = Math.max(row.minHeight ?? 0, ...cells.map((cell) => cell.block.height + 2 * this.pad));
    return { cells, height, tone: row.tone, ground };
  }

  run(): void {
    const { paper, rows } = this;
    const headHeight = this.head?.height ?? 0;
    const pageful = paper.pageful - headHeight;
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i]!;
      // a group's heading goes with its first row, the last row with the total under it
      let together = row.height;
      let last = i;
      while (last + 1 < rows.length && this.joined(last)) together += rows[++last]!.height;
      if (last + 1 === rows.length) together += this.noteHeight;
      const wanted = together <= pageful ? together : row.height <= pageful ? row.height : this.type.leading * 3 + 2 * this.pad;
      if (i === 0) this.open(Math.max(wanted, this.wholeHeight()) + headHeight);
      else if (paper.y + wanted > paper.bottom + 0.01) this.turn();
      this.draw(row);
    }
    this.close();
    this.element.end();
    if (this.note) paper.paragraph(this.spec.note!, SMALL, { before: NOTE_GAP });
  }

  private get noteHeight(): number {
    return this.note ? this.note.height + NOTE_GAP : 0;
  }

  /** Do rows `at` and `at + 1` stay on one page? A last row alone under a repeated head would look lost. */
  private joined(at: number): boolean {
    const next = this.rows[at + 1]!;
    return this.rows[at]!.tone === 'group' || (next.tone === 'total' && this.rows[at]!.tone !== 'total') || at + 2 === this.rows.length;
  }

  /** A table that is small beside the page is not split; of any other this is 0. */
  private wholeHeight(): number {
    const height = this.rows.reduce((sum, row) => sum + row.height, this.noteHeight);
    return height < this.paper.pageful * 0.3 ? height : 0;
  }

  private open(height: number): void {
    this.paper.place(Math.min(height, this.paper.pageful));
    this.paper.root.add(this.element);
    this.begun = this.paper.y;
    if (this.head) this.draw(this.head);
  }

  private turn(): void {
    this.close();
    this.paper.newPage();
    this.begun = this.paper.y;
    const { head, paper } = this;
    if (!head) return;
    paper.canvas.artifact('Pagination', () => {
      this.ground(head, head.height);
      for (const cell of head.cells) this.text(cell, head.height, 0, cell.block.lines.length, false);
    });
    this.edges(head, head.height);
    paper.y += head.height;
  }

  /** The rules of this page's part of the table, in one path. */
  private close(): void {
    const { paper } = this;
    const right = paper.left + paper.width;
    paper.canvas.artifact('Layout', () => {
      paper.canvas.lines(this.rules, COLOR.hair, 0.5);
      paper.canvas.frame(paper.left, this.begun, right - paper.left, paper.y - this.begun, COLOR.rule, 0.7);
    });
    this.rules = [];
  }

  private draw(row: SetRow): void {
    const { paper } = this;
    const element = paper.canvas.tag(this.element, 'TR', {});
    const cells = row.cells.map((cell) => this.cellElement(element, cell, row));
    let done = 0;
    const most = Math.max(...row.cells.map((cell) => cell.block.lines.length));
    const whole = row.height <= paper.bottom - paper.y + 0.01;
    if (whole) this.part(row, cells, row.height, 0, most, true);
    while (!whole && done < most) {
      const fits = Math.floor((paper.bottom - paper.y - 2 * this.pad) / this.type.leading);
      const count = Math.min(most - done, Math.max(1, fits));
      this.part(row, cells, count * this.type.leading + 2 * this.pad, done, done + count, false);
      done += count;
      if (done < most) this.turn();
    }
    for (const cell of cells) cell.end();
    element.end();
  }

  private part(row: SetRow, elements: readonly StructElement[], height: number, from: number, to: number, whole: boolean): void {
    const { paper } = this;
    if (row.ground || row.cells.some((cell) => cell.head)) paper.canvas.artifact('Layout', () => this.ground(row, height));
    row.cells.forEach((cell, index) => {
      const end = Math.min(to, cell.block.lines.length);
      if (from < end) elements[index]!.add(() => this.text(cell, height, from, end, !whole));
    });
    this.edges(row, height);
    paper.y += height;
  }

  private cellElement(parent: StructElement, cell: SetCell, row: SetRow): StructElement {
    const heading = cell.head || row === this.head;
    const element = this.paper.canvas.tag(parent, heading ? 'TH' : 'TD', heading ? { scope: row === this.head ? 'Column' : 'Row' } : {});
    if (cell.span > 1) {
      const { data } = element.dictionary;
      data['A'] = { ...(data['A'] as object | undefined), O: 'Table', ColSpan: cell.span }; // pdfkit has no option for it; `A` is the attribute object it made for the scope
    }
    return element;
  }

  private ground(row: SetRow, height: number): void {
    const { paper } = this;
    if (row.ground) paper.canvas.rect(paper.left, paper.y, paper.width, height, row.ground);
    else for (const cell of row.cells) if (cell.head) paper.canvas.rect(cell.x, paper.y, cell.width, height, COLOR.head);
  }

  private text(cell: SetCell, height: number, from: number, to: number, fromTop: boolean): void {
    const offset = fromTop ? this.pad : (height - (to - from) * cell.block.leading) / 2;
    this.paper.canvas.block(cell.block, cell.x + PAD_X, this.paper.y + offset, from, to);
  }

  private edges(row: SetRow, height: number): void {
    const { paper } = this;
    const bottom = paper.y + height;
    for (const cell of row.cells.slice(1)) this.rules.push([cell.x, paper.y, cell.x, bottom]);
    this.rules.push([paper.left, bottom, paper.left + paper.width, bottom]);
  }
}

function columnWidths(columns: readonly Column[], width: number): number[] {
  const fixed = columns.reduce((sum, column) => sum + (column.width ?? 0), 0);
  const shares = columns.reduce((sum, column) => sum + (column.width === undefined ? (column.grow ?? 1) : 0), 0);
  return columns.map((column) => column.width ?? ((width - fixed) * (column.grow ?? 1)) / shares);
}
