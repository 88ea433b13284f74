import { Button } from '@mantine/core';
import { Lock } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Countdown } from '../format';
import classes from './page.module.css';
import type { Todo } from './todos';

/** One step as the server tells it: allowed, or why not. */
export interface ServerAction {
  readonly event: string;
  readonly allowed: boolean;
  readonly why?: { readonly code: string; readonly detail?: string };
}

export interface StepWords {
  /** the button: `提交申请` */
  readonly label: string;
  readonly danger?: boolean;
  /** possible, and not what one is here for: said in a low voice */
  readonly quiet?: boolean;
  /** what follows, below the button */
  readonly help?: string;
}

export interface NextStepsProps {
  readonly actions: readonly ServerAction[];
  /** words by event; an event without words is not shown here */
  readonly words: Readonly<Record<string, StepWords>>;
  readonly onAct: (event: string) => void;
  /** the event that is on its way */
  readonly busy?: string | null;
  /** what waits for the person elsewhere: each leads to where it is done */
  readonly todos?: readonly Todo[];
  /** whom it waits for, when there is nothing to do here */
  readonly waiting?: string;
}

const weightOf = ({ danger, quiet }: StepWords): number => (quiet ? 2 : danger ? 1 : 0);

/** 下一步: what may be done now as buttons, what not yet with its reason in a line. Never decides by itself. */
export function NextSteps({ actions, words, onAct, busy = null, todos = [], waiting }: NextStepsProps) {
  const { t } = useTranslation('ui');
  const known = actions.flatMap((action) => {
    const own = words[action.event];
    return own ? [{ ...action, words: own }] : [];
  });
  const open = known.filter((action) => action.allowed).sort((a, b) => weightOf(a.words) - weightOf(b.words));
  const closed = known.filter((action) => !action.allowed);
  return (
    <section className={classes.next} aria-label={t('next.title')}>
      <h2>{t('next.title')}</h2>
      {todos.length === 0 && open.every((action) => action.words.quiet) && (open.length === 0 || waiting !== undefined) && <p className="wc-secondary">{waiting ?? t(closed.length ? 'next.notYet' : 'next.nothing')}</p>}
      {todos.length > 0 && (
        <ul className={classes.nextTodos}>
          {todos.map((todo) => (
            <li key={todo.id}>
              <Link to={todo.to}>{todo.title}</Link>
              {todo.due !== undefined && <Countdown until={todo.due} />}
            </li>
          ))}
        </ul>
      )}
      {open.length > 0 && (
        <ul className={classes.steps}>
          {open.map(({ event, words: step }, i) => (
            <li key={event}>
              <Button fullWidth color={step.danger ? 'brick' : undefined} variant={step.quiet ? 'subtle' : step.danger ? 'outline' : i === 0 ? 'filled' : 'default'}
                loading={busy === event} disabled={busy !== null && busy !== event} onClick={() => onAct(event)}>{step.label}</Button>
              {step.help && <p className={classes.stepHelp}>{step.help}</p>}
            </li>
          ))}
        </ul>
      )}
      {closed.length > 0 && (
        <ul className={classes.closedSteps}>
          {closed.map(({ event, words: step, why }) => (
            <li key={event}><Lock size={14} aria-hidden /><span><b>{step.label}</b><span>{why?.detail ?? why?.code ?? ''}</span></span></li>
          ))}
        </ul>
      )}
    </section>
  );
}
