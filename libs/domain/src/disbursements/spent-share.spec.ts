import { spentShare } from './spent-share';

it.each([
  ['half of what was paid', 'midterm', 1_000_000, 500_000, { of: 'paid', bp: 5000 }],
  ['nothing paid, nothing spent', 'midterm', 0, 0, { of: 'paid', bp: null }],
  ['laid out before it was paid', 'midterm', 0, 100_000, { of: 'grant', bp: 500 }],
  ['more than was paid, the last tranche being out', 'final', 1_800_000, 1_998_000, { of: 'grant', bp: 9990 }],
  ['less than was paid, at the end', 'final', 1_800_000, 1_500_000, { of: 'grant', bp: 7500 }],
  ['all of it', 'final', 2_000_000, 2_000_000, { of: 'grant', bp: 10_000 }],
  ['more than was granted', 'final', 2_000_000, 2_100_000, { of: 'grant', bp: 10_500 }],
] as const)('%s (%s)', (_what, stage, paidFen, spentFen, share) => {
  expect(spentShare({ grantFen: 2_000_000, paidFen, spentFen }, stage)).toEqual(share);
});
