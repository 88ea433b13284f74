import fc from 'fast-check';
import { workCalendar } from '@weichuang/kernel/calendar';
import { type NoticeInput, noticeNumber, noticeOf, withoutPrivateNumbers } from './notice-content';
import { noticePeriod } from './notice.machine';
import { whyNotStart } from './notice-start';
import { isConcrete, objectionNumber } from './objection-receipt';

it.each([
  ['邻里守望项目', '邻里守望项目'],
  ['关爱老人 13812345678', '关爱老人 138****78'],
  ['张三32021419800101123X', '张三320****3X'],
  ['账号6222021234567890123', '账号622****23'],
  ['1101051949123100', '110****00'],
  ['2026年第3届，服务1200人次', '2026年第3届，服务1200人次'],
  ['电话0510-88880000', '电话0510-88880000'],
])('hides private numbers in %s', (text, shown) => {
  expect(withoutPrivateNumbers(text)).toBe(shown);
});

const input: NoticeInput = {
  kind: 'main', street: '旺庄街道办事处', roundTitle: '第九届社区微创投大赛',
  rule: { workingDays: 5, countFirstDay: true, showJudges: true, contact: { phone: '0510-85210001', email: 'a@b.cn', address: '旺庄路 1 号' } },
  lines: [{ awardId: 'a', applicationNumber: 'WZ-01', project: '守望 13812345678', organization: '阳光社工', community: '春申社区', amountFen: 2_000_000 }],
  prizes: [{ project: '守望 13812345678', organization: '阳光社工', tier: '一等奖', amountFen: 0 }], judges: ['周敏'],
};

it('says what the public is to know, and keeps the street’s own contact', () => {
  const { title, content } = noticeOf(input);
  expect(title).toBe('第九届社区微创投大赛拟资助项目公示');
  expect(content).toMatchObject({ issuer: '旺庄街道办事处', judges: ['周敏'], workingDays: 5, contact: { phone: '0510-85210001' } });
  expect(JSON.stringify(content)).not.toContain('13812345678');
});

it('names judges only where the round publishes them', () => {
  expect(noticeOf({ ...input, rule: { ...input.rule, showJudges: false } }).content.judges).toBeNull();
});

it('names only the newcomers in a supplementary notice', () => {
  const { title, content } = noticeOf({ ...input, kind: 'supplementary' });
  expect(title).toContain('（递补）');
  expect(content.prizes).toEqual([]);
});

it('numbers as papers do', () => {
  expect(noticeNumber('旺庄', 2026, 3)).toBe('旺庄公示〔2026〕3号');
});

const calendar = workCalendar();
it.each([
  ['today, even on a Sunday', '2026-03-01', '2026-03-01', null],
  ['a working Saturday', '2026-02-14', '2026-02-10', null],
  ['a holiday', '2026-02-16', '2026-02-10', 'NOTICE.NOT_A_WORKDAY'],
  ['a day that has passed', '2026-02-09', '2026-02-10', 'NOTICE.STARTS_IN_THE_PAST'],
])('may begin: %s', (_, from, today, code) => {
  expect(whyNotStart(from, today, calendar)?.code ?? null).toBe(code);
});

it.each([
  ['2026-02-12', 5, '2026-02-25', true],
  ['2026-02-12', 7, '2026-02-27', true],
  ['2026-04-29', 5, '2026-05-08', true],
  ['2026-12-30', 5, '2027-01-05', false],
])('from %s %i working days end on %s', (from, workingDays, to, certain) => {
  expect(noticePeriod(from, { workingDays, countFirstDay: true }, calendar)).toMatchObject({ to, certain });
});

it('gives receipt numbers that can be read out and not guessed', () => {
  expect(objectionNumber(2026, new Uint8Array(8))).toBe('YY2026-2222-2222');
  fc.assert(fc.property(fc.uint8Array({ minLength: 8, maxLength: 8 }), (random) => expect(objectionNumber(2026, random)).toMatch(/^YY2026-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/)));
  expect(() => objectionNumber(2026, new Uint8Array(7))).toThrow(RangeError);
});

it.each([['太短', false], ['          ', false], ['该项目去年已经获得区级资助', true]])('is “%s” concrete', (statement, concrete) => {
  expect(isConcrete(statement)).toBe(concrete);
});
