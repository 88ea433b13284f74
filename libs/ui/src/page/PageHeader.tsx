import { ChevronLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import classes from './page.module.css';

export interface PageHeaderProps {
  readonly title: string;
  /** the thing's own number: `QB-2026-003` */
  readonly number?: string;
  /** a StateTag */
  readonly state?: ReactNode;
  /** one line below: applicant, community, amount */
  readonly meta?: ReactNode;
  /** where this page belongs */
  readonly back?: { readonly to: string; readonly label: string };
  readonly actions?: ReactNode;
}

/** The page's name; also the browser tab's. */
export function PageHeader({ title, number, state, meta, back, actions }: PageHeaderProps) {
  return (
    <header className={classes.header}>
      <title>{number ? `${title} ${number}` : title}</title>
      <div className={classes.headings}>
        {back && <Link to={back.to} className={classes.back}><ChevronLeft size={15} aria-hidden />{back.label}</Link>}
        <div className={classes.titleLine}>
          <h1>{title}</h1>
          {number && <span className={classes.number}>{number}</span>}
          {state}
        </div>
        {meta && <div className={classes.meta}>{meta}</div>}
      </div>
      {actions && <div className={classes.actions}>{actions}</div>}
    </header>
  );
}
