import type { Field, FormDefinition } from '../../forms/definition';
import { field, form, options, section, t, withHelp } from './form-kit';

const ADVANCE = withHelp(
  section(
    'advance',
    t('项目进展', 'Progress'),
    field('stage', 'choice', t('报告类型', 'Kind of report'), { required: true, options: options(['monthly', '月度', 'Monthly'], ['midterm', '中期', 'Mid-term'], ['final', '结项', 'Final']) }),
    field('covered', 'period', t('报告期', 'Period covered'), { required: true }),
    field('advance', 'longtext', t('进展概述', 'Summary'), { required: true, maxLength: 1000 }),
    field('objectives', 'table', t('分目标完成情况', 'Objectives'), {
      required: true,
      minRows: 1,
      maxRows: 10,
      columns: [
        field('objective', 'text', t('分目标', 'Objective'), { required: true, maxLength: 100 }),
        field('planned', 'number', t('计划值', 'Planned'), { required: true, min: 0 }),
        field('done', 'number', t('完成值', 'Done'), { required: true, min: 0 }),
        field('note', 'text', t('说明', 'Note'), { maxLength: 200 }),
      ],
    }),
    field('behind', 'choice', t('是否落后于计划', 'Behind the plan'), { required: true, options: options(['yes', '是', 'Yes'], ['no', '否', 'No']) }),
    field('behind_reason', 'longtext', t('落后原因与赶上计划的办法', 'Why, and how it will be made up'), { required: true, maxLength: 500, showIf: { field: 'behind', is: 'equals', value: 'yes' } }),
  ),
  t('活动场次、服务人次、服务人数和支出由系统按记录汇总，不需要再次填写', 'Sessions, attendances, persons and spending are summed up from the records'),
);

const MEANS = section(
  'means',
  t('资源与问题', 'Means and problems'),
  field('resources', 'longtext', t('配套与社会资源', 'Matching means'), { maxLength: 500 }),
  field('problems', 'longtext', t('存在问题与改进措施', 'Problems and remedies'), { required: true, maxLength: 800 }),
  field('changes', 'table', t('变更情况', 'Changes'), {
    required: false,
    maxRows: 20,
    columns: [field('what', 'text', t('变更事项', 'What'), { required: true, maxLength: 100 }), field('approved_on', 'date', t('批准日期', 'Approved on'))],
  }),
  field('media', 'table', t('宣传报道', 'Media'), {
    required: false,
    maxRows: 30,
    columns: [field('title', 'text', t('标题', 'Title'), { required: true, maxLength: 100 }), field('outlet', 'text', t('媒体', 'Outlet'), { required: true, maxLength: 60 }), field('link', 'text', t('链接', 'Link'), { maxLength: 300 })],
  }),
);

const showAt = (stage: string) => ({ field: 'stage', is: 'equals' as const, value: stage });
const notAtTheEnd = { any: [showAt('monthly'), showAt('midterm')] };

const CLOSING: readonly Field[] = [
  field('next_plan', 'longtext', t('下一步计划', 'Next steps'), { required: true, maxLength: 800, showIf: notAtTheEnd }),
  field('outcome', 'longtext', t('成效与基线对比', 'Outcome against the baseline'), { required: true, maxLength: 1500, showIf: showAt('final') }),
  field('satisfaction_count', 'integer', t('满意度调查份数', 'Questionnaires on satisfaction'), { required: true, min: 1, max: 100_000, showIf: showAt('final') }),
  field('satisfaction_rate', 'number', t('满意率（%）', 'Satisfied (%)'), { required: true, min: 0, max: 100, showIf: showAt('final') }),
  field('cases', 'longtext', t('典型案例', 'Cases'), { required: true, maxLength: 1500, showIf: showAt('final'), help: t('请隐去服务对象的姓名、电话和住址', 'Leave out names, phones and addresses of the people served') }),
  field('sustainability', 'longtext', t('后续延续安排', 'What goes on'), { required: true, maxLength: 500, showIf: showAt('final') }),
  field('assets', 'table', t('购置物资清单', 'Assets bought'), {
    required: false,
    maxRows: 50,
    showIf: showAt('final'),
    columns: [
      field('item', 'text', t('名称', 'Item'), { required: true, maxLength: 60 }),
      field('quantity', 'integer', t('数量', 'Quantity'), { required: true, min: 1 }),
      field('value', 'money', t('金额', 'Value'), { required: true }),
      field('keeper', 'text', t('保管单位', 'Kept by'), { required: true, maxLength: 60 }),
    ],
  }),
  field('confirmation', 'file', t('受益人代表确认书', 'Confirmation by beneficiaries'), { required: true, max: 5, accept: ['pdf', 'image'], personal: true, showIf: showAt('final') }),
];

const SELF = section(
  'self',
  t('自评', 'Self-evaluation'),
  field('self_score', 'number', t('自评得分', 'Own score'), { required: true, min: 0, max: 110 }),
  field('self_comment', 'longtext', t('自评说明', 'Reasons'), { required: true, maxLength: 500 }),
  field('truth', 'declaration', t('报告内容真实，愿接受核查', 'The report is true and may be checked'), { required: true }),
);

/** Monthly, mid-term and final report in one: the closing questions appear with the kind. */
export const progressReportForm: FormDefinition = form(ADVANCE, MEANS, section('closing', t('计划与成效', 'Plan and outcome'), ...CLOSING), SELF);

/** A lighter report for the residents' track or class B. */
export const lightProgressReportForm: FormDefinition = form(
  section(
    'advance',
    t('项目进展', 'Progress'),
    field('stage', 'choice', t('报告类型', 'Kind of report'), { required: true, options: options(['midterm', '中期', 'Mid-term'], ['final', '结项', 'Final']) }),
    field('covered', 'period', t('报告期', 'Period covered'), { required: true }),
    field('advance', 'longtext', t('做了什么', 'What was done'), { required: true, maxLength: 500 }),
    field('problems', 'longtext', t('遇到的困难', 'Difficulties'), { maxLength: 300 }),
    field('next_plan', 'longtext', t('接下来怎么做', 'What comes next'), { required: true, maxLength: 300, showIf: showAt('midterm') }),
    field('outcome', 'longtext', t('居民有什么收获', 'What residents gained'), { required: true, maxLength: 500, showIf: showAt('final') }),
    field('truth', 'declaration', t('以上内容属实', 'All of this is true'), { required: true }),
  ),
);
