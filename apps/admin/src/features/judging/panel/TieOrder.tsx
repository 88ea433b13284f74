import { breakTie, type RankingRowView } from '@weichuang/contracts/judging/ranking';
import { Button } from '@mantine/core';
import { ErrorNote, toast, useConfirm } from '@weichuang/ui/feedback';
import { Card } from '@weichuang/ui/page';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApiMutation } from '../../../app/api';
import classes from '../judging.module.css';

/** The funder puts equals in order, with a reason. */
export function TieOrder({ roundId, rows }: { roundId: string; rows: readonly RankingRowView[] }) {
  const { t } = useTranslation('judging');
  const confirm = useConfirm();
  const decide = useApiMutation(breakTie);
  const [order, setOrder] = useState(rows);
  const [error, setError] = useState<unknown>(null);
  const move = (from: number, by: 1 | -1) => {
    const next = [...order];
    const [row] = next.splice(from, 1);
    if (row) next.splice(from + by, 0, row);
    setOrder(next);
  };
  const save = async () => {
    const answer = await confirm({
      title: t('tieOrder.title', { count: order.length, score: order[0]?.score ?? '' }),
      consequence: <ol>{order.map((row, i) => <li key={row.id}>{i + 1}. {row.application.title}</li>)}</ol>,
      confirm: t('tieOrder.confirm'), reason: 'required',
    });
    if (!answer) return;
    setError(null);
    try {
      await decide.mutateAsync({ params: { roundId }, body: { applicationIds: order.map((row) => row.id), reason: answer.reason } });
      toast.success(t('tieOrder.done'));
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <Card title={t('tieOrder.heading', { rank: order[0]?.rank ?? '', score: order[0]?.score ?? '' })} actions={<Button size="xs" loading={decide.isPending} onClick={() => void save()}>{t('tieOrder.confirm')}</Button>}>
      <ol className={classes.order}>
        {order.map((row, i) => (
          <li key={row.id}>
            <span>{i + 1}. {row.application.title} <span className="wc-secondary">{row.application.organization}</span></span>
            <Button variant="default" size="compact-sm" disabled={i === 0} aria-label={t('tieOrder.up', { title: row.application.title })} onClick={() => move(i, -1)}><ArrowUp size={15} aria-hidden /></Button>
            <Button variant="default" size="compact-sm" disabled={i === order.length - 1} aria-label={t('tieOrder.down', { title: row.application.title })} onClick={() => move(i, 1)}><ArrowDown size={15} aria-hidden /></Button>
          </li>
        ))}
      </ol>
      {error !== null && <ErrorNote error={error} />}
    </Card>
  );
}
