import type { EvaluationReport } from './model';

/** A report with the usual amount of text, for the specs and for measuring: a cover and three to four pages. */
export function sampleReport(changes: Partial<EvaluationReport> = {}): EvaluationReport {
  return {
    reportNo: 'WZPG-2026-017',
    stage: '末期评估',
    programme: '旺庄街道社区微创投大赛',
    round: '2026年第九届',
    funder: '无锡市新吴区旺庄街道办事处',
    evaluatingBody: '无锡市众评社会组织评估中心',
    date: '2026-12-18',
    asOf: '2026-12-12',
    createdAt: new Date('2026-12-18T08:30:00Z'),
    project: {
      name: '“邻里晨光”社区独居老人关怀项目',
      no: 'WZ-CJ-2026-017',
      track: '为老服务',
      community: '春江社区',
      period: { from: '2026-04-15', to: '2026-11-30' },
      grantFen: 3_000_000,
      beneficiaries: '春江社区 70 周岁以上独居、空巢老人 126 人，重点对象 32 人',
      summary: '以楼道为单位组建“晨光敲门队”，每日电话问候、每周上门探访，配套健康讲座、智能手机课堂与节日暖心餐，建立独居老人“一人一档”，形成邻里互助的长效机制。',
    },
    organization: { name: '无锡市新吴区春江邻里社会工作服务中心', uscc: '52320214MJ00000182', leader: '镕敏', phone: '0510-85210017' },
    grade: { name: '优秀', score: '91.5', max: '100', passes: true },
    basis: [
      '《旺庄街道社区微创投大赛项目管理办法》（旺街发〔2026〕12号）；',
      '《资助协议》（编号 WZ-XY-2026-017）及经批准的项目优化方案；',
      '项目实施单位提交的末期报告、活动记录、签到表、财务账册与票据。',
    ],
    method: '评估组采用资料审阅、现场查看、财务核查、服务对象访谈与问卷调查相结合的方式，对项目的实施、投入、财务与成效进行评估。各项指标由三名评估人员独立打分，取平均值，保留一位小数。',
    steps: [
      { date: '2026-12-03', what: '审阅末期报告、活动记录（46 份）与票据' },
      { date: '2026-12-08', what: '赴春江社区现场查看，访谈负责人、社区书记与服务对象 9 人' },
      { date: '2026-12-12', what: '召开评审会议，形成评估意见' },
    ],
    evaluators: [
      { name: '侯文澜', body: '江南大学法学院社会工作系', title: '副教授', role: '组长' },
      { name: '鲍佩仪', body: '无锡市众评社会组织评估中心', title: '中级社工师', role: '项目评估' },
      { name: '崔宁', body: '无锡公信会计师事务所', title: '注册会计师', role: '财务评估' },
    ],
    declaration: '本人与被评估单位及其负责人无雇佣、亲属及其他利害关系，评估意见由本人独立作出，对其真实性、客观性负责。',
    dimensions: [
      {
        name: '项目实施',
        max: '40',
        score: '37.5',
        rateBp: 9375,
        items: [
          { name: '计划完成率', max: '15', score: '14.5', evidence: '计划 48 场，实际 46 场，完成率 95.8%', comment: '两场因台风改为线上问候' },
          { name: '活动场次', max: '10', score: '9.5', evidence: '活动记录 46 份，签到齐全', comment: '频次稳定，月均 6 场' },
          { name: '服务人次', max: '10', score: '9.0', evidence: '1,862 人次，计划 1,800 人次', comment: '超额完成' },
          { name: '记录完整', max: '5', score: '4.5', evidence: '抽查 20 份，1 份缺照片', comment: '已补正' },
        ],
      },
      {
        name: '人力物资投入',
        max: '15',
        score: '13.0',
        rateBp: 8667,
        items: [
          { name: '团队稳定', max: '8', score: '7.0', evidence: '专职社工 2 名，全程在岗', comment: '年中新增一名兼职' },
          { name: '志愿者与配套', max: '7', score: '6.0', evidence: '志愿者 58 人，配套资金 8,600.00 元', comment: '居民骨干参与度高' },
        ],
      },
      {
        name: '财务管理',
        max: '20',
        score: '18.0',
        rateBp: 9000,
        items: [
          { name: '专账核算', max: '5', score: '5.0', evidence: '设辅助账，单独核算', comment: '符合协议要求' },
          { name: '预算执行率', max: '8', score: '7.5', evidence: '执行率 97.4%', comment: '偏差在允许范围以内' },
          { name: '票据合规', max: '7', score: '5.5', evidence: '抽查 62 张，3 张附件不全', comment: '限期补齐清单与验收单' },
        ],
      },
      {
        name: '项目成效',
        max: '25',
        score: '23.0',
        rateBp: 9200,
        items: [
          { name: '目标达成', max: '12', score: '11.0', evidence: '“一人一档”126 份，探访覆盖率 100%', comment: '重点对象每周探访均有记录' },
          { name: '服务满意度', max: '8', score: '7.5', evidence: '有效问卷 102 份，满意度 96.1%', comment: '—' },
          { name: '影响与传播', max: '5', score: '4.5', evidence: '市级媒体报道 2 篇', comment: '可整理为案例' },
        ],
      },
    ],
    adjustments: [],
    finance: {
      categories: [
        { name: '业务活动费', budgetFen: 1_860_000, spentFen: 1_824_560, rateBp: 9809 },
        { name: '志愿者补贴', budgetFen: 480_000, spentFen: 470_000, rateBp: 9792 },
        { name: '专家讲师费', budgetFen: 360_000, spentFen: 345_000, rateBp: 9583 },
        { name: '管理费', budgetFen: 240_000, spentFen: 232_440, rateBp: 9685 },
        { name: '税费', budgetFen: 60_000, spentFen: 50_000, rateBp: 8333 },
      ],
      total: { name: '合计', budgetFen: 3_000_000, spentFen: 2_922_000, rateBp: 9740 },
      tranches: [
        { name: '首款', condition: '协议签订后 30 日以内', amountFen: 1_500_000, state: '已拨付', paidOn: '2026-04-28' },
        { name: '中期款', condition: '中期评估合格', amountFen: 1_200_000, state: '已拨付', paidOn: '2026-08-20' },
        { name: '尾款', condition: '末期评估合格并完成结项', amountFen: 300_000, state: '待拨付', paidOn: null },
      ],
      remark: '项目结余 780.00 元，按协议约定在尾款中核减。未发现超预算、超范围支出。',
    },
    activities: { plannedSessions: 48, heldSessions: 46, attendances: 1862, persons: 214, volunteers: 58, volunteerHours: '1,126.5', remark: '', held: [], photos: [] },
    supervision: { remark: '督导现场走访 2 次，提出问题 1 项，已整改完成。', findings: [] },
    satisfaction: { method: '由评估组随机抽取服务对象，当面或电话填答', answers: 102, rateBp: 9608 },
    strengths: [
      '探访制度落到楼道，独居老人“一人一档”完整、可追踪，两起突发疾病因每日问候而及时送医。',
      '居民骨干从 12 人增加到 31 人，“晨光敲门队”已登记为社区社会组织，具备自我运转的基础。',
    ],
    problems: ['部分采购票据缺少明细清单与验收单，财务资料归集滞后于活动。'],
    suggestions: ['结项以前补齐 3 张票据的附件，建立“活动结束 5 个工作日以内归集票据”的内部制度。', '将“敲门队”排班与社区网格日常走访衔接，争取纳入下一年度社区服务清单。'],
    conclusion: '项目按协议约定完成各项目标，服务真实，资金使用规范，成效明显，末期评估等级为优秀，建议予以结项。',
    confirmation: '旺庄街道办事处已于 2026年12月20日确认。',
    paymentAdvice: '建议拨付尾款 3,000.00 元，核减结余 780.00 元，实拨 2,220.00 元。',
    annexes: ['活动记录汇总表', '资金使用明细表', '满意度问卷统计表', '现场查看照片（12 张）'],
    verification: {
      code: 'K7QM-2F9X-84TD',
      url: 'https://wct.example.gov.cn/v/K7QM2F9X84TD',
      digest: '9b74c9897bac770ffc029102a200c5de5f8b4b7e62a1d0f3c2b8e6a94d7f1c03',
    },
    ...changes,
  };
}
