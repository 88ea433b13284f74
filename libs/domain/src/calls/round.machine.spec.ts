import { whyNot } from '@weichuang/kernel/machine';
import { type RoundEvent, type RoundFacts, type RoundState, dueMove, roundMachine } from './round.machine';

const facts: RoundFacts = {
  now: new Date('2026-03-15T00:00:00+08:00'),
  openAt: '2026-03-10T09:00:00+08:00',
  closeAt: '2026-04-10T17:00:00+08:00',
  missing: [],
  unscreened: 0,
  qualified: 10,
  openSheets: 0,
  undecided: 0,
  noticeOver: true,
  openObjections: 0,
  openProjects: 0,
  reason: null,
};
const early = new Date('2026-03-01T00:00:00+08:00');
const late = new Date('2026-04-10T17:00:00+08:00');

it.each<[string, RoundState, RoundEvent, Partial<RoundFacts>, string | null]>([
  ['publish', 'draft', 'publish', { now: early }, null],
  ['publish with gaps', 'draft', 'publish', { missing: [{ path: 'tracks', code: 'ROUND.TRACKS_MISSING' }] }, 'ROUND.INCOMPLETE'],
  ['publish after its end', 'draft', 'publish', { now: late }, 'ROUND.CLOSES_IN_THE_PAST'],
  ['take back before it opens', 'published', 'unpublish', { now: early }, null],
  ['take back too late', 'published', 'unpublish', {}, 'ROUND.ALREADY_OPEN'],
  ['open in time', 'published', 'open', {}, null],
  ['open too early', 'published', 'open', { now: early }, 'CALL.NOT_OPEN'],
  ['close in time', 'open', 'close', { now: late }, null],
  ['close too early', 'open', 'close', {}, 'ROUND.STILL_OPEN'],
  ['reopen with a later end and a reason', 'closed', 'reopen', { reason: '停电' }, null],
  ['reopen without a reason', 'closed', 'reopen', { reason: ' ' }, 'ROUND.REASON_MISSING'],
  ['reopen without a later end', 'closed', 'reopen', { now: late, reason: '停电' }, 'ROUND.CLOSES_IN_THE_PAST'],
  ['judge before all are checked', 'closed', 'start_review', { unscreened: 2 }, 'ROUND.SCREENING_OPEN'],
  ['judge nothing', 'closed', 'start_review', { qualified: 0 }, 'ROUND.NOTHING_TO_JUDGE'],
  ['judge', 'closed', 'start_review', {}, null],
  ['judge while open', 'open', 'start_review', {}, 'STATE.WRONG'],
  ['decide with open sheets', 'reviewing', 'start_deciding', { openSheets: 1 }, 'ROUND.SHEETS_OPEN'],
  ['decide', 'reviewing', 'start_deciding', {}, null],
  ['judge again needs a reason', 'deciding', 'reopen_review', {}, 'ROUND.REASON_MISSING'],
  ['notice with open decisions', 'deciding', 'start_notice', { undecided: 1 }, 'ROUND.DECISION_OPEN'],
  ['notice', 'deciding', 'start_notice', {}, null],
  ['execute during the notice', 'noticing', 'execute', { noticeOver: false }, 'ROUND.NOTICE_RUNNING'],
  ['execute with an open objection', 'noticing', 'execute', { openObjections: 1 }, 'ROUND.OBJECTIONS_OPEN'],
  ['execute', 'noticing', 'execute', {}, null],
  ['decide again after an objection', 'noticing', 'decide_again', { reason: '异议成立' }, null],
  ['archive with open projects', 'executing', 'archive', { openProjects: 3 }, 'ROUND.PROJECTS_OPEN'],
  ['archive', 'executing', 'archive', {}, null],
  ['cancel with a reason', 'open', 'cancel', { reason: '预算取消' }, null],
  ['cancel without', 'open', 'cancel', {}, 'ROUND.REASON_MISSING'],
  ['cancel what runs', 'executing', 'cancel', { reason: 'x' }, 'STATE.WRONG'],
])('%s', (_rule, state, event, more, code) => {
  expect(whyNot(roundMachine, state, event, { ...facts, ...more })?.code ?? null).toBe(code);
});

it.each<[RoundState, Date, string | null]>([
  ['published', early, null],
  ['published', facts.now, 'open'],
  ['published', late, 'open'],
  ['open', facts.now, null],
  ['open', late, 'close'],
  ['closed', late, null],
])('the clock asks of %s at %p: %p', (state, now, move) => expect(dueMove(state, { ...facts, now })).toBe(move));
