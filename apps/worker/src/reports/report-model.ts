import { addDecimals, compareDecimals, decimal, formatDecimal, type Decimal } from '@weichuang/kernel/decimal';
import { dateInChina } from '@weichuang/kernel/clock';
import { formatFen } from '@weichuang/kernel/money';
import { rateBp } from '@weichuang/kernel/percent';
import type { EvaluatedDimension, EvaluationReport } from '@weichuang/documents/evaluation-report/model';
import { chineseDate, chineseOrdinal } from '@weichuang/documents/kit/format';
import type { Picture } from '@weichuang/documents/kit/pictures';
import { projectDays } from '@weichuang/domain/applications/completeness';
import { indexScore } from '@weichuang/domain/evaluation/index-score';
import type { Field } from '@weichuang/domain/forms/definition';
import { activityPapers, finance, supervisionWords } from './report-facts';
import type { ReportData } from './report-data';

const STAGE = { midterm: '中期评估', final: '末期评估' } as const;
const VISIT = { site: '现场走访', phone: '电话回访', papers: '查阅资料' } as const;
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
export function reportModel(data: ReportData, given: { reportNo: string; code: string; digest: string; url: string; createdAt: Date; photos: readonly Picture[] }): EvaluationReport {
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
  const name = STAGE[card.stage];
  const date = card.evaluated_on ?? dateInChina(given.createdAt);
  const days = projectDays(card.config.calendar);
  return {
    reportNo: given.reportNo,
    stage: name,
    programme: card.street,
    round: `${card.round}（第${chineseOrdinal(card.edition)}届）`,
    funder: card.street,
    evaluatingBody: card.evaluator_body ?? card.undertaker ?? card.street,
    date,
    asOf: data.as_of,
    createdAt: given.createdAt,
    project: {
      name: card.title, no: card.number, track: card.config.tracks.find((track) => track.id === card.track_id)?.name.zh ?? '', community: card.community ?? '',
      period: { from: card.starts_on ?? days.from, to: card.ends_on ?? days.to },
      grantFen: card.grant_fen, beneficiaries: answer(card.plan, 'beneficiaries'), summary: answer(card.plan, 'summary') || answer(card.plan, 'core_services'),
    },
    organization: { name: card.organization, uscc: card.uscc ?? (card.host ? `依托单位：${card.host}` : '—'), ...leaderOf(card) },
    grade: { name: grade?.name.zh ?? '', score: card.total ?? total.soFar, max: total.fullMarks, passes: card.passes ?? false },
    basis: [`《${card.round}》征集公告及实施方案`, '资助协议及优化后的项目申报书', `${name}指标体系（本轮公布的版本）`],
    method: card.method || '自评、资料查阅、现场核实与访谈相结合',
    steps: [
      ...(data.report?.submitted_at ? [{ date: dateInChina(data.report.submitted_at), what: `项目方提交${card.stage === 'midterm' ? '中期' : '结项'}报告` }] : []),
      ...data.visits.map((visit) => ({ date: visit.visited_on, what: `督导${VISIT[visit.method as keyof typeof VISIT] ?? ''}` })),
      { date, what: '评估方核实并评分' },
      ...(card.confirmed_at ? [{ date: dateInChina(card.confirmed_at), what: `${card.street}确认评估结果` }] : []),
    ].sort((a, b) => a.date.localeCompare(b.date)),
    evaluators: [{ name: card.evaluator, body: card.evaluator_body ?? '', title: '', role: '评估方' }],
    declaration: '评估方与被评估单位不存在利害关系，评分依据核实的资料独立作出。',
    dimensions,
    adjustments,
    finance: finance(data),
    activities: {
      plannedSessions: plannedSessions(card.plan),
      heldSessions: data.activities.length,
      attendances: added(data.activities.map((each) => each.attendances)),
      persons: added(data.activities.map((each) => each.persons)),
      volunteers: added(data.activities.map((each) => each.volunteers)),
      volunteerHours: formatDecimal({ units: BigInt(added(data.activities.map((each) => each.hours_hundredths))), scale: 2 }),
      remark: '',
      held: data.activities.map((each) => ({ date: each.held_on, title: each.title, place: each.place, attendances: each.attendances, papers: activityPapers(each) })),
      photos: given.photos,
    },
    supervision: supervisionWords(data),
    satisfaction: satisfaction(data),
    strengths: lines(card.strengths),
    problems: lines(card.problems),
    suggestions: lines(card.suggestions),
    conclusion: `经评估，本项目${name}得分 ${card.total ?? total.soFar} 分，等级为“${grade?.name.zh ?? ''}”。`,
    confirmation: card.state === 'confirmed' ? `${card.street}${card.confirmed_at ? `已于 ${chineseDate(dateInChina(card.confirmed_at))} ` : '已'}确认。` : '评估结果尚待街道确认，本报告供征求意见使用。',
    paymentAdvice: paymentAdvice(data),
    annexes: annexes(data),
    verification: { code: given.code, url: given.url, digest: given.digest },
  };
}

