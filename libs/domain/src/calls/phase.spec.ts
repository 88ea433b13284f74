import type { RoundState } from './round.machine';
import { phaseOf, topGrantFen } from './phase';

const calendar = { openAt: '2026-03-10T09:00:00+08:00', closeAt: '2026-04-10T17:00:00+08:00' };
it.each<[string, RoundState, string, string]>([
  ['before it opens', 'published', '2026-03-10T08:59:59+08:00', 'coming'],
  ['opened, though nobody has swept yet', 'published', '2026-03-10T09:00:00+08:00', 'open'],
  ['open', 'open', '2026-04-10T16:59:59+08:00', 'open'],
  ['over, though nobody has swept yet', 'open', '2026-04-10T17:00:00+08:00', 'running'],
  ['judged', 'reviewing', '2026-04-20T00:00:00+08:00', 'running'],
  ['archived', 'archived', '2027-04-20T00:00:00+08:00', 'ended'],
  ['cancelled', 'cancelled', '2026-03-20T00:00:00+08:00', 'cancelled'],
])('%s', (_rule, state, now, phase) => expect(phaseOf(state, calendar, new Date(now))).toBe(phase));

it.each([
  [{ kind: 'fixed', amountFen: 2_000_000 }, 2_000_000],
  [{ kind: 'requested', maxFen: null }, null],
  [{ kind: 'tiered', tiers: [{ minScore: '90', amountFen: 3 }, { minScore: '60', amountFen: 2 }] }, 3],
  [{ kind: 'tiered', tiers: [] }, null],
  [{ kind: 'matched', perDonatedFenBp: 10_000, maxFen: 5 }, 5],
] as const)('the most one project gets of %j', (grant, top) => expect(topGrantFen(grant)).toBe(top));
