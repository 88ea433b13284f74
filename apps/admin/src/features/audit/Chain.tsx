import { Button } from '@mantine/core';
import { getChain } from '@weichuang/contracts/audit/event';
import { ErrorNote } from '@weichuang/ui/feedback';
import { useFormat } from '@weichuang/ui/format';
import { ShieldAlert, ShieldCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../app/api';
import classes from './audit.module.css';

/** Whether the street's chain holds, recomputed by the server from every event. */
export function Chain({ tenantId }: { tenantId: string }) {
  const { t } = useTranslation('audit');
  const format = useFormat();
  const { data, error, isFetching, refetch } = useApi(getChain, { params: { tenantId } }, { staleTime: 60_000 });
  if (error) return <ErrorNote error={error} what={t('chain.verify')} onRetry={() => void refetch()} />;
  return (
    <section className={`wc-card ${classes.chain}`} data-broken={data?.broken ? true : undefined} aria-label={t('chain.title')} aria-busy={isFetching || undefined}>
      <div>
        <b>{data?.broken ? <ShieldAlert size={18} aria-hidden /> : <ShieldCheck size={18} aria-hidden />}{data ? t(data.broken ? 'chain.broken' : 'chain.holds', { n: format.count(data.sealed) }) : t('chain.verifying')}</b>
        {data && <span className="wc-secondary">{data.broken ?? t('chain.meaning', { waiting: data.events - data.sealed, at: format.dateTime(data.verifiedAt) })}</span>}
        {data && <span className={classes.hash}>{t('chain.head')} {data.head}</span>}
      </div>
      <Button variant="default" size="xs" loading={isFetching} onClick={() => void refetch()}>{t('chain.verify')}</Button>
    </section>
  );
}
