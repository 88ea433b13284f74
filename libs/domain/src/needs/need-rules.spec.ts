import { collectionRefusal, missingOfNeed, needEditRefusal, pairingRequestRefusal, type NeedContent, type PairingRequestFacts } from './need-rules';

const whole: NeedContent = { title: '陪伴', description: '独居老人多', category: '为老', surveyCount: 0, beneficiaries: '120 人' };
it.each<[string, Partial<NeedContent>, string[]]>([
  ['whole; nobody asked is an answer', {}, []],
  ['blank is missing', { title: '  ', category: null }, ['title', 'category']],
  ['a count that is not given', { surveyCount: null }, ['surveyCount']],
])('%s', (_rule, part, missing) => expect(missingOfNeed({ ...whole, ...part })).toEqual(missing));

it.each([['draft', null], ['returned', null], ['filed', 'NEED.NOT_EDITABLE'], ['published', 'NEED.NOT_EDITABLE'], ['closed', 'NEED.NOT_EDITABLE']] as const)(
  'editing what is %s: %s', (state, code) => expect(needEditRefusal(state)?.code ?? null).toBe(code));

const now = new Date('2026-03-01T00:00:00Z');
it.each([
  ['draft', null, null, 'NEED.ROUND_NOT_COLLECTING'],
  ['closed', null, null, 'NEED.ROUND_NOT_COLLECTING'],
  ['published', '2026-03-02T00:00:00Z', null, 'NEED.COLLECTION_NOT_OPEN'],
  ['published', '2026-03-01T00:00:00Z', null, null],
  ['published', null, '2026-03-01T00:00:00Z', 'NEED.COLLECTION_CLOSED'],
  ['open', null, null, null],
])('collecting in a round that is %s from %s to %s: %s', (state, needsOpenAt, needsCloseAt, code) =>
  expect(collectionRefusal({ state, needsOpenAt, needsCloseAt }, now)?.code ?? null).toBe(code));

const asked: PairingRequestFacts = { now, roundState: 'open', closeAt: '2026-03-05T00:00:00Z', need: null, communityId: 'c', roundId: 'r' };
it.each<[string, Partial<PairingRequestFacts>, string | null]>([
  ['without a need', {}, null],
  ['before the publication', { roundState: 'draft' }, 'PAIRING.ROUND_CLOSED'],
  ['at the end, by the clock', { closeAt: '2026-03-01T00:00:00Z' }, 'PAIRING.ROUND_CLOSED'],
  ['with the community’s published need', { need: { state: 'published', communityId: 'c', roundId: 'r' } }, null],
  ['with another community’s need', { need: { state: 'published', communityId: 'd', roundId: 'r' } }, 'PAIRING.NEED_NOT_PUBLISHED'],
  ['with a need that is not published', { need: { state: 'filed', communityId: 'c', roundId: 'r' } }, 'PAIRING.NEED_NOT_PUBLISHED'],
])('asking for a pairing %s', (_rule, part, code) => expect(pairingRequestRefusal({ ...asked, ...part })?.code ?? null).toBe(code));
