import type { FormDefinition } from '../../forms/definition';
import { form, indicator, section, t } from './form-kit';

/**
 * The default index: 100 points on the four dimensions of Suzhou (2012), with bonus and penalty items, so a total may exceed 100;
 * the items' weights are the library's own. `source` names a rate the system knows (basis points).
 */
const execution = section(
  'execution',
  t('项目实施', 'Execution'),
  indicator('completion', t('计划完成率', 'Plan completed'), '15', t('已完成场次占计划场次的比例', 'Sessions held against sessions planned'), { source: 'completion_rate' }),
  indicator('sessions', t('活动场次', 'Sessions'), '10', t('按活动记录统计', 'From the activity records'), { source: 'sessions_rate' }),
  indicator('attendance', t('服务人次', 'Attendances'), '10', t('实际服务人次占计划的比例；人次不是人数', 'Attendances against plan; not the number of persons'), { source: 'attendance_rate' }),
  indicator('records', t('记录完整', 'Complete records'), '5', t('签到表、照片齐全的活动占比', 'Activities with sign-in sheet and photos'), { source: 'evidence_rate' }),
);
const input = section(
  'input',
  t('人力物资投入', 'People and means'),
  indicator('team_stable', t('团队稳定', 'Stable team'), '8', t('核心成员未变更，或变更已报批', 'Core members unchanged, or the change was approved')),
  indicator('leverage', t('志愿者与配套投入', 'Volunteers and matching means'), '7', t('志愿服务时长和自筹资金到位情况', 'Volunteer hours and own money'), { source: 'own_share_rate' }),
);
const finance = section(
  'finance',
  t('财务管理', 'Finance'),
  indicator('ledger', t('专账核算', 'Separate ledger'), '5', t('单独建账、单独核算', 'Kept and accounted for apart')),
  indicator('budget_use', t('预算执行率', 'Budget used'), '8', t('已支出占应支出的比例', 'Spent against what should be spent'), { source: 'execution_rate' }),
  indicator('vouchers', t('票据合规', 'Vouchers'), '7', t('票据齐全、合规的支出占比', 'Spending with proper vouchers'), { source: 'voucher_rate' }),
);
const outcome = section(
  'outcome',
  t('项目成效', 'Outcome'),
  indicator('goals', t('目标达成', 'Goals reached'), '12', t('对照申报书分目标逐项核对', 'Against each objective of the application')),
  indicator('satisfaction', t('服务对象满意度', 'Satisfaction'), '8', t('满意度调查结果', 'Result of the survey'), { source: 'satisfaction_rate' }),
  indicator('reach', t('影响与传播', 'Reach'), '5', t('社区反响和报道情况', 'Response in the community, reports')),
);
const extras = section(
  'extras',
  t('加分与扣分', 'Bonus and penalty'),
  indicator('bonus_media', t('媒体报道', 'Media'), '3', t('区级及以上媒体报道', 'District media or above'), { kind: 'bonus', commentRequired: true }),
  indicator('bonus_case', t('优秀案例', 'Model case'), '4', t('入选区级及以上案例', 'Chosen as a case at district level or above'), { kind: 'bonus', commentRequired: true }),
  indicator('bonus_leverage', t('资源撬动', 'Leverage'), '3', t('撬动申报书以外的社会资源', 'Means beyond the application'), { kind: 'bonus', commentRequired: true }),
  indicator('penalty_late', t('逾期报送', 'Late reports'), '5', t('报告逾期', 'Reports that came late'), { kind: 'penalty', source: 'late_rate' }),
  indicator('penalty_change', t('未报变更', 'Unreported change'), '5', t('未经批准变更人员、计划或预算', 'People, plan or budget changed without approval'), { kind: 'penalty', commentRequired: true }),
  indicator('veto_false', t('材料不实（一票否决）', 'False papers (veto)'), '1', t('经核实存在虚假材料的记 1 并说明，没有的不填', '1 with the reason if false papers are proved, else leave it empty'), { kind: 'veto', step: '1', commentRequired: true }),
);

export const defaultIndex: FormDefinition = form(execution, input, finance, outcome, extras);
