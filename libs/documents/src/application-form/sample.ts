import type { FormDefinition } from '@weichuang/domain/forms/definition';
import type { ApplicationForm } from './model';

const DEFINITION: FormDefinition = {
  sections: [
    {
      id: 'basics',
      title: { zh: '项目基本情况' },
      fields: [
        { id: 'community', type: 'community', label: { zh: '实施社区' } },
        { id: 'need', type: 'need', label: { zh: '对应需求' } },
        { id: 'period', type: 'period', label: { zh: '项目周期' } },
        { id: 'people', type: 'integer', label: { zh: '预计受益人数' } },
        { id: 'groups', type: 'multichoice', label: { zh: '服务对象' }, options: [{ id: 'old', label: { zh: '独居、空巢老人' } }, { id: 'child', label: { zh: '青少年' } }, { id: 'dis', label: { zh: '残障人士' } }] },
        { id: 'request', type: 'money', label: { zh: '申请资助金额' } },
        { id: 'own', type: 'money', label: { zh: '自筹金额' } },
        { id: 'before', type: 'choice', label: { zh: '曾获同类资助' }, options: [{ id: 'yes', label: { zh: '是' } }, { id: 'no', label: { zh: '否' } }] },
        { id: 'beforeName', type: 'text', label: { zh: '曾获资助的项目' }, showIf: { field: 'before', is: 'equals', value: 'yes' } },
      ],
    },
    {
      id: 'plan',
      title: { zh: '项目方案' },
      fields: [
        { id: 'summary', type: 'longtext', label: { zh: '项目概述' }, maxLength: 500 },
        { id: 'needs', type: 'longtext', label: { zh: '需求分析' }, maxLength: 1000 },
        {
          id: 'goals',
          type: 'table',
          label: { zh: '目标与产出' },
          columns: [
            { id: 'goal', type: 'longtext', label: { zh: '分目标' } },
            { id: 'measure', type: 'text', label: { zh: '衡量指标' } },
            { id: 'until', type: 'date', label: { zh: '完成时间' } },
          ],
        },
        { id: 'risks', type: 'longtext', label: { zh: '风险预计与应对' } },
      ],
    },
    { id: 'team', title: { zh: '项目团队' }, fields: [{ id: 'team', type: 'people', label: { zh: '团队成员' }, personal: true }] },
    { id: 'money', title: { zh: '项目预算' }, fields: [{ id: 'budget', type: 'budget', label: { zh: '预算明细' } }] },
    {
      id: 'papers',
      title: { zh: '附件与承诺' },
      fields: [
        { id: 'files', type: 'file', label: { zh: '附件' } },
        { id: 'truth', type: 'declaration', label: { zh: '本单位承诺：以上填报内容及所附材料真实、完整，项目未获得其他财政资金资助；自愿接受主办方、社区和审计部门的监督检查与评估。' } },
      ],
    },
  ],
};

const LONG = '春江社区建成于 1998 年，常住人口 8,642 人，其中 60 周岁以上老人 2,105 人，占 24.4%。2025 年 10 月至 12 月，我中心与社区居委会、江南大学社会工作系联合开展入户调查，走访 70 周岁以上独居、空巢老人 126 人，回收有效问卷 118 份。调查显示：81.4% 的老人每周与子女见面不足一次，37.3% 的老人在过去一年中有过“身体不适而无人知晓”的经历，62.7% 的老人不会使用手机挂号、缴费，最希望得到的服务依次是定期探访、紧急联络和健康知识。';

