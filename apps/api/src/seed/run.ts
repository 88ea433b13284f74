import { hashPassword } from '../identity/passwords';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { addDays } from '@weichuang/kernel/calendar';
import { seededRandom } from '@weichuang/kernel/random';
import type { House } from '@weichuang/platform/house';
import type { Api } from '@weichuang/platform/http/app';
import { getApplication, submitApplication, saveApplication } from '@weichuang/contracts/applications/writing';
import { demoProjects, PLANNED_SESSIONS } from './answers';
import { Browsers } from './browser';
import { at, moveOn, ownerOf, setUpRound, sideBySide, sweep, type Demo } from './demo';
import { seedApplicants } from './applicants';
import { Papers } from './papers';
import { seedPeople } from './people';
import ground from './ground.json';
import { collectNeeds, submit, writeApplication, type Round } from './stage-apply';
import { decide, endNotice, putUpNotice } from './stage-award';
import { BY_FINAL, BY_MIDTERM, IDLE, SETTLED, spend } from './spending';
import { assign, hold, lookIn, optimise, pay, projectsOf, sign, visit, type Running } from './stage-deliver';
import { accept, assignEvaluator, close, evaluate, report, stepAside } from './stage-evaluate';
import { freeze, openPanel, score, screen } from './stage-review';

/** How many of the projects that passed spend all they were given and are closed; the others still settle. */
const SETTLING = 6;

export const STAGES = ['call', 'apply', 'review', 'notice', 'deliver', 'midterm', 'close'] as const;
export type Stage = (typeof STAGES)[number];

export interface Seeded {
  readonly roundId: string;
  /** the clock when it ended */
  readonly now: string;
}

/**
 * Fills an empty database with the demo, as far as `stage`, by working through the API as its people would, with the clock
 * moved along. The same seed gives the same scores.
 */
