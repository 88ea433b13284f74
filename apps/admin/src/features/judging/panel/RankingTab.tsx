import { exportScores, freezeRanking, getRanking, type RankingView } from '@weichuang/contracts/judging/ranking';
import { Button } from '@mantine/core';
import { EmptyState, ErrorNote, Note, PageSkeleton, StateTag, toast, useConfirm } from '@weichuang/ui/feedback';
import { useFormat, useText } from '@weichuang/ui/format';
import { Card } from '@weichuang/ui/page';
import { Download, Printer } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fileAddress, useApi, useApiMutation } from '../../../app/api';
import classes from '../judging.module.css';
import { RankingTable } from './RankingTable';
import { ScoreParts } from './ScoreParts';
import { TieOrder } from './TieOrder';

/** The ranking: provisional until it is frozen, with why each stands where it stands. */
export function RankingTab({ roundId, mayExport }: { roundId: string; mayExport: boolean }) {
  const { t } = useTranslation('judging');
  const { data, error, refetch } = useApi(getRanking, { params: { roundId } });
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  if (data.status === 'waiting')
    return (
      <>
        <div className="wc-card"><EmptyState title={t('ranking.waiting')}>{t('ranking.waitingHelp')}</EmptyState></div>
        {data.mayEnterParts && <ScoreParts roundId={roundId} ranking={data} />}
      </>
    );
  return (
    <>
      <Status ranking={data} roundId={roundId} mayExport={mayExport} />
      {data.mayEnterParts && <ScoreParts roundId={roundId} ranking={data} />}
      {data.mayBreakTie && data.openTies.map((tie) => <TieOrder key={tie.join()} roundId={roundId} rows={tie.flatMap((id) => data.rows.find((row) => row.id === id) ?? [])} />)}
      <Card title={t('ranking.title', { count: data.rows.length })} flush><RankingTable ranking={data} /></Card>
      <Card title={t('rule.title')}><Rule ranking={data} /></Card>
    </>
  );
}

function Status({ ranking, roundId, mayExport }: { ranking: RankingView; roundId: string; mayExport: boolean }) {
  const { t } = useTranslation('judging');
  const format = useFormat();
  const confirm = useConfirm();
  const freeze = useApiMutation(freezeRanking);
  const [error, setError] = useState<unknown>(null);
  const short = ranking.rows.filter((row) => row.standing === 'insufficient_sheets');
  const shortOnly = ranking.why?.code === 'REVIEW.TOO_FEW_SHEETS';
  const run = async () => {
    const answer = await confirm({
      title: t('freeze.title', { round: ranking.round.title }),
      consequence: <><p>{t('freeze.consequence')}</p>{short.length > 0 && <><p>{t('freeze.short', { count: short.length })}</p><ul>{short.map((row) => <li key={row.id}>· {row.application.title}</li>)}</ul></>}</>,
      confirm: t('freeze.confirm'),
    });
    if (!answer) return;
    setError(null);
    try {
      await freeze.mutateAsync({ params: { roundId }, body: { acceptShort: short.map((row) => row.id) } });
      toast.success(t('freeze.done', { round: ranking.round.title }));
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <>
      <div className={classes.foot}>
        {ranking.frozen ? <StateTag tone="good">{t('ranking.frozen')}</StateTag> : <StateTag tone="waiting">{t('ranking.provisional')}</StateTag>}
        <span className={`${classes.stages} wc-no-print`}>
          <Button size="xs" variant="default" leftSection={<Printer size={15} aria-hidden />} onClick={() => print()}>{t('ranking.print')}</Button>
          {mayExport && <Button component="a" size="xs" variant="default" leftSection={<Download size={15} aria-hidden />} href={fileAddress(exportScores, { params: { roundId } })} download={`${ranking.round.title}.json`}>{t('ranking.export')}</Button>}
          {ranking.mayFreeze && <Button size="xs" loading={freeze.isPending} disabled={ranking.why !== null && !shortOnly} onClick={() => void run()}>{t('freeze.button')}</Button>}
        </span>
      </div>
      {ranking.mayFreeze && ranking.why && <Note tone="waiting" title={ranking.why.detail} />}
      {ranking.thin.length > 0 && <Note tone="waiting" title={t('ranking.thin', { names: ranking.thin.map((one) => ranking.judges.find((judge) => judge.id === one.judgeId)?.name ?? '').join(t('comma')) })} />}
      {ranking.frozen && <Note tone="success" title={t('ranking.frozenBy', { by: ranking.frozen.by, at: format.dateTime(ranking.frozen.at) })}><span className={classes.hash}>SHA-256 {ranking.frozen.hash}</span></Note>}
      {error !== null && <ErrorNote error={error} />}
    </>
  );
}

function Rule({ ranking }: { ranking: RankingView }) {
  const { t } = useTranslation('judging');
  const text = useText();
  const format = useFormat();
  return (
    <div className={classes.rule}>
      {ranking.stages.map((stage) => (
        <p key={stage.key}>{format.pair(text(stage.name), '')}{t(`aggregate.${stage.aggregate.kind}`, { drop: stage.aggregate.drop, min: stage.aggregate.minSheets, mean: stage.aggregate.mean, sd: stage.aggregate.sd })}{ranking.total === 'weighted' && t('rule.weightOf', { share: format.percent(stage.weightBp) })}</p>
      ))}
      {ranking.parts.map((part) => <p key={part.id}>{format.pair(text(part.name), '')}{t('rule.part', { max: part.max })}{ranking.total === 'weighted' && t('rule.weightOf', { share: format.percent(part.weightBp) })}</p>)}
      <p>{t('rule.decimals', { count: ranking.decimals, rounding: t(`rounding.${ranking.rounding}`) })}</p>
      {ranking.passLine !== null && <p>{t('rule.passLine', { score: ranking.passLine })}</p>}
      <p>{t('rule.ties', { rules: ranking.tieRules.map((rule) => t(`tie.${rule.kind}`, { label: text(rule.label) })).join(t('then')) })}</p>
      {ranking.decisions.map((one) => <p key={one.at} className={classes.why}>{t('ranking.decided', { by: one.by, at: format.dateTime(one.at), reason: one.reason })}</p>)}
    </div>
  );
}
