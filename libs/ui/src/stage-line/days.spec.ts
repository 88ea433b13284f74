import { daysOf } from './days';
import type { Stage } from './StageLine';

const ahead = (id: string, plannedFrom: string, plannedTo?: string): Stage => ({ id, label: id, state: 'ahead', plannedFrom, plannedTo });
const done = (id: string, doneAt: string): Stage => ({ id, label: id, state: 'done', doneAt });
const NOW = '2026-07-15T02:00:00Z';

it('leaves out this year', () => expect([...daysOf([done('a', '2026-03-02'), ahead('b', '2026-09-01', '2026-12-11')], NOW).values()]).toEqual([{ done: '3-2' }, { from: '9-1', to: '12-11' }]));
it('says another year at every stage, and once in each', () =>
  expect([...daysOf([done('a', '2025-12-30'), ahead('b', '2026-11-20', '2027-01-15'), ahead('c', '2027-02-08', '2027-03-01'), ahead('d', '2027-03-01')], NOW).values()]).toEqual([
    { done: '2025-12-30' }, { from: '11-20', to: '2027-1-15' }, { from: '2027-2-8', to: '3-1' }, { from: '2027-3-1' },
  ]));
it('counts the year in China', () => expect(daysOf([done('a', '2025-12-31T16:30:00Z')], NOW).get('a')).toEqual({ done: '1-1' }));
