import { addDecimals, compareDecimals, decimal, formatDecimal, type Decimal } from '@weichuang/kernel/decimal';
import { dateInChina } from '@weichuang/kernel/clock';
import { rateBp } from '@weichuang/kernel/percent';
import type { EvaluatedDimension, EvaluationReport, FinanceLine } from '@weichuang/documents/evaluation-report/model';
import { budgetTotals } from '@weichuang/domain/applications/budget';
import { indexScore } from '@weichuang/domain/evaluation/index-score';
import type { BudgetLine, Field } from '@weichuang/domain/forms/definition';
import type { ReportData } from './report-data';

const STAGE = { midterm: '中期评估', final: '末期评估' } as const;
const VISIT = { site: '现场走访', phone: '电话回访', papers: '查阅资料' } as const;
const TRANCHE_STATE: Readonly<Record<string, string>> = { planned: '未到拨付条件', requested: '已申请', approved: '已批准', paid: '已拨付', withheld: '暂缓拨付', reduced: '已核减', cancelled: '已取消', returned: '已退回' };
const GATE: Readonly<Record<string, string>> = { signed: '协议签订', midterm_pass: '中期评估合格', accepted: '结项验收', accepted_and_audited: '结项验收并审计' };
const ZERO = decimal('0');

const answer = (answers: Readonly<Record<string, unknown>>, id: string): string => {
  const value = answers[id];
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
};
const lines = (text: string): string[] => text.split(/\n+/).map((line) => line.trim()).filter(Boolean);

interface Scored {
  readonly score: string;
  readonly comment: string;
}
const scored = (answers: Readonly<Record<string, unknown>>, id: string): Scored | null => {
  const value = answers[id];
  if (typeof value !== 'object' || value === null || !('score' in value) || typeof value.score !== 'string') return null;
  return { score: value.score, comment: 'comment' in value && typeof value.comment === 'string' ? value.comment : '' };
};
const sum = (values: readonly string[]): Decimal => values.map((value) => decimal(value)).reduce((a, b) => addDecimals(a, b), ZERO);
const share = (part: Decimal, whole: Decimal): number => {
  // scores have few decimals: as hundredths of a point they are whole numbers
  const scale = Math.max(part.scale, whole.scale);
  const units = (value: Decimal) => Number(value.units) * 10 ** (scale - value.scale);
  return rateBp(units(part), units(whole)) ?? 0;
};

