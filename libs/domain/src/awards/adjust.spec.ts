import { type DecisionLine, moveTo, openTie, waitlistPlaces, whyNotAmount, whyNotPromote } from './adjust';

const line = (id: string, rank: number | null, state: DecisionLine['state'], more: Partial<DecisionLine> = {}): DecisionLine => ({
  id, rank, state, entitledFen: 2_000_000, amountFen: state === 'proposed' ? 2_000_000 : 0, note: null, ...more,
});

it.each([
  ['within the entitlement', 'draft', 'proposed', 1_500_000, null],
  ['all of it', 'returned', 'proposed', 2_000_000, null],
  ['one fen more', 'draft', 'proposed', 2_000_001, 'AWARD.OVER_ENTITLEMENT'],
  ['nothing', 'draft', 'proposed', 0, 'AWARD.NO_AMOUNT'],
  ['a part of a fen', 'draft', 'proposed', 0.5, 'AWARD.NO_AMOUNT'],
  ['for one that waits', 'draft', 'waitlisted', 1_500_000, 'STATE.WRONG'],
  ['while it lies with the leader', 'submitted', 'proposed', 1_500_000, 'DECISION.NOT_OPEN'],
  ['once approved', 'approved', 'proposed', 1_500_000, 'DECISION.NOT_OPEN'],
] as const)('an amount: %s', (_, decision, state, amountFen, code) => {
  expect(whyNotAmount(decision, line('a', 1, state), amountFen)?.code ?? null).toBe(code);
});

it.each([
  ['proposed', 'proposed', null],
  ['proposed', 'waitlisted', 'waitlist'],
  ['waitlisted', 'proposed', 'include'],
  ['not_funded', 'proposed', 'include'],
  ['waitlisted', 'not_funded', 'leave_out'],
  ['not_funded', 'waitlisted', 'waitlist'],
] as const)('from %s to %s is %s', (from, to, event) => {
  expect(moveTo(from, to)).toBe(event);
});

it('keeps the waitlist in the order of the ranking, without gaps', () => {
  const places = waitlistPlaces([line('d', 4, 'waitlisted'), line('a', 1, 'proposed'), line('c', 3, 'waitlisted'), line('x', null, 'not_funded'), line('b', 2, 'waitlisted')]);
  expect([...places]).toEqual([['b', 1], ['c', 2], ['d', 3]]);
});

describe('equals', () => {
  it.each([
    ['fare the same', [line('a', 1, 'proposed'), line('b', 1, 'proposed')], null],
    ['wait together', [line('a', 1, 'proposed'), line('b', 2, 'waitlisted'), line('c', 2, 'not_funded')], null],
    ['fare differently', [line('a', 1, 'proposed'), line('b', 2, 'proposed'), line('c', 2, 'waitlisted')], ['b', 'c']],
    ['were put in order by a person with a reason', [line('b', 2, 'proposed', { note: '居民需求更急' }), line('c', 2, 'waitlisted')], null],
    ['of whom one is entitled to nothing', [line('b', 2, 'proposed'), line('c', 2, 'not_funded', { entitledFen: 0 })], null],
    ['without a rank', [line('b', null, 'proposed'), line('c', null, 'waitlisted')], null],
  ])('%s', (_, lines, torn) => {
    expect(openTie(lines)?.params?.applications ?? null).toEqual(torn);
  });
});

it.each([
  ['the next one needs no reason', 'a', 'a', '', null],
  ['another one does', 'a', 'b', ' ', 'REASON.REQUIRED'],
  ['another one with a reason', 'a', 'b', '前一名书面放弃', null],
  ['when the rule promotes nobody', null, 'b', '', 'REASON.REQUIRED'],
])('promotion: %s', (_, next, id, reason, code) => {
  expect(whyNotPromote(next, id, reason)?.code ?? null).toBe(code);
});
