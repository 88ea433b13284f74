import { whyNot } from '@weichuang/kernel/machine';
import { type NeedEvent, type NeedFacts, type NeedState, needMachine } from './need.machine';
import { type PairingEvent, type PairingFacts, type PairingState, pairingMachine } from './pairing.machine';

const need: NeedFacts = { now: new Date('2026-03-01T00:00:00Z'), needsCloseAt: '2026-03-05T17:00:00+08:00', missing: 0, reason: null, citedBy: 0 };
const late = new Date('2026-03-05T17:00:00+08:00');

it.each<[string, NeedState, NeedEvent, Partial<NeedFacts>, string | null]>([
  ['file', 'draft', 'file', {}, null],
  ['file half written', 'draft', 'file', { missing: 2 }, 'NEED.INCOMPLETE'],
  ['file too late', 'draft', 'file', { now: late }, 'NEED.COLLECTION_CLOSED'],
  ['file where nothing ends', 'draft', 'file', { now: late, needsCloseAt: null }, null],
  ['file again after a return', 'returned', 'file', {}, null],
  ['give back without a word', 'filed', 'return', {}, 'NEED.REASON_MISSING'],
  ['give back', 'filed', 'return', { reason: '请补充人数' }, null],
  ['publish', 'filed', 'publish', {}, null],
  ['publish a draft', 'draft', 'publish', {}, 'STATE.WRONG'],
  ['take back what is answered', 'published', 'unpublish', { citedBy: 1 }, 'NEED.CITED'],
  ['close', 'published', 'close', { citedBy: 3 }, null],
])('need: %s', (_rule, state, event, more, code) => expect(whyNot(needMachine, state, event, { ...need, ...more })?.code ?? null).toBe(code));

const pairing: PairingFacts = { reason: null, applicationSubmitted: false, duplicate: false };
it.each<[string, PairingState, PairingEvent, Partial<PairingFacts>, string | null]>([
  ['accept', 'requested', 'accept', {}, null],
  ['decline needs a reason', 'requested', 'decline', {}, 'PAIRING.REASON_MISSING'],
  ['decline', 'requested', 'decline', { reason: '已有同类项目' }, null],
  ['withdraw', 'accepted', 'withdraw', {}, null],
  ['withdraw under an application', 'accepted', 'withdraw', { applicationSubmitted: true }, 'PAIRING.APPLICATION_SUBMITTED'],
  ['ask again', 'declined', 'request_again', {}, null],
  ['ask twice', 'withdrawn', 'request_again', { duplicate: true }, 'PAIRING.DUPLICATE'],
  ['accept what was declined', 'declined', 'accept', {}, 'STATE.WRONG'],
])('pairing: %s', (_rule, state, event, more, code) => expect(whyNot(pairingMachine, state, event, { ...pairing, ...more })?.code ?? null).toBe(code));
