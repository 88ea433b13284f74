import { addDays, daysBetween } from '@weichuang/kernel/calendar';
import type { Answers, BudgetLine, Field, FormDefinition } from '@weichuang/domain/forms/definition';
import { columnsOf } from '@weichuang/domain/forms/people';
import { visibleFields } from '@weichuang/domain/forms/visible-fields';
import data from './projects.json';

export type DemoProject = (typeof data)[number];
export const demoProjects: readonly DemoProject[] = data;

const NAMES = ['陈静', '李文斌', '赵雅琪', '黄志强', '周敏', '吴倩', '徐国华', '孙丽娟', '胡晓东', '朱佳怡', '高建军', '林芳', '何伟', '郭秀兰', '马骏', '罗燕', '梁栋', '宋慧', '郑凯', '谢玉婷'];
const pick = <T>(list: readonly T[], n: number): T => list[((n % list.length) + list.length) % list.length] as T; // a list with something in it

/** Sessions of the plan's three steps. */
const SESSIONS = [2, 6, 4] as const;
/** Sessions a project plans in all: what it does is measured by them. */
export const PLANNED_SESSIONS = SESSIONS.reduce((sum, n) => sum + n, 0);
/** Which step of the plan its session `n`, from 0, belongs to. */
export const stepOf = (n: number): number => (n < SESSIONS[0] ? 0 : n < SESSIONS[0] + SESSIONS[1] ? 1 : 2);
/** How many are expected to come each time; nobody counts more people than it serves. */
export const comersOf = (project: DemoProject): number => Math.max(6, Math.min(project.people, Math.round(project.attendance / 24)));
const attendanceOf = (project: DemoProject): number => comersOf(project) * PLANNED_SESSIONS;

export interface AnswerContext {
  readonly needId: string | null;
  readonly communityId: string;
  readonly from: string;
  readonly to: string;
  readonly budget: readonly BudgetLine[];
  /** uploaded, by the form field they belong to */
  readonly files: Readonly<Record<string, readonly string[]>>;
  readonly n: number;
}

/** A real applicant's answers: what the project says where the form asks for it, names and figures for the rest. */
export function answersOf(project: DemoProject, definition: FormDefinition, context: AnswerContext): Answers {
  const answers: Record<string, unknown> = {};
  for (const section of definition.sections)
    for (const field of section.fields)
      if (visibleFields(definition, answers).includes(field)) {
        const value = answerOf(project, field, context);
        if (value !== undefined) answers[field.id] = value;
      }
  return answers;
}

const TEXT: Readonly<Record<string, (project: DemoProject, n: number) => string>> = {
  project_name: (p) => p.name,
  summary: (p) => p.summary || `${p.goal}${p.services}`,
  need_analysis: (p) => `${p.needText}项目组走访并回收有效问卷 ${p.survey} 份，居民对“${p.need}”反映最集中。`,
  beneficiaries: (p) => p.beneficiaries,
  goal: (p) => p.goal,
  core_services: (p) => p.services,
  features: (p) => p.features,
  sites: (p) => `${p.community}社区党群服务中心及各小区活动场地`,
  participation: (p) => `由居民骨干牵头，每月召开一次碰头会，${p.steps[0] ?? ''}、${p.steps[1] ?? ''}均由居民分工承担。`,
  sustainability: (p) => `项目结束后由${p.community}社区与志愿队伍共同接续，活动纳入社区年度计划，经费由社区公益金和共建单位支持。`,
  lead_name: (_, n) => pick(NAMES, n),
  lead_post: () => '项目负责人',
  similar_experience: (p) => `曾在${p.community}及周边社区开展同类服务两年以上，累计服务 ${p.people * 3} 人次，居民满意度 95% 以上。`,
  own_funds: () => '由机构自有资金与共建单位捐赠承担。',
};

