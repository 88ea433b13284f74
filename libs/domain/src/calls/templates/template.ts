import { type CalendarDate, addDays } from '@weichuang/kernel/calendar';
import type { FormDefinition, Text } from '../../forms/definition';
import type { EvaluationStage, NoticeRule, RoundConfig } from '../round-config';

export type TemplateFormKind = 'application' | 'rubric' | 'index' | 'progress';

export interface TemplateForm {
  readonly kind: TemplateFormKind;
  readonly name: Text;
  readonly definition: FormDefinition;
}

/** Day and time of one date of the calendar, counted from the day the call opens; China time. */
export interface DayOffset {
  readonly day: number;
  /** `HH:mm:ss`; 23:59:59 where a whole day counts */
  readonly time: string;
}

type Calendar = RoundConfig['calendar'];

/** A round configuration without what differs from round to round: version ids are keys of `forms`, dates are offsets. */
export interface TemplateConfig extends Omit<RoundConfig, 'calendar' | 'evaluation' | 'notice'> {
  readonly calendar: { readonly [K in keyof Calendar]: DayOffset | (null extends Calendar[K] ? null : never) };
  readonly evaluation: readonly (Omit<EvaluationStage, 'due' | 'windows'> & {
    readonly dueDay: number;
    readonly windowDays?: Readonly<Partial<Record<'self' | 'check' | 'result', { readonly from: DayOffset; readonly to: DayOffset }>>>;
  })[];
  readonly notice: Omit<NoticeRule, 'contact'>;
}

/** A programme of the library. `defaults`: what the programme's own papers do not say and the template fills in, to be looked at. */
export interface RoundTemplate {
  readonly id: string;
  readonly name: Text;
  readonly describes: Text;
  readonly defaults: readonly Text[];
  readonly forms: Readonly<Record<string, TemplateForm>>;
  readonly config: TemplateConfig;
}

export interface TemplateDates {
  readonly calendar: Calendar;
  /** by stage of evaluation */
  readonly evaluation: Readonly<Partial<Record<'midterm' | 'final', Pick<EvaluationStage, 'due' | 'windows'>>>>;
}

/** Version ids by the template's form keys. */
export type TemplateIds = Readonly<Record<string, string>>;

const instant = (openOn: CalendarDate, { day, time }: DayOffset): string => `${addDays(openOn, day)}T${time}+08:00`;

/** The template's dates for a call that opens on a day. They are a proposal: whoever sets up the round changes them. */
export function datesFrom(template: RoundTemplate, openOn: CalendarDate): TemplateDates {
  const entries = Object.entries(template.config.calendar).map(([key, offset]) => [key, offset === null ? null : instant(openOn, offset)]);
  return {
    // every key of the calendar is there once, with null only where the template has null
    calendar: Object.fromEntries(entries) as Calendar,
    evaluation: Object.fromEntries(
      template.config.evaluation.map((stage) => [
        stage.id,
        {
          due: addDays(openOn, stage.dueDay),
          ...(stage.windowDays && {
            windows: Object.fromEntries(
              Object.entries(stage.windowDays).map(([name, window]) => [name, { from: instant(openOn, window.from), to: instant(openOn, window.to) }]),
            ),
          }),
        },
      ]),
    ),
  };
}

/**
 * A whole configuration from a template: dates and version ids put in, contact of the notice from the funder.
 * @throws Error when an id or a date the template needs is not given: a bug of the caller
 */
export function buildRound(template: RoundTemplate, dates: TemplateDates, ids: TemplateIds, contact: NoticeRule['contact'] = NO_CONTACT): RoundConfig {
  const version = (key: string): string => {
    const id = ids[key];
    if (!id) throw new Error(`template ${template.id}: no version for form ${key}`);
    return id;
  };
  const { config } = template;
  return {
    ...config,
    tracks: config.tracks.map((track) => ({
      ...track,
      applicationFormVersionId: version(track.applicationFormVersionId),
      rubricVersionId: track.rubricVersionId === null ? null : version(track.rubricVersionId),
      ...(track.progressReportFormVersionId !== undefined && { progressReportFormVersionId: version(track.progressReportFormVersionId) }),
    })),
    calendar: dates.calendar,
    review: { ...config.review, stages: config.review.stages.map((stage) => ({ ...stage, rubricVersionId: version(stage.rubricVersionId) })) },
    notice: { ...config.notice, contact },
    progressReport: { formVersionId: version(config.progressReport.formVersionId) },
    evaluation: config.evaluation.map(({ dueDay: _day, windowDays: _windows, ...stage }) => {
      const at = dates.evaluation[stage.id];
      if (!at) throw new Error(`template ${template.id}: no date for evaluation ${stage.id}`);
      return { ...stage, indexVersionId: version(stage.indexVersionId), ...at };
    }),
  };
}

/** Left empty on purpose: `whatIsMissing` asks for it before the round is published. */
const NO_CONTACT: NoticeRule['contact'] = { phone: '', email: '', address: '' };
