import type { NoticeRow, PublicNotice } from './model';

const THEMES = ['独居老人关怀', '青少年课后成长', '楼道微花园共建', '智能手机课堂', '垃圾分类“绿芽”行动', '新就业群体暖心驿站'];

/** A public notice with `rows` projects, for the specs. */
export function sampleNotice(rows = 11, changes: Partial<PublicNotice> = {}): PublicNotice {
  const list = Array.from(
    { length: rows },
    (_, at): NoticeRow => ({
      project: `“${['邻里', '晨光', '同心', '春风'][at % 4]}”${THEMES[at % THEMES.length]}项目`,
      organization: at % 5 === 4 ? '旺庄街道䶮社区文体志愿服务队（依托单位：无锡市新吴区社会组织联合会）' : `无锡市新吴区第${at + 1}社会工作服务中心`,
      community: ['春江社区', '叙丰社区', '红旗社区', '新洲社区'][at % 4]!,
      amountFen: 1_500_000 + (at % 7) * 250_000,
    }),
  );
  return {
    title: '2026年第九届旺庄街道社区微创投大赛拟资助项目公示',
    docNo: '旺街社〔2026〕9号',
    issuer: '无锡市新吴区旺庄街道办事处',
    issuedOn: '2026-03-24',
    createdAt: new Date('2026-03-24T01:00:00Z'),
    prizes: [],
    paragraphs: ['根据《旺庄街道社区微创投大赛项目管理办法》，经公开征集、资格审查、专家评审和路演答辩，并经街道办公会议研究，现将 2026年第九届旺庄街道社区微创投大赛拟资助项目予以公示，接受社会监督。'],
    rows: list,
    totalFen: list.reduce((sum, row) => sum + row.amountFen, 0),
    from: '2026-03-25',
    to: '2026-03-31',
    workingDays: 5,
    objection: '公示期内，任何单位和个人对拟资助项目有异议的，请以书面形式实名向我街道提出，写明异议事项、事实依据和联系方式；以单位名义提出的应当加盖公章。逾期或者匿名的，不作为本次公示的异议受理。',
    contact: { person: '鲍晨', phone: '0510-85210001', email: 'sqjs@wangzhuang.example.gov.cn', address: '无锡市新吴区旺庄路 128 号社区建设科（214028）' },
    verification: null,
    ...changes,
  };
}
