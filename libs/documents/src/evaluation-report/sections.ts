import { formatBp } from '@weichuang/kernel/percent';
import { card } from '../kit/boxes';
import { barChart } from '../kit/chart';
import { chineseDate, chinesePeriod, count, yuan } from '../kit/format';
import { BODY, COLOR } from '../kit/look';
import type { Paper } from '../kit/page';
import { pictures } from '../kit/pictures';
import { type Row, table } from '../kit/table';
import { type Inline, setType } from '../kit/type';
import type { EvaluationReport, FinanceLine } from './model';

const rate = (bp: number | null): string => (bp === null ? '—' : formatBp(bp, 1));

export function overview(paper: Paper, report: EvaluationReport): void {
  const { project, organization } = report;
  card(paper, [
    { label: '项目名称', value: project.name, wide: true },
    { label: '项目编号', value: project.no },
    { label: '项目类别', value: project.track },
    { label: '实施单位', value: organization.name, wide: true },
    { label: '统一社会信用代码', value: organization.uscc, wide: true },
    { label: '项目负责人', value: organization.leader },
    { label: '联系电话', value: organization.phone },
    { label: '实施社区', value: project.community },
    { label: '资助金额（元）', value: yuan(project.grantFen) },
    { label: '项目周期', value: chinesePeriod(project.period), wide: true },
    { label: '服务对象', value: project.beneficiaries, wide: true },
    { label: '项目概述', value: project.summary, wide: true },
  ]);
}

export function method(paper: Paper, report: EvaluationReport): void {
  const ended = /[。！？；]$/.test(report.method) ? '' : '。';
  paper.paragraph(`${report.method}${ended}资金、活动与督导的数据截至 ${chineseDate(report.asOf)}，此后发生的不计入本报告。`, undefined, { after: 8 });
  table(paper, {
    columns: [{ title: '日期', width: 110, align: 'center' }, { title: '评估工作' }],
    rows: report.steps.map((step) => ({ cells: [chineseDate(step.date), step.what] })),
    empty: '（未记录评估日程）',
  });
}

const declaration = (report: EvaluationReport): Inline => [{ text: '评估人员声明：', bold: true }, { text: report.declaration }];

/** The room the evaluators and their declaration take, for keeping them on one page; a row is taken for one line. */
export const evaluatorsHeight = (paper: Paper, report: EvaluationReport): number =>
  25 + report.evaluators.length * 25 + 6 + setType(declaration(report), BODY, paper.width, paper.fonts).height;

export function evaluators(paper: Paper, report: EvaluationReport): void {
  // a column that nobody fills is not printed
  const titled = report.evaluators.some((person) => person.title);
  table(paper, {
    columns: [{ title: '姓名', width: 84, align: 'center' }, { title: '工作单位' }, ...(titled ? [{ title: '职务／职称', width: 110 }] : []), { title: '评估分工', width: 90, align: 'center' }],
    rows: report.evaluators.map((person) => ({ cells: [person.name, person.body || '—', ...(titled ? [person.title || '—'] : []), person.role] })),
    empty: '（未登记评估人员）',
  });
  paper.gap(6);
  paper.paragraph(declaration(report));
}

export function indexTable(paper: Paper, report: EvaluationReport): void {
  const rows: Row[] = [];
  report.dimensions.forEach((dimension, at) => {
    rows.push({ tone: 'group', cells: [{ text: `${at + 1}．${dimension.name}`, span: 5 }] });
    for (const item of dimension.items) rows.push({ cells: [item.name, item.max, { text: item.score, bold: true }, item.evidence || '—', item.comment || '—'] });
    rows.push({ tone: 'total', cells: [{ text: '小计', align: 'center' }, dimension.max, dimension.score, { text: `得分率 ${rate(dimension.rateBp)}`, span: 2 }] });
  });
  if (report.adjustments.length) {
    rows.push({ tone: 'group', cells: [{ text: '加分与扣分', span: 5 }] });
    for (const item of report.adjustments) rows.push({ cells: [item.name, '—', { text: item.score, bold: true }, { text: item.reason, span: 2 }] });
  }
  rows.push({ tone: 'total', cells: [{ text: '总分', align: 'center' }, report.grade.max, { text: report.grade.score, color: COLOR.accent }, { text: `评估等级：${report.grade.name}`, span: 2 }] });
  table(paper, {
    columns: [
      { title: '评估指标', width: 104 },
      { title: '满分', width: 40, align: 'right' },
      { title: '得分', width: 44, align: 'right' },
      { title: '评分标准', grow: 1 },
      { title: '评价意见', grow: 1.1 },
    ],
    rows,
    type: { size: 9, leading: 13.5, color: COLOR.ink },
    pad: 3.4,
  });
  paper.gap(10);
  barChart(paper, {
    title: '各维度得分率',
    bars: report.dimensions.map((dimension) => ({ label: dimension.name, partsBp: [dimension.rateBp], figure: rate(dimension.rateBp) })),
    mark: { atBp: 6000, label: '60%' },
  });
}

