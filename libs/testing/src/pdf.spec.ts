import PDFDocument from 'pdfkit';
import { readPdf, withoutBlanks } from './pdf';

describe('readPdf', () => {
  it('reads text, title and bookmarks page by page', async () => {
    const doc = new PDFDocument({ info: { Title: 'Report' }, lang: 'en' });
    doc.text('first page');
    doc.outline.addItem('One');
    doc.addPage().text('second page');
    doc.end();
    const reading = await readPdf(doc.read() as Buffer); // not in object mode
    expect(reading.pages.map(withoutBlanks)).toEqual(['firstpage', 'secondpage']);
    expect(reading).toMatchObject({ pageCount: 2, title: 'Report', lang: 'en', tagged: false, outline: [{ title: 'One', level: 1, page: 1 }] });
  });

  it('rejects what is no PDF, and goes on', async () => {
    await expect(readPdf(Buffer.from('no'))).rejects.toThrow();
    const doc = new PDFDocument();
    doc.text('still here');
    doc.end();
    expect((await readPdf(doc.read() as Buffer)).pages[0]).toContain('still here');
  });
});
