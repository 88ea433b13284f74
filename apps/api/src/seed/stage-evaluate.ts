import { acceptProject, addPaper, closeProject, getProject } from '@weichuang/contracts/agreements/projects';
import { answerEvaluation, assignEvaluations, getEvaluation, listMyEvaluations, recuseEvaluation, saveEvaluation, submitEvaluation } from '@weichuang/contracts/evaluation/evaluation';
import { addProgressFile, answerProgressReport, getProgressReport, listProgressReports, saveProgressReport, submitProgressReport } from '@weichuang/contracts/supervision/delivery';
import type { Field } from '@weichuang/domain/forms/definition';
import { columnsOf } from '@weichuang/domain/forms/people';
import { visibleFields } from '@weichuang/domain/forms/visible-fields';
import { scoreItems } from '@weichuang/domain/judging/score-total';
import { at, ownerOf, person, type Demo } from './demo';
import type { Running } from './stage-deliver';

const WORDS: Readonly<Record<string, string>> = {
  advance: '项目按计划推进，已完成前期动员、骨干培训和多场主题活动，居民参与稳定。',
  problems: '个别活动参与人数波动，已通过楼组长提前动员、调整活动时间加以改进。',
  resources: '共建单位提供场地和物资，志愿者投入时间持续增加。',
  next_plan: '下一阶段重点培育居民骨干独立组织活动，完善记录归档，并开展满意度调查。',
  outcome: '与基线相比，参与居民人数和互助行为明显增加，居民自发组织的活动占比提高。',
  cases: '某楼道居民在项目支持下自发成立互助小组，轮流照看独居邻居，形成稳定机制。',
  sustainability: '活动转由居民骨干组织，社区提供场地，经费由公益金和共建单位支持。',
  self_comment: '对照指标逐项自评，资料齐全。',
  objective: '开展计划活动',
  note: '按计划完成',
};

/** The same from a project that hardly began. */
const LAGGING: typeof WORDS = {
  advance: '前期动员比计划晚，目前只开展了招募培训，后续活动尚未启动。',
  behind_reason: '项目负责人变动，志愿者招募滞后；计划九月起每月补办两场，由社区协助动员。',
  problems: '活动场次明显落后，签到表没有及时收回，已安排专人负责记录。',
  note: '落后于计划',
};

/** How far a project is by its own records, in sessions. */
export interface Course {
  readonly planned: number;
  readonly done: number;
}
const lags = ({ planned, done }: Course): boolean => done * 2 < planned;

/** What an evaluator writes beside the score, by the index's items: where things went well, and where they did not. */
const COMMENTS: Readonly<Record<string, readonly [good: string, weak: string]>> = {
  completion: ['核对活动记录与计划表，进度与计划一致', '活动完成不足计划一半，未说明原因'],
  sessions: ['场次按月均匀分布，无集中补办', '连续两个月没有活动'],
  attendance: ['签到人次与照片相符', '签到人次明显少于申报'],
  records: ['抽查 5 份，签到、照片齐全', '两份活动记录都缺签到表'],
  team_stable: ['核心成员未变更', '负责人变更未报批'],
  leverage: ['志愿者投入稳定，共建单位提供场地', '自筹资金未到位'],
  ledger: ['单独建账，科目清楚', '与机构其他支出混记'],
  budget_use: ['支出与进度匹配', '支出进度滞后，与活动不匹配'],
  vouchers: ['抽查票据合规，附清单', '部分票据无购货清单'],
  goals: ['三项分目标均有证明材料', '分目标二没有证明材料'],
  satisfaction: ['访谈居民 6 人，评价较好', '受访居民对活动知晓度低'],
  reach: ['居民自发转发，社区主动推荐', '宣传较少'],
};

