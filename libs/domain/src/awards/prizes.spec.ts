import fc from 'fast-check';
import type { PrizeTier } from '../calls/round-config';
import { awardPrizes, whyNotGive } from './prizes';

const tier = (id: string, quota: number, amountFen: number): PrizeTier => ({ id, name: { zh: id }, quota, amountFen });
const tiers = [tier('first', 1, 30_000), tier('second', 2, 20_000), tier('third', 3, 0)];
const at = (...ranks: (number | null)[]): { id: string; rank: number | null }[] => ranks.map((rank, i) => ({ id: `a${i}`, rank }));

it('fills the tiers along the ranking', () => {
  const list = awardPrizes(tiers, at(3, 1, 2, null, 4));
  expect(list.winners.map((winner) => [winner.id, winner.tierId, winner.amountFen])).toEqual([
    ['a1', 'first', 30_000], ['a2', 'second', 20_000], ['a0', 'second', 20_000], ['a4', 'third', 0],
  ]);
  expect(list).toMatchObject({ totalFen: 70_000, unfilled: [{ tierId: 'third', places: 2 }], problem: null });
});

it.each([
  ['two on the first place', at(1, 1, 3), ['a0', 'a1']],
  ['two within a tier', at(1, 2, 2), null],
  ['a tie over the last place', at(1, 2, 3, 4, 5, 6, 6), ['a5', 'a6']],
  ['a tie beyond the last place', at(1, 2, 3, 4, 5, 6, 7, 7), null],
])('%s', (_, candidates, torn) => {
  expect(awardPrizes(tiers, candidates).problem?.params?.applications ?? null).toEqual(torn);
});

it('never gives more prizes than there are, nor two to one', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.integer({ min: 1, max: 9 })), { maxLength: 12 }), (ranks) => {
      const { winners, unfilled } = awardPrizes(tiers, at(...ranks));
      expect(new Set(winners.map((winner) => winner.id)).size).toBe(winners.length);
      for (const { id, quota } of tiers) {
        const won = winners.filter((winner) => winner.tierId === id).length;
        expect(won + (unfilled.find((one) => one.tierId === id)?.places ?? 0)).toBe(quota);
      }
    }),
  );
});

it.each([
  ['an open place', { applicationId: 'x', tierId: 'second' }, false, null],
  ['no place left', { applicationId: 'x', tierId: 'first' }, false, 'PRIZE.QUOTA_REACHED'],
  ['a second prize', { applicationId: 'a', tierId: 'second' }, false, 'PRIZE.ALREADY_GIVEN'],
  ['no such tier', { applicationId: 'x', tierId: 'tenth' }, false, 'PRIZE.UNKNOWN_TIER'],
  ['after the publication', { applicationId: 'x', tierId: 'second' }, true, 'PRIZE.PUBLISHED'],
])('giving a prize: %s', (_, prize, published, code) => {
  expect(whyNotGive(tiers, [{ applicationId: 'a', tierId: 'first' }], prize, published)?.code ?? null).toBe(code);
});
