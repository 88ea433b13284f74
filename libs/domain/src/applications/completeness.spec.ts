import type { RoundConfig } from '../calls/round-config';
import type { Answers, FormDefinition } from '../forms/definition';
import { type AnswerRules, budgetProblems, type CompletenessFacts, mirrorOf, periodProblems, projectDays, sumsOf, whatIsMissing } from './completeness';

const form: FormDefinition = {
  sections: [
    {
      id: 's', title: { zh: '项目' },
      fields: [
        { id: 'project_name', type: 'text', label: { zh: '名称' }, required: true },
        { id: 'community', type: 'community', label: { zh: '社区' } },
        { id: 'need', type: 'need', label: { zh: '需求' } },
        { id: 'paper', type: 'file', label: { zh: '附件' } },
        { id: 'budget', type: 'budget', label: { zh: '预算' } },
        { id: 'period', type: 'period', label: { zh: '周期' } },
      ],
    },
  ],
};
const bare: FormDefinition = { sections: [{ id: 's', title: { zh: '项目' }, fields: [{ id: 'goal', type: 'text', label: { zh: '目标' } }] }] };
const [here, there, needId, fileId] = ['1', '2', '3', '4'].map((n) => `00000000-0000-4000-8000-00000000000${n}`) as [string, string, string, string];
type Rules = AnswerRules & Pick<RoundConfig, 'tracks' | 'needs'>;
const rules: Rules = {
  tracks: [
    { id: 'org', name: { zh: '组织' }, applicants: ['registered'], hostRequired: false, applicationFormVersionId: 'f', rubricVersionId: null },
    { id: 'self', name: { zh: '自治' }, applicants: ['filed_group'], hostRequired: true, applicationFormVersionId: 'f', rubricVersionId: null },
  ],
  needs: { collectedFirst: true, citeNeed: true, pairingRequired: true },
  budget: { categories: [{ id: 'activity', name: { zh: '活动' } }], caps: [] },
  maxRequestFen: 10_000, overCap: 'invalid', grant: { kind: 'requested', maxFen: null },
  calendar: { projectFrom: '2026-05-06T00:00:00+08:00', projectTo: '2026-11-30T23:59:59+08:00' },
};
const line = (fen: number, source: 'grant' | 'own' = 'grant') => ({ id: `${fen}${source}`, category: 'activity', content: '物料', unitPriceFen: fen, quantityHundredths: 100, source });
const answers: Answers = { project_name: '邻里守望', community: here, need: needId, paper: [fileId], budget: [line(9_000), line(500, 'own')] };
const facts: CompletenessFacts = {
  title: '邻里守望', trackId: 'org', applicantKind: 'registered', host: null, communityId: here, need: { published: true, communityId: here }, pairing: 'accepted', files: new Set([fileId]),
};
const codes = (more: Partial<CompletenessFacts>, given: Answers = answers, of: Rules = rules, definition = form): string[] =>
  whatIsMissing(of, definition, given, { ...facts, ...more }).map((one) => `${one.path} ${one.code}`);

it.each<[string, Partial<CompletenessFacts>, string[]]>([
  ['nothing', {}, []],
  ['a track that is not there', { trackId: 'x' }, ['track APPLICATION.TRACK_UNKNOWN']],
  ['a track for others', { applicantKind: 'resident_group' }, ['track APPLICATION.TRACK_NOT_FOR_KIND']],
  ['a body of no kind', { applicantKind: null }, ['track APPLICATION.TRACK_NOT_FOR_KIND']],
  ['a group without its host', { trackId: 'self', applicantKind: 'filed_group' }, ['host APPLICATION.HOST_MISSING']],
  ['a host that is a group itself', { trackId: 'self', applicantKind: 'filed_group', host: { registered: false } }, ['host APPLICATION.HOST_NOT_REGISTERED']],
  ['a community of another street', { communityId: null }, ['community APPLICATION.COMMUNITY_UNKNOWN']],
  ['a need off the list', { need: { published: false, communityId: here } }, ['need APPLICATION.NEED_NOT_PUBLISHED']],
  ['a need that is gone', { need: null }, ['need APPLICATION.NEED_NOT_PUBLISHED']],
  ['a need of another community', { need: { published: true, communityId: there } }, ['need APPLICATION.NEED_OF_OTHER_COMMUNITY']],
  ['no pairing', { pairing: null }, ['pairing APPLICATION.PAIRING_MISSING']],
  ['a declined pairing', { pairing: 'declined' }, ['pairing APPLICATION.PAIRING_MISSING']],
  ['an unanswered pairing', { pairing: 'requested' }, ['pairing APPLICATION.PAIRING_OPEN']],
  ['a file that is gone', { files: new Set() }, ['paper.0 APPLICATION.FILE_GONE']],
])('%s', (_rule, more, expected) => expect(codes(more)).toEqual(expected));

