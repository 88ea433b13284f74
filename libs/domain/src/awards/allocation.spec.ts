import fc from 'fast-check';
import type { GrantModel } from '../calls/round-config';
import { type AllocationInput, type AllocationRule, allocate, nextFromWaitlist } from './allocation';
import { entitlement } from './entitlement';

const rule = (more: Partial<AllocationRule> = {}): AllocationRule => ({
  poolFen: 10_000, grant: { kind: 'requested', maxFen: null }, maxRequestFen: null, overCap: 'invalid', minimumFen: 0,
  partial: false, shortfall: 'stop', maxAwards: null, waitlist: null, ...more,
});
const row = (id: string, rank: number | null, requestedFen: number, more: Partial<AllocationInput> = {}): AllocationInput => ({
  id, rank, score: '80.00', standing: 'ranked', requestedFen, ...more,
});
const lines = (input: AllocationInput[], r: AllocationRule): unknown[] =>
  allocate(input, r).lines.map((line) => [line.id, line.outcome, line.amountFen, line.reason.replace('ALLOCATION.', ''), line.remainingFen, line.waitlistPlace]);

const four = [row('a', 1, 4_000), row('b', 2, 5_000), row('c', 3, 3_000), row('d', 4, 1_000)];

it.each<[string, Partial<AllocationRule>, unknown[]]>([
  ['stops where the money ends', {}, [
    ['a', 'funded', 4000, 'FUNDED', 6000, null], ['b', 'funded', 5000, 'FUNDED', 1000, null],
    ['c', 'waitlisted', 0, 'POOL_EXHAUSTED', 1000, 1], ['d', 'waitlisted', 0, 'POOL_EXHAUSTED', 1000, 2]]],
  ['skips to one that fits', { shortfall: 'skip' }, [
    ['a', 'funded', 4000, 'FUNDED', 6000, null], ['b', 'funded', 5000, 'FUNDED', 1000, null],
    ['c', 'waitlisted', 0, 'POOL_EXHAUSTED', 1000, 1], ['d', 'funded', 1000, 'FUNDED', 0, null]]],
  ['gives the rest in part', { partial: true }, [
    ['a', 'funded', 4000, 'FUNDED', 6000, null], ['b', 'funded', 5000, 'FUNDED', 1000, null],
    ['c', 'partial', 1000, 'PARTIAL', 0, null], ['d', 'waitlisted', 0, 'POOL_EXHAUSTED', 0, 1]]],
  ['but not too little', { partial: true, minimumFen: 1_001 }, [
    ['a', 'funded', 4000, 'FUNDED', 6000, null], ['b', 'funded', 5000, 'FUNDED', 1000, null],
    ['c', 'waitlisted', 0, 'POOL_EXHAUSTED', 1000, 1], ['d', 'not_funded', 0, 'BELOW_MINIMUM', 1000, null]]],
  ['stops at the number of awards', { maxAwards: 1, waitlist: 1 }, [
    ['a', 'funded', 4000, 'FUNDED', 6000, null], ['b', 'waitlisted', 0, 'QUOTA_REACHED', 6000, 1],
    ['c', 'not_funded', 0, 'QUOTA_REACHED', 6000, null], ['d', 'not_funded', 0, 'QUOTA_REACHED', 6000, null]]],
  ['a request above the cap is void', { maxRequestFen: 4_000 }, [
    ['a', 'funded', 4000, 'FUNDED', 6000, null], ['b', 'not_funded', 0, 'OVER_CAP', 6000, null],
    ['c', 'funded', 3000, 'FUNDED', 3000, null], ['d', 'funded', 1000, 'FUNDED', 2000, null]]],
  ['or cut down', { maxRequestFen: 4_000, overCap: 'truncate' }, [
    ['a', 'funded', 4000, 'FUNDED', 6000, null], ['b', 'funded', 4000, 'FUNDED', 2000, null],
    ['c', 'waitlisted', 0, 'POOL_EXHAUSTED', 2000, 1], ['d', 'waitlisted', 0, 'POOL_EXHAUSTED', 2000, 2]]],
  ['an empty pool funds nobody', { poolFen: 0, partial: true }, four.map((r, i) => [r.id, 'waitlisted', 0, 'POOL_EXHAUSTED', 0, i + 1])],
])('%s', (_, more, expected) => {
  expect(lines(four, rule(more))).toEqual(expected);
});