function value(field: Field, running: Running, stage: string, period: { from: string; to: string }, course: Course): unknown {
  const words = lags(course) ? { ...WORDS, ...LAGGING } : WORDS;
  switch (field.type) {
    case 'text': case 'longtext': return [...(words[field.id] ?? `${field.label.zh}：按计划进行`)].slice(0, field.maxLength ?? 300).join('');
    case 'number': return field.id === 'self_score' ? String(Math.round((98 * Math.min(1, course.done / course.planned) + 98) / 2)) : field.id === 'satisfaction_rate' ? '96.5' : String(field.id === 'done' ? course.done : course.planned);
    case 'integer': return field.id === 'satisfaction_count' ? Math.max(30, Math.round(running.project.people / 4)) : Math.max(field.min ?? 1, 1);
    case 'money': return 30_000;
    case 'date': return period.to;
    case 'period': return period;
    case 'choice': return field.id === 'stage' ? stage : field.id === 'behind' && lags(course) ? 'yes' : (field.options?.find((option) => option.id === 'no') ?? field.options?.[0])?.id;
    case 'declaration': return true;
    case 'table': case 'people':
      return Array.from({ length: Math.max(field.minRows ?? 0, 1) }, (_, i) => ({ id: `r${i + 1}`, ...Object.fromEntries(columnsOf(field).flatMap((column) => { const one = value(column, running, stage, period, course); return one === undefined ? [] : [[column.id, one]]; })) }));
    default: return undefined;
  }
}

/** The grantee writes its report and hands it in; staff accept it. */
export async function report(demo: Demo, running: Running, stage: 'midterm' | 'final', period: { from: string; to: string }, course: Course, accept = true): Promise<void> {
  const owner = await ownerOf(demo, running.project.org);
  const handler = await person(demo, 'handler');
  const found = (await owner.do(listProgressReports, { params: { id: running.id } })).find((each) => each.stage === stage);
  if (!found) throw new Error('seed: no report is due');
  const params = { id: found.id };
  let view = await owner.do(getProgressReport, { params });
  const answers: Record<string, unknown> = { stage };
  for (const section of view.definition.sections)
    for (const field of section.fields)
      if (visibleFields(view.definition, answers).includes(field)) {
        if (field.type === 'file') {
          if (!field.required) continue;
          const stored = await owner.upload(addProgressFile, { id: found.id, field: field.id }, { bytes: await demo.papers.pdf(field.label.zh, ['受益人代表确认项目活动真实开展。'], new Date(`${period.to}T12:00:00+08:00`)), name: `${field.label.zh}.pdf` });
          answers[field.id] = [stored.id];
        } else {
          const one = value(field, running, stage, period, course);
          if (one !== undefined) answers[field.id] = one;
        }
      }
  await owner.do(saveProgressReport, { params, body: { revision: view.revision, answers } });
  view = await owner.do(getProgressReport, { params });
  await owner.do(submitProgressReport, { params, body: { revision: view.revision } });
  if (!accept) return;
  view = await handler.do(getProgressReport, { params });
  await handler.do(answerProgressReport, { params, body: { revision: view.revision, how: 'accept', reason: '', fields: [] } });
}

export async function assignEvaluator(demo: Demo, roundId: string, stage: 'midterm' | 'final', running: readonly Running[]): Promise<void> {
  const manager = await person(demo, 'manager');
  const evaluator = await person(demo, 'evaluator');
  await manager.do(assignEvaluations, { params: { roundId }, body: { stage, evaluatorId: evaluator.userId, projectIds: running.map((one) => one.id) } });
}