const added = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** What the evaluation opens: the tranche that waits for this stage, with its amount. */
function paymentAdvice(data: ReportData): string {
  if (!data.card.passes) return '不符合拨付条件，建议暂缓拨付，限期整改后复评。';
  const gates = data.card.stage === 'midterm' ? ['midterm_pass'] : ['accepted', 'accepted_and_audited'];
  const waiting = data.tranches.filter((tranche) => gates.includes(tranche.gate) && tranche.state !== 'cancelled');
  if (!waiting.length) return '符合拨付条件，建议按协议约定办理。';
  const names = waiting.map((tranche) => `${tranche.name} ${formatFen(tranche.amount_fen)}`).join('、');
  return `符合拨付条件，建议按协议拨付${names}。`;
}

function annexes(data: ReportData): string[] {
  const { activities, spent, report } = data;
  const signIns = added(activities.map((each) => each.sign_ins));
  const photos = added(activities.map((each) => each.photos.length));
  const [count, vouchered] = [added(spent.map((each) => each.count)), added(spent.map((each) => each.vouchered))];
  return [
    ...(activities.length ? [`活动记录 ${activities.length} 份（签到表 ${signIns} 份，照片 ${photos} 张）`] : []),
    ...(count ? [`支出明细 ${count} 笔（附票据 ${vouchered} 笔）`] : []),
    ...(report?.submitted_at ? [`项目${data.card.stage === 'midterm' ? '中期' : '结项'}报告 1 份`] : []),
    ...(data.visits.length ? [`督导记录 ${data.visits.length} 份`] : []),
  ];
}

function plannedSessions(plan: Readonly<Record<string, unknown>>): number | null {
  const steps = plan['plan'];
  if (!Array.isArray(steps)) return null;
  return steps.reduce((all: number, step: unknown) => all + (typeof step === 'object' && step !== null && 'sessions' in step && typeof step.sessions === 'number' ? step.sessions : 0), 0);
}

/** What the grantee's report says of its survey: `satisfaction_count` questionnaires, `satisfaction_rate` per cent as a decimal string. */
function satisfaction(data: ReportData): EvaluationReport['satisfaction'] {
  const answers = data.report?.answers ?? {};
  const [asked, rate] = [answers['satisfaction_count'], answer(answers, 'satisfaction_rate')];
  const known = /^\d{1,3}(\.\d{1,2})?$/.test(rate);
  return { method: '受益人满意度问卷', answers: typeof asked === 'number' ? asked : 0, rateBp: known ? Math.round(Number(rate) * 100) : null };
}

/** Who leads the project by the plan that was agreed; where the form does not ask for it, who answers for the organization. One person with one number. */
function leaderOf({ plan, representative, contact }: ReportData['card']): { readonly leader: string; readonly phone: string } {
  const lead = answer(plan, 'lead_name');
  if (lead) return { leader: lead, phone: maskedPhone(answer(plan, 'lead_phone')) };
  return contact.name ? { leader: contact.name, phone: maskedPhone(contact.phone) } : { leader: representative ?? '', phone: '' };
}

/** A report goes on file and may be shown: the middle of a phone number is nobody's business. */
const maskedPhone = (phone: string | null): string => (phone ? phone.replace(/^(\d{3})\d{4}(\d+)$/, '$1****$2') : '');