export async function seedDemo(api: Api, house: House, owner: DataSource, stage: Stage, seed: number, say: (line: string) => void): Promise<Seeded> {
  const upTo = STAGES.indexOf(stage);
  const reaches = (name: Stage) => STAGES.indexOf(name) <= upTo;
  const passwordHash = await hashPassword(ground.password);
  const made = await owner.transaction((em) => seedPeople(em, passwordHash));
  const applicants = await owner.transaction((em) => seedApplicants(em, made, passwordHash));
  house.sessions.forgetAll();
  const demo: Demo = { house, browsers: new Browsers(api, house), papers: new Papers(join(house.settings.DATA_DIR, 'fonts')), ground: made, applicants, random: seededRandom(seed) };
  const tenantId = made.tenants['wangjiang'] ?? '';

  // --- call: the round is set up, communities file their needs
  await at(demo, '2026-01-20 09:30');
  const openOn = '2026-03-02';
  const roundId = await setUpRound(demo, {
    street: 'wangjiang', manager: 'manager', template: 'street_micro', edition: 3, title: '2026 年望江街道社区微创投公益大赛', openOn,
    introduction: '面向街道 16 个社区，征集回应居民真实需求的小而美的公益项目。专业社会组织与居民自组织均可申报，每个入选项目资助 2 万元。',
    config: {
      poolFen: 20_000_000,
      prizes: [
        { id: 'first', name: { zh: '一等奖', en: 'First prize' }, quota: 1, amountFen: 300_000 },
        { id: 'second', name: { zh: '二等奖', en: 'Second prize' }, quota: 2, amountFen: 200_000 },
        { id: 'idea', name: { zh: '金点子奖', en: 'Bright idea' }, quota: 3, amountFen: 50_000 },
      ],
    },
    calendar: { needsOpenAt: '2026-01-26T09:00:00+08:00', projectFrom: '2026-05-06T00:00:00+08:00', projectTo: '2026-11-30T23:59:59+08:00', signBy: '2026-07-31T23:59:59+08:00' },
    midtermDay: 182, finalDay: 283,
  });
  const round: Round = { id: roundId, street: 'wangjiang', needs: true, from: '2026-05-06', to: '2026-11-30', grantFen: 2_000_000 };
  say('call: round published, needs collected');
  await at(demo, '2026-02-02 10:00');
  const needs = await collectNeeds(demo, round, demoProjects);
  await at(demo, '2026-03-02 10:00');
  await sweep(demo, tenantId, roundId);
  if (!reaches('apply')) return { roundId, now: house.clock.now().toISOString() };

  // --- apply: 26 applications begun; most are handed in, one too late, one over the cap, one never finished
  const ids = new Map<string, string>();
  for (const [n, project] of demoProjects.entries()) {
    await at(demo, `2026-03-${String(5 + n).padStart(2, '0')} ${n % 2 ? '14' : '10'}:${String((n * 7) % 60).padStart(2, '0')}`);
    const id = await writeApplication(demo, round, project, n, needs.get(project.key) ?? null);
    ids.set(project.key, id);
    const special = 'special' in project ? project.special : undefined;
    if (special === 'draft' || special === 'late') continue;
    const refused = await submit(demo, project, id);
    if (special === 'over_cap' ? refused === null : refused !== null) throw new Error(`seed: ${project.key} was ${refused ?? 'accepted'}`);
  }
  say('apply: applications written');
  if (!reaches('review')) return { roundId, now: house.clock.now().toISOString() };
  await at(demo, '2026-04-01 17:00');
  const late = demoProjects.find((project) => 'special' in project && project.special === 'late');
  if (late && (await submit(demo, late, ids.get('late') ?? '')) === null) throw new Error('seed: a late application was accepted');
  await sweep(demo, tenantId, roundId);

  // --- review: eligibility, panel, scores
  await at(demo, '2026-04-02 09:30');
  await sideBySide(demoProjects, async (project) => {
    const special = 'special' in project ? project.special : undefined;
    if (special === 'draft' || special === 'late' || special === 'over_cap') return;
    await screen(demo, ids.get(project.key) ?? '', special === 'returned' ? 'return' : special === 'too_young' ? 'reject' : 'qualify');
  });
  await at(demo, '2026-04-03 16:00');
  const returned = demoProjects.find((project) => 'special' in project && project.special === 'returned');
  if (returned) {
    const somebody = await ownerOf(demo, returned.org);
    const params = { id: ids.get('returned') ?? '' };
    let view = await somebody.do(getApplication, { params });
    await somebody.do(saveApplication, { params, body: { revision: view.revision, answers: { participation: '由 12 名队员分成 4 组，每组结对 12 位老人，组长每周排班，社区医生每月培训一次。' } } });
    view = await somebody.do(getApplication, { params });
    await somebody.do(submitApplication, { params, body: { revision: view.revision } });
    await screen(demo, params.id, 'qualify');
  }
  await at(demo, '2026-04-08 09:00');
  await moveOn(demo, 'manager', roundId, 'start_review');
  const stageId = await openPanel(demo, roundId, '“楼道议事会”居民协商能力建设项目');
  if (stage === 'review') {
    await score(demo, stageId, 0.4);
    say('review: scoring has begun');
    return { roundId, now: house.clock.now().toISOString() };
  }
  await at(demo, '2026-04-14 15:00');
  await score(demo, stageId);
  await freeze(demo, roundId, stageId);
  await moveOn(demo, 'manager', roundId, 'start_deciding');
  say('review: ranking frozen');

  // --- notice
  await at(demo, '2026-04-16 10:00');
  await decide(demo, roundId);
  await at(demo, '2026-04-20 09:00');
  await moveOn(demo, 'manager', roundId, 'start_notice');
  const noticeId = await putUpNotice(demo, roundId, '2026-04-22 11:00');
  say('notice: published, one objection');
  if (stage === 'notice') return { roundId, now: house.clock.now().toISOString() };
  await at(demo, '2026-04-27 09:30');
  await endNotice(demo, roundId, noticeId);

  // --- deliver: optimised, signed, first tranche, activities, visits
  const running = await projectsOf(demo, roundId);
  await at(demo, '2026-04-28 10:00');
  await assign(demo, running);
  await sideBySide(running, (one) => optimise(demo, one));
  await at(demo, '2026-05-08 14:00');
  const deep = stage !== 'deliver';
  // in the middle of the year one has not signed yet and one waits for its money
  for (const [i, one] of running.entries()) if (deep || i < running.length - 1) await sign(demo, one, '2026-05-08');
  await at(demo, '2026-05-13 10:00');
  for (const [i, one] of running.entries()) if (deep || i < running.length - 1) await pay(demo, one, 1, '2026-05-13', deep || i < running.length - 3 ? 'paid' : i === running.length - 3 ? 'approved' : 'requested');
  const active = deep ? running : running.slice(0, -1);
  // the first do all that they planned, the last hardly begins: what is graded later is what was done
  const fails = (i: number): boolean => i === running.length - 1;
  const done = (i: number, of: number): number => (fails(i) ? Math.min(of, 2) : of - Math.floor((i * of * 0.038)));
  const turnout = (i: number): number => (fails(i) ? 0.4 : 1 - i * 0.02);
  const held = new Map<string, number>();
  const holdUpTo = async (one: Running, i: number, sessions: number, from: string, every: number): Promise<void> => {
    const begun = held.get(one.id) ?? 0;
    for (let n = begun; n < sessions; n++) {
      const day = addDays(from, (n - begun) * every + i);
      await at(demo, `${day} 17:30`);
      await hold(demo, one, n, day, turnout(i));
    }
    held.set(one.id, Math.max(begun, sessions));
  };
  const HALF = PLANNED_SESSIONS / 2;
  for (const [i, one] of active.entries()) await holdUpTo(one, i, deep ? done(i, HALF) : 3 + (i % 2), '2026-05-16', 14);
  // each is looked in on every two months; who hardly begins has not been seen in the middle of the year
  await at(demo, '2026-06-18 16:00');
  for (const one of active.slice(4, -1)) await lookIn(demo, one, '2026-06-18', 'phone');
  await at(demo, '2026-07-08 11:00');
  await sideBySide([...active.entries()], ([i, one]) => spend(demo, one, deep && fails(i) ? IDLE : { publicity: 100, labour: 20, ...(i % 2 ? { own: 30 } : {}) }, '2026-07-06'));
  await at(demo, '2026-07-10 15:30');
  for (const [i, one] of active.slice(0, 4).entries()) await visit(demo, one, '2026-07-10', '2026-07-24', deep || i === 0 ? 'closed' : i === 1 ? 'reported' : 'open');
  say('deliver: projects are running');
  if (stage === 'deliver') {
    await besides(demo, say);
    await at(demo, '2026-07-15 10:00');
    return { roundId, now: house.clock.now().toISOString() };
  }

  // --- midterm
  await at(demo, '2026-08-05 16:00');
  for (const one of running.slice(4)) await lookIn(demo, one, '2026-08-05', 'site');
  await at(demo, '2026-08-21 10:00');
  await sideBySide(running.filter((_, i) => !fails(i)), (one) => spend(demo, one, BY_MIDTERM, '2026-08-18'));
  await at(demo, '2026-08-24 10:00');
  for (const [i, one] of running.entries()) await report(demo, one, 'midterm', { from: '2026-05-06', to: '2026-08-20' }, { planned: HALF, done: done(i, HALF) });
  await assignEvaluator(demo, roundId, 'midterm', running);
  await at(demo, '2026-09-02 10:00');
  for (const [i, one] of running.entries()) await evaluate(demo, one, 'midterm', i === running.length - 1 ? 0.5 : 0.95 - i * 0.015, '2026-09-02');
  await at(demo, '2026-09-08 10:00');
  const passed = running.slice(0, -1);
  for (const one of passed) await pay(demo, one, 2, '2026-09-08');
  say('midterm: evaluated, second tranche paid to those who passed');
  if (stage === 'midterm') return { roundId, now: house.clock.now().toISOString() };

  // --- close
  for (const [i, one] of passed.entries()) await holdUpTo(one, i, done(i, PLANNED_SESSIONS), '2026-09-06', 14);
  await at(demo, '2026-10-15 16:00');
  for (const one of running) await lookIn(demo, one, '2026-10-15', 'site');
  const failed = running.at(-1);
  if (failed) await stepAside(demo, failed, ['2026-10-26 10:00', '2026-10-27 09:40']);
  await at(demo, '2026-11-29 10:00');
  await sideBySide([...passed.entries()], ([i, one]) => spend(demo, one, i < SETTLING ? BY_FINAL : { ...BY_FINAL, own: 60 }, '2026-11-26'));
  await at(demo, '2026-12-01 10:00');
  for (const [i, one] of passed.entries()) await report(demo, one, 'final', { from: '2026-08-21', to: '2026-11-30' }, { planned: PLANNED_SESSIONS, done: done(i, PLANNED_SESSIONS) });
  await assignEvaluator(demo, roundId, 'final', passed);
  await at(demo, '2026-12-08 10:00');
  for (const [i, one] of passed.entries()) await evaluate(demo, one, 'final', 0.97 - i * 0.02, '2026-12-08');
  for (const one of passed) await accept(demo, one, '2026-12-08');
  await at(demo, '2026-12-15 10:00');
  for (const one of passed) await pay(demo, one, 3, '2026-12-15');
  // who did less has money left to give back before it can be closed
  for (const one of passed.slice(0, SETTLING)) {
    await spend(demo, one, SETTLED, '2026-11-30');
    const refused = await close(demo, one);
    if (refused) throw new Error(`seed: ${one.title} was not closed: ${refused}`);
  }
  say('close: accepted, last tranche paid, most of them closed');
  return { roundId, now: house.clock.now().toISOString() };
}

