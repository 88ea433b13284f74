import type { ReactNode } from 'react';
import classes from './identity.module.css';

/** A page before the session: a title, a line, one sheet. */
export function Door({ title, lead, wide, children, below }: { title: string; lead?: ReactNode; wide?: boolean; children: ReactNode; below?: ReactNode }) {
  return (
    <div className={`${classes.door} wc-roomy`} data-wide={wide || undefined}>
      <title>{title}</title>
      <div className={classes.heading}>
        <h1>{title}</h1>
        {lead && <p className={classes.lead}>{lead}</p>}
      </div>
      <div className={classes.sheet}>{children}</div>
      {below}
    </div>
  );
}
