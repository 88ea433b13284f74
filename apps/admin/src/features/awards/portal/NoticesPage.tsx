import { listPortalNotices, type PortalNoticeRow } from '@weichuang/contracts/awards/notice';
import { Button } from '@mantine/core';
import { EmptyState, ErrorNote, TextSkeleton } from '@weichuang/ui/feedback';
import { PortalShell } from '@weichuang/ui/page';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { call, useApi } from '../../../app/api';
import classes from '../awards.module.css';
import { NoticeRows } from './NoticeRows';

/** What is on the boards of all streets: notices that run first, then those that are over. */
export default function NoticesPage() {
  const { t } = useTranslation('awards');
  const [search] = useSearchParams();
  const tenantId = search.get('street') ?? undefined;
  const first = useApi(listPortalNotices, { query: { tenantId, limit: 50 } });
  const [more, setMore] = useState<{ readonly rows: readonly PortalNoticeRow[]; readonly next: string | null } | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const rows = [...(first.data?.rows ?? []), ...(more?.rows ?? [])];
  const next = more ? more.next : (first.data?.next ?? null);
  const load = async () => {
    setFailure(null);
    try {
      const page = await call(listPortalNotices, { query: { tenantId, limit: 50, after: next ?? undefined } });
      setMore({ rows: [...(more?.rows ?? []), ...page.rows], next: page.next });
    } catch (error) {
      setFailure(error);
    }
  };
  const [running, over] = [rows.filter((row) => row.phase !== 'over'), rows.filter((row) => row.phase === 'over')];
  return (
    <PortalShell title={t('portal.title')}>
      {first.error && <ErrorNote error={first.error} onRetry={() => void first.refetch()} />}
      {!first.data && !first.error && <div className={`wc-card ${classes.waiting}`} role="status" aria-label={t('portal.loading')}><TextSkeleton lines={5} /></div>}
      {first.data && rows.length === 0 && <div className="wc-card"><EmptyState title={t('portal.none')}>{t('portal.noneHelp')}</EmptyState></div>}
      {running.length > 0 && <section className={classes.block}><h2>{t('portal.running')}</h2><NoticeRows rows={running} /></section>}
      {over.length > 0 && <section className={classes.block}><h2>{t('portal.over')}</h2><NoticeRows rows={over} /></section>}
      {failure !== null && <ErrorNote error={failure} />}
      {next && <div className={classes.buttons}><Button variant="default" onClick={() => void load()}>{t('portal.more')}</Button></div>}
    </PortalShell>
  );
}
