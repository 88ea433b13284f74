import type { ReactNode } from 'react';
import { useFormat, type Moment } from '../format';
import classes from './timeline.module.css';

export interface TimelineEntry {
  readonly id: string;
  readonly at: Moment;
  /** what happened, as a sentence: `提交申请` */
  readonly title: ReactNode;
  readonly who?: string;
  /** reason, old and new value */
  readonly detail?: ReactNode;
  readonly tone?: 'good' | 'bad' | 'waiting';
}

/** What happened, by whom, newest first as given. */
export function Timeline({ entries, label }: { entries: readonly TimelineEntry[]; label: string }) {
  const format = useFormat();
  return (
    <ol className={classes.list} aria-label={label}>
      {entries.map((entry) => (
        <li key={entry.id} className={classes.entry} data-tone={entry.tone}>
          <p className={classes.title}>{entry.title}</p>
          <p className={classes.meta}>
            <time dateTime={new Date(entry.at).toISOString()}>{format.dateTime(entry.at)}</time>
            {entry.who && <span>{entry.who}</span>}
          </p>
          {entry.detail && <div className={classes.detail}>{entry.detail}</div>}
        </li>
      ))}
    </ol>
  );
}
