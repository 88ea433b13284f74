import type { NoticeRule, RoundConfig } from '../round-config';
import { t } from './form-kit';
import { BASE, FINAL, MIDTERM, baseForms } from './parts';
import { type RoundTemplate, type TemplateDates, type TemplateIds, buildRound } from './template';

/** 中山 博爱100 公益创投 (2013): a base of 100, up to 50 for fundraising, 5 to 20 for special topics; money within 15 working days; three years' exclusion. */
export const bonusOnTopTemplate: RoundTemplate = {
  id: 'bonus_on_top',
  name: t('博爱100公益创投', 'Bo’ai 100 venture philanthropy'),
  describes: t(
    '基础分 100 分之外，募捐最高加 50 分，专项主题加 5、10、15 或 20 分；签约后 15 个工作日内拨付种子资金，中期合格后再拨；严重偏离的暂缓拨付、追回资金、三年内不得申报；资助 50 至 100 个项目，社工加志愿者项目不少于三分之一',
    'A base of 100, up to 50 for fundraising, 5, 10, 15 or 20 for special topics; seed money within 15 working days, the rest after mid-term; withhold, recover and exclude for three years on serious deviation; 50 to 100 projects',
  ),
  defaults: [t('两期资金各 50%', 'Halves'), t('评委人数、限额、资金总额和日期', 'Judges, caps, pool and dates')],
  forms: baseForms({ need: false }),
  config: {
    ...BASE,
    poolFen: 150_000_000,
    review: {
      ...BASE.review,
      parts: [
        { id: 'fundraising', name: t('募捐加分', 'Fundraising'), max: '50', weightBp: 0 },
        { id: 'special_topic', name: t('专项主题加分', 'Special topic'), max: '20', weightBp: 0, allowed: ['5', '10', '15', '20'] },
      ],
      total: 'sum',
    },
    tranches: [
      { id: 'seed', name: t('种子资金', 'Seed money'), on: 'signed', bp: 5000, withinDays: null, withinWorkingDays: 15 },
      { id: 'second', name: t('第二期资金', 'Second part'), on: 'midterm_pass', bp: 5000, withinDays: null },
    ],
    evaluation: [{ ...MIDTERM, onFail: ['stop_payment', 'recover'] }, FINAL],
    deviation: { actions: ['stop_payment', 'recover'], excludeYears: 3 },
    quota: {
      projects: { min: 50, max: 100 },
      // a third, rounded up to the basis point so that 33 of 100 is too few
      shares: [{ id: 'social_workers_and_volunteers', name: t('社工加志愿者项目', 'Projects with social workers and volunteers'), minBp: 3334 }],
    },
  },
};

export const bonusOnTop = (dates: TemplateDates, ids: TemplateIds, contact?: NoticeRule['contact']): RoundConfig => buildRound(bonusOnTopTemplate, dates, ids, contact);
