import type { NoticeRule, RoundConfig } from '../round-config';
import { microApplicationForm } from './application-form';
import { t } from './form-kit';
import { BASE, CALENDAR_WITH_NEEDS, RULES_WITH_NEEDS, baseForms } from './parts';
import { lightProgressReportForm } from './progress-forms';
import { microRubric } from './rubrics';
import { type RoundTemplate, type TemplateDates, type TemplateIds, buildRound } from './template';

/**
 * A street's micro-venture competition of the kind of 旺庄街道 (since 2017), 仪征 (5th round, 2018/19) and 红咏社区 (2025):
 * two tracks, needs first, pairing, 20,000 yuan each, "three unchanged" in the optimisation, three-party agreement, 50/40/10.
 */
export const streetMicroTemplate: RoundTemplate = {
  id: 'street_micro',
  name: t('街道社区微创投公益大赛', 'Street micro-venture competition'),
  describes: t(
    '两个赛道（专业社会组织、社区微自治），先征集需求、与社区结对，每个项目定额资助 2 万元；5 名评委去掉一个最高分和一个最低分；公示 5 个工作日；优化时服务对象、目标、核心服务不变；三方协议；按 50/40/10 拨付',
    'Two tracks, needs and pairing first, 20,000 yuan each; five judges, trimmed mean; notice of five working days; three things unchanged in the optimisation; three parties; 50/40/10',
  ),
  defaults: [
    t('评委人数、及格线 60 分和同分规则', 'Number of judges, pass line of 60 and tie rules'),
    t('预算限额、评估指标分值和日期', 'Budget caps, points of the index, and dates'),
    t('资金总额 66 万元（33 个项目）', 'A pool of 660,000 yuan (33 projects)'),
  ],
  forms: {
    ...baseForms({ need: true }),
    micro_application: { kind: 'application', name: t('微自治项目申报表', 'Short application form'), definition: microApplicationForm },
    micro_rubric: { kind: 'rubric', name: t('微自治项目评分表', 'Rubric of the residents’ track'), definition: microRubric },
    light_progress: { kind: 'progress', name: t('微自治项目进展报告', 'Short progress report'), definition: lightProgressReportForm },
  },
  config: {
    ...BASE,
    tracks: [
      { id: 'org', name: t('专业社会组织', 'Professional organizations'), applicants: ['registered'], hostRequired: false, applicationFormVersionId: 'application', rubricVersionId: null },
      {
        id: 'self',
        name: t('社区微自治', 'Residents’ self-help'),
        applicants: ['filed_group', 'resident_group'],
        hostRequired: true,
        applicationFormVersionId: 'micro_application',
        rubricVersionId: 'micro_rubric',
        progressReportFormVersionId: 'light_progress',
      },
    ],
    needs: { collectedFirst: true, citeNeed: true, pairingRequired: true },
    calendar: CALENDAR_WITH_NEEDS,
    poolFen: 66_000_000,
    grant: { kind: 'fixed', amountFen: 2_000_000 },
    maxRequestFen: 2_000_000,
    eligibility: { ...BASE.eligibility, rules: RULES_WITH_NEEDS },
    review: { ...BASE.review, stages: BASE.review.stages.map((stage) => ({ ...stage, id: 'pitch', name: t('路演评审', 'Pitch') })) },
  },
};

/** A street's round on these dates with these form versions. */
export const streetMicro = (dates: TemplateDates, ids: TemplateIds, contact?: NoticeRule['contact']): RoundConfig => buildRound(streetMicroTemplate, dates, ids, contact);
