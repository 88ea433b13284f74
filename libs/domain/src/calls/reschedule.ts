import { addDays, isDate } from '@weichuang/kernel/calendar';
import { type Refusal, refuse } from '@weichuang/kernel/denial';
import { dayAndTime } from './deadline';
import type { EvaluationStage, RoundConfig } from './round-config';

type Calendar = RoundConfig['calendar'];
const DAY = 86_400_000;

const moved = (iso: string, ms: number): string => {
  const at = Date.parse(iso);
  return Number.isNaN(at) ? iso : new Date(at + ms).toISOString();
};

/** Every date of a round moved by whole days: last year's round as this year's proposal. What is no date stays as it is. */
export function shiftRound(config: RoundConfig, days: number): RoundConfig {
  const instant = (iso: string): string => moved(iso, days * DAY);
  const calendar = Object.fromEntries(Object.entries(config.calendar).map(([key, value]) => [key, value === null ? null : instant(value)]));
  return {
    ...config,
    // the same keys, each with a text where there was one
    calendar: calendar as unknown as Calendar,
    evaluation: config.evaluation.map((stage) => ({
      ...stage,
      due: isDate(stage.due) ? addDays(stage.due, days) : stage.due,
      ...(stage.windows && { windows: windowsMoved(stage.windows, instant) }),
    })),
  };
}

const windowsMoved = (windows: NonNullable<EvaluationStage['windows']>, instant: (iso: string) => string): EvaluationStage['windows'] =>
  Object.fromEntries(Object.entries(windows).map(([name, window]) => [name, { from: instant(window.from), to: instant(window.to) }]));

export interface ExtensionRequest {
  /** the new end, an ISO instant */
  readonly closeAt: string;
  /** the dates after the end move by as much */
  readonly moveRest: boolean;
}

const REST = ['reviewFrom', 'reviewTo', 'noticeFrom', 'signBy', 'projectFrom', 'projectTo'] as const;

/**
 * More time for all applicants. The end only ever moves later, and never past the beginning of the review unless the review moves too.
 * Refuses `ROUND.EXTENSION_NOT_LATER`, `ROUND.EXTENSION_IN_THE_PAST`, `ROUND.EXTENSION_PAST_REVIEW`.
 */
export function extendCall(config: RoundConfig, request: ExtensionRequest, now: Date): { readonly config: RoundConfig } | { readonly refusal: Refusal } {
  const { calendar } = config;
  const later = Date.parse(request.closeAt) - Date.parse(calendar.closeAt);
  if (!(later > 0)) return { refusal: refuse('ROUND.EXTENSION_NOT_LATER', dayAndTime(calendar.closeAt), 'invalid') };
  if (Date.parse(request.closeAt) <= now.getTime()) return { refusal: refuse('ROUND.EXTENSION_IN_THE_PAST', undefined, 'invalid') };
  if (!request.moveRest && Date.parse(request.closeAt) > Date.parse(calendar.reviewFrom))
    return { refusal: refuse('ROUND.EXTENSION_PAST_REVIEW', dayAndTime(calendar.reviewFrom), 'invalid') };
  const rest = request.moveRest ? Object.fromEntries(REST.map((key) => [key, moved(calendar[key], later)])) : {};
  return { config: { ...config, calendar: { ...calendar, ...rest, closeAt: request.closeAt } } };
}
