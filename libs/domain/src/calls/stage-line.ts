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
  /** `skipped`: the round has no such stage, or this application ended before it */
  readonly state: 'done' | 'current' | 'coming' | 'skipped' | 'stopped' | 'unreached';
  readonly actors: readonly Actor[];
  /** the planned end has passed and the stage is not done */
  readonly late: boolean;
}

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

/** The line of a round as its state and the clock have it: dates only plan, the state says how far it is. */
export function stageLine(config: LineConfig, state: RoundState, now: Date): StageLine {
  const ended = state === 'archived' || state === 'cancelled' ? state : null;
  const current = state === 'cancelled' ? null : currentOfRound(config, state, now);
  return lineAt(config, current, now, ended, state === 'archived');
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

function lastDuePast({ evaluation }: LineConfig, past: (iso: string) => boolean): boolean {
  return evaluation.every((stage) => past(endOfDayInChina(stage.due).toISOString()));
}

/** The line with one stage as the current one; `stoppedAt`: the stage at which it ended (`stopped`); those after it are `unreached`. */
export function lineAt(config: LineConfig, current: StageId | null, now: Date, ended: StageLine['ended'], allDone: boolean, stoppedAt: StageId | null = null): StageLine {
  const dates = planned(config);
  const at = current === null ? -1 : STAGES.indexOf(current);
  const stopped = stoppedAt === null ? -1 : STAGES.indexOf(stoppedAt);
  const stages = STAGES.map((id, i): StageView => {
    const [from, to] = dates[id];
    const state = stateOf(id, i);
    return { id, from, to, state, actors: ACTORS[id], late: state === 'current' && to !== null && now.getTime() >= Date.parse(to) };
  });
  const end = current === null ? null : dates[current][1];
  return { stages, step: at < 0 ? null : at + 1, msLeft: end === null ? null : Date.parse(end) - now.getTime(), ended };

  function stateOf(id: StageId, i: number): StageView['state'] {
    const absent = (id === 'needs' && !config.needs.collectedFirst) || (id === 'evaluation' && !config.evaluation.length);
    if (absent) return 'skipped';
    if (allDone) return 'done';
    if (ended) return i < stopped ? 'done' : i === stopped ? 'stopped' : 'unreached';
    return i < at ? 'done' : i === at ? 'current' : 'coming';
  }
}