export function finance(paper: Paper, report: EvaluationReport): void {
  const line = (entry: FinanceLine, tone?: 'total'): Row => ({
    ...(tone ? { tone } : {}),
    cells: [tone ? { text: entry.name, align: 'center' } : entry.name, yuan(entry.budgetFen), yuan(entry.spentFen), rate(entry.rateBp)],
  });
  table(paper, {
    columns: [{ title: '预算科目' }, { title: '预算（元）', width: 110, align: 'right' }, { title: '支出（元）', width: 110, align: 'right' }, { title: '执行率', width: 76, align: 'right' }],
    rows: [...report.finance.categories.map((entry) => line(entry)), line(report.finance.total, 'total')],
    zebra: true,
  });
  paper.gap(10);
  table(paper, {
    columns: [{ title: '款项', width: 84 }, { title: '拨付条件' }, { title: '金额（元）', width: 92, align: 'right' }, { title: '状态', width: 70, align: 'center' }, { title: '拨付日期', width: 96, align: 'center' }],
    rows: report.finance.tranches.map((tranche) => ({
      cells: [tranche.name, tranche.condition, yuan(tranche.amountFen), tranche.state, tranche.paidOn ? chineseDate(tranche.paidOn) : '—'],
    })),
    empty: '（无拨付记录）',
  });
  paper.gap(6);
  if (report.finance.remark) paper.paragraph(report.finance.remark);
}

export function activities(paper: Paper, report: EvaluationReport): void {
  const { activities: done, satisfaction } = report;
  const figure = (value: string) => ({ text: value, bold: true });
  table(paper, {
    columns: ['计划活动', '实际活动', '服务人次', '服务人数', '参与志愿者', '志愿服务时长'].map((title) => ({ title, align: 'center' as const })),
    rows: [
      {
        cells: [
          figure(done.plannedSessions === null ? '未列' : `${count(done.plannedSessions)} 场`),
          figure(`${count(done.heldSessions)} 场`),
          figure(`${count(done.attendances)} 人次`),
          figure(`${count(done.persons)} 人`),
          figure(`${count(done.volunteers)} 人`),
          figure(`${done.volunteerHours} 小时`),
        ],
        minHeight: 34,
      },
    ],
    note: '服务人次按每场到场人数累计，服务人数为各场到场不重复人数之和。',
  });
  if (done.remark) paper.paragraph(done.remark);
  paper.paragraph([
    { text: '服务满意度：', bold: true },
    { text: satisfaction.rateBp === null ? `${satisfaction.method}，未取得有效答卷。` : `${satisfaction.method}，收回有效答卷 ${count(satisfaction.answers)} 份，满意度 ${rate(satisfaction.rateBp)}。` },
  ]);
  if (done.held.length) {
    paper.heading(2, '（一）活动一览');
    table(paper, {
      columns: [{ title: '日期', width: 68, align: 'center' }, { title: '活动', grow: 1.5 }, { title: '地点', grow: 1 }, { title: '人次', width: 38, align: 'right' }, { title: '记录', width: 96, align: 'center' }],
      rows: done.held.map((one) => ({ cells: [one.date, one.title, one.place || '—', count(one.attendances), one.papers || '—'] })),
      zebra: true,
      type: { size: 9, leading: 13.5, color: COLOR.ink },
      pad: 3.4,
    });
  }
  if (done.photos.length) {
    paper.heading(2, done.held.length ? '（二）活动照片' : '（一）活动照片');
    pictures(paper, done.photos);
  }
}

export function supervision(paper: Paper, report: EvaluationReport): void {
  const { remark, findings } = report.supervision;
  paper.paragraph(remark, undefined, { after: findings.length ? 8 : 4 });
  if (!findings.length) return;
  table(paper, {
    columns: [{ title: '日期', width: 68, align: 'center' }, { title: '程度', width: 40, align: 'center' }, { title: '督导提出的问题', grow: 1.1 }, { title: '整改情况', grow: 1 }, { title: '整改期限', width: 68, align: 'center' }, { title: '状态', width: 52, align: 'center' }],
    rows: findings.map((one) => ({ cells: [one.date, one.severity, one.description, one.rectification || '—', one.rectifyBy, one.state] })),
    type: { size: 9, leading: 13.5, color: COLOR.ink },
    pad: 3.4,
  });
}
