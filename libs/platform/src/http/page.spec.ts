import { cursorOf, readCursor, type CursorColumn } from './page';

const id = '01a20168-e854-727e-9d07-705285e08623';
const cursor = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

it.each<[string, CursorColumn[], (string | number)[]]>([
  ['a name and an id', ['text', 'id'], ['望江 𠮷', id]],
  ['a number, a sequence and an id', ['text', 'int', 'id'], ['WJ-2026-001', 2, id]],
  ['a moment as JavaScript writes it', ['instant', 'id'], ['2026-07-15T02:00:00.123Z', id]],
  ['a moment as PostgreSQL writes it', ['instant', 'id'], ['2026-07-15 02:00:00.123456+00', id]],
])('reads what we wrote: %s', (_, columns, values) => {
  expect(readCursor(cursorOf(values), columns)).toEqual(values);
});

// what no column can take would be an error of the database, which is ours and not the caller's
it.each<[string, string, CursorColumn[]]>([
  ['no JSON', 'bm9uc2Vuc2U', ['id']],
  ['too few', cursor([]), ['id']],
  ['too many', cursor([id, id]), ['id']],
  ['no list', cursor({ 0: id, length: 1 }), ['id']],
  ['a number for an id', cursor([1]), ['id']],
  ['a text for an id', cursor([`${id}'--`]), ['id']],
  ['nothing for an id', cursor([null]), ['id']],
  ['U+0000', cursor(['a\0', id]), ['text', 'id']],
  ['half a surrogate pair', cursor(['\ud800', id]), ['text', 'id']],
  ['a text for a number', cursor(['1; DROP TABLE x']), ['int']],
  ['1e21', cursor([1e21]), ['int']],
  ['a fraction', cursor([0.1]), ['int']],
  ['infinity, which PostgreSQL would take', cursor(['infinity', id]), ['instant', 'id']],
  ['30 February', cursor(['2026-02-30T00:00:00.000Z', id]), ['instant', 'id']],
])('refuses a tampered one: %s', (_, text, columns) => {
  expect(() => readCursor(text, columns)).toThrow('REQUEST.INVALID');
});