/** The report's model from the record. Computes sums and rates only; everything else is as it was written. */
export function reportModel(data: ReportData, given: { reportNo: string; code: string; digest: string; url: string; createdAt: Date }): EvaluationReport {
  const { card } = data;
  const definition = card.definition;
  const total = indexScore(definition, card.answers);
  const isKind = (field: Field, kind: string) => field.type === 'score' && field.score?.kind === kind;
  const dimensions: EvaluatedDimension[] = definition.sections.flatMap((section) => {
    const items = section.fields.filter((field) => isKind(field, 'base')).map((field) => {
      const given = scored(card.answers, field.id);
      return { name: field.label.zh, max: field.score?.max ?? '0', score: given?.score ?? '0', evidence: field.help?.zh ?? '', comment: given?.comment ?? '' };
    });
    if (!items.length) return [];
    const [max, score] = [sum(items.map((item) => item.max)), sum(items.map((item) => item.score))];
    return [{ name: section.title.zh, max: formatDecimal(max), score: formatDecimal(score), rateBp: share(score, max), items }];
  });
  const adjustments = definition.sections.flatMap((section) =>
    section.fields.flatMap((field) => {
      const kind = field.score?.kind;
      const given = scored(card.answers, field.id);
      if (!given || (kind !== 'bonus' && kind !== 'penalty') || compareDecimals(decimal(given.score), ZERO) === 0) return [];
      return [{ name: field.label.zh, score: `${kind === 'bonus' ? '+' : '-'}${given.score}`, reason: given.comment }];
    }),
  );
  const stage = card.config.evaluation.find((each) => each.id === card.stage);
  const grade = stage?.grades.find((each) => each.id === card.grade_key);
  const { categories, whole } = finance(data);
  const name = STAGE[card.stage];
  const date = card.evaluated_on ?? dateInChina(given.createdAt);
  return {
    reportNo: given.reportNo,
    stage: name,
    programme: `第${card.edition}届`,
    round: card.round,
    funder: card.street,
    evaluatingBody: card.evaluator_body ?? card.undertaker ?? card.street,
    date,
    createdAt: given.createdAt,
    project: {
      name: card.title, no: card.number, track: card.config.tracks.find((track) => track.id === card.track_id)?.name.zh ?? '', community: card.community ?? '',
      period: { from: card.starts_on ?? dateInChina(new Date(card.config.calendar.projectFrom)), to: card.ends_on ?? dateInChina(new Date(card.config.calendar.projectTo)) },
      grantFen: card.grant_fen, beneficiaries: answer(card.plan, 'beneficiaries'), summary: answer(card.plan, 'summary') || answer(card.plan, 'core_services'),
    },
    organization: { name: card.organization, uscc: card.uscc ?? (card.host ? `依托单位：${card.host}` : '—'), leader: card.leader ?? '', phone: maskedPhone(card.phone) },
    grade: { name: grade?.name.zh ?? '', score: card.total ?? total.soFar, max: total.fullMarks, passes: card.passes ?? false },
    basis: [`《${card.round}》征集公告及实施方案`, '资助协议及优化后的项目申报书', `${name}指标体系（本轮公布的版本）`],
    method: card.method || '自评、资料查阅、现场核实与访谈相结合',
    steps: [
      ...(data.report?.submitted_at ? [{ date: dateInChina(data.report.submitted_at), what: `项目方提交${card.stage === 'midterm' ? '中期' : '结项'}报告` }] : []),
      ...data.visits.map((visit) => ({ date: visit.visited_on, what: `督导${VISIT[visit.method as keyof typeof VISIT] ?? ''}` })),
      { date, what: '评估人核实并评分' },
    ].sort((a, b) => a.date.localeCompare(b.date)),
    evaluators: [{ name: card.evaluator, body: card.evaluator_body ?? '', title: '', role: '评估人' }],
    declaration: '评估人与被评估单位不存在利害关系，评分依据核实的资料独立作出。',
    dimensions,
    adjustments,
    finance: {
      categories, total: whole,
      tranches: data.tranches.map((tranche) => ({ name: tranche.name, condition: GATE[tranche.gate] ?? tranche.gate, amountFen: tranche.amount_fen, state: TRANCHE_STATE[tranche.state] ?? tranche.state, paidOn: tranche.paid_on })),
      remark: '',
    },
    activities: {
      plannedSessions: plannedSessions(card.plan), heldSessions: data.activities.sessions, attendances: data.activities.attendances, persons: data.activities.persons,
      volunteers: data.activities.volunteers, volunteerHours: formatDecimal({ units: BigInt(data.activities.hours_hundredths), scale: 2 }),
      remark: data.findings.all ? `督导共提出问题 ${data.findings.all} 项，${data.findings.open ? `尚有 ${data.findings.open} 项未整改完成` : '均已整改完成'}。` : '督导未提出需要整改的问题。',
    },
    satisfaction: satisfaction(data),
    strengths: lines(card.strengths),
    problems: lines(card.problems),
    suggestions: lines(card.suggestions),
    conclusion: `经评估，本项目${name}得分 ${card.total ?? total.soFar} 分，等级为“${grade?.name.zh ?? ''}”。`,
    paymentAdvice: card.passes ? '符合拨付条件，建议按协议拨付下一期资助款。' : '不符合拨付条件，建议暂缓拨付，限期整改后复评。',
    annexes: ['活动记录及签到表', '支出明细与票据', '项目进展报告'],
    verification: { code: given.code, url: given.url, digest: given.digest },
  };
}

function finance(data: ReportData): { categories: FinanceLine[]; whole: FinanceLine } {
  const budget = data.card.plan['budget'];
  // a budget field's answer is a list of lines
  const planned = (Array.isArray(budget) ? (budget as BudgetLine[]) : []).filter((line) => line.source === 'grant');
  const categories = data.card.config.budget.categories.flatMap(({ id, name }) => {
    const budgetFen = budgetTotals(planned.filter((line) => line.category === id)).grantFen;
    const spentFen = data.spent.find((each) => each.category === id)?.fen ?? 0;
    return budgetFen || spentFen ? [{ name: name.zh, budgetFen, spentFen, rateBp: budgetFen ? rateBp(spentFen, budgetFen) : null }] : [];
  });
  const budgetFen = categories.reduce((all, each) => all + each.budgetFen, 0);
  const spentFen = categories.reduce((all, each) => all + each.spentFen, 0);
  return { categories, whole: { name: '合计', budgetFen, spentFen, rateBp: budgetFen ? rateBp(spentFen, budgetFen) : null } };
}

function plannedSessions(plan: Readonly<Record<string, unknown>>): number {
  const steps = plan['plan'];
  if (!Array.isArray(steps)) return 0;
  return steps.reduce((all: number, step: unknown) => all + (typeof step === 'object' && step !== null && 'sessions' in step && typeof step.sessions === 'number' ? step.sessions : 0), 0);
}

/** What the grantee's report says of its survey: `satisfaction_count` questionnaires, `satisfaction_rate` per cent as a decimal string. */
function satisfaction(data: ReportData): EvaluationReport['satisfaction'] {
  const answers = data.report?.answers ?? {};
  const [asked, rate] = [answers['satisfaction_count'], answer(answers, 'satisfaction_rate')];
  const known = /^\d{1,3}(\.\d{1,2})?$/.test(rate);
  return { method: '受益人满意度问卷', answers: typeof asked === 'number' ? asked : 0, rateBp: known ? Math.round(Number(rate) * 100) : null };
}

/** A report goes on file and may be shown: the middle of a phone number is nobody's business. */
const maskedPhone = (phone: string | null): string => (phone ? phone.replace(/^(\d{3})\d{4}(\d+)$/, '$1****$2') : '');
