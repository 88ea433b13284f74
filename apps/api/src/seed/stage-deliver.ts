import { confirmAgreement, getAgreement, issueAgreement, uploadScan } from '@weichuang/contracts/agreements/agreement';
import { addComment, coachOptimisation, decideOptimisation, getOptimisation, saveOptimisation, settleThread, submitOptimisation } from '@weichuang/contracts/agreements/optimisation';
import { assignPeople, getProject, listProjects } from '@weichuang/contracts/agreements/projects';
import { addExpense, addVoucher } from '@weichuang/contracts/disbursements/expenses';
import { approveTranche, listTranches, payTranche, requestTranche } from '@weichuang/contracts/disbursements/tranches';
import { addActivityFile, addFindingProof, addVisitPhoto, closeFinding, fileActivity, listVisits, logVisit, reportFinding } from '@weichuang/contracts/supervision/delivery';
import { comersOf, demoProjects, PLANNED_SESSIONS, stepOf, type DemoProject } from './answers';
import { ownerOf, person, type Demo } from './demo';
import { picture } from './papers';
import { activityFen } from './spending';

export interface Running {
  readonly id: string;
  readonly title: string;
  readonly project: DemoProject;
  /** fen that went out so far, by category, own money under `own` */
  readonly spent: Map<string, number>;
}

export async function projectsOf(demo: Demo, roundId: string): Promise<Running[]> {
  const handler = await person(demo, 'handler');
  const { rows } = await handler.do(listProjects, { params: { roundId } });
  return rows.flatMap((row) => {
    const project = demoProjects.find((each) => each.name === row.title);
    return project ? [{ id: row.id, title: row.title, project, spent: new Map<string, number>() }] : [];
  });
}

export async function assign(demo: Demo, running: readonly Running[]): Promise<void> {
  const handler = await person(demo, 'handler');
  const supervisor = await person(demo, 'supervisor');
  for (const { id } of running) {
    const view = await handler.do(getProject, { params: { id } });
    await handler.do(assignPeople, { params: { id }, body: { revision: view.revision, supervisorId: supervisor.userId, coachId: supervisor.userId } });
  }
}

/** The plan is discussed with the coach, fitted, approved. */
export async function optimise(demo: Demo, { id, project }: Running): Promise<void> {
  const owner = await ownerOf(demo, project.org);
  const coach = await person(demo, 'supervisor');
  const handler = await person(demo, 'handler');
  const params = { id };
  const words = project.track === 'org' ? 'sustainability' : 'participation';
  await coach.do(addComment, { params, body: { fieldId: words, threadId: null, text: '请把居民骨干的名单和分工写得再具体一些。' } });
  let view = await owner.do(getOptimisation, { params });
  await owner.do(saveOptimisation, { params, body: { revision: view.revision, patch: { [words]: `${String(view.answers[words] ?? '')}已与社区确认 5 名居民骨干，分别负责召集、记录、后勤、宣传和安全。`.slice(0, 480).slice(0, words === 'participation' ? 200 : 480) } } });
  view = await owner.do(getOptimisation, { params });
  await owner.do(submitOptimisation, { params, body: { event: 'submit', revision: view.revision, reason: '' } });
  view = await coach.do(getOptimisation, { params });
  for (const thread of view.threads.filter((each) => !each.settled)) await coach.do(settleThread, { params: { id, threadId: thread.id }, body: { settled: true } });
  view = await coach.do(getOptimisation, { params });
  await coach.do(coachOptimisation, { params, body: { event: 'coach_approve', revision: view.revision, reason: '已按建议补充，同意。' } });
  view = await owner.do(getOptimisation, { params });
  await handler.do(decideOptimisation, { params, body: { event: 'approve', revision: view.revision, reason: '' } });
}

/** The agreement is issued, signed, scanned, confirmed: the project begins. */
export async function sign(demo: Demo, { id, project, title }: Running, signedOn: string): Promise<void> {
  const owner = await ownerOf(demo, project.org);
  const handler = await person(demo, 'handler');
  const params = { id };
  let view = await handler.do(getAgreement, { params });
  await handler.do(issueAgreement, { params, body: { revision: view.revision } });
  const scan = await demo.papers.pdf('资助协议（签字盖章扫描件）', [`项目：${title}`, `协议编号：${view.number}`, '甲方、乙方、丙方均已签字盖章。'], new Date(`${signedOn}T10:00:00+08:00`));
  await owner.upload(uploadScan, { id }, { bytes: scan, name: `${view.number} 协议扫描件.pdf` });
  view = await handler.do(getAgreement, { params });
  await handler.do(confirmAgreement, { params, body: { revision: view.revision, signedOn, signedBy: ['street', 'undertaker', 'organization'] } });
}

/** A tranche whose gate holds: asked for, approved by another, paid. */
export async function pay(demo: Demo, { id }: Running, sequence: number, paidOn: string, until: 'requested' | 'approved' | 'paid' = 'paid'): Promise<void> {
  const finance = await person(demo, 'finance');
  const leader = await person(demo, 'leader');
  const tranche = async () => {
    const found = (await finance.do(listTranches, { params: { id } })).rows.find((row) => row.sequence === sequence);
    if (!found) throw new Error('seed: no such tranche');
    return found;
  };
  let one = await tranche();
  const params = { id: one.id };
  await finance.do(requestTranche, { params, body: { revision: one.revision } });
  if (until === 'requested') return;
  one = await tranche();
  await leader.do(approveTranche, { params, body: { revision: one.revision } });
  if (until === 'approved') return;
  one = await tranche();
  await finance.do(payTranche, { params, body: { revision: one.revision, amountFen: one.amountFen, voucherNumber: `PZ${paidOn.replaceAll('-', '')}-${one.id.slice(-4).toUpperCase()}`, paidOn } });
}

