import fc from 'fast-check';
import { readQuery, sortParam, writeQuery } from './list-query';

const read = (search: string) => readQuery(new URLSearchParams(search), ['status', 'community'], { by: 'at', dir: 'desc' });

it.each([
  ['', { q: '', filters: {}, sort: { by: 'at', dir: 'desc' }, after: null }],
  ['q=邻里&status=a,b&sort=-score&after=xyz', { q: '邻里', filters: { status: ['a', 'b'] }, sort: { by: 'score', dir: 'desc' }, after: 'xyz' }],
  ['status=&sort=name&role=judge', { q: '', filters: {}, sort: { by: 'name', dir: 'asc' }, after: null }],
])('reads ?%s', (search, query) => expect(read(search)).toEqual(query));

it('begins at the first page when anything but the cursor changes', () => {
  expect(writeQuery(new URLSearchParams('status=a&after=x'), { status: 'b' }).toString()).toBe('status=b');
  expect(writeQuery(new URLSearchParams('status=a&after=x'), { after: 'y' }).toString()).toBe('status=a&after=y');
});

it('leaves alone what is not its own, and takes away what is empty', () =>
  expect(writeQuery(new URLSearchParams('tab=2&q=x'), { q: '' }).toString()).toBe('tab=2'));

it('reads what it wrote', () => {
  const word = fc.stringMatching(/^[a-z0-9]{1,8}$/);
  fc.assert(
    fc.property(fc.uniqueArray(word, { minLength: 1 }), word, fc.constantFrom('asc' as const, 'desc' as const), (values, by, dir) => {
      const params = writeQuery(new URLSearchParams(), { status: values.join(','), sort: sortParam({ by, dir }) });
      const query = readQuery(params, ['status']);
      expect(query.filters['status']).toEqual(values);
      expect(query.sort).toEqual({ by, dir });
    }),
  );
});