function answerOf(project: DemoProject, field: Field, context: AnswerContext, row = 0): unknown {
  const cut = (text: string) => [...text].slice(0, field.maxLength ?? 400).join('');
  switch (field.type) {
    case 'text':
    case 'longtext':
      return cut(TEXT[field.id]?.(project, context.n) ?? inTable(project, field, context, row));
    case 'number':
      return field.id === 'baseline' ? '0' : String(field.id === 'target' ? [project.people, attendanceOf(project), 95][row % 3] : 10);
    case 'integer':
      switch (field.id) {
        case 'direct_beneficiaries': return project.people;
        case 'attendance_planned': return attendanceOf(project);
        case 'indirect_beneficiaries': return project.people * 2;
        case 'survey_count': return project.survey;
        case 'member_count': return 6 + (context.n % 8);
        case 'sessions': return SESSIONS[row % 3];
        case 'people': return comersOf(project);
        default: return Math.max(field.min ?? 1, 1);
      }
    case 'period':
      return field.id === 'dates' ? stepDates(context, row) : { from: context.from, to: context.to };
    case 'date':
      return context.from;
    case 'choice':
      if (field.id === 'category') return project.category;
      if (field.id === 'lead_full_time' || field.id === 'insured') return 'yes';
      if (field.id === 'licence') return pick(['social_worker', 'assistant', 'none'], row + context.n);
      return field.options?.find((option) => option.id === 'no')?.id ?? field.options?.[0]?.id;
    case 'multichoice':
      return field.options?.slice(0, 1).map((option) => option.id);
    case 'phone':
      return `138${String(10_000_000 + context.n * 7919 + row * 131).slice(0, 8)}`;
    case 'email':
      return `project${context.n}@example.org`;
    case 'table':
    case 'people':
      return Array.from({ length: Math.max(field.minRows ?? 1, field.id === 'risks' ? 1 : 3) }, (_, i) => ({
        id: `r${i + 1}`,
        ...Object.fromEntries(columnsOf(field).flatMap((column) => {
          const value = answerOf(project, column, context, i);
          return value === undefined ? [] : [[column.id, value]];
        })),
      }));
    case 'budget':
      return context.budget;
    case 'file':
      return context.files[field.id];
    case 'declaration':
      return true;
    case 'community':
      return context.communityId;
    case 'need':
      return context.needId ?? undefined;
    default:
      return undefined;
  }
}

/** The plan's steps one after the other: a short one to begin with, the long one, the end. */
function stepDates({ from, to }: AnswerContext, row: number): { from: string; to: string } {
  const days = daysBetween(from, to);
  const ends = [0.2, 0.7, 1].map((share) => addDays(from, Math.round(days * share)));
  return { from: row === 0 ? from : addDays(ends[(row - 1) % 3] ?? from, 1), to: ends[row % 3] ?? to };
}

function inTable(project: DemoProject, field: Field, context: AnswerContext, row: number): string {
  const texts: Readonly<Record<string, readonly string[]>> = {
    objective: [`直接服务${project.community}社区居民 ${project.people} 人`, '完成全部计划活动并留存记录', '服务对象满意度达到 95% 以上'],
    indicator: ['服务人数', '服务人次', '满意度'],
    unit: ['人', '人次', '%'],
    evidence: ['服务档案', '签到表与照片', '问卷'],
    step: project.steps,
    place: [`${project.community}社区活动室`, `${project.community}社区广场`, `${project.community}社区党群服务中心`],
    content: project.steps.map((step) => `${step}：制定分工、发布通知、组织实施并做好签到和影像记录。`),
    risk: ['参与人数不足或天气影响户外活动'],
    reply: ['提前通过楼组长和居民群动员，准备室内替代场地并购买活动意外险'],
    name: [pick(NAMES, context.n), pick(NAMES, context.n + 7), pick(NAMES, context.n + 13)],
    post: ['项目负责人', '社工', '志愿者骨干'],
    role: ['统筹与对外联络', '活动策划与记录', '居民动员'],
    education: ['本科 社会工作', '大专 社区管理', '高中'],
    hours: ['每周 5 天', '每周 3 天', '每周 1 天'],
    duty: ['牵头组织', '联络居民', '记录与保管'],
    address: [`${project.community}新村 12 幢`, `${project.community}新村 8 幢`, `${project.community}新村 3 幢`],
  };
  return pick(texts[field.id] ?? [field.label.zh], row);
}

/** Lines that come to exactly the amount, within the library's caps: staff below 30 %, overhead below 10 %, publicity below 10 %. */
export function budgetOf(project: DemoProject, n: number, totalFen = 2_000_000): BudgetLine[] {
  const line = (id: string, category: string, content: string, fen: number, quantity: number, unit: string, source: 'grant' | 'own' = 'grant'): BudgetLine => ({
    id, category, content, unitPriceFen: Math.floor(fen / quantity), quantityHundredths: quantity * 100, unit, source,
  });
  const labour = line('l2', 'labour', '社工与志愿者补贴', Math.floor(totalFen * (0.22 + (n % 5) / 100)), 20, '人次');
  const expert = line('l3', 'expert', '专业督导与讲师课酬', Math.floor(totalFen * 0.14), 7, '课时');
  const publicity = line('l4', 'publicity', '宣传折页、横幅与展板', Math.floor(totalFen * (0.04 + (n % 3) / 100)), 10, '份');
  const overhead = line('l5', 'overhead', '项目管理费', Math.floor(totalFen * 0.05), 5, '月');
  const amount = (each: BudgetLine) => (each.unitPriceFen * each.quantityHundredths) / 100;
  const rest = totalFen - [labour, expert, publicity, overhead].reduce((sum, each) => sum + amount(each), 0);
  return [
    { id: 'l1', category: 'activity', content: `${project.steps[1] ?? '活动'}物料、场地与保险`, unitPriceFen: rest, quantityHundredths: 100, unit: '项', source: 'grant' },
    labour, expert, publicity, overhead,
    ...(project.own ? [line('l6', 'activity', '共建单位捐赠物资', project.own * 100, 1, '批', 'own')] : []),
  ];
}
