import { Button, NativeSelect } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { getRound } from '@weichuang/contracts/calls/rounds';
import type { Output } from '@weichuang/contracts/http/route';
import { downloadReports, getReportBatch, listReportable, listReportBatches, ReportProgress, requestReports, retryReports } from '@weichuang/contracts/reports/reports';
import { ErrorNote, PageSkeleton, toast, useConfirm } from '@weichuang/ui/feedback';
import { useFormat } from '@weichuang/ui/format';
import { ReportShell } from '@weichuang/ui/page';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import { fileAddress, useApi, useApiMutation } from '../../app/api';
import { useLive } from '../../app/live';
import { useSession } from '../../app/session';
import { RoundFrame, type RoundFrameProps } from '../calls/RoundFrame';
import { ReportPreview } from './ReportPreview';
import { ReportRows, reportRows } from './ReportRows';
import classes from './reports.module.css';

type Reportable = Output<typeof listReportable>;
type Batch = Output<typeof listReportBatches>[number];

/** What one worker makes on a small machine; once it runs, the batch itself says how long it still takes. */
const REPORTS_A_MINUTE = 60;

/** Evaluation reports of a round: choose the stage and the projects, wait with the number in view, take the files. */
export default function ReportsPage() {
  const { roundId = '' } = useParams();
  const [search, setSearch] = useSearchParams();
  const stage = search.get('stage') === 'final' ? 'final' : 'midterm';
  const round = useApi(getRound, { params: { roundId } });
  const reportable = useApi(listReportable, { params: { roundId }, query: { stage } }, { keepPrevious: true });
  const batches = useApi(listReportBatches, { params: { roundId } });
  const error = round.error ?? reportable.error ?? batches.error;
  if (error) return <ErrorNote error={error} onRetry={() => void Promise.all([round.refetch(), reportable.refetch(), batches.refetch()])} />;
  if (!round.data || !reportable.data || !batches.data) return <PageSkeleton />;
  const own = batches.data.filter((batch) => batch.stage === stage);
  const batch = own.find((one) => one.id === search.get('batch')) ?? own[0];
  return <Reports key={stage} round={round.data} stage={stage} reportable={reportable.data} batches={own} batch={batch} onStage={(value) => setSearch({ stage: value })} onBatch={(id) => setSearch({ stage, batch: id })}
    view={search.get('view')} onView={(projectId) => setSearch((old) => { const next = new URLSearchParams(old); if (projectId) next.set('view', projectId); else next.delete('view'); return next; })} />;
}

interface ReportsProps {
  readonly round: RoundFrameProps['round'];
  readonly stage: 'midterm' | 'final';
  readonly reportable: Reportable;
  readonly batches: readonly Batch[];
  readonly batch: Batch | undefined;
  readonly onStage: (stage: string) => void;
  readonly onBatch: (id: string) => void;
  /** the project whose report is looked at */
  readonly view: string | null;
  readonly onView: (projectId: string | null) => void;
}

