import { Line, Prose } from './shapes';

it.each([
  ['\u200b', ''],
  [' \u3164\u2060 ', ''],
  [' 许䶮😀 ', '许䶮😀'],
  ['a\u200db', 'a\u200db'],
])('%j is taken as %j', (given, taken) => {
  expect(Line(10).parse(given)).toBe(taken);
  expect(Prose(10).parse(given)).toBe(taken);
});

it.each(['a\u0000b', 'a\u0007', '\ud800'])('%j is refused', (given) => {
  expect(Line(10).safeParse(given).success).toBe(false);
  expect(Prose(10).safeParse(given).success).toBe(false);
});
