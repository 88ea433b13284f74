import { Check, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { millis, useFormat, useServerNow, type Moment } from '../format';
import { daysOf } from './days';
import classes from './stage-line.module.css';

export interface Stage {
  readonly id: string;
  readonly label: string;
  /** `open`: goes on beside the current one; `skipped`: this cycle has no such stage for this one (no objection, no change); `stopped`: it ended here, and what follows is `unreached` */
  readonly state: 'done' | 'current' | 'open' | 'ahead' | 'skipped' | 'stopped' | 'unreached';
  readonly plannedFrom?: Moment;
  readonly plannedTo?: Moment;
  /** when it was really done */
  readonly doneAt?: Moment;
  /** of an `open` one: what it still waits for, and whether its day is over */
  readonly left?: number;
  readonly late?: boolean;
  /** who acts now */
  readonly actor?: string;
}

const SOON = 3 * 86_400_000;

export interface StageLineProps {
  readonly stages: readonly Stage[];
  /** what the line is about, for screen readers: the round's or application's name */
  readonly label: string;
  /** replaces the current stage's own word, for example `已结束` */
  readonly note?: string;
}

/**
 * The cycle on one line: planned and real dates, today's mark, who acts now. In full at the desk;
 * on a phone one sentence with a thin bar. Both are one ordered list for screen readers.
 */
export function StageLine({ stages, label, note }: StageLineProps) {
  const { t } = useTranslation('ui');
  const format = useFormat();
  const now = useServerNow();
  const index = stages.findIndex((stage) => stage.state === 'current');
  const current = stages[index];
  const finished = !current && stages.length > 0 && stages.every((stage) => stage.state === 'done' || stage.state === 'skipped');
  const left = current?.plannedTo !== undefined ? format.left(current.plannedTo, now) : undefined;
  const ms = current?.plannedTo === undefined ? Infinity : millis(current.plannedTo) - now;
  const tone = ms < 0 ? 'late' : ms < SOON ? 'soon' : undefined;
  const days = daysOf(stages, now);
  const date = (stage: Stage) => {
    const { from, to, done } = days.get(stage.id) ?? {};
    if (stage.state === 'skipped' || stage.state === 'stopped' || stage.state === 'unreached') return t(`stage.state.${stage.state}`);
    if (!done && from && to) return <><span className={classes.day}>{from} –</span> <span className={classes.day}>{to}</span></>;
    return done ?? (to ? t('stage.by', { day: to }) : from ? t('stage.from', { day: from }) : '');
  };
  const waitsFor = ({ left, late }: Stage) => left !== undefined && <span className={classes.left} data-tone={late ? 'late' : undefined}>{t(late ? 'stage.leftLate' : 'stage.left', { n: left })}</span>;
  // what is behind time is said in the sentence too: on a phone it is all there is
  const behind = stages.filter((stage) => stage.state === 'open' && stage.late);
  const summary = [
    current ? t('stage.step', { n: index + 1, of: stages.length }) : undefined,
    note ?? current?.label ?? (finished ? t('stage.finished') : t('stage.notBegun')),
    left,
  ].filter(Boolean);
  return (
    <section className={classes.root} aria-label={t('stage.label', { label })}>
      <p className={classes.summary}>
        {summary.map((part, i) => (
          <span key={i} data-tone={part === left ? tone : undefined}>{i > 0 && <span aria-hidden> · </span>}{part}</span>
        ))}
        {behind.map((stage) => <span key={stage.id} data-tone="late"><span aria-hidden> · </span>{t('stage.behind', { stage: stage.label, n: stage.left ?? 0 })}</span>)}
        {current?.actor && <span className={classes.actor}>{t('stage.actor', { who: current.actor })}</span>}
      </p>
      <ol className={classes.line}>
        {stages.map((stage) => (
          <li key={stage.id} className={classes.stage} data-state={stage.state} aria-current={stage.state === 'current' ? 'step' : undefined}>
            <span className={classes.mark} aria-hidden>{stage.state === 'done' && <Check size={10} strokeWidth={3.5} />}{stage.state === 'stopped' && <X size={10} strokeWidth={3.5} />}</span>
            <span className={classes.name}>{stage.label}</span>
            <span className={classes.date}>{date(stage)}</span>
            {waitsFor(stage)}
            <span className="wc-hidden">{t(`stage.state.${stage.state}`)}</span>
            {stage.state === 'current' && <span className={classes.today}>{t('stage.today', { day: format.shortDay(now) })}</span>}
          </li>
        ))}
      </ol>
    </section>
  );
}
