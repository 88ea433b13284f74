import { Button, Skeleton } from '@mantine/core';
import { CircleAlert, Inbox, Info, RefreshCw, TriangleAlert, WifiOff } from 'lucide-react';
import { useSyncExternalStore, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './feedback.module.css';

/** The parts of problem+json that a person may read; an ApiProblem fits. */
export interface ProblemLike {
  readonly status?: number;
  readonly title?: string;
  readonly detail?: string;
  readonly code?: string;
  readonly requestId?: string;
}

const isProblem = (error: unknown): error is ProblemLike => typeof error === 'object' && error !== null && 'code' in error && 'status' in error;

export interface ErrorNoteProps {
  readonly error: unknown;
  readonly onRetry?: () => void;
  /** what was being done: `加载申请列表` */
  readonly what?: string;
}

/** What happened, what to do, and the number to quote when asking for help. */
export function ErrorNote({ error, onRetry, what }: ErrorNoteProps) {
  const { t } = useTranslation('ui');
  const problem: ProblemLike = isProblem(error) ? error : {};
  const kind = problem.status === undefined || problem.status === 0 ? 'network'
    : problem.status === 403 ? 'forbidden' : problem.status === 404 ? 'missing' : problem.status === 429 ? 'limit' : problem.status >= 500 ? 'server' : 'refused';
  // a refusal's title says what to do; general advice below it would only blur it
  // what is not there will not come by asking again: one heading, one piece of advice, and the way out
  const gone = (kind === 'missing' || kind === 'forbidden') && !what;
  const lost = gone && onRetry !== undefined;
  const inside = typeof location !== 'undefined' && location.pathname.startsWith('/app');
  const help = problem.detail ?? ((kind === 'refused' || kind === 'limit') && problem.title ? (what ? problem.title : undefined) : t(`error.${kind}Help`));
  return (
    <div className={classes.note} data-tone="danger" role="alert">
      <CircleAlert size={20} aria-hidden />
      <div className={classes.noteBody}>
        {lost && <title>{t(`error.${kind}`)}</title>}
        {lost ? <h1 className={classes.noteTitle}>{(kind === 'forbidden' && problem.title) || t(`error.${kind}`)}</h1> : <p className={classes.noteTitle}>{what ? t('error.failed', { what }) : ((kind === 'missing' && !what ? undefined : problem.title) ?? t(`error.${kind}`))}</p>}
        {help && <p>{help}</p>}
        {problem.requestId && <p className={classes.small}>{t('error.requestId', { id: problem.requestId })}</p>}
      </div>
      {lost && <Button component="a" href={inside ? '/app' : '/'} variant="default" size="xs">{t(inside ? 'error.toWorkbench' : 'error.toHome')}</Button>}
      {onRetry && !lost && (
        <Button variant="default" size="xs" leftSection={<RefreshCw size={14} aria-hidden />} onClick={onRetry}>{t('error.retry')}</Button>
      )}
    </div>
  );
}

/** A remark that stays on the page. */
export function Note({ tone = 'info', title, children }: { tone?: 'info' | 'waiting' | 'danger' | 'success'; title?: ReactNode; children?: ReactNode }) {
  const Icon = tone === 'waiting' ? TriangleAlert : tone === 'danger' ? CircleAlert : Info;
  return (
    <div className={classes.note} data-tone={tone}>
      <Icon size={20} aria-hidden />
      <div className={classes.noteBody}>
        {title && <p className={classes.noteTitle}>{title}</p>}
        {children && <div>{children}</div>}
      </div>
    </div>
  );
}

/** What comes here and how to start. `page`: there is nothing else on the page, so its title is the page's. */
export function EmptyState({ icon, title, children, action, page }: { icon?: ReactNode; title: string; children?: ReactNode; action?: ReactNode; page?: boolean }) {
  return (
    <div className={classes.empty}>
      <span className={classes.emptyIcon} aria-hidden>{icon ?? <Inbox size={28} strokeWidth={1.5} />}</span>
      {page && <title>{title}</title>}
      {page ? <h1 className={classes.emptyTitle}>{title}</h1> : <p className={classes.emptyTitle}>{title}</p>}
      {children && <div className={classes.emptyText}>{children}</div>}
      {action && <div className={classes.emptyAction}>{action}</div>}
    </div>
  );
}

const onlineStore = {
  subscribe(changed: () => void) {
    addEventListener('online', changed);
    addEventListener('offline', changed);
    return () => {
      removeEventListener('online', changed);
      removeEventListener('offline', changed);
    };
  },
  read: () => navigator.onLine,
};

/** Is there a network, as far as the browser knows? */
export const useOnline = (): boolean => useSyncExternalStore(onlineStore.subscribe, onlineStore.read, () => true);

export function OfflineBanner() {
  const { t } = useTranslation('ui');
  return (
    <div role="status">
      {useOnline() ? null : <p className={classes.offline}><WifiOff size={16} aria-hidden />{t('offline')}</p>}
    </div>
  );
}

/** Lines of text that are on their way. Takes the room that the text will take. */
export function TextSkeleton({ lines = 3 }: { lines?: number }) {
  return (
    <div className={classes.skeleton} aria-hidden>
      {Array.from({ length: lines }, (_, i) => <Skeleton key={i} height="1.2em" width={i === lines - 1 ? '60%' : '100%'} />)}
    </div>
  );
}

/** A page that is on its way: title, one card, some lines. */
export function PageSkeleton() {
  const { t } = useTranslation('ui');
  return (
    <div className={classes.pageSkeleton} role="status" aria-label={t('loading')}>
      <Skeleton height="2rem" width="16rem" />
      <Skeleton height="6rem" />
      <TextSkeleton lines={5} />
    </div>
  );
}
