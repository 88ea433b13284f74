import type { CalendarView } from '@weichuang/contracts/calls/calendar';
import { addDays, addMonths, weekdayOf } from '@weichuang/kernel/calendar';
import { useTranslation } from 'react-i18next';
import classes from './calendar.module.css';

type Kind = 'work' | 'off';

export interface DayLook {
  readonly official: Kind;
  /** the street's own word on it */
  readonly own: CalendarView['own'][number] | null;
  /** not as its weekday */
  readonly special: boolean;
}

/** How a day of the shown year stands. */
export function lookAt(view: CalendarView, day: string): DayLook {
  const listed = view.official.find((one) => one.day === day)?.kind;
  return { official: listed ?? (weekdayOf(day) % 6 === 0 ? 'off' : 'work'), own: view.own.find((one) => one.day === day) ?? null, special: listed !== undefined };
}

const MONTHS = Array.from({ length: 12 }, (_, i) => i);
const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6] as const;

/** Twelve small months from Monday on; a day to come is a button for who may set it. */
export function Months({ view, onDay }: { view: CalendarView; onDay?: ((day: string) => void) | undefined }) {
  const { t } = useTranslation('calls');
  return (
    <section className={classes.months}>
      <ul className={classes.legend}>
        <li><span className={classes.day} data-kind="off" data-special aria-hidden>1<i>{t('calendar.off')}</i></span>{t('calendar.legendOff')}</li>
        <li><span className={classes.day} data-kind="work" data-special aria-hidden>1<i>{t('calendar.work')}</i></span>{t('calendar.legendWork')}</li>
        <li><span className={classes.day} data-own aria-hidden>1<i>{t('calendar.off')}</i></span>{t('calendar.legendOwn')}</li>
        <li><span className={classes.day} data-today aria-hidden>1</span>{t('calendar.legendToday')}</li>
      </ul>
      <div className={classes.grid}>{MONTHS.map((month) => <Month key={month} view={view} month={month} onDay={onDay} />)}</div>
    </section>
  );
}

function Month({ view, month, onDay }: { view: CalendarView; month: number; onDay?: ((day: string) => void) | undefined }) {
  const { t } = useTranslation('calls');
  const first = addMonths(`${view.year}-01-01`, month);
  const days: string[] = [];
  for (let day = first; day < addMonths(first, 1); day = addDays(day, 1)) days.push(day);
  // empty places before the first, Monday first
  const before = (weekdayOf(first) + 6) % 7;
  const title = t('calendar.month', { year: view.year, month: month + 1 });
  const weeks = Array.from({ length: Math.ceil((before + days.length) / 7) }, (_, week) => WEEKDAYS.map((at) => days[week * 7 + at - before] ?? null));
  return (
    <table className={classes.month}>
      <caption>{title}</caption>
      <thead><tr>{WEEKDAYS.map((at) => <th key={at} scope="col">{t(`calendar.weekdays.${at}`)}</th>)}</tr></thead>
      <tbody>{weeks.map((week, i) => <tr key={i}>{week.map((day, at) => <td key={at}>{day && <Day view={view} day={day} onDay={onDay} />}</td>)}</tr>)}</tbody>
    </table>
  );
}

function Day({ view, day, onDay }: { view: CalendarView; day: string; onDay?: ((day: string) => void) | undefined }) {
  const { t } = useTranslation('calls');
  const { official, own, special } = lookAt(view, day);
  const kind = own?.kind ?? official;
  const words = [day, t(kind === 'work' ? 'calendar.dayWork' : 'calendar.dayOff'), own && t('calendar.dayOwn', { reason: own.reason })].filter(Boolean).join('，');
  const look = {
    className: classes.day, title: words, 'data-kind': kind, 'data-special': special || undefined, 'data-own': own ? true : undefined, 'data-today': day === view.today || undefined,
    'data-weekend': weekdayOf(day) % 6 === 0 || undefined,
  };
  const inside = <><span aria-hidden>{Number(day.slice(8))}{(special || own) && <i>{t(kind === 'off' ? 'calendar.off' : 'calendar.work')}</i>}</span><span className="wc-hidden">{words}</span></>;
  return onDay && day > view.today && !own ? <button type="button" {...look} onClick={() => onDay(day)}>{inside}</button> : <span {...look}>{inside}</span>;
}
