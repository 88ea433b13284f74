import type { Field, FormDefinition } from '../../forms/definition';
import { field, form, options, section, t, withHelp } from './form-kit';

/**
 * The standard application form (项目申报书), merged from forms in use in Nanjing (江北新区), Dongguan (2011 guide),
 * Foshan and others. What the register of organizations knows (name, code, address, account, head, grade) is not asked again:
 * the printed form takes it from there.
 */
const FIELDS_OF_WORK = options(
  ['elderly', '养老服务', 'Elderly care'],
  ['children', '儿童青少年服务', 'Children and young people'],
  ['disabled', '助残服务', 'People with disabilities'],
  ['needy', '困难家庭帮扶', 'Families in need'],
  ['culture', '社区文化', 'Community culture'],
  ['health', '健康促进', 'Health'],
  ['environment', '环境与垃圾分类', 'Environment and waste sorting'],
  ['governance', '社区治理与协商', 'Community governance'],
  ['volunteering', '志愿服务与邻里互助', 'Volunteering and mutual help'],
  ['other', '其他', 'Other'],
);

const YES_NO = options(['yes', '是', 'Yes'], ['no', '否', 'No']);

const basics = section(
  'basics',
  t('项目基本信息', 'The project'),
  field('project_name', 'text', t('项目名称', 'Project name'), { required: true, maxLength: 40, help: t('请写明服务对象和服务内容，不出现机构名称', 'Name whom you serve and how; leave your own name out') }),
  field('category', 'choice', t('项目类型', 'Field of work'), { required: true, options: FIELDS_OF_WORK, help: t('一个项目只选一类', 'One project, one field') }),
  field('category_other', 'text', t('其他类型说明', 'Which other field'), { required: true, maxLength: 30, showIf: { field: 'category', is: 'equals', value: 'other' } }),
  field('need', 'need', t('对应的社区需求', 'The need it answers'), { required: true, help: t('从已公布的需求清单中选择', 'Choose from the published list of needs') }),
  field('community', 'community', t('实施社区', 'Community'), { required: true }),
  field('sites', 'text', t('具体实施地点', 'Places'), { required: true, maxLength: 100 }),
  field('period', 'period', t('项目周期', 'Project period'), { required: true, help: t('须在本轮规定的实施期内', 'Within the period set by the call') }),
  field('direct_beneficiaries', 'integer', t('预计直接受益人数', 'People served directly'), { required: true, min: 1, max: 1_000_000, help: t('按人数填写，同一人只计一次', 'Count each person once') }),
  field('attendance_planned', 'integer', t('预计服务人次', 'Attendances planned'), { required: true, min: 1, max: 10_000_000, help: t('同一人每参加一次计一人次', 'One person coming twice counts two') }),
  field('indirect_beneficiaries', 'integer', t('预计间接受益人数', 'People reached indirectly'), { min: 0, max: 10_000_000 }),
);

const lead = section(
  'lead',
  t('项目负责人', 'Project lead'),
  field('lead_name', 'text', t('姓名', 'Name'), { required: true, maxLength: 40, personal: true }),
  field('lead_phone', 'phone', t('联系电话', 'Phone'), { required: true, personal: true }),
  field('lead_email', 'email', t('电子邮箱', 'E-mail'), { personal: true }),
  field('lead_post', 'text', t('职务', 'Post'), { required: true, maxLength: 40, identifying: true }),
  field('lead_full_time', 'choice', t('是否专职', 'Full time'), { required: true, options: YES_NO }),
);

const content = section(
  'content',
  t('项目内容', 'What it does'),
  field('summary', 'longtext', t('项目概述', 'Summary'), { required: true, maxLength: 500 }),
  field('need_analysis', 'longtext', t('需求分析', 'The need'), { required: true, maxLength: 1500, help: t('说明调查方式、数据来源和主要结论', 'How it was surveyed, with figures and findings') }),
  field('survey_count', 'integer', t('有效调查问卷份数', 'Valid questionnaires'), { min: 0, max: 100_000, help: t('未做问卷调查的填 0', 'Enter 0 if there was no survey') }),
  field('survey_report', 'file', t('需求调查报告', 'Survey report'), { required: true, max: 3, accept: ['pdf', 'word'], identifying: true, showIf: { field: 'survey_count', is: 'atLeast', value: 1 } }),
  field('beneficiaries', 'longtext', t('受益群体描述', 'Who benefits'), { required: true, maxLength: 200 }),
  field('goal', 'longtext', t('项目总目标', 'Goal'), { required: true, maxLength: 300 }),
  field('sub_goals', 'table', t('分目标与衡量指标', 'Objectives and measures'), {
    required: true,
    minRows: 1,
    maxRows: 10,
    columns: [
      field('objective', 'text', t('分目标', 'Objective'), { required: true, maxLength: 100 }),
      field('indicator', 'text', t('衡量指标', 'Measure'), { required: true, maxLength: 60 }),
      field('baseline', 'number', t('基线值', 'Baseline'), { min: 0 }),
      field('target', 'number', t('目标值', 'Target'), { required: true, min: 0 }),
      field('unit', 'text', t('单位', 'Unit'), { required: true, maxLength: 10 }),
      field('evidence', 'text', t('证明方式', 'Evidence'), { required: true, maxLength: 60 }),
    ],
  }),
  field('core_services', 'longtext', t('核心服务内容', 'Core services'), { required: true, maxLength: 800 }),
  field('features', 'longtext', t('项目特色', 'What is special'), { required: true, maxLength: 500, help: t('创新性、示范性、可推广性', 'New, exemplary, transferable') }),
);

