import { getRound } from '@weichuang/contracts/calls/rounds';
import { getJudging, getPanel, getProgress, startJudging, type JudgingView } from '@weichuang/contracts/judging/panel';
import type { StageView as Stage } from '@weichuang/contracts/judging/shapes';
import { Button } from '@mantine/core';
import { EmptyState, ErrorNote, PageSkeleton, StateTag, TextSkeleton } from '@weichuang/ui/feedback';
import { useFormat, useText } from '@weichuang/ui/format';
import { Card, Facts, Tabs } from '@weichuang/ui/page';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import { useApi, useApiMutation } from '../../../app/api';
import { RoundFrame } from '../../calls/RoundFrame';
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
  const round = useApi(getRound, { params: { roundId } });
  const judging = useApi(getJudging, { params: { roundId } });
  const error = round.error ?? judging.error;
  if (error) return <ErrorNote error={error} onRetry={() => void round.refetch().then(() => judging.refetch())} />;
  if (!round.data || !judging.data) return <PageSkeleton />;
  return <RoundFrame round={round.data}><Judging view={judging.data} /></RoundFrame>;
}

function Judging({ view }: { view: JudgingView }) {
  const { t } = useTranslation('judging');
  const start = useApiMutation(startJudging);
  const [search, setSearch] = useSearchParams();
  const roundId = view.round.id;
  const stage = view.stages.find((one) => one.id === search.get('stage')) ?? view.stages.find((one) => one.state !== 'frozen') ?? view.stages[0];
  if (stage)
    return (
      <StageView key={stage.id} view={view} stage={stage} onStage={(id) => setSearch({ stage: id })} tab={search.get('tab') ?? undefined}
        onTab={(tab) => setSearch({ stage: stage.id, tab }, { preventScrollReset: true })} />
    );
  return (
    <>
      <div className="wc-card">
        <EmptyState title={t('staff.notStarted')} action={view.mayStart && <Button loading={start.isPending} onClick={() => start.mutate({ params: { roundId } })}>{t('staff.start')}</Button>}>
          {t(view.mayStart ? 'staff.startHelp' : 'staff.tooEarly')}
        </EmptyState>
      </div>
      {start.error && <ErrorNote error={start.error} />}
    </>
  );
}

interface StageViewProps {
  readonly view: JudgingView;
  readonly stage: Stage;
  readonly tab: string | undefined;
  readonly onTab: (tab: string) => void;
  readonly onStage: (id: string) => void;
}

function StageView({ view, stage, tab, onTab, onStage }: StageViewProps) {
  const { round, stages, mayManage, mayRank, mayExport } = view;
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
    ...(mayRank ? [{ id: 'ranking', label: t('tab.ranking'), content: () => <RankingTab roundId={round.id} mayExport={mayExport} /> }] : []),
  ];
  const first = stage.state === 'forming' || stage.state === 'declaring' ? 'panel' : stage.state === 'scoring' ? 'progress' : 'ranking';
  return (
    <>
      <header className={classes.stageHead}>
        <h2>{text(stage.name)}</h2>
        <StateTag tone={STAGE_TONE[stage.state]}>{t(`stageState.${stage.state}`)}</StateTag>
        <span className={classes.meta}>
          <span>{t('staff.applications', { count: stage.applications })}</span>
          <span>{t('staff.perApplication', { count: stage.judgesPerApplication })}</span>
          {round.blind && <span>{t('staff.blind')}</span>}
          {stage.openedAt && <span>{t('staff.openedAt', { at: format.dateTime(stage.openedAt) })}</span>}
        </span>
        {stages.length > 1 && (
          <span className={classes.stages} role="group" aria-label={t('staff.stages')}>
            {stages.map((one) => <Button key={one.id} size="xs" variant={one.id === stage.id ? 'filled' : 'default'} aria-pressed={one.id === stage.id} onClick={() => onStage(one.id)}>{text(one.name)}</Button>)}
          </span>
        )}
      </header>
      <div className={classes.columns}>
        <Tabs tabs={tabs} current={tab ?? first} onChange={onTab} label={text(stage.name)} />
        <aside className={classes.rail}>
          <StageSteps stage={stage} progress={progress.data} roundId={stages.every((one) => one.state === 'frozen') ? round.id : null} />
          <Card title={t('rule.title')}>
            <Facts items={[
              { label: t('rule.aggregate'), value: t(`aggregate.${stage.aggregate.kind}`, { drop: stage.aggregate.drop, min: stage.aggregate.minSheets, mean: stage.aggregate.mean, sd: stage.aggregate.sd }) },
              { label: t('rule.minSheets'), value: t('rule.minSheetsOf', { count: stage.minSheets }) },
              { label: t('rule.weight'), value: format.percent(stage.weightBp) },
              ...(stage.state === 'forming' ? [] : [{ label: t('rule.declared'), value: `${stage.declared} / ${stage.judges}` }]),
              ...(stage.ruleHash ? [{ label: t('rule.hash'), value: <span className={classes.hash}>{stage.ruleHash.slice(0, 16)}…</span> }] : []),
            ]} />
          </Card>
        </aside>
      </div>
    </>
  );
}
