import { textOf } from './texts';

it.each([
  ['en', 1, '1 finding has not been closed'],
  ['en', 3, '3 findings have not been closed'],
  ['zh-CN', 1, '还有 1 项整改没有完成'],
] as const)('in %s says %p as it is said', (locale, count, text) => expect(textOf(locale, 'GATE.FINDINGS_OPEN', { count }).slice(0, text.length)).toBe(text));

it('has single quotation marks within double ones', () =>
  expect(textOf('en', 'TELL.review_stage.assigned', { count: 2, title: '“晨光”项目', due: '2026-08-01' })).toBe('You were given 2 applications of “‘晨光’项目” to judge by 2026-08-01'));
