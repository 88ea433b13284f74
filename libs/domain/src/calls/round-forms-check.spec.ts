import type { Field, FormDefinition } from '../forms/definition';
import type { RoundConfig } from './round-config';
import { formProblems } from './round-forms-check';
import { streetMicro, streetMicroTemplate } from './templates/street-micro';
import { datesFrom } from './templates/template';

const ids = Object.fromEntries(Object.keys(streetMicroTemplate.forms).map((key) => [key, key]));
const sound = streetMicro(datesFrom(streetMicroTemplate, '2026-03-10'), ids, { phone: '1', email: '', address: '' });
const forms = new Map<string, FormDefinition>(Object.entries(streetMicroTemplate.forms).map(([key, { definition }]) => [key, definition]));
const { review, tracks, needs, eligibility } = sound;
const stage = review.stages[0]!;
const [first, second] = [tracks[0]!, tracks[1]!];
const rulesWithout = { ...eligibility, rules: eligibility.rules.filter((rule) => rule.kind !== 'need_cited' && rule.kind !== 'paired') };
const noNeeds: Partial<RoundConfig> = { needs: { collectedFirst: false, citeNeed: false, pairingRequired: false }, eligibility: rulesWithout };

const form = (...fields: Partial<Field>[]): FormDefinition => ({ sections: [{ id: 's', title: { zh: '一' }, fields: fields.map((field, i) => ({ id: `f${i}`, type: 'text' as const, label: { zh: '题' }, ...field })) }] });
const others = new Map([
  ...forms,
  ['free', form({ id: 'budget', type: 'budget' }, { id: 'need', type: 'need' })],
  ['asking', form({ id: 'budget', type: 'budget' }, { id: 'need', type: 'need', required: true })],
  ['sometimes', form({ id: 'a', type: 'declaration' }, { id: 'budget', type: 'budget' }, { id: 'need', type: 'need', required: true, showIf: { field: 'a', is: 'answered' } })],
  ['penniless', form({ id: 'goal', type: 'longtext' })],
  ['wordy', form({ id: 'need', type: 'longtext' })],
  ['ten', form({ id: 'need', type: 'score', score: { max: '10', step: '1', kind: 'base' } }, { id: 'extra', type: 'score', score: { max: '2', step: '1', kind: 'bonus' } }, { id: 'late', type: 'score', score: { max: '5', step: '1', kind: 'penalty' } })],
]);
const withForm = (id: string): Partial<RoundConfig> => ({ tracks: [{ ...first, applicationFormVersionId: id }], optimisation: { lockedFields: [] } });
const judged = (rubric: string, more: Partial<RoundConfig['review']> = {}): Partial<RoundConfig> => ({ tracks: [first], review: { ...review, passLine: null, stages: [{ ...stage, rubricVersionId: rubric }], ...more } });

it.each<[string, Partial<RoundConfig>, string[]]>([
  ['sound', {}, []],
  ['a required need where none are collected', { ...noNeeds, ...withForm('asking') }, ['tracks.0.applicationFormVersionId ROUND.NEED_WITHOUT_COLLECTION']],
  ['the template’s own form without needs', { ...noNeeds, tracks: [first] }, ['tracks.0.applicationFormVersionId ROUND.NEED_WITHOUT_COLLECTION']],
  ['a need that may stay empty', { ...noNeeds, ...withForm('free') }, []],
  ['a need that is asked sometimes', { ...noNeeds, ...withForm('sometimes') }, []],
  ['a required need where they are collected', { needs: { ...needs, citeNeed: false }, ...withForm('asking') }, []],
  ['citing what is not collected', { ...noNeeds, ...withForm('free'), needs: { ...needs, collectedFirst: false, pairingRequired: false } }, ['needs.citeNeed ROUND.CITE_WITHOUT_COLLECTION']],
  ['rules that every application fails', { needs: { collectedFirst: false, citeNeed: false, pairingRequired: false }, ...withForm('free') }, [`eligibility.rules.${eligibility.rules.findIndex((rule) => rule.kind === 'need_cited')} ROUND.RULE_WITHOUT_NEEDS`, `eligibility.rules.${eligibility.rules.findIndex((rule) => rule.kind === 'paired')} ROUND.RULE_WITHOUT_PAIRING`]],
  ['no budget', withForm('penniless'), ['tracks.0.applicationFormVersionId ROUND.FORM_WITHOUT_BUDGET']],
  ['a rubric without scores', judged('wordy', { ties: [] }), ['review.stages.0.rubricVersionId ROUND.FORM_WITHOUT_SCORES']],
  ['a track’s rubric without scores', { tracks: [first, { ...second, rubricVersionId: 'wordy' }] }, ['tracks.1.rubricVersionId ROUND.FORM_WITHOUT_SCORES']],
  ['an index without scores', { evaluation: [{ ...sound.evaluation[0]!, indexVersionId: 'wordy' }] }, ['evaluation.0.indexVersionId ROUND.FORM_WITHOUT_SCORES']],
  ['a tie by what nobody scores', { review: { ...review, ties: [{ kind: 'median' }, { kind: 'criterion', fieldId: 'beauty' }] } }, ['review.ties.1 ROUND.TIE_UNKNOWN_CRITERION']],
  ['locking what nobody asks', { optimisation: { lockedFields: ['goal', 'soul'] } }, ['optimisation.lockedFields.1 ROUND.LOCKED_FIELD_UNKNOWN']],
  ['a pass line at the most there is', judged('ten', { passLine: '12' }), []],
  ['a pass line above it', judged('ten', { passLine: '12.01' }), ['review.passLine ROUND.PASS_LINE_UNREACHABLE']],
  ['half the weight counts half', judged('ten', { passLine: '7', stages: [{ ...stage, rubricVersionId: 'ten', weightBp: 5000 }] }), ['review.passLine ROUND.PASS_LINE_UNREACHABLE']],
  ['a standard score has no end', judged('ten', { passLine: '90', stages: [{ ...stage, rubricVersionId: 'ten', aggregate: { kind: 'standard_score', mean: '70', sd: '10' } }] }), []],
  ['a tier nobody reaches', { ...judged('ten'), grant: { kind: 'tiered', tiers: [{ minScore: '13', amountFen: 2 }, { minScore: '5', amountFen: 1 }] } }, ['grant.tiers.0.minScore ROUND.TIER_UNREACHABLE']],
  ['a form that is not there is no matter of this', { tracks: [{ ...first, applicationFormVersionId: 'gone' }] }, []],
])('%s', (_rule, more, expected) => expect(formProblems({ ...sound, ...more }, others).map((one) => `${one.path} ${one.code}`)).toEqual(expected));