function Reports({ round, stage, reportable, batches, batch, onStage, onBatch, view, onView }: ReportsProps) {
  const { t } = useTranslation('reports');
  const { has } = useSession();
  const client = useQueryClient();
  const confirm = useConfirm();
  const request = useApiMutation(requestReports);
  const retry = useApiMutation(retryReports);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const click = useRef(crypto.randomUUID());
  const detail = useApi(getReportBatch, { params: { id: batch?.id ?? '' } }, { enabled: batch !== undefined, refetchInterval: batch && !batch.finishedAt ? 5_000 : false, keepPrevious: true });
  const shown = detail.data?.id === batch?.id ? detail.data : undefined;
  // each report that is made says so; the last one brings the batch's end
  useLive('reports', (message) => {
    const progress = ReportProgress.safeParse(message);
    if (!progress.success || progress.data.batchId !== batch?.id) return;
    for (const route of [getReportBatch, listReportBatches, ...(progress.data.done + progress.data.failed === progress.data.total ? [listReportable] : [])]) void client.invalidateQueries({ queryKey: [route.path] });
  });
  const evaluated = reportable.rows.filter((row) => row.evaluated);
  const may = has('street_manager', 'street_handler', 'undertaker', 'evaluator');
  const make = async (projectIds?: readonly string[]) => {
    const count = projectIds?.length ?? evaluated.length;
    const again = evaluated.filter((row) => row.newest !== null && (!projectIds || projectIds.includes(row.projectId))).length;
    const answer = await confirm({
      title: t('ask.title', { count, stage: t(`stages.${stage}`) }),
      consequence: <><p>{t('ask.time', { count: Math.max(1, Math.ceil(count / REPORTS_A_MINUTE)) })}</p>{again > 0 && <p>{t('ask.again', { count: again })}</p>}</>,
      confirm: t('ask.confirm', { count }),
    });
    if (!answer) return;
    try {
      const made = await request.mutateAsync({ params: { roundId: round.id }, body: { stage, ...(projectIds ? { projectIds: [...projectIds] } : {}) }, idempotencyKey: click.current });
      setChosen([]);
      onBatch(made.id);
      toast.success(t('asked', { count: made.total }));
    } catch {
      // said with the controls
    } finally {
      click.current = crypto.randomUUID();
    }
  };
  const failed = shown?.items.filter((item) => item.state === 'failed') ?? [];
  const rows = reportRows(reportable.rows, shown);
  const made = rows.filter((row) => row.fileId !== null);
  const viewed = made.find((row) => row.projectId === view);
  const sent = shown?.items.filter((item) => item.fileId !== null) ?? [];
  // the batch in one piece, once it has come to its end
  const files = shown?.finishedAt && sent.length ? [{ id: shown.id, name: t('all', { count: sent.length }), bytes: sent.reduce((sum, item) => sum + (item.size ?? 0), 0), href: fileAddress(downloadReports, { params: { id: shown.id } }), madeAt: shown.finishedAt }] : [];
  const tick = (id: string, on: boolean) => setChosen((old) => (on ? [...old, id] : old.filter((one) => one !== id)));
  return (
    <RoundFrame round={round}>
      <ReportShell
        label={t('title')}
        controls={(
          <div className={classes.controls}>
            <div className={classes.stages} role="group" aria-label={t('stage')}>
              {(['midterm', 'final'] as const).map((value) => <Button key={value} size="xs" variant={value === stage ? 'filled' : 'default'} aria-pressed={value === stage} onClick={() => onStage(value)}>{t(`stages.${value}`)}</Button>)}
            </div>
            {may && <Button disabled={!evaluated.length} loading={request.isPending} onClick={() => void make()}>{t('makeAll', { count: evaluated.length })}</Button>}
            {may && <Button variant="default" disabled={!chosen.length || request.isPending} onClick={() => void make(chosen)}>{t('makeChosen', { count: chosen.length })}</Button>}
            {(request.error ?? retry.error) && <ErrorNote error={request.error ?? retry.error} />}
            {batches.length > 1 && <Batches batches={batches} current={batch?.id} onBatch={onBatch} />}
          </div>
        )}
        content={<ReportRows rows={rows} chosen={chosen} onTick={tick} onView={onView} may={may} />}
        preview={viewed && <ReportPreview rows={made} viewed={viewed} onView={onView} />}
        progress={batch && { done: (shown ?? batch).done, of: batch.total, ...(shown?.secondsLeft ? { leftMs: shown.secondsLeft * 1000 } : {}) }}
        files={files}
        failures={failed.map((item) => ({ id: item.id, name: `${item.projectNumber} ${item.projectTitle}`, why: t('failed', { attempts: item.attempts, error: item.error ?? '' }) }))}
        onRetry={may && batch?.finishedAt ? () => retry.mutate({ params: { id: batch.id } }) : undefined} />
    </RoundFrame>
  );
}

function Batches({ batches, current, onBatch }: { batches: readonly Batch[]; current: string | undefined; onBatch: (id: string) => void }) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  return (
    <NativeSelect label={t('batches')} value={current} onChange={(event) => onBatch(event.currentTarget.value)}
      data={batches.map((one) => ({ value: one.id, label: t('batch', { at: format.dateTime(one.createdAt), count: one.total, by: one.requestedBy }) }))} />
  );
}