it('says why the others get nothing', () => {
  const input = [
    row('a', null, 1, { standing: 'vetoed' }), row('b', null, 1, { standing: 'insufficient_sheets', score: null }),
    row('c', null, 1, { standing: 'missing_part', score: null }), row('d', 2, 1, { standing: 'below_pass' }), row('e', 1, 1),
  ];
  expect(allocate(input, rule()).lines.map((line) => [line.id, line.reason])).toEqual([
    ['e', 'ALLOCATION.FUNDED'], ['d', 'ALLOCATION.BELOW_PASS'], ['a', 'ALLOCATION.VETOED'], ['b', 'ALLOCATION.INSUFFICIENT_SHEETS'], ['c', 'ALLOCATION.MISSING_PART'],
  ]);
});

const tiers: GrantModel = { kind: 'tiered', tiers: [{ minScore: '90', amountFen: 3_000 }, { minScore: '80', amountFen: 2_000 }] };
const matched: GrantModel = { kind: 'matched', perDonatedFenBp: 20_000, maxFen: 5_000 };
it.each<[string, GrantModel, Parameters<typeof entitlement>[0], number | string]>([
  ['fixed, whatever was asked', { kind: 'fixed', amountFen: 2_000 }, { id: 'a', score: '61', requestedFen: 900 }, 2_000],
  ['requested', { kind: 'requested', maxFen: 3_000 }, { id: 'a', score: '61', requestedFen: 3_000 }, 3_000],
  ['requested above its cap', { kind: 'requested', maxFen: 3_000 }, { id: 'a', score: '61', requestedFen: 3_001 }, 'ALLOCATION.OVER_CAP'],
  ['top tier at its edge', tiers, { id: 'a', score: '90.00', requestedFen: 9_000 }, 3_000],
  ['just below it', tiers, { id: 'a', score: '89.99', requestedFen: 9_000 }, 2_000],
  ['a tier never gives more than was asked', tiers, { id: 'a', score: '95', requestedFen: 1_500 }, 1_500],
  ['no tier', tiers, { id: 'a', score: '79.99', requestedFen: 1_500 }, 'ALLOCATION.NO_TIER'],
  ['matched 1:2', matched, { id: 'a', score: '80', requestedFen: 9_000, donatedFen: 1_500 }, 3_000],
  ['matched up to its cap', matched, { id: 'a', score: '80', requestedFen: 9_000, donatedFen: 9_000 }, 5_000],
  ['nothing donated', matched, { id: 'a', score: '80', requestedFen: 9_000 }, 'ALLOCATION.NO_MATCH'],
  ['asked for nothing', { kind: 'requested', maxFen: null }, { id: 'a', score: '80', requestedFen: 0 }, 'ALLOCATION.BELOW_MINIMUM'],
])('entitlement: %s', (_, grant, line, out) => {
  expect(entitlement(line, grant, { maxRequestFen: null, overCap: 'invalid', minimumFen: 0 })).toBe(out);
});

it('does not decide between equals', () => {
  const input = [row('a', 1, 6_000), row('b', 2, 4_000), row('c', 2, 4_000)];
  expect(allocate(input, rule()).problem).toMatchObject({ code: 'ALLOCATION.TIE_AT_LINE', params: { applications: ['b', 'c'] } });
  expect(allocate(input, rule({ poolFen: 14_000 })).problem).toBeNull();
  expect(allocate(input, rule({ poolFen: 6_000 })).problem).toBeNull();
});

it('moves up from the waitlist in order', () => {
  const r = rule({ poolFen: 4_000 });
  const allocation = allocate(four, r);
  expect(nextFromWaitlist(allocation, 5_000, r)).toEqual({ id: 'b', amountFen: 5_000 });
  expect(nextFromWaitlist(allocation, 4_000, r)).toBeNull();
  expect(nextFromWaitlist(allocation, 4_000, { ...r, shortfall: 'skip' })).toEqual({ id: 'c', amountFen: 3_000 });
  expect(nextFromWaitlist(allocation, 4_000, r, ['b'])).toEqual({ id: 'c', amountFen: 3_000 });
  expect(nextFromWaitlist(allocation, 4_000, { ...r, partial: true })).toEqual({ id: 'b', amountFen: 4_000 });
  expect(nextFromWaitlist(allocation, 0, { ...r, partial: true })).toBeNull();
});

