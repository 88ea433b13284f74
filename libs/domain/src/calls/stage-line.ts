import { endOfDayInChina } from '@weichuang/kernel/clock';
import type { RoundConfig } from './round-config';
import type { RoundState } from './round.machine';

/** The cycle in eleven stages. */
export const STAGES = [
  'needs', // 需求征集
  'call', // 征集公告
  'application', // 项目申报
  'eligibility', // 资格审查
  'judging', // 项目评审
  'decision', // 审定立项
  'notice', // 结果公示
  'agreement', // 优化签约
  'execution', // 实施督导
  'evaluation', // 中期与末期评估
  'closing', // 结项归档
] as const;
export type StageId = (typeof STAGES)[number];

export type Actor = 'street' | 'undertaker' | 'community' | 'applicant' | 'judge' | 'organization' | 'supervisor' | 'evaluator';

export interface StageView {
  readonly id: StageId;
  /** planned, ISO instants; null where the calendar does not say */
  readonly from: string | null;
  readonly to: string | null;
  /** `open`: under way beside the current one, before or after it; `skipped`: the round has no such stage, or this application ended before it */
  readonly state: 'done' | 'current' | 'open' | 'coming' | 'skipped' | 'stopped' | 'unreached';
  readonly actors: readonly Actor[];
  /** the planned end has passed and the stage is not done */
  readonly late: boolean;
  /** of an `open` one: how many projects, awards or evaluations it still waits for */
  readonly left: number | null;
}

/** What a stage still waits for, and whether anything of it was begun. */
export interface StageWork {
  readonly left: number;
  readonly begun: boolean;
}

/** Stages that run side by side once a round is being carried out. */
export const WORKED = ['decision', 'notice', 'agreement', 'execution', 'evaluation'] as const;
/** What is left to do in a round being carried out: awards that moved up later, projects to sign and to carry out, evaluations to confirm. */
export type RoundWork = Readonly<Record<(typeof WORKED)[number], StageWork>>;

export interface StageLine {
  readonly stages: readonly StageView[];
  /** 1 to 11; null before the beginning and when nothing is current any more */
  readonly step: number | null;
  /** until the current stage's planned end; negative when late; null where there is none */
  readonly msLeft: number | null;
  /** how it ended, when it did */
  readonly ended: 'archived' | 'cancelled' | 'withdrawn' | 'expired' | 'disqualified' | 'not_funded' | 'closed' | 'terminated' | null;
}

export type LineConfig = Pick<RoundConfig, 'calendar' | 'needs' | 'evaluation'>;

const ACTORS: Readonly<Record<StageId, readonly Actor[]>> = {
  needs: ['community'],
  call: ['street', 'undertaker'],
  application: ['applicant'],
  eligibility: ['undertaker'],
  judging: ['judge'],
  decision: ['street'],
  notice: ['street'],
  agreement: ['organization', 'undertaker', 'street'],
  execution: ['organization', 'supervisor'],
  evaluation: ['evaluator'],
  closing: ['organization', 'street'],
};

