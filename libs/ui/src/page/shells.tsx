import { ArrowRight } from 'lucide-react';
import { type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { EmptyState } from '../feedback';
import { Countdown, useServerNow } from '../format';
import { StageLine, type StageLineProps } from '../stage-line';
import classes from './page.module.css';
import { PageHeader, type PageHeaderProps } from './PageHeader';
import { Tabs, type Tab } from './Tabs';
import { groupByDue, type Todo, type TodoGroup } from './todos';

/** A titled card. */
export function Card({ title, actions, children, flush }: { title?: ReactNode; actions?: ReactNode; children: ReactNode; flush?: boolean }) {
  return (
    <section className={classes.card} data-flush={flush || undefined}>
      {(title || actions) && <header className={classes.cardHead}>{title && <h2>{title}</h2>}{actions && <div className={classes.actions}>{actions}</div>}</header>}
      <div className={classes.cardBody}>{children}</div>
    </section>
  );
}

/** Facts as label and value. */
export function Facts({ items }: { items: readonly { readonly label: string; readonly value: ReactNode }[] }) {
  return (
    <dl className={classes.facts}>
      {items.map((item) => <div key={item.label}><dt>{item.label}</dt><dd>{item.value}</dd></div>)}
    </dl>
  );
}

export interface RoundCard extends StageLineProps {
  readonly id: string;
  readonly to: string;
  /** 届次, money, counts */
  readonly meta?: ReactNode;
}

export interface WorkbenchShellProps {
  readonly header: PageHeaderProps;
  readonly todos: readonly Todo[];
  readonly rounds: readonly RoundCard[];
  readonly aside?: ReactNode;
  /** how to start, when there are neither to-dos nor rounds */
  readonly start?: ReactNode;
}

const GROUPS: readonly TodoGroup[] = ['late', 'today', 'week', 'later'];

/** What waits for me, by deadline; then the rounds I take part in. */
export function WorkbenchShell({ header, todos, rounds, aside, start }: WorkbenchShellProps) {
  const { t } = useTranslation('ui');
  const groups = groupByDue(todos, useServerNow(60_000));
  return (
    <div className={classes.page}>
      <PageHeader {...header} />
      <div className={classes.columns} data-rail={aside ? true : undefined}>
        <div className={classes.stack}>
          <section className={classes.stack} aria-label={t('workbench.todos')}>
            {todos.length === 0 && <div className="wc-card"><EmptyState title={t('workbench.nothing')} action={start}>{t('workbench.nothingHelp')}</EmptyState></div>}
            {GROUPS.filter((group) => groups[group].length > 0).map((group) => (
              <section key={group} className={classes.todoGroup} data-group={group}>
                <h2>{t(`workbench.${group}`)}<span className={classes.count}>{groups[group].length}</span></h2>
                <ul className="wc-card">
                  {groups[group].map((todo) => (
                    <li key={todo.id}>
                      <Link to={todo.to} className={classes.todo}>
                        <span className={classes.todoWords}><b>{todo.title}</b>{todo.about && <span>{todo.about}</span>}</span>
                        {todo.due !== undefined && <Countdown until={todo.due} />}
                        <ArrowRight size={16} aria-hidden />
                      </Link>
                    </li>
                  ))}
                </ul>
              </section>
            ))}
          </section>
          {rounds.length > 0 && (
            <section className={classes.stack}>
              <h2>{t('workbench.rounds')}</h2>
              {rounds.map((round) => (
                <article key={round.id} className={classes.card}>
                  <header className={classes.cardHead}><h3><Link to={round.to} className={classes.quietLink}>{round.label}</Link></h3>{round.meta && <span className="wc-secondary">{round.meta}</span>}</header>
                  <div className={classes.cardBody}><StageLine stages={round.stages} label={round.label} note={round.note} /></div>
                </article>
              ))}
            </section>
          )}
        </div>
        {aside && <aside className={classes.rail}>{aside}</aside>}
      </div>
    </div>
  );
}

/** A list's page: header and the list; the list itself is a DataList. */
export function ListShell({ header, intro, children }: { header: PageHeaderProps; intro?: ReactNode; children: ReactNode }) {
  return (
    <div className={classes.page}>
      <PageHeader {...header} />
      {intro}
      {children}
    </div>
  );
}

function StageCard({ stages }: { stages?: StageLineProps }) {
  return stages ? <div className={classes.stageCard}><StageLine {...stages} /></div> : null;
}

export interface DetailShellProps {
  readonly header: PageHeaderProps;
  readonly stages?: StageLineProps;
  readonly tabs: readonly Tab[];
  readonly tab: string | undefined;
  readonly onTab: (id: string) => void;
  /** a NextSteps */
  readonly next?: ReactNode;
  /** below it: facts, contacts */
  readonly aside?: ReactNode;
  /** between stage line and tabs: a note that must be read first */
  readonly notice?: ReactNode;
}

/** One thing: where it stands, what can be done, everything about it in tabs. */
export function DetailShell({ header, stages, tabs, tab, onTab, next, aside, notice }: DetailShellProps) {
  return (
    <div className={classes.page}>
      <PageHeader {...header} />
      <StageCard stages={stages} />
      {notice}
      <div className={classes.columns} data-rail={next || aside ? true : undefined}>
        <Tabs tabs={tabs} current={tab} onChange={onTab} label={header.title} />
        {(next || aside) && <aside className={classes.rail} data-first>{next}{aside}</aside>}
      </div>
    </div>
  );
}

/** A form's page. The FormRenderer brings sections, help and saving; a simple Form stands alone in its reading column. */
export function FormShell({ header, stages, notice, wide = true, children }: { header: PageHeaderProps; stages?: StageLineProps; notice?: ReactNode; wide?: boolean; children: ReactNode }) {
  return (
    <div className={`${classes.page} wc-roomy`}>
      <PageHeader {...header} />
      <StageCard stages={stages} />
      {notice}
      {wide ? children : <div className={classes.reading}><div className={classes.card}><div className={classes.cardBody}>{children}</div></div></div>}
    </div>
  );
}
