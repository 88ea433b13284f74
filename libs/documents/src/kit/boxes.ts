import { COLOR, PLAIN, SMALL, TABLE } from './look';
import type { Paper } from './page';
import { type Cell, type Row, table } from './table';
import { setType } from './type';
import { qrCode } from './qr';

export interface Fact {
  readonly label: string;
  readonly value: string;
  /** takes the whole width */
  readonly wide?: boolean;
}

const LABEL = 90;

/** A card of labels and values, two pairs a row. A value nobody gave is a dash, or `missing`: blank where it is to be filled in by hand. */
export function card(paper: Paper, facts: readonly Fact[], missing = '—'): void {
  const rows: Row[] = [];
  let open: Cell[] = [];
  const close = (): void => {
    if (open.length) rows.push({ cells: [...open.slice(0, -1), { text: textOf(open[open.length - 1]!), span: 3 }] });
    open = [];
  };
  for (const fact of facts) {
    const label: Cell = { text: fact.label, head: true };
    const value = fact.value.trim() || missing;
    if (fact.wide) {
      close();
      rows.push({ cells: [label, { text: value, span: 3 }] });
    } else {
      open.push(label, value);
      if (open.length === 4) {
        rows.push({ cells: open });
        open = [];
      }
    }
  }
  close();
  table(paper, { columns: [{ width: LABEL }, { grow: 1 }, { width: LABEL }, { grow: 1 }], rows, pad: 4 });
}

const textOf = (cell: Cell): string => (typeof cell === 'string' ? cell : '');

export interface SignatureBox {
  readonly title: string;
  /** stands under the title, such as the party's name or an opinion */
  readonly text?: string;
  /** the lines to sign on, from the top: `负责人（签字）：` */
  readonly lines: readonly string[];
  /** printed in the middle where the seal goes */
  readonly seal?: string;
}

/** Boxes to sign and seal in, `columns` side by side, each with a line for the date; a row of boxes is never split. */
export function signatureBoxes(paper: Paper, boxes: readonly SignatureBox[], columns: number, minHeight = 118): void {
  const { canvas, fonts } = paper;
  const width = paper.width / columns;
  for (let at = 0; at < boxes.length; at += columns) {
    const row = boxes.slice(at, at + columns).map((box) => ({
      ...box,
      head: setType(box.title, { ...TABLE, bold: true }, width - 20, fonts),
      body: setType(box.text ?? '', { ...TABLE }, width - 20, fonts),
      signed: [...box.lines, '日期：        年      月      日'].map((line) => setType(line, TABLE, width - 20, fonts)),
    }));
    const height = Math.max(
      minHeight,
      ...row.map((box) => 20 + box.head.height + (box.text ? box.body.height + 4 : 0) + (box.seal ? 30 : 14) + box.signed.reduce((sum, line) => sum + line.height + 5, 0)),
    );
    paper.place(height);
    const top = paper.y;
    row.forEach((box, index) => {
      const x = paper.left + index * width;
      canvas.tag(paper.root, 'P', {}, () => {
        canvas.block(box.head, x + 10, top + 9);
        if (box.text) canvas.block(box.body, x + 10, top + 9 + box.head.height + 4);
        let y = top + height - 8;
        for (const line of [...box.signed].reverse()) {
          y -= line.height + 5;
          canvas.block(line, x + 10, y + 5);
        }
        if (box.seal) canvas.block(setType(box.seal, { ...SMALL, color: COLOR.rule, align: 'center' }, width - 20, fonts), x + 10, y - 12);
      });
    });
    canvas.artifact('Layout', () => row.forEach((_, index) => canvas.frame(paper.left + index * width, top, width, height, COLOR.rule, 0.7)));
    paper.y = top + height;
  }
  paper.y += 8;
}

export interface Verification {
  readonly code: string;
  readonly url: string;
  /** SHA-256 of the data the document was made from, in hex */
  readonly digest: string;
}

const QR = 78;
/** with the room around it */
export const VERIFICATION_HEIGHT = QR + 32;

/** How a reader finds out whether the paper is genuine: a QR code, the code in letters and the digest. */
export function verificationBox(paper: Paper, verification: Verification, note: string): void {
  const { canvas, fonts } = paper;
  const size = QR;
  const height = size + 20;
  paper.gap(6);
  paper.place(height);
  const top = paper.y;
  qrCode(paper, verification.url, paper.left + 10, top + 10, size);
  const left = paper.left + size + 26;
  const width = paper.width - size - 36;
  const code = setType([{ text: '核验码：' }, { text: verification.code, bold: true }], PLAIN, width, fonts);
  const rest = setType(`数据摘要（SHA-256）：${verification.digest}\n${note}`, { ...SMALL, size: 8.5, leading: 13.5 }, width, fonts);
  const textTop = top + Math.max(6, (height - code.height - rest.height - 4) / 2);
  canvas.tag(paper.root, 'P', {}, () => canvas.block(code, left, textTop));
  canvas.tag(paper.root, 'P', {}, () => canvas.block(rest, left, textTop + code.height + 4));
  canvas.artifact('Layout', () => canvas.frame(paper.left, top, paper.width, height, COLOR.hair, 0.6));
  paper.y = top + height + 6;
}
