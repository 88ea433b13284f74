import { groupAccounts } from './demo-groups';

const of = (...names: string[]) => names.map((name) => ({ email: `${name}@demo.test` }));

it('shows the main accounts in the order of the walk, the rest apart, nobody twice and nobody left out', () => {
  const accounts = of('committee2', 'judge2', 'applicant', 'finance', 'manager', 'judge1');
  const { groups, others } = groupAccounts(accounts);
  expect(groups).toEqual([
    { name: 'street', rows: of('manager', 'finance') }, { name: 'helpers', rows: of('judge1') }, { name: 'applicants', rows: of('applicant') },
  ]);
  expect(others).toEqual(of('committee2', 'judge2'));
});

it('has no groups where none of the main accounts is there', () => {
  expect(groupAccounts(of('x'))).toEqual({ groups: [], others: of('x') });
});
