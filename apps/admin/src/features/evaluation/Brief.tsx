import type { Output } from '@weichuang/contracts/http/route';
import type { listMyEvaluations } from '@weichuang/contracts/evaluation/evaluation';
import { StateTag } from '@weichuang/ui/feedback';
import { Countdown, useText } from '@weichuang/ui/format';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import classes from './evaluation.module.css';
import { evaluationTone } from './tones';

type Row = Output<typeof listMyEvaluations>['rows'][number];

/** One evaluation in a list. `link` is left out where the reader may not open it. */
export function Brief({ row, link = true, due = false }: { row: Row; link?: boolean; due?: boolean }) {
  const { t } = useTranslation('evaluation');
  const text = useText();
  const body = (
    <>
      <span className={classes.cardHead}><h2>{due ? row.project.title : t(`stage.${row.stage}`)}</h2><StateTag tone={evaluationTone(row.state)}>{t(`state.${row.state}`)}</StateTag></span>
      <span className={classes.meta}>
        {due && <><span>{t(`stage.${row.stage}`)}</span><span>{row.project.organization}</span><span>{row.round.name}</span></>}
        {!due && <span>{t('by', { name: row.evaluator })}</span>}
        {due && ['assigned', 'in_progress', 'returned'].includes(row.state) && row.due && <Countdown until={row.due} />}
      </span>
      {row.total !== null && <span className={classes.total}><b>{row.total}</b>{row.gradeName && <StateTag tone={row.passes ? 'good' : 'bad'}>{text(row.gradeName)}</StateTag>}</span>}
    </>
  );
  return link ? <Link to={`/app/evaluations/${row.id}`} className={`wc-card ${classes.card}`}>{body}</Link> : <div className={`wc-card ${classes.card}`}>{body}</div>;
}