/** An application with `rows` budget lines, for the specs. */
export function sampleApplication(rows = 7, changes: Partial<ApplicationForm> = {}): ApplicationForm {
  const categories = ['activity', 'volunteer', 'expert', 'admin'];
  const lines = Array.from({ length: rows }, (_, at) => ({
    id: `l${at}`,
    category: categories[at % 4]!,
    content: at % 6 === 5 ? '健康讲座场地布置、宣传展板与横幅制作（含运输、安装），按场次计算' : `第${at + 1}项活动物资与材料`,
    unitPriceFen: 12_000 + at * 1_050,
    quantityHundredths: at % 3 === 0 ? 250 : 400,
    unit: at % 2 ? '场' : '次',
    source: at % 5 === 4 ? ('own' as const) : ('grant' as const),
  }));
  const lineFen = Object.fromEntries(lines.map((line) => [line.id, Math.round((line.unitPriceFen * line.quantityHundredths) / 100)]));
  const sum = (source: 'grant' | 'own'): number => lines.filter((line) => line.source === source).reduce((total, line) => total + lineFen[line.id]!, 0);
  return {
    no: 'WZ-CJ-2026-017',
    programme: '旺庄街道社区微创投大赛',
    round: '2026年第九届',
    track: '为老服务',
    project: '“邻里晨光”社区独居老人关怀项目',
    createdAt: new Date('2026-02-27T08:41:09Z'),
    date: '2026-02-27',
    organization: {
      name: '无锡市新吴区春江邻里社会工作服务中心',
      facts: [
        { label: '统一社会信用代码', value: '52320214MJ00000182', wide: true },
        { label: '登记机关', value: '无锡市新吴区民政局' },
        { label: '登记时间', value: '2019年6月18日' },
        { label: '法定代表人', value: '镕敏' },
        { label: '联系电话', value: '0510-85210017' },
        { label: '评估等级', value: '4A' },
        { label: '专职人数', value: '6 人' },
        { label: '通讯地址', value: '无锡市新吴区春江社区服务中心二楼', wide: true },
      ],
    },
    definition: DEFINITION,
    answers: {
      community: 'c1',
      need: 'n1',
      period: { from: '2026-04-15', to: '2026-11-30' },
      people: 126,
      groups: ['old', 'dis'],
      request: sum('grant'),
      own: sum('own'),
      before: 'no',
      summary: '以楼道为单位组建“晨光敲门队”，每日电话问候、每周上门探访，配套健康讲座、智能手机课堂与节日暖心餐，建立独居老人“一人一档”，形成邻里互助的长效机制。',
      needs: `${LONG}\n${LONG}`,
      goals: [
        { goal: '建立独居、空巢老人“一人一档”，每季度更新', measure: '档案不少于 120 份', until: '2026-06-30' },
        { goal: '组建“晨光敲门队”，做到重点老人每周有人上门、每天有人问候', measure: '队员不少于 40 人，探访不少于 1,200 人次', until: '2026-11-30' },
        { goal: '提高老人使用智能手机的能力', measure: '课堂 16 场', until: '2026-10-31' },
      ],
      risks: '一是老人不愿意陌生人上门：由楼组长与社区网格员陪同首访，征得本人同意后建档。二是高温、台风天气：改为电话问候并做好记录。三是志愿者流失：每月例会、积分兑换与年度表彰。',
      team: [
        { name: '镕敏', phone: '13800000001', role: '项目负责人，统筹与督导' },
        { name: '䶮思远', phone: '13800000002', role: '专职社工，探访与建档' },
        { name: '阿卜杜拉·买买提', phone: '13800000003', role: '志愿者管理' },
      ],
      budget: lines,
      files: ['f1', 'f2'],
      truth: true,
    },
    names: {
      c1: '春江社区',
      n1: '独居老人日常探访与紧急联络',
      f1: '社会服务机构登记证书（副本）.pdf',
      f2: '春江社区独居老人需求调查报告.docx',
      activity: '业务活动费',
      volunteer: '志愿者补贴',
      expert: '专家讲师费',
      admin: '管理费',
    },
    budgets: { budget: { lineFen, grantFen: sum('grant'), ownFen: sum('own'), totalFen: sum('grant') + sum('own') } },
    signatures: [
      { title: '申报单位', text: '我单位承诺申报内容真实、完整。', lines: ['法定代表人（签字）：'], seal: '（盖章）' },
      { title: '实施社区居民委员会意见', lines: ['负责人（签字）：'], seal: '（盖章）' },
      { title: '承办方意见', lines: ['经办人（签字）：'], seal: '（盖章）' },
      { title: '街道办事处意见', lines: ['负责人（签字）：'], seal: '（盖章）' },
    ],
    verification: { code: 'D4KS-1V8J-M7ZE', url: 'https://wct.example.gov.cn/v/D4KS1V8JM7ZE', digest: 'e3a9c5d1f70b8642ce9d3f5a1b7084c6d2e8f0a4b6c8d0e2f4a6b8c0d2e4f6a8' },
    ...changes,
  };
}
