import type { RoundAwardsView } from '@weichuang/contracts/awards/decision';
import { MoneyMeter } from '@weichuang/ui/chart';
import { EmptyState, StateTag } from '@weichuang/ui/feedback';
import { Money, useFormat } from '@weichuang/ui/format';
import { Card } from '@weichuang/ui/page';
import { useTranslation } from 'react-i18next';
import classes from '../awards.module.css';
import { AWARD_TONE } from '../tones';
import { AmountCell } from './AmountCell';
import { LineActions } from './LineActions';

/** The pool and every line of the decision, in order of the ranking. */
export function AllocationTab({ view }: { view: RoundAwardsView }) {
  const { t } = useTranslation('awards');
  const format = useFormat();
  const { pool } = view;
  const taken = pool.committedFen + pool.plannedFen;
  const funded = view.lines.filter((line) => !['waitlisted', 'not_funded', 'declined', 'expired', 'cancelled_by_objection'].includes(line.state));
  return (
    <>
      <Card>
        <div className={classes.pool}>
          <MoneyMeter label={t('pool.label')} usedFen={taken} limitFen={pool.poolFen} />
          <dl className={classes.figures}>
            <div><dt>{t('pool.committed')}</dt><dd>{format.money(pool.committedFen)}</dd></div>
            <div><dt>{t('pool.planned')}</dt><dd>{format.money(pool.plannedFen)}</dd></div>
            <div data-over={pool.leftFen < 0 || undefined}><dt>{t(pool.leftFen < 0 ? 'pool.over' : 'pool.left')}</dt><dd>{format.money(Math.abs(pool.leftFen))}</dd></div>
            <div><dt>{t('pool.projects')}</dt><dd>{funded.length}{view.quota && <small> / {t('pool.quota', { min: view.quota.min, max: view.quota.max })}</small>}</dd></div>
          </dl>
        </div>
      </Card>
      {view.lines.length === 0
        ? <div className="wc-card"><EmptyState title={t('empty.title')}>{view.open.allowed ? t('empty.ready', { n: view.ranking?.ranked ?? 0 }) : view.open.why?.detail}</EmptyState></div>
        : <Card title={t('lines.title', { count: view.lines.length })} flush><Lines view={view} /></Card>}
    </>
  );
}

function Lines({ view }: { view: RoundAwardsView }) {
  const { t } = useTranslation('awards');
  return (
    <div className={classes.scroll}>
      <table className={classes.lines}>
        <caption className="wc-hidden">{t('lines.caption')}</caption>
        <thead>
          <tr>
            <th className={classes.end}>{t('lines.rank')}</th><th>{t('lines.project')}</th><th className={classes.end}>{t('lines.score')}</th>
            <th className={classes.end}>{t('lines.requested')}</th><th className={classes.end}>{t('lines.amount')}</th><th>{t('lines.state')}</th><th><span className="wc-hidden">{t('lines.actions')}</span></th>
          </tr>
        </thead>
        <tbody>
          {view.lines.map((line) => (
            <tr key={line.id} id={`line-${line.id}`} data-state={line.state}>
              <td className={classes.rank} data-label={t('lines.rank')}>{line.rank ?? '—'}</td>
              <th scope="row" className={classes.who}>
                <b>{line.project}</b>
                <span>{[line.organization, line.community, line.number].filter(Boolean).join(' · ')}</span>
              </th>
              <td className={classes.end} data-label={t('lines.score')}>{line.score ?? '—'}</td>
              <td className={classes.end} data-label={t('lines.requested')}><Money fen={line.requestedFen} /></td>
              <td className={classes.end} data-label={t('lines.amount')}><AmountCell line={line} /></td>
              <td className={classes.why}>
                <StateTag tone={AWARD_TONE[line.state]}>{line.waitlist ? t('lines.place', { n: line.waitlist }) : t(`state.${line.state}`)}</StateTag>
                <span>{line.note ? t('lines.byRule', { reason: line.reason.detail }) : line.reason.detail}</span>
                {line.note && <span className={classes.note}>{t('lines.note', { note: line.note })}</span>}
                {line.openObjections > 0 && <span className={classes.warn}>{t('lines.objections', { count: line.openObjections })}</span>}
              </td>
              <td className={classes.acts}><LineActions line={line} poolLeftFen={view.pool.leftFen} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