const plan = section(
  'plan',
  t('实施计划', 'Plan'),
  field('plan', 'table', t('实施步骤', 'Steps'), {
    required: true,
    minRows: 2,
    maxRows: 30,
    columns: [
      field('step', 'text', t('活动或阶段', 'Activity or phase'), { required: true, maxLength: 60 }),
      field('dates', 'period', t('起止日期', 'Dates'), { required: true }),
      field('place', 'text', t('地点', 'Place'), { required: true, maxLength: 60 }),
      field('sessions', 'integer', t('场次', 'Sessions'), { required: true, min: 1, max: 1000 }),
      field('people', 'integer', t('每场人数', 'People each'), { required: true, min: 1, max: 100_000 }),
      field('content', 'longtext', t('主要内容', 'Content'), { required: true, maxLength: 300 }),
    ],
  }),
  field('risks', 'table', t('风险预计与防控', 'Risks and replies'), {
    required: true,
    minRows: 1,
    maxRows: 10,
    columns: [
      field('risk', 'text', t('可能的风险', 'Risk'), { required: true, maxLength: 100 }),
      field('reply', 'text', t('应对措施', 'Reply'), { required: true, maxLength: 200 }),
    ],
  }),
  field('sustainability', 'longtext', t('资助结束后的延续安排', 'After the funding'), { required: true, maxLength: 500 }),
);

const team = section(
  'team',
  t('项目团队', 'Team'),
  field('team', 'table', t('团队成员', 'Members'), {
    required: true,
    minRows: 2,
    maxRows: 30,
    columns: [
      field('name', 'text', t('姓名', 'Name'), { required: true, maxLength: 40, identifying: true }),
      field('phone', 'phone', t('电话', 'Phone'), { required: true, personal: true }),
      field('post', 'text', t('职务', 'Post'), { required: true, maxLength: 40 }),
      field('role', 'text', t('角色分工', 'Role in the project'), { required: true, maxLength: 60 }),
      field('education', 'text', t('学历与专业', 'Education'), { maxLength: 60 }),
      field('licence', 'choice', t('社工职业资格', 'Social work licence'), { options: options(['none', '无', 'None'], ['assistant', '助理社会工作师', 'Assistant'], ['social_worker', '社会工作师', 'Social worker'], ['senior', '高级社会工作师', 'Senior']) }),
      field('insured', 'choice', t('是否缴纳社保', 'Social insurance paid'), { required: true, options: YES_NO }),
      field('hours', 'text', t('参与时间', 'Time given'), { maxLength: 40, help: t('如：每周 2 天', 'For example: two days a week') }),
    ],
  }),
);

const experience = section(
  'experience',
  t('同类项目经验', 'Experience'),
  field('similar_experience', 'longtext', t('同类项目经验', 'Similar projects'), { required: true, maxLength: 200, identifying: true }),
  field('won_before', 'choice', t('是否曾获区级及以上公益创投资助', 'Funded before at district level or above'), { required: true, options: YES_NO }),
  field('won_before_detail', 'longtext', t('获资助项目名称、年份和评估等级', 'Which, when, and with what grade'), { required: true, maxLength: 300, identifying: true, showIf: { field: 'won_before', is: 'equals', value: 'yes' } }),
  field('funded_elsewhere', 'choice', t('本项目是否已获其他财政资金或公益资金', 'Is this project funded elsewhere'), { required: true, options: YES_NO }),
  field('funded_elsewhere_detail', 'longtext', t('资金来源、金额和用途区分', 'By whom, how much, and what for'), { required: true, maxLength: 300, showIf: { field: 'funded_elsewhere', is: 'equals', value: 'yes' } }),
);

