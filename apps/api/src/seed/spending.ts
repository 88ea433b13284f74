import { addExpense, addVoucher } from '@weichuang/contracts/disbursements/expenses';
import { lineAmountFen } from '@weichuang/domain/applications/budget';
import { budgetOf, demoProjects, type DemoProject } from './answers';
import { ownerOf, type Demo } from './demo';
import type { Running } from './stage-deliver';

/** How much of a category is spent by then, in hundredths: the rest of an activity's share goes out with the activities themselves. */
export type Spending = Readonly<Partial<Record<'labour' | 'expert' | 'publicity' | 'overhead' | 'activity' | 'own', number>>>;

/** Half of the year: what goes out evenly has gone out by less than half, folders and banners are bought at the beginning. */
export const BY_MIDTERM: Spending = { labour: 35, expert: 40, publicity: 100, overhead: 40, own: 50 };
export const BY_FINAL: Spending = { labour: 75, expert: 90, publicity: 100, overhead: 60, own: 100 };
/** Settled: every line is spent to the fen. */
export const SETTLED: Spending = { labour: 100, expert: 100, publicity: 100, overhead: 100, activity: 100, own: 100 };
/** Money that lies idle, as with a project that hardly began. */
export const IDLE: Spending = { publicity: 100 };

const BILLS: Readonly<Record<keyof Spending, readonly [content: string, payee: string, paper: string]>> = {
  labour: ['社工与志愿者补贴', '项目社工、志愿者（发放表）', '补贴发放表'],
  expert: ['专业督导与讲师课酬', '滨江新区社会工作督导站', '发票（复印件）'],
  publicity: ['宣传折页、横幅与展板', '望江文印社', '发票（复印件）'],
  overhead: ['项目管理费', '项目办公支出', '发票（复印件）'],
  activity: ['活动物料尾款', '滨江文具商行', '发票（复印件）'],
  own: ['共建单位捐赠物资', '共建单位', '捐赠物资交接单'],
};

const lineOf = (project: DemoProject, kind: keyof Spending) => {
  const own = kind === 'own';
  return budgetOf(project, demoProjects.indexOf(project)).find((line) => line.source === (own ? 'own' : 'grant') && (own || line.category === kind));
};
/** Fen of the plan's line; 0 where the plan has none. */
const plannedFen = (project: DemoProject, kind: keyof Spending): number => {
  const line = lineOf(project, kind);
  return line ? (lineAmountFen(line) ?? 0) : 0;
};

/** What one of `sessions` activities costs: nine tenths of the line go out with them, each a little different from the last. */
export const activityFen = (project: DemoProject, n: number, sessions: number): number =>
  Math.floor((plannedFen(project, 'activity') * (90 + ((n * 7) % 9) - 4)) / 100 / sessions / 100) * 100;

/** Brings each category up to its share of the plan, with its bill. `spent` is what has gone out so far. */
export async function spend(demo: Demo, { id, project, spent }: Running, upTo: Spending, on: string): Promise<void> {
  const owner = await ownerOf(demo, project.org);
  for (const [kind, hundredths] of Object.entries(upTo) as [keyof Spending, number][]) {
    const amountFen = Math.round((plannedFen(project, kind) * hundredths) / 100) - (spent.get(kind) ?? 0);
    if (amountFen <= 0) continue;
    const [content, payee, paper] = BILLS[kind];
    const { id: expenseId } = await owner.do(addExpense, {
      params: { id },
      body: {
        category: lineOf(project, kind)?.category ?? kind, content, payee, invoiceNumber: `${kind === 'labour' ? 'BT' : kind === 'own' ? 'JZ' : 'FP'}${on.replaceAll('-', '')}${project.key.slice(0, 3).toUpperCase()}${kind.slice(0, 2).toUpperCase()}`,
        spentOn: on, amountFen, source: kind === 'own' ? 'own' : 'grant', activityRecordId: null,
      },
    });
    await owner.upload(addVoucher, { id: expenseId }, { bytes: await demo.papers.pdf(paper, [`内容：${content}`, `日期：${on}`], new Date(`${on}T12:00:00+08:00`)), name: `${paper.replace('（复印件）', '')}.pdf` });
    spent.set(kind, (spent.get(kind) ?? 0) + amountFen);
  }
}
