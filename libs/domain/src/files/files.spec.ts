import fc from 'fast-check';
import { whyNotAccept } from './accept';
import { MEDIA_TYPES } from './kinds';
import { endingOf, safeName } from './name';

const MB = 1024 * 1024;
const PDF = 'application/pdf';

describe('the content decides what a file is', () => {
  it.each([
    ['a PDF', { name: '营业执照.pdf', size: 10, mediaType: PDF }, null],
    ['a name without an ending', { name: '营业执照', size: 10, mediaType: PDF }, null],
    ['capitals', { name: 'A.PDF', size: 10, mediaType: PDF }, null],
    ['nothing in it', { name: 'a.pdf', size: 0, mediaType: null }, 'FILE.EMPTY'],
    ['too large by a byte', { name: 'a.pdf', size: MB + 1, mediaType: PDF }, 'FILE.TOO_LARGE'],
    ['just large enough', { name: 'a.pdf', size: MB, mediaType: PDF }, null],
    ['a right name, other content', { name: 'a.pdf', size: 10, mediaType: 'image/png' }, 'FILE.NAME_MISMATCH'],
    ['content not wanted here', { name: 'a.xlsx', size: 10, mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' }, 'FILE.WRONG_TYPE'],
    ['content nobody knows', { name: 'a.pdf', size: 10, mediaType: null }, 'FILE.WRONG_TYPE'],
    ['an archive', { name: 'a.zip', size: 10, mediaType: 'application/zip' }, 'FILE.WRONG_TYPE'],
    ['a second ending', { name: 'a.pdf.exe', size: 10, mediaType: PDF }, 'FILE.NAME_MISMATCH'],
  ])('%s', (_, file, code) => expect(whyNotAccept(file, ['pdf', 'image'], MB)?.code ?? null).toBe(code));
});

describe('names', () => {
  it.each([
    ['项目预算.xlsx', '项目预算.xlsx'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\王\\照片.jpg', '照片.jpg'],
    ['invoice\u202efdp.exe', 'invoicefdp.exe'],
    ['a.pdf:hidden', 'a.pdfhidden'],
    ['...htaccess', 'htaccess'],
    ['a\r\nb.pdf', 'ab.pdf'],
    ['', '文件.pdf'],
    ['.pdf', 'pdf'],
  ])('%j becomes %j', (sent, expected) => expect(safeName(sent, '文件.pdf')).toBe(expected));

  it('are short, have no folder and no control characters, and keep their ending', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.constantFrom('pdf', 'docx', 'jpeg'), (text, ending) => {
        const name = safeName(`${text}甲.${ending}`, '文件.pdf');
        expect([...name].length).toBeLessThanOrEqual(120);
         
        expect(name).not.toMatch(/[/\\\u0000-\u001f\u202e]/);
        expect(endingOf(name)).toBe(ending);
        expect(name.isWellFormed()).toBe(true);
      }),
      { numRuns: 50 },
    ));
});

it('each kind of content has its endings', () => {
  for (const { endings } of Object.values(MEDIA_TYPES)) expect(endings.length).toBeGreaterThan(0);
});