/** The planned dates of each stage: the calendar's own, and between them what follows from it. */
function planned({ calendar, evaluation }: LineConfig): Readonly<Record<StageId, readonly [string | null, string | null]>> {
  const lastDue = evaluation.map((stage) => stage.due).sort().at(-1);
  // evaluating ends with the days that the stages name; it begins where the programme names its windows, and is not said elsewhere
  const begins = evaluation.flatMap(({ windows }) => Object.values(windows ?? {}).map((window) => window.from));
  const firstFrom = begins.sort((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null;
  return {
    needs: [calendar.needsOpenAt, calendar.needsCloseAt],
    call: [null, calendar.openAt],
    application: [calendar.openAt, calendar.closeAt],
    eligibility: [calendar.closeAt, calendar.reviewFrom],
    judging: [calendar.reviewFrom, calendar.reviewTo],
    decision: [calendar.reviewTo, calendar.noticeFrom],
    notice: [calendar.noticeFrom, null],
    agreement: [null, calendar.signBy],
    execution: [calendar.projectFrom, calendar.projectTo],
    // due by the end of its day
    evaluation: [firstFrom, lastDue ? endOfDayInChina(lastDue).toISOString() : null],
    closing: [calendar.projectTo, null],
  };
}

/**
 * The line of a round as its state, its work and the clock have it: dates only plan. A stage is done when its work is done, not when its
 * day has passed; what is left behind stays `open`, and `late` once its planned end is over.
 * @param work of a round that is being carried out; null in every other state
 */
export function stageLine(config: LineConfig, state: RoundState, now: Date, work: RoundWork | null): StageLine {
  if (state === 'executing' && work) {
    const current = underWay(config, now, work);
    return lineAt(config, current, now, null, false, null, besides(current, work));
  }
  const ended = state === 'archived' || state === 'cancelled' ? state : null;
  return lineAt(config, currentOfRound(config, state, now), now, ended, state === 'archived');
}

function currentOfRound(config: LineConfig, state: RoundState, now: Date): StageId | null {
  const { calendar } = config;
  const past = (iso: string): boolean => now.getTime() >= Date.parse(iso);
  switch (state) {
    case 'draft':
    case 'published':
      return config.needs.collectedFirst && calendar.needsCloseAt !== null && !past(calendar.needsCloseAt) ? 'needs' : 'call';
    case 'open':
      return 'application';
    case 'closed':
      return 'eligibility';
    case 'reviewing':
      return 'judging';
    case 'deciding':
      return 'decision';
    case 'noticing':
      return 'notice';
    case 'executing':
      // within one state of the round the calendar tells the stages apart; projects of their own go by their own line
      return !past(calendar.projectFrom) ? 'agreement' : !past(calendar.projectTo) ? 'execution' : lastDuePast(config, past) ? 'closing' : 'evaluation';
    case 'archived':
    case 'cancelled':
      return null;
  }
}

/** The stage of the day, or the first after it in which anything is left; closing ends with the archive. */
function underWay(config: LineConfig, now: Date, work: RoundWork): StageId {
  const today = currentOfRound(config, 'executing', now);
  const stages = ['agreement', 'execution', 'evaluation'] as const;
  const from = stages.findIndex((id) => id === today);
  return (from < 0 ? [] : stages.slice(from)).find((id) => work[id].left > 0) ?? 'closing';
}

/** The stages beside the current one with what is left in them; 0: all of it is done. One after it counts once it was begun. */
function besides(current: StageId, work: RoundWork): ReadonlyMap<StageId, number> {
  const at = STAGES.indexOf(current);
  return new Map(WORKED.filter((id) => id !== current && (STAGES.indexOf(id) < at || work[id].begun)).map((id) => [id, work[id].left]));
}

function lastDuePast({ evaluation }: LineConfig, past: (iso: string) => boolean): boolean {
  return evaluation.every((stage) => past(endOfDayInChina(stage.due).toISOString()));
}

/**
 * The line with one stage as the current one; `stoppedAt`: the stage at which it ended (`stopped`); those after it are `unreached`;
 * `beside`: what is left in stages that go on beside the current one.
 */
export function lineAt(
  config: LineConfig, current: StageId | null, now: Date, ended: StageLine['ended'], allDone: boolean, stoppedAt: StageId | null = null, beside: ReadonlyMap<StageId, number> = new Map(),
): StageLine {
  const dates = planned(config);
  const at = current === null ? -1 : STAGES.indexOf(current);
  const stopped = stoppedAt === null ? -1 : STAGES.indexOf(stoppedAt);
  const stages = STAGES.map((id, i): StageView => {
    const [from, to] = dates[id];
    const state = stateOf(id, i);
    const underWay = state === 'current' || state === 'open';
    return { id, from, to, state, actors: ACTORS[id], late: underWay && to !== null && now.getTime() >= Date.parse(to), left: state === 'open' ? (beside.get(id) ?? null) : null };
  });
  const end = current === null ? null : dates[current][1];
  return { stages, step: at < 0 ? null : at + 1, msLeft: end === null ? null : Date.parse(end) - now.getTime(), ended };

  function stateOf(id: StageId, i: number): StageView['state'] {
    const absent = (id === 'needs' && !config.needs.collectedFirst) || (id === 'evaluation' && !config.evaluation.length);
    if (absent) return 'skipped';
    if (allDone) return 'done';
    if (ended) return i < stopped ? 'done' : i === stopped ? 'stopped' : 'unreached';
    const left = beside.get(id);
    if (left !== undefined) return left > 0 ? 'open' : 'done';
    return i < at ? 'done' : i === at ? 'current' : 'coming';
  }
}
