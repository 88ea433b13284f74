import type { NoticeRule } from '../round-config';
import { checkDefinition } from '../../forms/definition-check';
import { fieldsOfForm } from '../../forms/visible-fields';
import { whatIsMissing } from '../round-check';
import { binhai, binhaiTemplate } from './binhai';
import { bonusOnTop, bonusOnTopTemplate } from './bonus-on-top';
import { haishu, haishuTemplate } from './haishu';
import { TEMPLATES, templateById } from './library';
import { standardScore, standardScoreTemplate } from './standard-score';
import { streetMicro, streetMicroTemplate } from './street-micro';
import { type RoundTemplate, buildRound, datesFrom } from './template';

const contact: NoticeRule['contact'] = { phone: '0510-85012345', email: 'wct@example.gov.cn', address: '街道办事处' };
const idsOf = (template: RoundTemplate) => Object.fromEntries(Object.keys(template.forms).map((key) => [key, `v-${key}`]));
const publishedOf = (template: RoundTemplate) => new Map(Object.entries(template.forms).map(([key, { definition }]) => [`v-${key}`, definition]));
const built = (template: RoundTemplate, openOn = '2026-03-10') => buildRound(template, datesFrom(template, openOn), idsOf(template), contact);

describe.each(TEMPLATES.map((template) => [template.id, template] as const))('%s', (id, template) => {
  it('can be published as it stands', () => {
    expect(whatIsMissing(built(template), { published: publishedOf(template) })).toEqual([]);
    expect(templateById(id)).toBe(template);
  });
  it('asks only for the contact when none is given', () => {
    const config = buildRound(template, datesFrom(template, '2026-03-10'), idsOf(template));
    expect(whatIsMissing(config, { published: publishedOf(template) }).map((one) => one.code)).toEqual(['ROUND.CONTACT_MISSING']);
  });
  it.each(Object.entries(template.forms))('has a sound form %s, in both languages', (_key, one) => {
    expect(checkDefinition(one.definition)).toEqual([]);
    const texts = one.definition.sections.flatMap((section) => [section.title, ...section.fields.flatMap((field) => [field.label, ...(field.options ?? []).map((option) => option.label), ...(field.columns ?? []).map((column) => column.label)])]);
    expect(texts.filter((text) => !text.en)).toEqual([]);
  });
  it('has base items of 100 in an index, and locks fields that are asked', () => {
    const index = fieldsOfForm(template.forms['midterm_index']!.definition);
    expect(index.filter((field) => field.score?.kind === 'base').reduce((sum, field) => sum + Number(field.score?.max), 0)).toBe(100);
    for (const track of template.config.tracks) {
      const asked = fieldsOfForm(template.forms[track.applicationFormVersionId]!.definition).map((field) => field.id);
      expect(asked).toEqual(expect.arrayContaining([...template.config.optimisation.lockedFields]));
      expect(asked.includes('need')).toBe(template.config.needs.citeNeed);
    }
  });
});

const rubricSum = (template: RoundTemplate, key: string) => fieldsOfForm(template.forms[key]!.definition).reduce((sum, field) => sum + Number(field.score?.max), 0);

it.each<[string, RoundTemplate, string, number]>([
  ['default', streetMicroTemplate, 'rubric', 100],
  ['micro', streetMicroTemplate, 'micro_rubric', 100],
  ['experts', standardScoreTemplate, 'expert_rubric', 140],
  ['public jury', standardScoreTemplate, 'public_rubric', 60],
])('rubric %s adds up', (_name, template, key, sum) => expect(rubricSum(template, key)).toBe(sum));

