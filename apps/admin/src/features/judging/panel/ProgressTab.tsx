import { assignSheets, reopenSheet, type AssignmentResult, type ProgressView } from '@weichuang/contracts/judging/panel';
import type { StageView } from '@weichuang/contracts/judging/shapes';
import { Button } from '@mantine/core';
import { EmptyState, ErrorNote, Note, toast, useConfirm } from '@weichuang/ui/feedback';
import { Card } from '@weichuang/ui/page';
import { CircleAlert } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApiMutation } from '../../../app/api';
import classes from '../judging.module.css';
import { Progress } from '../Progress';

type Cell = ProgressView['applications'][number]['cells'][number];

/** Judge by application: who has handed in, who lies far off. */
export function ProgressTab({ stage, view, mayAssign }: { stage: StageView; view: ProgressView; mayAssign: boolean }) {
  const { t } = useTranslation('judging');
  const confirm = useConfirm();
  const assign = useApiMutation(assignSheets);
  const reopen = useApiMutation(reopenSheet);
  const [result, setResult] = useState<AssignmentResult | null>(null);
  const [error, setError] = useState<unknown>(null);
  const { sheets } = stage;
  const all = sheets.assigned + sheets.in_progress + sheets.locked;
  const flagged = view.applications.filter((one) => one.outliers.length > 0);
  const share = async () => {
    setError(null);
    try {
      setResult(await assign.mutateAsync({ params: { stageId: stage.id }, body: {} }));
    } catch (failure) {
      setError(failure);
    }
  };
  const giveBack = async (cell: Cell, title: string, judge: string) => {
    const answer = await confirm({ title: t('reopen.title', { judge, title }), consequence: t('reopen.consequence'), confirm: t('reopen.confirm'), danger: true, reason: 'required' });
    if (!answer) return;
    setError(null);
    try {
      await reopen.mutateAsync({ params: { id: cell.sheetId }, body: { revision: cell.revision, reason: answer.reason } });
      toast.success(t('reopen.done', { judge, title }));
    } catch (failure) {
      setError(failure);
    }
  };
  const assignable = mayAssign && (stage.state === 'declaring' || stage.state === 'scoring');
  return (
    <>
      <Card title={t('progress.title')} actions={assignable && <Button size="xs" variant={all ? 'default' : 'filled'} loading={assign.isPending} onClick={() => void share()}>{t(all ? 'progress.assignAgain' : 'progress.assign')}</Button>}>
        <Progress done={sheets.locked} of={all} label={t('tasks.progress', { done: sheets.locked, all })} />
      </Card>
      {error !== null && <ErrorNote error={error} />}
      {result && (
        <Note tone={result.unserved.length ? 'waiting' : 'success'} title={t('progress.assigned', { added: result.added, kept: result.kept })}>
          {result.unserved.map((one) => <p key={one.application.id}>{t('progress.unserved', { title: one.application.title, missing: one.missing, eligible: one.eligible })}</p>)}
        </Note>
      )}
      {flagged.length > 0 && (
        <Note tone="waiting" title={t('progress.outliers', { count: flagged.length })}>
          {flagged.map((one) => one.outliers.map((outlier) => (
            <p key={one.id + outlier.judgeId}>{t(`progress.outlier.${outlier.direction}`, { title: one.title, judge: view.judges.find((judge) => judge.id === outlier.judgeId)?.name ?? '' })}{outlier.total !== null && t('progress.outlierTotal', { total: outlier.total, mean: one.mean })}</p>
          )))}
        </Note>
      )}
      {view.judges.length === 0 ? <div className="wc-card"><EmptyState title={t('progress.none')}>{t('progress.noneHelp')}</EmptyState></div> : (
        <div className={classes.scroll} tabIndex={0} role="region" aria-label={t('progress.matrix')}>
          <table className={classes.matrix}>
            <thead><tr><th scope="col">{t('progress.application')}</th>{view.judges.map((judge) => <th key={judge.id} scope="col">{judge.name}</th>)}<th scope="col">{t('progress.locked')}</th></tr></thead>
            <tbody>
              {view.applications.map((one) => (
                <tr key={one.id}>
                  <th scope="row"><span className={classes.name}>{one.title}<span>{one.number}</span></span></th>
                  {view.judges.map((judge) => {
                    const cell = one.cells.find((sheet) => sheet.judgeId === judge.id);
                    if (!cell) return <td key={judge.id}><span className="wc-secondary" aria-label={t('progress.notAssigned')}>–</span></td>;
                    const flag = one.outliers.some((outlier) => outlier.judgeId === judge.id) || undefined;
                    const words = <>{flag && <CircleAlert size={13} aria-hidden />}{cell.total ?? t(`cell.${cell.state}`)}</>;
                    const may = view.mayReopen && cell.state === 'locked';
                    return (
                      <td key={judge.id} title={cell.reason ?? undefined}>
                        {may ? <button type="button" className={classes.cell} data-state={cell.state} data-flag={flag} aria-label={t('reopen.of', { judge: judge.name, title: one.title })} onClick={() => void giveBack(cell, one.title, judge.name)}>{words}</button>
                          : <span className={classes.cell} data-state={cell.state} data-flag={flag}>{words}</span>}
                      </td>
                    );
                  })}
                  <td className="wc-num">{one.locked} / {one.cells.filter((cell) => cell.state !== 'recused' && cell.state !== 'voided').length}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