/** The evaluator fills the index and hands it in; the manager confirms. `share` of full marks, 0–1. */
export async function evaluate(demo: Demo, running: Running, stage: 'midterm' | 'final', share: number, on: string, confirm = true): Promise<void> {
  const evaluator = await person(demo, 'evaluator');
  const manager = await person(demo, 'manager');
  const mine = (await evaluator.do(listMyEvaluations)).rows.find((row) => row.project.id === running.id && row.stage === stage);
  if (!mine) throw new Error('seed: no evaluation was assigned');
  const params = { id: mine.id };
  const view = await evaluator.do(getEvaluation, { params });
  const answers = Object.fromEntries(
    scoreItems(view.definition).flatMap(({ field, spec }, i) => {
      if (spec.kind === 'veto' || (spec.kind === 'penalty' && share > 0.6)) return [];
      if (spec.kind === 'bonus') return i % 3 === 0 && share > 0.85 ? [[field.id, { score: '1', comment: '区级媒体报道一次' }]] : [];
      const max = Number(spec.max);
      const step = Number(spec.step);
      return [[field.id, { score: String(Math.round((max * Math.min(1, share + (demo.random() - 0.5) * 0.08)) / step) * step), comment: COMMENTS[field.id]?.[share > 0.6 ? 0 : 1] ?? '查阅资料并现场核实' }]];
    }),
  );
  const saved = await evaluator.do(saveEvaluation, {
    params,
    body: {
      revision: view.revision, answers, declared: true, method: '自评、资料查阅、现场核实与居民访谈相结合', evaluatedOn: on,
      strengths: share > 0.6 ? '活动按计划开展，居民参与度高\n记录较完整，财务单独核算' : '项目选题贴近居民需求，已开展的活动有照片留存', problems: share > 0.9 ? '部分活动反思较简单' : share > 0.6 ? '计划场次没有全部完成，个别活动到场人数偏少' : '活动完成率不足，签到表缺失\n负责人变更未报批', suggestions: '加强居民骨干培养\n完善票据归档',
    },
  });
  await evaluator.do(submitEvaluation, { params, body: { revision: saved.revision } });
  if (!confirm) return;
  const submitted = await manager.do(getEvaluation, { params });
  await manager.do(answerEvaluation, { params, body: { revision: submitted.revision, how: 'confirm', reason: '' } });
}

/** What failed and was put right is to be evaluated again; its evaluator, who helped with that, steps aside, and the street has to ask another. */
export async function stepAside(demo: Demo, running: Running, on: readonly [reopened: string, recused: string]): Promise<void> {
  const evaluator = await person(demo, 'evaluator');
  const manager = await person(demo, 'manager');
  const mine = (await evaluator.do(listMyEvaluations)).rows.find((row) => row.project.id === running.id && row.stage === 'midterm');
  if (!mine) throw new Error('seed: no evaluation was assigned');
  const params = { id: mine.id };
  await at(demo, on[0]);
  const confirmed = await manager.do(getEvaluation, { params });
  await manager.do(answerEvaluation, { params, body: { revision: confirmed.revision, how: 'reopen', reason: '项目单位已补办活动并补齐签到材料，申请复评。' } });
  await at(demo, on[1]);
  const reopened = await evaluator.do(getEvaluation, { params });
  await evaluator.do(recuseEvaluation, { params, body: { revision: reopened.revision, reason: '整改期间曾受该单位邀请指导档案归集，为保证评估公正，申请回避。' } });
}

/** The papers of the end are handed in and the project is accepted. */
export async function accept(demo: Demo, running: Running, on: string): Promise<void> {
  const owner = await ownerOf(demo, running.project.org);
  const handler = await person(demo, 'handler');
  const params = { id: running.id };
  let view = await handler.do(getProject, { params });
  for (const paper of view.papers.filter((each) => !each.complete))
    await owner.upload(addPaper, { id: running.id, paperId: paper.id }, { bytes: await demo.papers.pdf(paper.name.zh, [running.title], new Date(`${on}T12:00:00+08:00`)), name: `${paper.name.zh}.pdf` });
  view = await handler.do(getProject, { params });
  await handler.do(acceptProject, { params, body: { revision: view.revision, reason: '' } });
}

export async function close(demo: Demo, running: Running): Promise<string | null> {
  const handler = await person(demo, 'handler');
  const view = await handler.do(getProject, { params: { id: running.id } });
  return handler.tries(closeProject, { params: { id: running.id }, body: { revision: view.revision, reason: '' } });
}
