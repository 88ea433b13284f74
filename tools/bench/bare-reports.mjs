// The control of P12: the given pages of text drawn by pdfkit alone with the cut fonts, and written to disk.
import { createRequire } from 'node:module';
import { mkdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../repo/run.mjs';

const require = createRequire(join(root, 'libs', 'documents', 'package.json'));
const PDFDocument = require('pdfkit');
const [regular, bold] = [readFileSync(process.env.REGULAR), readFileSync(process.env.BOLD)];
mkdirSync(process.env.OUT, { recursive: true });

process.on('message', async ({ texts, count }) => {
  try {
    for (let n = 0; n < count; n++) await writeFile(join(process.env.OUT, `${process.pid}-${n % 20}.pdf`), draw(texts[n % texts.length]));
    process.send({ done: count });
  } catch (error) {
    process.send({ error: String(error) });
  }
});
process.on('disconnect', () => process.exit(0));

function draw(pages) {
  const doc = new PDFDocument({ size: 'A4', margins: { top: 40, bottom: 0, left: 62, right: 62 }, font: null, autoFirstPage: false });
  doc.registerFont('R', regular).registerFont('B', bold);
  for (const lines of pages) {
    doc.addPage().fontSize(9);
    // headings and labels, which the report has in bold, are its short lines
    for (const line of lines) doc.font(line.length <= 10 ? 'B' : 'R').text(line, { width: 471 });
  }
  doc.end();
  return doc.read();
}
