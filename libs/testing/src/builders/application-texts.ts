/** What real applicants write, shortened: names of bodies and projects, and texts by the field ids of the library's forms. */

export const ORGANIZATION_NAMES = ['阳光社会工作服务中心', '春晖助老服务中心', '睦邻社区发展中心', '彩虹青少年服务中心', '晨曦志愿者协会', '益禾社区服务社', '暖阳公益促进会', '同心圆社会工作事务所', '绿芽环保服务中心', '和风邻里互助社'] as const;

export const GROUP_NAMES = ['春申合唱队', '望江银龄志愿队', '桃源楼道自管小组', '巧手编织社', '晨练互助队', '小小河长队', '邻里书法社', '暖心敲门队'] as const;

export const PROJECT_NAMES = [
  '“晨光敲门”独居老人日常关怀',
  '“小河长”儿童护水行动',
  '“一米花园”楼道共治',
  '“数字桥”老年人智能手机课堂',
  '“四点半”课后成长营',
  '“心理驿站”青少年陪伴计划',
  '“旧物新生”垃圾分类工作坊',
  '“邻里食堂”助餐志愿服务',
  '“无障碍同行”残障人士社区融合',
  '“楼道议事会”居民协商能力建设',
  '“银龄讲师团”社区文化传承',
  '“急救进万家”健康守护行动',
] as const;

export const TEXTS: Readonly<Record<string, string>> = {
  summary: '以楼道为单位组建志愿队伍，每周上门探访、每月主题活动，建立一人一档，形成邻里互助的长效机制。',
  need_analysis: '入户走访 126 户，回收有效问卷 118 份：81.4% 的老人每周与子女见面不足一次，37.3% 曾有“身体不适而无人知晓”的经历，最希望得到定期探访和紧急联络。',
  beneficiaries: '本社区 70 周岁以上独居、空巢老人，以及参与服务的低龄老人志愿者。',
  goal: '项目期内为 120 名老人建立关怀网络，紧急情况 30 分钟内有人响应。',
  core_services: '定期探访、电话问候、健康讲座、节日陪伴，以及志愿者培训和督导。',
  features: '由居民自己带动邻居，服务结束后队伍留在楼道里。',
  sustainability: '队伍在社区备案，纳入社区志愿积分，活动经费由居民公益金和共建单位接续。',
  similar_experience: '2023 年承接社区微创投“银龄互助”项目，评估等级为优秀。',
  own_funds: '由机构自有资金和共建单位捐赠承担。',
  participation: '居民自愿报名、轮流值日，每月开一次楼道会商量下月做什么。',
  lead_name: '陈静',
  lead_post: '项目主任',
  sites: '社区党群服务中心及各楼道',
  risk: '老人不愿意陌生人上门',
  reply: '由楼组长陪同首访，征得本人同意后建档',
  objective: '建立独居老人一人一档',
  indicator: '建档人数',
  unit: '人',
  evidence: '档案与签到表',
  step: '入户探访',
  place: '社区服务中心',
  content: '分组入户，了解需要，登记紧急联系人。',
  name: '李文',
  post: '社工',
  role: '活动执行',
};
