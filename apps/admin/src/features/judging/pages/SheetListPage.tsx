import { listMySheets, type SheetBrief } from '@weichuang/contracts/judging/sheets';
import { Button } from '@mantine/core';
import { EmptyState, ErrorNote, Note, PageSkeleton, StateTag } from '@weichuang/ui/feedback';
import { Countdown, useText } from '@weichuang/ui/format';
import { PageHeader } from '@weichuang/ui/page';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useApi } from '../../../app/api';
import { useWorksAt } from '../../../app/session';
import classes from '../judging.module.css';
import { Progress } from '../Progress';
import { SHEET_TONE } from '../tones';

/** My sheets of a stage, the least finished first. */
export default function SheetListPage() {
  const { stageId = '' } = useParams();
  const { t } = useTranslation('judging');
  const text = useText();
  const { data, error, refetch } = useApi(listMySheets, { params: { stageId } });
  useWorksAt({ roundId: data?.round.id });
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  const counted = data.sheets.filter((sheet) => sheet.state !== 'recused' && sheet.state !== 'voided');
  const locked = counted.filter((sheet) => sheet.state === 'locked').length;
  const open = data.stage.state === 'scoring' || data.stage.state === 'closed' || data.stage.state === 'frozen';
  const declaration = `/app/judging/stages/${stageId}/declaration`;
  return (
    <div className={`${classes.list} wc-roomy`}>
      <PageHeader title={data.round.title} back={{ to: '/app/judging', label: t('tasks.title') }}
        meta={<><span>{text(data.stage.name)}</span>{data.stage.state === 'scoring' && <Countdown until={data.stage.reviewTo} />}</>}
        actions={<Button component={Link} to={declaration} variant="default" size="xs">{t('declare.mine')}</Button>} />
      {data.undeclared > 0 && (
        <Note tone="waiting" title={t('list.undeclared', { count: data.undeclared })}><Link to={declaration}>{t('list.declareNow')}</Link></Note>
      )}
      {data.stage.state === 'scoring' && counted.length > 0 && <div className={classes.card}><Progress done={locked} of={counted.length} label={t('tasks.progress', { done: locked, all: counted.length })} /></div>}
      {data.stage.state === 'closed' && <Note title={t('list.closed')} />}
      {data.sheets.length === 0 && <div className="wc-card"><EmptyState title={t('list.none')}>{t('list.noneHelp')}</EmptyState></div>}
      {data.sheets.map((sheet) => <SheetCard key={sheet.id} sheet={sheet} open={open} />)}
    </div>
  );
}

function SheetCard({ sheet, open }: { sheet: SheetBrief; open: boolean }) {
  const { t } = useTranslation('judging');
  const closed = sheet.state === 'recused' || sheet.state === 'voided';
  const body = (
    <>
      <span className={classes.cardTop}><h2>{sheet.application.title}</h2><StateTag tone={SHEET_TONE[sheet.state]}>{t(`sheetState.${sheet.state}`)}</StateTag></span>
      <span className={classes.meta}>
        {sheet.application.number && <span>{sheet.application.number}</span>}
        {sheet.application.organization && <span>{sheet.application.organization}</span>}
        {sheet.application.community && <span>{sheet.application.community}</span>}
      </span>
      {!closed && (sheet.state === 'locked'
        ? <span className={classes.figure}>{sheet.total} <small>/ {sheet.fullMarks}</small></span>
        : <Progress done={sheet.done} of={sheet.items} label={t('list.items', { done: sheet.done, of: sheet.items })} />)}
    </>
  );
  return closed || !open
    ? <div className={`${classes.card} ${closed ? classes.closed : ''}`}>{body}</div>
    : <Link to={`/app/judging/sheets/${sheet.id}`} className={classes.card}>{body}</Link>;
}
