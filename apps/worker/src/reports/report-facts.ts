import { formatFen } from '@weichuang/kernel/money';
import { formatBp, rateBp } from '@weichuang/kernel/percent';
import { type GrantMoney, spentShare } from '@weichuang/domain/disbursements/spent-share';
import type { EvaluationReport, FinanceLine } from '@weichuang/documents/evaluation-report/model';
import { budgetTotals } from '@weichuang/domain/applications/budget';
import type { BudgetLine } from '@weichuang/domain/forms/definition';
import type { ReportData } from './report-data';

const TRANCHE_STATE: Readonly<Record<string, string>> = { planned: '未拨付', paid: '已拨付', withheld: '暂缓拨付', reduced: '已核减', cancelled: '已取消', returned: '已退回' };
const GATE: Readonly<Record<string, string>> = { signed: '协议签订', midterm_pass: '中期评估合格', accepted: '结项验收', accepted_and_audited: '结项验收并审计' };
const SEVERITY: Readonly<Record<string, string>> = { minor: '一般', major: '严重' };
const FINDING_STATE: Readonly<Record<string, string>> = { open: '待整改', rectifying: '整改中', overdue: '逾期未改', rectified: '待核实', closed: '已整改' };

/** Budget against spending by category, what was paid, and in words how far the money has gone. */
export function finance(data: ReportData): EvaluationReport['finance'] {
  const budget = data.card.plan['budget'];
  // a budget field's answer is a list of lines
  const planned = Array.isArray(budget) ? (budget as BudgetLine[]) : [];
  const granted = planned.filter((line) => line.source === 'grant');
  const categories: FinanceLine[] = data.card.config.budget.categories.flatMap(({ id, name }) => {
    const budgetFen = budgetTotals(granted.filter((line) => line.category === id)).grantFen;
    const spentFen = data.spent.find((each) => each.category === id && each.source === 'grant')?.fen ?? 0;
    return budgetFen || spentFen ? [{ name: name.zh, budgetFen, spentFen, rateBp: budgetFen ? rateBp(spentFen, budgetFen) : null }] : [];
  });
  const budgetFen = categories.reduce((all, each) => all + each.budgetFen, 0);
  const spentFen = categories.reduce((all, each) => all + each.spentFen, 0);
  const paidFen = data.tranches.reduce((all, each) => all + each.paid_fen, 0);
  const ownPlanned = budgetTotals(planned).ownFen;
  const ownSpent = data.spent.filter((each) => each.source === 'own').reduce((all, each) => all + each.fen, 0);
  const count = data.spent.reduce((all, each) => all + each.count, 0);
  const vouchered = data.spent.reduce((all, each) => all + each.vouchered, 0);
  const words = [
    grantWords({ grantFen: data.card.grant_fen, paidFen, spentFen, waiting: data.tranches.filter((each) => each.state === 'planned' || each.state === 'reduced' || each.state === 'withheld') }, data.card.stage),
    ...(ownPlanned || ownSpent ? [`自筹资金预算 ${formatFen(ownPlanned)}，已支出 ${formatFen(ownSpent)}`] : []),
    count ? `共登记支出 ${count} 笔，其中附票据 ${vouchered} 笔` : '尚未登记支出',
  ];
  return {
    categories,
    total: { name: '合计', budgetFen, spentFen, rateBp: budgetFen ? rateBp(spentFen, budgetFen) : null },
    tranches: data.tranches.map((each) => ({ name: each.name, condition: GATE[each.gate] ?? each.gate, amountFen: each.amount_fen, state: TRANCHE_STATE[each.state] ?? each.state, paidOn: each.paid_on })),
    remark: `${words.join('；')}。`,
  };
}

/**
 * How far the grant has gone, in one sentence. What is not paid yet is named, so that spending above what was paid reads as what it
 * is: the project's own money laid out until its last tranche comes.
 */
function grantWords(money: GrantMoney & { readonly waiting: ReportData['tranches'] }, stage: ReportData['card']['stage']): string {
  const { grantFen, paidFen, spentFen, waiting } = money;
  const { of, bp } = spentShare(money, stage);
  const share = bp === null ? [] : [`占${of === 'grant' ? '资助总额' : '已拨付'}的 ${formatBp(bp, 1)}`];
  const open = waiting.length ? [`尚有${waiting.map((each) => each.name).join('、')} ${formatFen(added(waiting.map((each) => each.amount_fen)))} 未拨付`] : [];
  const rest = paidFen >= spentFen ? `已拨付资金结余 ${formatFen(paidFen - spentFen)}` : `其中 ${formatFen(spentFen - paidFen)} 由项目单位${spentFen <= grantFen ? '先行垫付' : '垫付'}`;
  return [`资助总额 ${formatFen(grantFen)}，已拨付 ${formatFen(paidFen)}，已支出 ${formatFen(spentFen)}`, ...share, rest, ...open].join('，');
}

const added = (values: readonly number[]): number => values.reduce((all, each) => all + each, 0);

/** What was filed with an activity. */
export function activityPapers(activity: ReportData['activities'][number]): string {
  const papers = [...(activity.sign_ins ? ['签到表'] : []), ...(activity.photos.length ? [`照片 ${activity.photos.length} 张`] : [])];
  return papers.join('、');
}

/** Visits and findings up to the report's day: one closed later was still open then. */
export function supervisionWords(data: ReportData): EvaluationReport['supervision'] {
  const findings = data.findings.map((each) => {
    const closed = each.closed_on !== null && each.closed_on <= data.as_of;
    const later = each.state === 'closed' && !closed;
    const state = later ? 'rectifying' : each.state;
    return { date: each.visited_on, severity: SEVERITY[each.severity] ?? each.severity, description: each.description, rectifyBy: each.rectify_by, state: FINDING_STATE[state] ?? state, rectification: later ? '' : (each.rectification ?? ''), closed };
  });
  const open = findings.filter((each) => !each.closed).length;
  const visited = data.visits.length ? `督导走访 ${data.visits.length} 次` : '报告期内没有督导走访记录';
  const found = findings.length ? `提出问题 ${findings.length} 项，${open ? `尚有 ${open} 项未整改完成` : '均已整改完成'}` : '未提出需要整改的问题';
  return { remark: data.visits.length ? `${visited}，${found}。` : `${visited}。`, findings };
}
