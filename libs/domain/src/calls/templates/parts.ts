import type { BudgetCap, BudgetCategory, EligibilityRule, EvaluationStage, RoundConfig } from '../round-config';
import { applicationFormWithoutNeed, standardApplicationForm } from './application-form';
import { defaultIndex } from './evaluation-index';
import { t } from './form-kit';
import { progressReportForm } from './progress-forms';
import { defaultRubric } from './rubrics';
import type { DayOffset, TemplateConfig, TemplateForm } from './template';

/** Parts that several programmes of the library share. Clauses are sentences a call may take over. */

export const CATEGORIES: readonly BudgetCategory[] = [
  { id: 'activity', name: t('业务活动费', 'Programme cost') },
  { id: 'labour', name: t('人员及劳务费', 'Staff and labour') },
  { id: 'expert', name: t('专家费', 'Experts') },
  { id: 'publicity', name: t('宣传费', 'Publicity') },
  { id: 'equipment', name: t('设备购置费', 'Equipment') },
  { id: 'overhead', name: t('管理费', 'Overhead') },
  { id: 'tax', name: t('税费', 'Tax') },
];

/** The library's own caps, to be edited; no programme of the library publishes its own. */
export const CAPS: readonly BudgetCap[] = [
  { id: 'labour_30', kind: 'share_of_grant', category: 'labour', maxBp: 3000, clause: '人员及劳务费不超过资助资金的 30%' },
  { id: 'overhead_10', kind: 'share_of_grant', category: 'overhead', maxBp: 1000, clause: '管理费不超过资助资金的 10%' },
  { id: 'publicity_10', kind: 'share_of_grant', category: 'publicity', maxBp: 1000, clause: '宣传费不超过资助资金的 10%' },
  { id: 'equipment_10', kind: 'share_of_grant', category: 'equipment', maxBp: 1000, clause: '设备购置费不超过资助资金的 10%' },
];

const KIND: EligibilityRule = { id: 'kind', kind: 'applicant_kind', title: t('申报主体', 'Kind of applicant'), clause: '申报主体须符合所报赛道的要求' };
const HOST: EligibilityRule = { id: 'host', kind: 'host_named', title: t('依托单位', 'Host'), clause: '未登记的社区社会组织和居民自组织须由依托单位代管资金、签署协议' };
const USCC: EligibilityRule = { id: 'uscc', kind: 'uscc_valid', title: t('统一社会信用代码', 'Credit code'), clause: '登记的社会组织须持有有效的统一社会信用代码' };
const YEAR: EligibilityRule = { id: 'registered', kind: 'registered_months', min: 12, title: t('登记满一年', 'A year on the register'), clause: '登记成立满一年（截至申报截止日）' };
const TWO: EligibilityRule = { id: 'max_two', kind: 'max_applications', max: 2, title: t('申报数量', 'Number of applications'), clause: '每个单位最多申报 2 个项目' };
const NEED: EligibilityRule = { id: 'need', kind: 'need_cited', title: t('对应需求', 'Need cited'), clause: '申报项目须对应已公布的社区需求' };
const PAIRED: EligibilityRule = { id: 'paired', kind: 'paired', title: t('社区结对', 'Pairing'), clause: '申报前须与实施社区结对' };
const SUM: EligibilityRule = { id: 'budget_sum', kind: 'budget_adds_up', title: t('预算合计', 'Budget adds up'), clause: '预算各项单价、数量与合计一致' };
const CAPPED: EligibilityRule = { id: 'caps', kind: 'within_caps', title: t('预算限额', 'Budget caps'), clause: '预算符合各项限额' };
const UNDERTAKER: EligibilityRule = { id: 'undertaker', kind: 'not_undertaker', title: t('承办方回避', 'Not the undertaker'), clause: '承办本轮的单位不得申报' };
const SANCTION: EligibilityRule = { id: 'sanction', kind: 'not_sanctioned', title: t('无失信和禁止申报记录', 'No sanction'), clause: '未列入活动异常名录、严重违法失信名单，且不在禁止申报期内' };
const INSPECTION: EligibilityRule = { id: 'inspection', kind: 'manual', title: t('年检（年报）结论', 'Annual inspection'), clause: '最近一次年检合格或按时报送年报' };
const SEALS: EligibilityRule = { id: 'seals', kind: 'manual', title: t('签字盖章', 'Signatures and seals'), clause: '承诺书签字盖章齐全' };
const DOUBLE: EligibilityRule = { id: 'double', kind: 'manual', title: t('未重复资助', 'Not funded twice'), clause: '同一项目未获其他财政资金资助' };

/** The check list where applicants are registered organizations. */
export const RULES: readonly EligibilityRule[] = [KIND, USCC, YEAR, TWO, SUM, CAPPED, UNDERTAKER, SANCTION, INSPECTION, SEALS, DOUBLE];
/** With a residents' track, needs and pairing besides. */
export const RULES_WITH_NEEDS: readonly EligibilityRule[] = [KIND, HOST, USCC, YEAR, TWO, NEED, PAIRED, SUM, CAPPED, UNDERTAKER, SANCTION, INSPECTION, SEALS, DOUBLE];

export const morning = (day: number): DayOffset => ({ day, time: '09:00:00' });
export const evening = (day: number): DayOffset => ({ day, time: '17:00:00' });
const opening = (day: number): DayOffset => ({ day, time: '00:00:00' });
const wholeDay = (day: number): DayOffset => ({ day, time: '23:59:59' });

