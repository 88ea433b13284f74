import { groupByDue, type TodoGroup } from './todos';

// Friday 2026-04-10, 12:00 in China
const NOW = Date.parse('2026-04-10T12:00:00+08:00');

it.each<[string, string | undefined, TodoGroup]>([
  ['a minute ago', '2026-04-10T11:59:00+08:00', 'late'],
  ['tonight', '2026-04-10T17:00:00+08:00', 'today'],
  ['midnight tonight is still today', '2026-04-11T00:00:00+08:00', 'today'],
  ['tomorrow morning', '2026-04-11T08:00:00+08:00', 'week'],
  ['Sunday night', '2026-04-12T23:59:00+08:00', 'week'],
  ['Monday', '2026-04-13T09:00:00+08:00', 'later'],
  ['whenever', undefined, 'later'],
])('%s is %s: %s', (_, due, group) => {
  const groups = groupByDue([{ id: 'x', title: 't', to: '/', due }], NOW);
  expect(Object.entries(groups).filter(([, list]) => list.length).map(([name]) => name)).toEqual([group]);
});

it('on a Sunday the week is the day', () =>
  expect(groupByDue([{ id: 'x', title: 't', to: '/', due: '2026-04-13T09:00:00+08:00' }], Date.parse('2026-04-12T09:00:00+08:00')).later).toHaveLength(1));

it('orders each group by deadline, those without one last', () => {
  const todo = (id: string, due?: string) => ({ id, title: id, to: '/', due });
  const { later } = groupByDue([todo('none'), todo('b', '2026-06-02T00:00:00Z'), todo('a', '2026-06-01T00:00:00Z')], NOW);
  expect(later.map((one) => one.id)).toEqual(['a', 'b', 'none']);
});
