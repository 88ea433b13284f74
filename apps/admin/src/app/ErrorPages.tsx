import { Button } from '@mantine/core';
import { EmptyState, ErrorNote, PageSkeleton } from '@weichuang/ui/feedback';
import { Compass } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link, useRevalidator, useRouteError } from 'react-router';

export function NotFoundPage() {
  const { t } = useTranslation('app');
  return (
    <>
      <title>{t('notFound.title')}</title>
      <h1 className="wc-hidden">{t('notFound.title')}</h1>
      <EmptyState icon={<Compass size={28} strokeWidth={1.5} />} title={t('notFound.title')}
        action={<Button component={Link} to="/" variant="default">{t('notFound.home')}</Button>}>{t('notFound.body')}</EmptyState>
    </>
  );
}

/** A chunk that is gone after a new release, or could not be fetched. */
const isChunk = (error: unknown): boolean => error instanceof TypeError && /import|module|fetch/i.test(error.message);

/** What a page's failure leaves: the frame stays, the page can be tried again. */
export function RouteError() {
  const error = useRouteError();
  const { revalidate } = useRevalidator();
  const { t } = useTranslation('app');
  if (isChunk(error))
    return <EmptyState title={t('newRelease.title')} action={<Button onClick={() => location.reload()}>{t('newRelease.reload')}</Button>}>{t('newRelease.body')}</EmptyState>;
  // a failure in the page's own code has no status: say it as ours, not as the network's
  const shown = typeof error === 'object' && error !== null && 'status' in error ? error : { status: 500, code: 'INTERNAL' };
  return <ErrorNote error={shown} onRetry={() => void revalidate().then(() => location.reload())} />;
}

export function Waiting() {
  return <PageSkeleton />;
}
