import { spread } from './report-photos';

it.each([
  [[], []],
  [[1, 2, 3], [1, 2, 3]],
  [[1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6]],
  [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], [1, 3, 5, 7, 9, 11]],
])('of %j are shown %j', (list, shown) => {
  expect(spread(list, 6)).toEqual(shown);
});
