import { declineAward, listMyAwards } from '@weichuang/contracts/awards/decision';
import { Button } from '@mantine/core';
import { EmptyState, ErrorNote, PageSkeleton, StateTag, toast, useConfirm } from '@weichuang/ui/feedback';
import { Money } from '@weichuang/ui/format';
import { ListShell } from '@weichuang/ui/page';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { z } from 'zod';
import { useApi, useApiMutation } from '../../app/api';
import classes from './awards.module.css';
import { AWARD_TONE } from './tones';

type Row = z.output<typeof listMyAwards.response>['rows'][number];

/** Grants of the person's organizations, once they are public. */
export default function MyAwardsPage() {
  const { t } = useTranslation('awards');
  const { data, error, refetch } = useApi(listMyAwards, {});
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  return (
    <ListShell header={{ title: t('mine.title') }}>
      {data.rows.length === 0 && <div className="wc-card"><EmptyState title={t('mine.none')}>{t('mine.noneHelp')}</EmptyState></div>}
      <ul className={classes.list}>{data.rows.map((row) => <li key={row.id}><MyAward row={row} /></li>)}</ul>
    </ListShell>
  );
}

function MyAward({ row }: { row: Row }) {
  const { t } = useTranslation('awards');
  const confirm = useConfirm();
  const decline = useApiMutation(declineAward);
  const [error, setError] = useState<unknown>(null);
  const run = async () => {
    const answer = await confirm({ title: t('line.decline.title', { project: row.project }), consequence: t('mine.declineConsequence'), confirm: t('mine.decline'), danger: true, reason: 'required' });
    if (!answer) return;
    setError(null);
    try {
      await decline.mutateAsync({ params: { id: row.id }, body: { revision: row.revision, reason: answer.reason } });
      toast.success(t('line.decline.done', { project: row.project }));
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <article className={classes.card}>
      <header className={classes.cardTop}><h2>{row.project}</h2><StateTag tone={AWARD_TONE[row.state]}>{t(`state.${row.state}`)}</StateTag></header>
      <p className={classes.meta}><span>{row.round}</span><b><Money fen={row.amountFen} /></b></p>
      {error !== null && <ErrorNote error={error} />}
      <div className={classes.buttons}>
        {row.noticeId && <Button component={Link} size="xs" variant="default" to={`/notices/${row.noticeId}`}>{t('mine.notice')}</Button>}
        {row.actions.some((one) => one.event === 'decline' && one.allowed) && <Button size="xs" variant="subtle" color="brick" loading={decline.isPending} onClick={() => void run()}>{t('mine.decline')}</Button>}
      </div>
    </article>
  );
}
