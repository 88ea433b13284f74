import { isConcrete, objectionNumber, receivedInstant, whyNotRecord, type PaperReceipt, whyNotScan } from './objection-receipt';

const paper: PaperReceipt = { receivedOn: '2026-02-13', publishedAt: new Date('2026-02-12T01:00:00Z'), award: 'noticed', now: new Date('2026-02-14T02:00:00Z') };
it.each<[string, Partial<PaperReceipt>, string | null]>([
  ['on a day of the notice', {}, null],
  ['on the day it was published', { receivedOn: '2026-02-12' }, null],
  ['today', { receivedOn: '2026-02-14' }, null],
  ['tomorrow', { receivedOn: '2026-02-15' }, 'OBJECTION.RECEIVED_IN_FUTURE'],
  ['the day before the notice', { receivedOn: '2026-02-11' }, 'OBJECTION.BEFORE_NOTICE'],
  ['against a draft', { publishedAt: null }, 'OBJECTION.BEFORE_NOTICE'],
  ['against a project that is granted', { award: 'granted' }, 'OBJECTION.AWARD_SETTLED'],
  ['against one that fell', { award: 'cancelled_by_objection' }, 'OBJECTION.AWARD_SETTLED'],
])('writes down an objection received %s', (_, more, code) => {
  expect(whyNotRecord({ ...paper, ...more })?.code ?? null).toBe(code);
});

it('a day of receipt stands for its first instant, today for now: the last day of a notice is in time', () => {
  expect(receivedInstant('2026-02-13', paper.now).toISOString()).toBe('2026-02-12T16:00:00.000Z');
  expect(receivedInstant('2026-02-14', paper.now)).toBe(paper.now);
});

it('numbers a receipt without letters that are read wrongly, and asks for facts', () => {
  expect(objectionNumber(2026, new Uint8Array(8))).toBe('YY2026-2222-2222');
  expect(() => objectionNumber(2026, new Uint8Array(7))).toThrow(RangeError);
  expect([isConcrete('不公平'), isConcrete('该项目去年已获区级资助。')]).toEqual([false, true]);
});

it.each([
  ['on paper, just written down', { channel: 'paper', state: 'received', scans: 0 }, null],
  ['of a visit, being looked into', { channel: 'visit', state: 'investigating', scans: 9 }, null],
  ['sent through the form', { channel: 'online', state: 'received', scans: 0 }, 'OBJECTION.NOT_ON_PAPER'],
  ['answered', { channel: 'paper', state: 'replied', scans: 0 }, 'OBJECTION.CLOSED'],
  ['with ten already', { channel: 'phone', state: 'admitted', scans: 10 }, 'OBJECTION.TOO_MANY_SCANS'],
] as const)('a scan beside an objection %s', (_, facts, code) => expect(whyNotScan(facts)?.code ?? null).toBe(code));