/**
 * One activity as a grantee files it from the phone, with photo, sign-in sheet and what it cost.
 * @param turnout how many of those expected come, from 1 down; below a half nobody has kept a sign-in sheet either
 */
export async function hold(demo: Demo, { id, project, spent }: Running, n: number, heldOn: string, turnout = 1): Promise<void> {
  const owner = await ownerOf(demo, project.org);
  const came = Math.max(4, Math.round(comersOf(project) * turnout * (0.97 + demo.random() * 0.1)));
  const step = project.steps[stepOf(n)] ?? '主题活动';
  const { id: activityId } = await owner.do(fileActivity, {
    params: { id },
    body: {
      title: `${step}（第 ${n + 1} 次活动）`, heldOn, startsAt: n % 2 ? '14:00' : '09:00', endsAt: n % 2 ? '16:30' : '11:00', place: `${project.community}社区党群服务中心`,
      audience: '社区居民', attendanceCount: came, distinctServed: Math.max(6, Math.round(came * 0.8)), volunteerCount: 3 + (n % 4), volunteerHoursHundredths: (3 + (n % 4)) * 200,
      team: '项目社工 2 人、居民骨干 3 人', goal: project.goal.slice(0, 120), summary: `按计划开展${step}，现场秩序良好，居民反馈积极，收集意见建议 ${2 + (n % 5)} 条。`,
      reflection: '下次提前一天在楼道张贴通知，扩大参与面。', mediaLink: null,
    },
  });
  const signIn = turnout >= 0.5 ? await demo.papers.pdf('签到表', [`活动日期：${heldOn}`, `签到 ${came} 人次`], new Date(`${heldOn}T12:00:00+08:00`)) : null;
  await Promise.all([
    owner.upload(addActivityFile, { id: activityId, purpose: 'photo' }, { bytes: picture(n + project.key.length), name: '活动现场.png' }),
    signIn && owner.upload(addActivityFile, { id: activityId, purpose: 'sign_in' }, { bytes: signIn, name: '签到表.pdf' }),
  ]);
  const amountFen = activityFen(project, n, PLANNED_SESSIONS);
  spent.set('activity', (spent.get('activity') ?? 0) + amountFen);
  const { id: expenseId } = await owner.do(addExpense, {
    params: { id },
    body: { category: 'activity', content: '活动物料与场地', payee: '滨江文具商行', invoiceNumber: `FP${heldOn.replaceAll('-', '')}${project.key.slice(0, 3).toUpperCase()}${n}`, spentOn: heldOn, amountFen, source: 'grant', activityRecordId: activityId },
  });
  await owner.upload(addVoucher, { id: expenseId }, { bytes: await demo.papers.pdf('发票（复印件）', ['货物名称：活动物料', `开票日期：${heldOn}`], new Date(`${heldOn}T12:00:00+08:00`)), name: '发票.pdf' });
}

/** A visit at which all was well. */
export async function lookIn(demo: Demo, { id, project }: Running, visitedOn: string, method: 'site' | 'phone'): Promise<void> {
  const supervisor = await person(demo, 'supervisor');
  const { id: visitId } = await supervisor.do(logVisit, {
    params: { id },
    body: {
      visitedOn, method, findings: [],
      summary: method === 'site' ? '到活动现场查看，签到、照片齐全，现场秩序良好，与社区工作人员交换了意见。' : '电话回访项目负责人和 2 名居民，活动按计划进行，没有需要整改的问题。',
      advice: method === 'site' ? '继续做好档案归集，为评估提前准备。' : '',
    },
  });
  if (method === 'site') await supervisor.upload(addVisitPhoto, { id: visitId }, { bytes: picture(project.key.length + 5), name: '走访现场.png' });
}

/** A visit with a finding; `until` says how far the rectification has come. */
export async function visit(demo: Demo, { id, project }: Running, visitedOn: string, rectifyBy: string, until: 'open' | 'reported' | 'closed'): Promise<void> {
  const supervisor = await person(demo, 'supervisor');
  const owner = await ownerOf(demo, project.org);
  const { id: visitId } = await supervisor.do(logVisit, {
    params: { id },
    body: {
      visitedOn, method: 'site', summary: '现场查看活动开展情况，查阅签到表和支出票据，与 3 名居民交谈。总体进展符合计划。', advice: '建议增加居民骨干的带教安排，逐步把活动交给居民自己组织。',
      findings: [{ severity: 'minor', description: '有两次活动的签到表未填写联系方式，请补充完整并规范归档。', rectifyBy }],
    },
  });
  await supervisor.upload(addVisitPhoto, { id: visitId }, { bytes: picture(project.key.length + 3), name: '走访现场.png' });
  if (until === 'open') return;
  const finding = async () => {
    const found = (await supervisor.do(listVisits, { params: { id } })).rows.find((row) => row.id === visitId)?.findings[0];
    if (!found) throw new Error('seed: no finding');
    return found;
  };
  const one = await finding();
  await owner.upload(addFindingProof, { id: one.id }, { bytes: picture(7), name: '补充后的签到表.png' });
  await owner.do(reportFinding, { params: { id: one.id }, body: { revision: one.revision, account: '已逐一联系参与居民补充联系方式，并统一使用新的签到表模板，专人负责归档。' } });
  if (until === 'reported') return;
  const reported = await finding();
  await supervisor.do(closeFinding, { params: { id: one.id }, body: { revision: reported.revision, how: 'close', note: '已核对，整改到位。' } });
}