/** What else goes on in the middle of the year: another street's call is open, and a second round of ours is being judged. */
async function besides(demo: Demo, say: (line: string) => void): Promise<void> {
  await at(demo, '2026-06-25 09:30');
  const binhai = await setUpRound(demo, {
    street: 'binhai', manager: 'manager2', template: 'binhai', edition: 1, title: '2026 年海滨街道社会组织公益创投', openOn: '2026-07-01',
    introduction: '面向在本区登记的社会组织，围绕为老、助残、社区治理征集公益服务项目，按实际需要申请，资助资金按 50%、40%、10% 分三期拨付。',
    config: { poolFen: 50_000_000 }, calendar: { projectFrom: '2026-09-15T00:00:00+08:00', projectTo: '2027-05-31T23:59:59+08:00' }, midtermDay: 198, finalDay: 365,
  });
  await at(demo, '2026-07-01 09:30');
  await sweep(demo, demo.ground.tenants['binhai'] ?? '', binhai);
  // one applicant is in the midst of writing, for whoever wants to see the form filled in
  const garden = demoProjects.find((project) => project.key === 'garden');
  await at(demo, '2026-07-02 15:20');
  if (garden) await writeApplication(demo, { id: binhai, street: 'binhai', needs: false, from: '2026-09-15', to: '2027-03-31', grantFen: 2_500_000 }, { ...garden, name: '“一米花园”听涛社区闲置绿地共建项目', community: '听涛' }, 60, null);

  await at(demo, '2026-05-25 09:30');
  const second = await setUpRound(demo, {
    street: 'wangjiang', manager: 'manager', template: 'binhai', edition: 4, title: '2026 年望江街道微创投夏季增补轮', openOn: '2026-06-01',
    introduction: '为夏季青少年与高温关爱服务增补的一轮，专业社会组织可直接申报。',
    // two rounds of one street in one year: the number says which
    config: { poolFen: 8_000_000, maxRequestFen: 2_000_000, numbering: '{street}-XJ-{community}-{year}-{seq}' }, midtermDay: 170, finalDay: 275,
    // the panel scores for two weeks more: whoever looks at the demo on another day can still score
    calendar: { reviewTo: '2026-07-27T17:00:00+08:00', noticeFrom: '2026-07-30T00:00:00+08:00', signBy: '2026-08-31T23:59:59+08:00', projectFrom: '2026-09-01T00:00:00+08:00', projectTo: '2027-01-31T23:59:59+08:00' },
  });
  const round: Round = { id: second, street: 'wangjiang', needs: false, from: '2026-09-01', to: '2027-01-31', grantFen: 2_000_000 };
  const tenantId = demo.ground.tenants['wangjiang'] ?? '';
  await at(demo, '2026-06-01 10:00');
  await sweep(demo, tenantId, second);
  const projects = demoProjects.filter((project) => ['knock', 'garden', 'phone', 'river', 'council', 'aid'].includes(project.key));
  const ids: string[] = [];
  for (const [n, project] of projects.entries()) {
    await at(demo, `2026-06-${String(8 + n * 2).padStart(2, '0')} 10:15`);
    const id = await writeApplication(demo, round, { ...project, name: project.name.replace('”', '（夏季）”') }, n + 40, null);
    const refused = await submit(demo, project, id);
    if (refused) throw new Error(`seed: ${project.key} was refused: ${refused}`);
    ids.push(id);
  }
  await at(demo, '2026-07-02 09:30');
  await sweep(demo, tenantId, second);
  for (const id of ids) await screen(demo, id, 'qualify');
  await at(demo, '2026-07-09 09:30');
  await moveOn(demo, 'manager', second, 'start_review');
  const stageId = await openPanel(demo, second, null);
  await score(demo, stageId, 0.5);
  say('besides: a call is open, a panel is scoring');
}