it('street: 20,000 yuan, 50/40/10, five working days, trimmed mean of five, four tie rules, three parties', () => {
  const config = streetMicro(datesFrom(streetMicroTemplate, '2026-03-10'), idsOf(streetMicroTemplate), contact);
  expect(config.grant).toEqual({ kind: 'fixed', amountFen: 2_000_000 });
  expect(config.tranches.map((tranche) => [tranche.on, tranche.bp])).toEqual([['signed', 5000], ['midterm_pass', 4000], ['accepted', 1000]]);
  expect(config.notice).toMatchObject({ workingDays: 5, countFirstDay: true });
  expect(config.review.stages[0]).toMatchObject({ id: 'pitch', judgesPerApplication: 5, aggregate: { kind: 'trimmed_mean', drop: 1, minSheets: 5 } });
  expect(config.review).toMatchObject({ decimals: 2, rounding: 'half_up', passLine: '60' });
  expect(config.review.ties.map((tie) => tie.kind)).toEqual(['criterion', 'median', 'lower_request', 'funder_decides']);
  expect(config.agreement.parties).toEqual(['street', 'undertaker', 'organization']);
  expect(config.tracks[1]).toMatchObject({ hostRequired: true, applicants: ['filed_group', 'resident_group'] });
  expect(config.optimisation.lockedFields).toEqual(['beneficiaries', 'goal', 'core_services']);
  expect(config.calendar.closeAt).toBe('2026-04-09T17:00:00+08:00');
});

it('Binhai: two parties, the first half within 30 days, the last tenth after the audit, five papers', () => {
  const config = binhai(datesFrom(binhaiTemplate, '2026-03-10'), idsOf(binhaiTemplate));
  expect(config.agreement.parties).toEqual(['service_centre', 'organization']);
  expect(config.tranches.map((tranche) => [tranche.on, tranche.bp, tranche.withinDays])).toEqual([['signed', 5000, 30], ['midterm_pass', 4000, null], ['accepted_and_audited', 1000, null]]);
  expect(config.closeDocuments.map((paper) => paper.id)).toEqual(['final_report', 'photos', 'beneficiary_confirmation', 'fund_detail', 'project_ledger']);
});

it('Haishu: the published windows of 2020, and each class its form', () => {
  const config = haishu(datesFrom(haishuTemplate, '2020-05-18'), idsOf(haishuTemplate));
  expect(config.evaluation[0]).toMatchObject({
    due: '2020-12-15',
    late: 'fail_without_excuse',
    windows: {
      self: { from: '2020-11-18T00:00:00+08:00', to: '2020-12-15T17:00:00+08:00' },
      check: { from: '2020-12-10T00:00:00+08:00', to: '2020-12-25T23:59:59+08:00' },
      result: { from: '2020-12-25T00:00:00+08:00', to: '2021-01-15T23:59:59+08:00' },
    },
  });
  expect(config.tracks.map((track) => track.progressReportFormVersionId)).toEqual(['v-progress', 'v-progress_b']);
});

it('national final: 140 by standard score and 60, summed', () => {
  const config = standardScore(datesFrom(standardScoreTemplate, '2026-03-10'), idsOf(standardScoreTemplate));
  expect(config.review.total).toBe('sum');
  expect(config.review.stages.map((stage) => [stage.judgesPerApplication, stage.aggregate.kind, stage.panel])).toEqual([[5, 'standard_score', 'expert'], [30, 'mean', 'public']]);
});

it('Bo’ai 100: bonus on top, named steps alone, three years out', () => {
  const config = bonusOnTop(datesFrom(bonusOnTopTemplate, '2026-03-10'), idsOf(bonusOnTopTemplate));
  expect(config.review.parts.map((part) => [part.max, part.allowed])).toEqual([['50', undefined], ['20', ['5', '10', '15', '20']]]);
  expect(config.deviation).toEqual({ actions: ['stop_payment', 'recover'], excludeYears: 3 });
  expect(config.tranches[0]).toMatchObject({ withinWorkingDays: 15 });
});

it('does not build without a version', () => {
  expect(() => buildRound(binhaiTemplate, datesFrom(binhaiTemplate, '2026-03-10'), {})).toThrow('no version for form application');
});
