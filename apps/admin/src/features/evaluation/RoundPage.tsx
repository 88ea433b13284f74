import { Button, NativeSelect } from '@mantine/core';
import { getRound } from '@weichuang/contracts/calls/rounds';
import { assignEvaluations, listRoundEvaluations } from '@weichuang/contracts/evaluation/evaluation';
import type { Output } from '@weichuang/contracts/http/route';
import { ErrorNote, Note, PageSkeleton, StateTag, toast } from '@weichuang/ui/feedback';
import { useFormat, useText } from '@weichuang/ui/format';
import { DataList, useListState, type Column } from '@weichuang/ui/table';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import { useApi, useApiMutation } from '../../app/api';
import { RoundFrame } from '../calls/RoundFrame';
import classes from './evaluation.module.css';
import { evaluationTone } from './tones';

type View = Output<typeof listRoundEvaluations>;
type Row = View['rows'][number];

/** A round's evaluations: who evaluates what, how far, with what result. */
export default function RoundPage() {
  const { roundId = '' } = useParams();
  const [search, setSearch] = useSearchParams();
  const stage = search.get('stage') === 'final' ? 'final' : 'midterm';
  const { t } = useTranslation('evaluation');
  const format = useFormat();
  const round = useApi(getRound, { params: { roundId } });
  const list = useApi(listRoundEvaluations, { params: { roundId }, query: { stage } }, { keepPrevious: true });
  const error = round.error ?? list.error;
  if (error) return <ErrorNote error={error} onRetry={() => void round.refetch().then(() => list.refetch())} />;
  if (!round.data || !list.data) return <PageSkeleton />;
  return (
    <RoundFrame round={round.data}>
      <div className={classes.controls}>
        <div className={classes.total} role="group" aria-label={t('round.stage')}>
          {(['midterm', 'final'] as const).map((value) => <Button key={value} size="xs" variant={value === stage ? 'filled' : 'default'} aria-pressed={value === stage} onClick={() => setSearch({ stage: value })}>{t(`stage.${value}`)}</Button>)}
        </div>
        {list.data.due && <span className="wc-secondary">{t('round.due', { at: format.deadline(list.data.due) })}</span>}
      </div>
      <Rows key={stage} roundId={roundId} stage={stage} view={list.data} fetching={list.isFetching} />
    </RoundFrame>
  );
}

function Rows({ roundId, stage, view, fetching }: { roundId: string; stage: 'midterm' | 'final'; view: View; fetching: boolean }) {
  const { t } = useTranslation('evaluation');
  const format = useFormat();
  const text = useText();
  const state = useListState(['state']);
  const assign = useApiMutation(assignEvaluations);
  const [left, setLeft] = useState<Output<typeof assignEvaluations>['left']>([]);
  const [evaluatorId, setEvaluator] = useState(() => (view.evaluators.find((one) => view.rows.some((row) => row.assignable && !row.notFor.includes(one.id))) ?? view.evaluators[0])?.id ?? '');
  const wanted = state.query.filters['state'] ?? [];
  const stateOf = (row: Row) => row.evaluation?.state ?? 'none';
  const rows = view.rows.filter((row) => `${row.number}${row.title}${row.organization}`.includes(state.query.q) && (!wanted.length || wanted.includes(stateOf(row))));
  const open = view.rows.filter((row) => row.assignable);
  // for this evaluator: what he is tied to or stepped aside from is another's
  const may = open.filter((row) => !row.notFor.includes(evaluatorId)).length;
  const go = async (projectIds?: readonly string[]) => {
    setLeft([]);
    try {
      const { assigned, left: leftOut } = await assign.mutateAsync({ params: { roundId }, body: { stage, evaluatorId, ...(projectIds ? { projectIds: [...projectIds] } : {}) } });
      toast.success(t('round.assigned', { count: assigned }));
      setLeft(leftOut);
    } catch {
      // said above the list
    }
  };
  const columns: Column<Row>[] = [
    { id: 'title', header: t('round.project'), cell: (row) => row.title, minWidth: '14rem' },
    { id: 'number', header: t('round.number'), cell: (row) => row.number, nowrap: true },
    { id: 'organization', header: t('round.organization'), cell: (row) => row.organization, minWidth: '10rem' },
    { id: 'report', header: t('round.report'), cell: (row) => t(`reportState.${row.reportState ?? 'none'}`), nowrap: true },
    { id: 'evaluator', header: t('evaluator'), cell: (row) => row.evaluation?.evaluator ?? '—', nowrap: true },
    { id: 'state', header: t('round.state'), cell: (row) => <><StateTag tone={evaluationTone(stateOf(row))}>{t(`state.${stateOf(row)}`)}</StateTag>{row.evaluation?.recusalReason && <small className={classes.why}>{row.evaluation.recusalReason}</small>}</>, minWidth: '7rem' },
    { id: 'total', header: t('total'), align: 'end', cell: (row) => row.evaluation?.total ?? '—', nowrap: true },
    { id: 'passes', header: t('round.result'), cell: (row) => (row.evaluation?.gradeName ? <StateTag tone={row.evaluation.passes ? 'good' : 'bad'}>{text(row.evaluation.gradeName)}</StateTag> : '—'), nowrap: true },
  ];
  const picker = <NativeSelect size="xs" aria-label={t('evaluator')} value={evaluatorId} onChange={(event) => setEvaluator(event.currentTarget.value)} data={view.evaluators.map((one) => ({ value: one.id, label: one.name }))} />;
  return (
    <>
      {view.may.assign && !view.evaluators.length && <Note tone="waiting" title={t('round.noEvaluators')}>{t('round.noEvaluatorsHelp')}</Note>}
      {assign.error && <ErrorNote error={assign.error} />}
      {left.length > 0 && (
        <Note tone="waiting" title={t('round.left', { count: left.length })}>
          <ul>{left.map((one) => <li key={one.projectId}><Link to={`/app/projects/${one.projectId}?tab=evaluation`}>{format.pair(one.number, one.title)}</Link> — {one.why}</li>)}</ul>
        </Note>
      )}
      <DataList id="evaluations" label={t('round.label')} columns={columns} rows={rows} rowKey={(row) => row.projectId} rowHref={(row) => (row.evaluation ? `/app/evaluations/${row.evaluation.id}` : `/app/projects/${row.projectId}?tab=evaluation`)}
        list={state} fetching={fetching} total={{ count: rows.length, capped: false }} searchLabel={t('round.search')} empty={{ title: t('round.none'), body: t('round.noneHelp') }}
        filters={[{ id: 'state', label: t('round.state'), options: ['none', 'assigned', 'in_progress', 'submitted', 'returned', 'recused', 'confirmed'].map((value) => ({ value, label: t(`state.${value}`) })) }]}
        exportSlot={view.may.assign && open.length > 0 && evaluatorId ? <span className={classes.total}>{picker}<Button size="xs" disabled={!may} loading={assign.isPending} onClick={() => void go()}>{t('round.assignAll', { count: may })}</Button></span> : undefined}
        bulk={view.may.assign && evaluatorId ? (keys, clear) => <>{picker}<Button size="xs" loading={assign.isPending} onClick={() => void go(keys).then(clear)}>{t('round.assignThese')}</Button></> : undefined} />
    </>
  );
}