it('takes no broken pool', () => {
  expect(() => allocate([], rule({ poolFen: -1 }))).toThrow(RangeError);
  expect(() => allocate([], rule({ poolFen: 0.5 }))).toThrow(RangeError);
});

const grant = fc.constantFrom<GrantModel>({ kind: 'fixed', amountFen: 2_000 }, { kind: 'requested', maxFen: 4_000 }, { kind: 'requested', maxFen: null }, tiers, matched);
const anyRule = fc.record({
  poolFen: fc.integer({ min: 0, max: 30_000 }), grant, maxRequestFen: fc.option(fc.integer({ min: 1, max: 6_000 })),
  overCap: fc.constantFrom<'invalid' | 'truncate'>('invalid', 'truncate'), minimumFen: fc.integer({ min: 0, max: 1_500 }), partial: fc.boolean(),
  shortfall: fc.constantFrom<'stop' | 'skip'>('stop', 'skip'), maxAwards: fc.option(fc.nat(8)), waitlist: fc.option(fc.nat(4)),
});
const anyInput = fc
  .array(fc.record({ requestedFen: fc.integer({ min: 0, max: 7_000 }), donatedFen: fc.integer({ min: 0, max: 4_000 }), score: fc.integer({ min: 60, max: 99 }).map(String), ok: fc.boolean() }), { maxLength: 15 })
  .map((list) => list.map(({ ok, ...one }, i) => row(`a${String(i).padStart(2, '0')}`, i + 1, one.requestedFen, { ...one, standing: ok || i % 3 ? 'ranked' : 'below_pass' })));

it('never gives out more than the pool, nor more than anyone’s entitlement; the books add up', () => {
  fc.assert(
    fc.property(anyInput, anyRule, (input, r) => {
      const out = allocate(input, r);
      expect(out.lines.map((line) => line.id).sort()).toEqual(input.map((one) => one.id).sort());
      expect(out.allocatedFen + out.remainingFen).toBe(r.poolFen);
      expect(out.remainingFen).toBeGreaterThanOrEqual(0);
      let left = r.poolFen;
      for (const line of out.lines) {
        left -= line.amountFen;
        expect(line.remainingFen).toBe(left);
        expect(line.amountFen).toBeLessThanOrEqual(line.entitledFen);
        expect(line.amountFen > 0).toBe(line.outcome === 'funded' || line.outcome === 'partial');
        if (line.amountFen > 0) expect(line.amountFen).toBeGreaterThanOrEqual(Math.max(1, r.minimumFen));
        if (line.outcome === 'funded') expect(line.amountFen).toBe(line.entitledFen);
      }
      const awards = out.lines.filter((line) => line.amountFen > 0).length;
      expect(awards).toBeLessThanOrEqual(r.maxAwards ?? Infinity);
      expect(out.lines.flatMap((line) => line.waitlistPlace ?? [])).toEqual(
        Array.from({ length: out.lines.filter((line) => line.outcome === 'waitlisted').length }, (_, i) => i + 1),
      );
    }),
    { numRuns: 500 },
  );
});

it('under `stop` nobody is funded in full after one who was not', () => {
  fc.assert(
    fc.property(anyInput, anyRule, (input, r) => {
      const entitled = allocate(input, { ...r, shortfall: 'stop' }).lines.filter((line) => line.entitledFen > 0);
      const first = entitled.findIndex((line) => line.outcome !== 'funded');
      if (first >= 0) expect(entitled.slice(first + 1).every((line) => line.amountFen === 0)).toBe(true);
    }),
  );
});

it('does not depend on the order of the input', () => {
  fc.assert(fc.property(anyInput, anyRule, (input, r) => expect(allocate([...input].reverse(), r)).toEqual(allocate(input, r))));
});

it('a larger pool never takes from anyone under `stop`', () => {
  fc.assert(
    fc.property(anyInput, anyRule, fc.nat(5_000), (input, r, more) => {
      const stop = { ...r, shortfall: 'stop' as const };
      const before = allocate(input, stop).lines;
      const after = allocate(input, { ...stop, poolFen: r.poolFen + more }).lines;
      before.forEach((line, i) => expect(after[i]!.amountFen).toBeGreaterThanOrEqual(line.amountFen));
    }),
  );
});
