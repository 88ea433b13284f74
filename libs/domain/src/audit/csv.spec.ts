import fc from 'fast-check';
import { csvCell, csvText } from './csv';

it.each([
  ['提交申请', '"提交申请"'],
  ['他说 "好"', '"他说 ""好"""'],
  ['=HYPERLINK("x")', `"'=HYPERLINK(""x"")"`],
  ['-1+1', `"'-1+1"`],
  ['@sum', `"'@sum"`],
  ['两\n行', '"两\n行"'],
  [12, '12'],
  [null, ''],
])('%j', (value, cell) => expect(csvCell(value)).toBe(cell));

it('a cell never begins with what a spreadsheet would run', () =>
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => expect(csvCell(text)).not.toMatch(/^"?[=+\-@\t\r]/))));

it('begins with the mark, one line a row', () => expect(csvText([['a', 1], ['b', null]])).toBe('\ufeff"a",1\r\n"b",\r\n'));