const budget = withHelp(
  section(
    'budget',
    t('项目预算', 'Budget'),
    field('budget', 'budget', t('预算明细', 'Budget lines'), { required: true, minRows: 1, maxRows: 100 }),
    field('own_funds', 'longtext', t('自筹资金来源说明', 'Where own money comes from'), { maxLength: 300 }),
  ),
  t('每一行按“单价 × 数量”填写，并注明由资助资金还是自筹资金支付', 'Each line is unit price times quantity, paid by the grant or by yourselves'),
);

const papers = withHelp(
  section(
    'papers',
    t('附件', 'Papers'),
    field('commitment', 'file', t('承诺书（签字盖章扫描件）', 'Signed commitment'), { required: true, max: 2, accept: ['pdf', 'image'], identifying: true }),
    field('other_papers', 'file', t('其他证明材料', 'Other papers'), { max: 10, accept: ['pdf', 'image', 'word', 'excel'], identifying: true }),
  ),
  t('登记证书等已在机构档案中的材料不需要再次上传', 'Papers already in your organization’s record need not be sent again'),
);

const declarations = section(
  'declarations',
  t('承诺', 'Declarations'),
  field('truth', 'declaration', t('本单位承诺申报材料真实、准确、完整，如有虚假愿承担相应责任', 'The application is true, exact and complete'), { required: true }),
  field('supervision', 'declaration', t('本单位接受主办方、承办方的督导、审计和评估', 'We accept supervision, audit and evaluation'), { required: true }),
  field('earmarked', 'declaration', t('资助资金专款专用、专账核算', 'The grant is used for the project alone and booked apart'), { required: true }),
  field('no_double_funding', 'declaration', t('本项目同一内容未重复申报其他财政资金', 'The same work is not funded twice from public money'), { required: true }),
);

export const standardApplicationForm: FormDefinition = form(basics, lead, content, plan, team, experience, budget, papers, declarations);

/** The light form of the residents' track: about a page, for people who have never written an application. */
export const microApplicationForm: FormDefinition = form(
  section(
    'idea',
    t('我们想做的事', 'Our idea'),
    field('project_name', 'text', t('项目名称', 'Project name'), { required: true, maxLength: 30 }),
    field('need', 'need', t('对应的社区需求', 'The need it answers'), { required: true }),
    field('community', 'community', t('所在社区', 'Community'), { required: true }),
    field('period', 'period', t('什么时候做', 'When'), { required: true }),
    field('need_analysis', 'longtext', t('为什么要做', 'Why'), { required: true, maxLength: 300, help: t('哪些邻居有这个需要，您是怎么知道的', 'Which neighbours need it, and how you know') }),
    field('beneficiaries', 'longtext', t('为谁做', 'For whom'), { required: true, maxLength: 100 }),
    field('direct_beneficiaries', 'integer', t('预计受益人数', 'How many people'), { required: true, min: 1, max: 100_000 }),
    field('goal', 'longtext', t('希望达到的效果', 'What should change'), { required: true, maxLength: 200 }),
    field('core_services', 'longtext', t('准备怎么做', 'How'), { required: true, maxLength: 500 }),
    field('participation', 'longtext', t('居民怎样参与', 'How residents take part'), { required: true, maxLength: 200 }),
  ),
  section(
    'group',
    t('我们是谁', 'Who we are'),
    field('lead_name', 'text', t('负责人姓名', 'Lead'), { required: true, maxLength: 40, personal: true }),
    field('lead_phone', 'phone', t('联系电话', 'Phone'), { required: true, personal: true }),
    field('members', 'people', t('主要成员', 'Members'), { required: true, minRows: 3, maxRows: 30, personal: true }),
    field('member_count', 'integer', t('团队人数', 'People in the group'), { required: true, min: 3, max: 1000 }),
  ),
  section('budget', t('需要多少钱', 'Money'), field('budget', 'budget', t('预算明细', 'Budget lines'), { required: true, minRows: 1, maxRows: 20 })),
  section(
    'declarations',
    t('承诺', 'Declarations'),
    field('truth', 'declaration', t('以上内容属实', 'All of this is true'), { required: true }),
    field('receipts', 'declaration', t('经费用于本项目，保留票据和照片', 'The money is for this project; we keep receipts and photos'), { required: true }),
  ),
);

/** A standard form where the round does not collect needs: the need is told, not cited. */
export const applicationFormWithoutNeed: FormDefinition = without(standardApplicationForm, ['need']);

function without(definition: FormDefinition, ids: readonly string[]): FormDefinition {
  const keeps = (one: Field): boolean => !ids.includes(one.id);
  return { sections: definition.sections.map((one) => ({ ...one, fields: one.fields.filter(keeps) })) };
}