/** A year's course as seen: a month to apply, a fortnight to judge, notice, signing within some two months, nine months of work. */
export const CALENDAR: TemplateConfig['calendar'] = {
  needsOpenAt: null,
  needsCloseAt: null,
  openAt: morning(0),
  closeAt: evening(30),
  reviewFrom: morning(37),
  reviewTo: evening(44),
  noticeFrom: opening(48),
  signBy: wholeDay(75),
  projectFrom: opening(61),
  projectTo: wholeDay(335),
};
export const CALENDAR_WITH_NEEDS: TemplateConfig['calendar'] = { ...CALENDAR, needsOpenAt: morning(-30), needsCloseAt: evening(-7) };

/** Grades of the finance ministry's uniform scale: 90, 80, 60. */
export const FOUR_GRADES: EvaluationStage['grades'] = [
  { id: 'excellent', name: t('优秀', 'Excellent'), minScore: '90', passes: true },
  { id: 'good', name: t('良好', 'Good'), minScore: '80', passes: true },
  { id: 'pass', name: t('合格', 'Pass'), minScore: '60', passes: true },
  { id: 'fail', name: t('不合格', 'Fail'), minScore: '0', passes: false },
];
/** Pass at 60, as in Suzhou's mid-term. */
export const TWO_GRADES: EvaluationStage['grades'] = [
  { id: 'pass', name: t('合格', 'Pass'), minScore: '60', passes: true },
  { id: 'fail', name: t('不合格', 'Fail'), minScore: '0', passes: false },
];

export const MIDTERM: TemplateConfig['evaluation'][number] = { id: 'midterm', name: t('中期评估', 'Mid-term evaluation'), indexVersionId: 'midterm_index', dueDay: 198, grades: TWO_GRADES };
export const FINAL: TemplateConfig['evaluation'][number] = { id: 'final', name: t('末期评估', 'Final evaluation'), indexVersionId: 'final_index', dueDay: 365, grades: FOUR_GRADES };

export const NO_PRIZES: RoundConfig['prizes'] = [];

export const CLOSE_DOCUMENTS: RoundConfig['closeDocuments'] = [
  { id: 'final_report', name: t('结项报告', 'Final report') },
  { id: 'photos', name: t('活动照片', 'Photos') },
  { id: 'fund_detail', name: t('资金使用明细', 'Statement of funds') },
];

/** What every template brings: an application form, a rubric, both indexes and the progress report. */
export const baseForms = (applies: { readonly need: boolean }): Readonly<Record<string, TemplateForm>> => ({
  application: { kind: 'application', name: t('项目申报书', 'Application form'), definition: applies.need ? standardApplicationForm : applicationFormWithoutNeed },
  rubric: { kind: 'rubric', name: t('项目评分表', 'Rubric'), definition: defaultRubric },
  midterm_index: { kind: 'index', name: t('中期评估指标', 'Mid-term index'), definition: defaultIndex },
  final_index: { kind: 'index', name: t('末期评估指标', 'Final index'), definition: defaultIndex },
  progress: { kind: 'progress', name: t('项目进展（中期、结项）报告', 'Progress report'), definition: progressReportForm },
});

/** A plain configuration for registered organizations; each programme states what it does otherwise. */
export const BASE: TemplateConfig = {
  tracks: [{ id: 'org', name: t('社会组织', 'Social organizations'), applicants: ['registered'], hostRequired: false, applicationFormVersionId: 'application', rubricVersionId: null }],
  needs: { collectedFirst: false, citeNeed: false, pairingRequired: false },
  calendar: CALENDAR,
  poolFen: 50_000_000,
  grant: { kind: 'requested', maxFen: null },
  maxRequestFen: null,
  overCap: 'invalid',
  budget: { categories: CATEGORIES, caps: CAPS },
  eligibility: { rules: RULES, correctionWorkingDays: 3, maxReturns: 1 },
  review: {
    stages: [
      {
        id: 'panel',
        name: t('专家评审', 'Panel'),
        judgesPerApplication: 5,
        minSheets: 3,
        rubricVersionId: 'rubric',
        aggregate: { kind: 'trimmed_mean', drop: 1, minSheets: 5 },
        weightBp: 10_000,
      },
    ],
    parts: [],
    total: 'weighted',
    decimals: 2,
    rounding: 'half_up',
    passLine: '60',
    ties: [{ kind: 'criterion', fieldId: 'need' }, { kind: 'median' }, { kind: 'lower_request' }, { kind: 'funder_decides' }],
    blind: false,
  },
  notice: { workingDays: 5, countFirstDay: true, showJudges: false },
  optimisation: { lockedFields: ['beneficiaries', 'goal', 'core_services'] },
  agreement: { parties: ['street', 'undertaker', 'organization'] },
  tranches: [
    { id: 'first', name: t('首期款', 'First tranche'), on: 'signed', bp: 5000, withinDays: null },
    { id: 'mid', name: t('中期款', 'Mid-term tranche'), on: 'midterm_pass', bp: 4000, withinDays: null },
    { id: 'last', name: t('尾款', 'Last tranche'), on: 'accepted', bp: 1000, withinDays: null },
  ],
  progressReport: { formVersionId: 'progress' },
  supervision: { visitEveryDays: 60 },
  evaluation: [MIDTERM, FINAL],
  prizes: NO_PRIZES,
  closeDocuments: CLOSE_DOCUMENTS,
  numbering: '{street}-{community}-{year}-{seq}',
};
