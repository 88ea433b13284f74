import { disqualifyApplication, getScreening, giveVerdict, qualifyApplication, returnApplication } from '@weichuang/contracts/eligibility/screening';
import { addJudge, assignSheets, closeScoring, getJudging, openScoring, startDeclaring, startJudging } from '@weichuang/contracts/judging/panel';
import { breakTie, freezeRanking, getRanking } from '@weichuang/contracts/judging/ranking';
import { declareConflicts, getDeclaration, getSheet, listMySheets, lockSheet, saveSheet } from '@weichuang/contracts/judging/sheets';
import { scoreItems } from '@weichuang/domain/judging/score-total';
import { demoProjects } from './answers';
import { person, sideBySide, type Demo } from './demo';

/** The undertaker's check: the manual rules are looked at, then qualified, returned or rejected. */
export async function screen(demo: Demo, id: string, decide: 'qualify' | 'return' | 'reject'): Promise<void> {
  const checker = await person(demo, 'undertaker');
  let view = await checker.do(getScreening, { params: { id } });
  if (decide === 'return') {
    await checker.do(returnApplication, { params: { id }, body: { revision: view.revision, reason: '预算中的培训费用请写明讲师人数和课时标准，并补充居民参与的具体安排。', fields: ['participation', 'budget'] } });
    return;
  }
  for (const rule of view.rules)
    if (rule.outcome === 'manual' && decide === 'qualify')
      await checker.do(giveVerdict, { params: { id, ruleId: rule.ruleId }, body: { outcome: 'pass', reason: '已核对原件', version: view.version } });
  view = await checker.do(getScreening, { params: { id } });
  if (decide === 'qualify') await checker.do(qualifyApplication, { params: { id }, body: { revision: view.revision } });
  else await checker.do(disqualifyApplication, { params: { id }, body: { revision: view.revision, reason: '登记成立不满一年，不符合申报条件。' } });
}

export const JUDGES = [1, 2, 3, 4, 5, 6, 7].map((n) => `judge${n}`);

/** Panel of seven, each declares, sheets are assigned, scoring opens. Judge 3 is connected with one applicant. */
export async function openPanel(demo: Demo, roundId: string, conflictTitle: string | null): Promise<string> {
  const manager = await person(demo, 'manager');
  const started = await manager.do(startJudging, { params: { roundId } });
  const stage = started.stages[0];
  if (!stage) throw new Error('seed: the round has no stage');
  const params = { stageId: stage.id };
  for (const name of JUDGES) await manager.do(addJudge, { params, body: { email: `${name}@demo.weichuang.cn`, name: '' } });
  const revision = async () => (await manager.do(getJudging, { params: { roundId } })).stages.find((each) => each.id === stage.id)?.revision ?? 0;
  await manager.do(startDeclaring, { params, body: { revision: await revision() } as never });
  for (const name of JUDGES) {
    const judge = await person(demo, name);
    const view = await judge.do(getDeclaration, { params });
    const conflicts = name === 'judge3' ? view.applications.filter((each) => each.title === conflictTitle).map((each) => ({ applicationId: each.id, reason: '本人担任该机构理事' })) : [];
    await judge.do(declareConflicts, { params, body: { conflicts, seen: view.applications.map((each) => each.id), noOthers: true } });
  }
  await manager.do(assignSheets, { params, body: { seed: 'demo', maxPerJudge: null } });
  await manager.do(openScoring, { params, body: { revision: await revision(), acceptShort: [] } });
  return stage.id;
}

/** A judge's share of the quality, its own severity, and a little chance: whole and half points within each item. */
function scoreOf(demo: Demo, quality: number, judge: number, max: number, step: number): string {
  const severity = [0, 1.5, -2, 0.5, -1, 2, -0.5][judge % 7] ?? 0;
  const share = Math.min(0.99, Math.max(0.4, (quality + severity + (demo.random() - 0.5) * 5) / 100));
  return String(Math.min(max, Math.round((share * max) / step) * step));
}

/** Judges score and lock what is theirs; `share` of each judge's sheets, the rest stays open. */
export async function score(demo: Demo, stageId: string, share = 1): Promise<void> {
  const read = await sideBySide([...JUDGES.entries()], async ([i, name]) => {
    const judge = await person(demo, name);
    const { sheets } = await judge.do(listMySheets, { params: { stageId } });
    const open = sheets.slice(0, Math.ceil(sheets.length * share)).filter(({ state }) => state !== 'locked' && state !== 'recused' && state !== 'voided');
    const views = [];
    for (const { id } of open) views.push(await judge.do(getSheet, { params: { id } }));
    return { i, judge, views };
  });
  // chance is asked in one order, whoever was quicker
  const scored = read.map(({ i, judge, views }) => ({
    i, judge,
    sheets: views.map((view) => {
      const project = demoProjects.find((each) => each.name === view.application.title);
      return { view, items: Object.fromEntries(scoreItems(view.rubric).map(({ field, spec }) => [field.id, { score: scoreOf(demo, project?.quality ?? 80, i, Number(spec.max), Number(spec.step)), comment: '' }])) };
    }),
  }));
  await sideBySide(scored, async ({ i, judge, sheets }) => {
    for (const { view, items } of sheets) {
      const params = { id: view.id };
      const saved = await judge.do(saveSheet, { params, body: { revision: view.revision, items, comment: COMMENTS[(i + view.id.charCodeAt(9)) % COMMENTS.length] ?? '' } });
      await judge.do(lockSheet, { params, body: { revision: saved.revision, total: saved.total } });
    }
  });
}

const COMMENTS = ['需求扎实，建议细化可衡量的目标。', '团队有经验，预算清楚。', '居民参与设计得好，注意后续延续。', '活动安排较满，请预留机动时间。', '建议补充风险应对。', '与社区现有资源结合紧密，值得支持。'];

/** Scoring ends, ties are put in order, the ranking is frozen. */
export async function freeze(demo: Demo, roundId: string, stageId: string): Promise<void> {
  const manager = await person(demo, 'manager');
  const { stages } = await manager.do(getJudging, { params: { roundId } });
  await manager.do(closeScoring, { params: { stageId }, body: { revision: stages.find((stage) => stage.id === stageId)?.revision ?? 0, without: [] } });
  const ranking = await manager.do(getRanking, { params: { roundId } });
  for (const tied of ranking.openTies) await manager.do(breakTie, { params: { roundId }, body: { applicationIds: [...tied], reason: '现场合议，参考社区意见排序' } });
  await manager.do(freezeRanking, { params: { roundId }, body: { acceptShort: [] } });
}
