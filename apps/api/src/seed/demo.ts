import { type ApplicationFacts, applicationMachine } from '@weichuang/domain/applications/application.machine';
import { roundMachine, dueMove } from '@weichuang/domain/calls/round.machine';
import type { RoundConfig } from '@weichuang/domain/calls/round-config';
import { addDays } from '@weichuang/kernel/calendar';
import { whyNot } from '@weichuang/kernel/machine';
import { createRound, getRound, moveRound, publishRound, saveRound, setUndertaker } from '@weichuang/contracts/calls/rounds';
import { ApplicationRow } from '@weichuang/persistence/applications/entities';
import { RoundRow } from '@weichuang/persistence/calls/entities';
import type { House } from '@weichuang/platform/house';
import { transition } from '@weichuang/platform/transition/transition';
import type { Browsers, Somebody } from './browser';
import type { Applicant } from './applicants';
import type { Papers } from './papers';
import type { DemoGround } from './people';
import ground from './ground.json';

/** What the stages of the demo share: the people, the clock, the papers. */
export interface Demo {
  readonly house: House;
  readonly browsers: Browsers;
  readonly papers: Papers;
  readonly ground: DemoGround;
  readonly applicants: ReadonlyMap<string, Applicant>;
  /** a number from 0 to 1, the same for the same seed */
  readonly random: () => number;
}

export const person = (demo: Demo, name: string): Promise<Somebody> => {
  const id = demo.ground.users[`${name}@demo.weichuang.cn`];
  if (!id) throw new Error(`seed: nobody is called ${name}`);
  return demo.browsers.as(id);
};

export const ownerOf = (demo: Demo, org: string): Promise<Somebody> => {
  const applicant = demo.applicants.get(org);
  if (!applicant) throw new Error(`seed: no organization ${org}`);
  return demo.browsers.as(applicant.ownerId);
};

/** Work that does not hang together is done a few at a time, as in an office: the database and we need not wait for each other. */
export async function sideBySide<T, R>(all: readonly T[], work: (one: T) => Promise<R>, people = 4): Promise<R[]> {
  const results: R[] = [];
  const rest = all.entries();
  const next = async (): Promise<void> => {
    for (const [n, one] of rest) results[n] = await work(one);
  };
  await Promise.all(Array.from({ length: people }, next));
  return results;
}

/** Sets the clock to an instant in China: `2026-03-02 09:30`. */
export async function at(demo: Demo, when: string): Promise<void> {
  await demo.house.clock.moveTo(new Date(`${when.replace(' ', 'T')}:00+08:00`));
}

/** Opens and closes rounds by the clock, and lets the drafts of a closed one expire, as the worker's timers do. */
export async function sweep(demo: Demo, tenantId: string, roundId: string): Promise<void> {
  await demo.house.asSystem(tenantId, async (ctx) => {
    for (;;) {
      const round = await ctx.em.findOneByOrFail(RoundRow, { id: roundId });
      const { openAt, closeAt } = round.config.calendar;
      const move = dueMove(round.state, { now: ctx.now, openAt, closeAt });
      if (!move) break;
      await transition(ctx, RoundRow, roundId, roundMachine, move, {
        facts: () => ({ now: ctx.now, openAt, closeAt, missing: [], unscreened: 0, qualified: 0, openSheets: 0, undecided: 0, noticeOver: false, openObjections: 0, openProjects: 0, reason: null }),
      });
    }
    const { config } = await ctx.em.findOneByOrFail(RoundRow, { id: roundId });
    const facts = (one: ApplicationRow): ApplicationFacts => ({
      now: ctx.now, window: config.calendar, extension: null, problems: [], correctBy: null, returns: one.returns, maxReturns: config.eligibility.maxReturns,
      returnedFields: [], reason: null, screening: 'open', judgingBegun: false,
    });
    for (const draft of await ctx.em.findBy(ApplicationRow, { roundId, state: 'draft' })) {
      if (whyNot(applicationMachine, draft.state, 'expire', facts(draft))) continue;
      await transition(ctx, ApplicationRow, draft.id, applicationMachine, 'expire', { facts, data: (one) => ({ organizationId: one.organizationId, title: one.title }) });
    }
  });
}

export interface RoundSpec {
  readonly street: string;
  readonly manager: string;
  readonly template: string;
  /** which of the street's contests it is, from 1 */
  readonly edition: number;
  readonly title: string;
  readonly introduction: string;
  readonly openOn: string;
  readonly config: Partial<RoundConfig>;
  readonly calendar: Partial<RoundConfig['calendar']>;
  /** days from the opening */
  readonly midtermDay: number;
  readonly finalDay: number;
}

/** Sets a round up from its template and publishes it; the manager's work of an afternoon. */
export async function setUpRound(demo: Demo, spec: RoundSpec): Promise<string> {
  const manager = await person(demo, spec.manager);
  const tenantId = demo.ground.tenants[spec.street] ?? '';
  const contact = ground.streets.find((street) => street.key === spec.street)?.contact;
  if (!contact) throw new Error(`seed: no street ${spec.street}`);
  const { id } = await manager.do(createRound, { params: { tenantId }, body: { templateId: spec.template, title: spec.title, year: Number(spec.openOn.slice(0, 4)), edition: spec.edition, openOn: spec.openOn } });
  const params = { roundId: id };
  const draft = await manager.do(getRound, { params });
  // a draft from a template is a whole configuration
  const config = draft.config as RoundConfig;
  await manager.do(saveRound, {
    params,
    body: {
      revision: draft.revision, introduction: spec.introduction,
      config: {
        ...spec.config,
        calendar: { ...config.calendar, ...spec.calendar },
        notice: { ...config.notice, showJudges: true, contact },
        evaluation: config.evaluation.map((stage) => ({ ...stage, due: addDays(spec.openOn, stage.id === 'midterm' ? spec.midtermDay : spec.finalDay) })),
      } as never, // a patch of whole parts, as the set-up page sends it
    },
  });
  const saved = await manager.do(getRound, { params });
  const named = await manager.do(setUndertaker, { params, body: { organizationId: demo.ground.organizations['association'] ?? null, revision: saved.revision } });
  await manager.do(publishRound, { params, body: { revision: named.revision } });
  return id;
}

/** Moves the round on, as the manager. */
export async function moveOn(demo: Demo, manager: string, roundId: string, event: 'start_review' | 'start_deciding' | 'start_notice' | 'execute' | 'archive'): Promise<void> {
  const somebody = await person(demo, manager);
  const { revision } = await somebody.do(getRound, { params: { roundId } });
  await somebody.do(moveRound, { params: { roundId }, body: { event, revision } });
}
