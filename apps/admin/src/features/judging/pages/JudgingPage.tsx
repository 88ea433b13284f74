import { getJudging, getPanel, getProgress, startJudging } from '@weichuang/contracts/judging/panel';
import type { StageView } from '@weichuang/contracts/judging/shapes';
import { Button } from '@mantine/core';
import { EmptyState, ErrorNote, PageSkeleton, StateTag, TextSkeleton } from '@weichuang/ui/feedback';
import { useFormat, useText } from '@weichuang/ui/format';
import { Card, DetailShell, Facts, PageHeader } from '@weichuang/ui/page';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import { useApi, useApiMutation } from '../../../app/api';
import classes from '../judging.module.css';
import { ConflictsTab } from '../panel/ConflictsTab';
import { PanelTab } from '../panel/PanelTab';
import { ProgressTab } from '../panel/ProgressTab';
import { RankingTab } from '../panel/RankingTab';
import { StageSteps } from '../panel/StageSteps';
import { STAGE_TONE } from '../tones';

/** A round's judging: its stages, who judges, how far they are, and what comes out of it. */
export default function JudgingPage() {
  const { roundId = '' } = useParams();
  const { t } = useTranslation('judging');
  const { data, error, refetch } = useApi(getJudging, { params: { roundId } });
  const start = useApiMutation(startJudging);
  const [search, setSearch] = useSearchParams();
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  const back = { to: `/app/rounds/${roundId}`, label: data.round.title };
  const stage = data.stages.find((one) => one.id === search.get('stage')) ?? data.stages.find((one) => one.state !== 'frozen') ?? data.stages[0];
  if (!stage)
    return (
      <div className={classes.list}>
        <PageHeader title={t('staff.title')} back={back} />
        <div className="wc-card">
          <EmptyState title={t('staff.notStarted')} action={data.mayStart && <Button loading={start.isPending} onClick={() => start.mutate({ params: { roundId } })}>{t('staff.start')}</Button>}>
            {t(data.mayStart ? 'staff.startHelp' : 'staff.tooEarly')}
          </EmptyState>
        </div>
        {start.error && <ErrorNote error={start.error} />}
      </div>
    );
  return (
    <StagePage key={stage.id} roundId={roundId} stage={stage} stages={data.stages} back={back} mayManage={data.mayManage} mayRank={data.mayRank} mayExport={data.mayExport} blind={data.round.blind}
      onStage={(id) => setSearch({ stage: id })} tab={search.get('tab') ?? undefined} onTab={(tab) => setSearch({ stage: stage.id, tab }, { preventScrollReset: true })} />
  );
}

interface StagePageProps {
  readonly roundId: string;
  readonly stage: StageView;
  readonly stages: readonly StageView[];
  readonly back: { readonly to: string; readonly label: string };
  readonly mayManage: boolean;
  readonly mayRank: boolean;
  readonly mayExport: boolean;
  readonly blind: boolean;
  readonly tab: string | undefined;
  readonly onTab: (tab: string) => void;
  readonly onStage: (id: string) => void;
}

function StagePage({ roundId, stage, stages, back, mayManage, mayRank, mayExport, blind, tab, onTab, onStage }: StagePageProps) {
  const { t } = useTranslation('judging');
  const text = useText();
  const format = useFormat();
  const panel = useApi(getPanel, { params: { stageId: stage.id } });
  const progress = useApi(getProgress, { params: { stageId: stage.id } }, { refetchInterval: stage.state === 'scoring' ? 15_000 : false });
  const error = panel.error ?? progress.error;
  if (error) return <ErrorNote error={error} onRetry={() => void panel.refetch().then(() => progress.refetch())} />;
  const { sheets } = stage;
  const open = stage.state !== 'closed' && stage.state !== 'frozen';
  const waiting = <TextSkeleton lines={6} />;
  const tabs = [
    { id: 'panel', label: t('tab.panel'), count: stage.judges, content: () => (panel.data ? <PanelTab view={panel.data} mayManage={mayManage && open} /> : waiting) },
    { id: 'conflicts', label: t('tab.conflicts'), count: panel.data ? panel.data.conflicts.length + panel.data.hints.length : 0, content: () => (panel.data ? <ConflictsTab view={panel.data} mayRecord={mayManage && stage.state !== 'frozen'} /> : waiting) },
    { id: 'progress', label: t('tab.progress'), count: sheets.locked, content: () => (progress.data ? <ProgressTab stage={stage} view={progress.data} mayAssign={mayManage} /> : waiting) },
    ...(mayRank ? [{ id: 'ranking', label: t('tab.ranking'), content: () => <RankingTab roundId={roundId} mayExport={mayExport} /> }] : []),
  ];
  const first = stage.state === 'forming' || stage.state === 'declaring' ? 'panel' : stage.state === 'scoring' ? 'progress' : 'ranking';
  return (
    <DetailShell
      header={{
        title: `${t('staff.title')} · ${text(stage.name)}`,
        back,
        state: <StateTag tone={STAGE_TONE[stage.state]}>{t(`stageState.${stage.state}`)}</StateTag>,
        meta: (
          <>
            <span>{t('staff.applications', { count: stage.applications })}</span>
            <span>{t('staff.perApplication', { count: stage.judgesPerApplication })}</span>
            {blind && <span>{t('staff.blind')}</span>}
            {stage.openedAt && <span>{t('staff.openedAt', { at: format.dateTime(stage.openedAt) })}</span>}
          </>
        ),
      }}
      notice={stages.length > 1 && (
        <div className={classes.stages} role="group" aria-label={t('staff.stages')}>
          {stages.map((one) => <Button key={one.id} size="xs" variant={one.id === stage.id ? 'filled' : 'default'} aria-pressed={one.id === stage.id} onClick={() => onStage(one.id)}>{text(one.name)}</Button>)}
        </div>
      )}
      tabs={tabs}
      tab={tab ?? first}
      onTab={onTab}
      next={<StageSteps stage={stage} progress={progress.data} />}
      aside={
        <Card title={t('rule.title')}>
          <Facts items={[
            { label: t('rule.aggregate'), value: t(`aggregate.${stage.aggregate.kind}`, { drop: stage.aggregate.drop, min: stage.aggregate.minSheets, mean: stage.aggregate.mean, sd: stage.aggregate.sd }) },
            { label: t('rule.minSheets'), value: t('rule.minSheetsOf', { count: stage.minSheets }) },
            { label: t('rule.weight'), value: format.percent(stage.weightBp) },
            { label: t('rule.declared'), value: `${stage.declared} / ${stage.judges}` },
            { label: t('rule.sheets'), value: t('rule.sheetsOf', { locked: sheets.locked, all: sheets.locked + sheets.assigned + sheets.in_progress }) },
            ...(stage.ruleHash ? [{ label: t('rule.hash'), value: <span className={classes.hash}>{stage.ruleHash.slice(0, 16)}…</span> }] : []),
          ]} />
        </Card>
      }
    />
  );
}
