import PDFDocument from 'pdfkit';
import { BENCH_TYPE, type BenchPage } from './report';

/**
 * The control: the same text on the same three pages by pdfkit alone, untagged, without header, numbers or outline, with the
 * cut fonts given as bytes. A speed of the kit is told as a ratio to this, measured in the same run.
 */
export function renderBare(pages: readonly BenchPage[], regular: Buffer, bold: Buffer): Buffer {
  // null is the documented way to have no default font; the types only know names
  const doc = new PDFDocument({ size: 'A4', margins: { top: 74, bottom: 0, left: 62, right: 62 }, font: null as unknown as string, autoFirstPage: false });
  doc.registerFont('R', regular).registerFont('B', bold);
  const width = 471 / 6;
  for (const page of pages) {
    doc.addPage();
    doc.font('B').fontSize(BENCH_TYPE.heading).text(page.heading);
    let y = doc.y + 8;
    doc.fontSize(BENCH_TYPE.table);
    const row = (cells: readonly string[]): void => {
      cells.forEach((cell, column) => doc.text(cell, 67 + column * width, y, { width: width - 10, align: column === 5 ? 'right' : 'left' }));
      doc.moveTo(62, y + 20).lineTo(533, y + 20).stroke();
      y += 24.5;
    };
    row(['序号', '活动名称', '日期', '地点', '人次', '支出（元）']);
    doc.font('R');
    for (const cells of page.rows) row(cells);
    doc.fontSize(BENCH_TYPE.body);
    doc.x = 62;
    doc.y = y + 10;
    for (const paragraph of page.paragraphs) doc.text(paragraph, { width: 471, lineGap: 3 }).moveDown(0.3);
  }
  doc.end();
  return doc.read() as Buffer; // the stream is not in object mode, and everything is written when `end` returns
}
