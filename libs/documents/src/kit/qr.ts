import { create } from 'qrcode';
import { COLOR } from './look';
import type { Paper } from './page';

/** The modules of a QR code as rectangles: runs of dark squares in a row are one. `size` is its side in points, without the quiet zone. */
export function qrBoxes(text: string, x: number, y: number, size: number): (readonly [number, number, number, number])[] {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const unit = size / modules.size;
  const boxes: (readonly [number, number, number, number])[] = [];
  for (let row = 0; row < modules.size; row++)
    for (let column = 0; column < modules.size; column++) {
      if (!modules.get(row, column)) continue;
      const from = column;
      while (column + 1 < modules.size && modules.get(row, column + 1)) column++;
      boxes.push([x + from * unit, y + row * unit, (column - from + 1) * unit, unit]);
    }
  return boxes;
}

/** Draws a QR code as a tagged figure at a place of the current page; the cursor does not move. */
export function qrCode(paper: Paper, text: string, x: number, y: number, size: number): void {
  const { canvas } = paper;
  canvas.tag(paper.root, 'Figure', { alt: `二维码：${text}`, bbox: [x, y, x + size, y + size] }, () => canvas.rects(qrBoxes(text, x, y, size), COLOR.ink));
}
