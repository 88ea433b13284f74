import type { NoticeRule, RoundConfig } from '../round-config';
import { t } from './form-kit';
import { BASE, baseForms } from './parts';
import { expertRubric140, publicRubric60 } from './rubrics';
import { type RoundTemplate, type TemplateDates, type TemplateIds, buildRound } from './template';

/** Final of 中国公益慈善项目大赛 as published in 2016 and 2020: five experts by standard scores up to 140, thirty public jurors up to 60, of 200. */
export const standardScoreTemplate: RoundTemplate = {
  id: 'standard_score',
  name: t('全国公益慈善项目大赛（决赛）', 'National contest (final)'),
  describes: t('5 名专家评分折算为标准分，最高 140 分；30 名大众评审最高 60 分；总分 200 分', 'Five experts by standard score, up to 140; thirty public jurors, up to 60; 200 in all'),
  defaults: [
    t('标准分的均值 98 和标准差 14（140 分的 70% 和 10%）', 'Mean 98 and deviation 14 of the standard score'),
    t('及格线 120 分（200 分的 60%）、限额、拨付和日期', 'A pass line of 120, caps, tranches and dates'),
  ],
  forms: {
    ...baseForms({ need: false }),
    expert_rubric: { kind: 'rubric', name: t('专家评分表（140 分）', 'Expert rubric (140)'), definition: expertRubric140 },
    public_rubric: { kind: 'rubric', name: t('大众评审表（60 分）', 'Public jury (60)'), definition: publicRubric60 },
  },
  config: {
    ...BASE,
    review: {
      ...BASE.review,
      stages: [
        { id: 'experts', name: t('专家评审', 'Experts'), panel: 'expert', judgesPerApplication: 5, minSheets: 5, rubricVersionId: 'expert_rubric', aggregate: { kind: 'standard_score', mean: '98', sd: '14' }, weightBp: 7000 },
        { id: 'public_jury', name: t('大众评审', 'Public jury'), panel: 'public', judgesPerApplication: 30, minSheets: 20, rubricVersionId: 'public_rubric', aggregate: { kind: 'mean' }, weightBp: 3000 },
      ],
      total: 'sum',
      passLine: '120',
    },
  },
};

export const standardScore = (dates: TemplateDates, ids: TemplateIds, contact?: NoticeRule['contact']): RoundConfig => buildRound(standardScoreTemplate, dates, ids, contact);