it.each<[string, Answers, string[]]>([
  ['what the form asks', { ...answers, project_name: '' }, ['project_name FIELD.REQUIRED']],
  ['over the round’s limit', { ...answers, budget: [line(10_001)] }, ['budget BUDGET.OVER_REQUEST']],
  ['a half-filled line is said once', { ...answers, budget: [{ id: 'x', category: 'activity', content: '物料', source: 'grant', quantityHundredths: 100 }] }, ['budget.lines.0.unitPriceFen FIELD.REQUIRED']],
])('%s', (_rule, given, expected) => expect(codes({}, given)).toEqual(expected));

const span = { from: '2026-05-06', to: '2026-11-30' };
it.each<[string, unknown, string[]]>([
  ['the round’s own days', span, []],
  ['a part of them', { from: '2026-06-01', to: '2026-06-01' }, []],
  ['begun a day early', { from: '2026-05-05', to: '2026-11-30' }, ['period.from APPLICATION.PERIOD_BEGINS_OUTSIDE']],
  ['ended a day late', { from: '2026-05-06', to: '2026-12-01' }, ['period.to APPLICATION.PERIOD_ENDS_OUTSIDE']],
  ['another year altogether', { from: '2027-05-06', to: '2027-11-30' }, ['period.from APPLICATION.PERIOD_BEGINS_OUTSIDE', 'period.to APPLICATION.PERIOD_ENDS_OUTSIDE']],
  ['ended in a year that is a slip', { from: '2026-05-06', to: '9999-11-30' }, ['period.to FIELD.NOT_A_DATE']],
  ['ended before it began', { from: '2026-08-02', to: '2026-08-01' }, ['period.to FIELD.PERIOD_REVERSED']],
  ['half a period outside', { from: '2026-05-05' }, ['period.to FIELD.REQUIRED', 'period.from APPLICATION.PERIOD_BEGINS_OUTSIDE']],
  ['no day at all', { from: '2026-02-30', to: '2026-11-30' }, ['period.from FIELD.NOT_A_DATE']],
  ['nothing yet', null, []],
])('the project’s period: %s', (_rule, period, expected) => expect(codes({}, { ...answers, period })).toEqual(expected));

it('a round that ends at midnight ends with the day before', () => expect(projectDays({ projectFrom: '2028-02-01T00:00:00+08:00', projectTo: '2028-03-01T00:00:00+08:00' })).toEqual({ from: '2028-02-01', to: '2028-02-29' }));

it('names the round’s days', () => expect(periodProblems(rules.calendar, form, { period: { from: '2026-05-05', to: '2026-06-01' } })).toEqual([{ path: 'period.from', code: 'APPLICATION.PERIOD_BEGINS_OUTSIDE', params: span }]));

it('asks for a title and a need where the form does not', () => {
  expect(codes({ title: ' ', need: null }, { goal: 'x' }, rules, bare)).toEqual(['title APPLICATION.TITLE_MISSING', 'need APPLICATION.NEED_MISSING']);
});

it('asks for neither need nor pairing where the round does not', () => {
  expect(codes({ need: null, pairing: null }, { ...answers, need: undefined }, { ...rules, needs: { collectedFirst: false, citeNeed: false, pairingRequired: false } })).toEqual([]);
});

it('says nothing of caps while there is no budget', () => expect(budgetProblems(rules, form, {})).toEqual([]));

it('adds up what is asked and what is brought; half-filled lines count nothing', () => {
  expect(sumsOf(form, { budget: [line(9_000), line(500, 'own'), { id: 'y' }, 'nonsense'] })).toMatchObject({ grantFen: 9_000, ownFen: 500 });
  expect(sumsOf(bare, { goal: 'x' })).toEqual({ grantFen: 0, ownFen: 0 });
});

it('takes over title, community and need from the answers, where the form asks for them', () => {
  expect(mirrorOf(form, { project_name: ' 邻里 ', community: here.toUpperCase(), need: 'here' })).toEqual({ title: '邻里', communityId: here, needId: null });
  expect(mirrorOf(bare, { goal: 'x' })).toEqual({ title: undefined, communityId: undefined, needId: undefined });
});
