import type { FormDefinition } from '../../forms/definition';
import { criterion, form, section, t } from './form-kit';

/** The default rubric of 100 points, merged from published lists of criteria; weights and anchors are the library's own, to be edited. */
export const defaultRubric: FormDefinition = form(
  section(
    'rubric',
    t('评分表', 'Rubric'),
    criterion('need', t('需求与必要性', 'Need'), '20', [
      t('在本社区做过调查，有数据，明确对应已公布的需求', 'Own survey in this community, with figures, citing the need'),
      t('需求可信，但数据为二手资料', 'The need is plausible, the data second-hand'),
      t('需求笼统，或照搬他处', 'Generic, or copied'),
    ]),
    criterion('design', t('方案设计与可行性', 'Design and feasibility'), '25', [
      t('目标可衡量，步骤有时间安排，列明风险与应对', 'Measurable goals, dated steps, risks with replies'),
      t('有步骤，但衡量指标薄弱', 'There are steps, but weak measures'),
      t('只有活动清单', 'A list of activities only'),
    ]),
    criterion('team', t('团队与执行能力', 'Team'), '15', [
      t('有专职负责人，具备资质，有同类项目记录', 'A named full-time lead, licensed, with a similar record'),
      t('有负责人，经验较少', 'A named lead with little record'),
      t('无明确负责人或全部兼职', 'No lead, or all part-time'),
    ]),
    criterion('budget', t('预算合理性', 'Budget'), '15', [
      t('单价 × 数量清楚，符合限额，列明自筹', 'Unit price times quantity, within the caps, own money shown'),
      t('有少量差错', 'Small errors'),
      t('超出限额或笼统打包', 'Over a cap, or lump sums'),
    ]),
    criterion('outcome', t('预期成效与可评估', 'Outcome'), '15', [
      t('有产出、改变的衡量方式和满意度', 'Outputs, measures of change, and satisfaction'),
      t('只有产出指标', 'Outputs only'),
      t('成效含糊', 'Vague'),
    ]),
    criterion('novel', t('创新与可持续', 'Novelty and sustainability'), '10', [
      t('在本地有新意，资助结束后有延续安排', 'New to this place, with a plan for after the funding'),
      t('部分具备', 'In part'),
      t('均不具备', 'Neither'),
    ]),
  ),
);

/** The rubric of the residents' track, 100 points. */
export const microRubric: FormDefinition = form(
  section(
    'rubric',
    t('微自治项目评分表', 'Rubric of the residents’ track'),
    criterion('need', t('居民需求', 'Need'), '30', [
      t('说得清哪些居民需要，有依据', 'Says which residents need it, with grounds'),
      t('需求可信', 'Plausible'),
      t('需求不清', 'Unclear'),
    ]),
    criterion('feasible', t('可行性', 'Feasibility'), '30', [
      t('做法具体，人和场地已落实', 'Concrete, people and place are found'),
      t('做法基本清楚', 'Mostly clear'),
      t('难以实施', 'Hard to carry out'),
    ]),
    criterion('participation', t('居民参与', 'Participation'), '25', [
      t('居民共同提出、共同实施', 'Residents proposed it and carry it out'),
      t('有居民参与', 'Residents take part'),
      t('居民只是观众', 'Residents only watch'),
    ]),
    criterion('budget', t('预算合理性', 'Budget'), '15', [
      t('项目清楚，价格合理', 'Clear, at fair prices'),
      t('基本合理', 'Mostly fair'),
      t('不合理', 'Not fair'),
    ]),
  ),
);

/** Experts of a final of several stages: the default criteria on the scale of 140 (70 % of 200). */
export const expertRubric140: FormDefinition = form(
  section(
    'rubric',
    t('专家评分表', 'Expert rubric'),
    criterion('need', t('需求真实', 'Real need'), '30', [t('真实、紧迫，有数据', 'Real, urgent, with figures'), t('基本真实', 'Mostly real'), t('不明', 'Unclear')]),
    criterion('outcome', t('成效明确', 'Clear outcome'), '35', [t('成效可衡量且已显现', 'Measurable, and seen already'), t('有产出', 'Outputs'), t('含糊', 'Vague')]),
    criterion('efficient', t('高效运作', 'Efficient work'), '30', [t('投入产出比高，管理规范', 'High return, well managed'), t('基本规范', 'Mostly in order'), t('较乱', 'In disorder')]),
    criterion('novel', t('创新责任', 'Novelty and duty'), '20', [t('有原创做法，责任清楚', 'Original, duties clear'), t('部分具备', 'In part'), t('不具备', 'Neither')]),
    criterion('lasting', t('持续发展', 'Lasting'), '25', [t('资金与团队可持续', 'Money and team will last'), t('部分具备', 'In part'), t('难以持续', 'Will not last')]),
  ),
);

/** A public jury's one vote of up to 60 (30 % of 200). */
export const publicRubric60: FormDefinition = form(
  section(
    'rubric',
    t('大众评审表', 'Public jury'),
    criterion('support', t('支持程度', 'Support'), '60', [t('非常支持', 'Strong'), t('支持', 'Some'), t('一般', 'Little')], { step: '1' }),
  ),
);
