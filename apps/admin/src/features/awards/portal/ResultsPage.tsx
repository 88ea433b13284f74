import { getRoundResults } from '@weichuang/contracts/awards/notice';
import { EmptyState, ErrorNote, PageSkeleton } from '@weichuang/ui/feedback';
import { Money, useFormat } from '@weichuang/ui/format';
import { PortalShell } from '@weichuang/ui/page';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useApi } from '../../../app/api';
import classes from '../awards.module.css';
import { NoticeRows } from './NoticeRows';

/** A round's results after its notice: projects that are funded, prizes, and the notices. */
export default function ResultsPage() {
  const { roundId = '' } = useParams();
  const { t } = useTranslation('awards');
  const format = useFormat();
  const { data, error, refetch } = useApi(getRoundResults, { params: { roundId } });
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  return (
    <PortalShell title={t('results.title', { round: data.round.title })} issuer={data.round.street} meta={<Link to={`/calls/${data.round.id}`}>{t('results.call')}</Link>}>
      {data.awards.length === 0 && <div className="wc-card"><EmptyState title={t('results.none')}>{t('results.noneHelp')}</EmptyState></div>}
      {data.awards.length > 0 && (
        <section className={classes.block}>
          <h2>{t('results.awards', { count: data.awards.length, sum: format.money(data.totalFen) })}</h2>
          <div className={`wc-card ${classes.records}`}>
            <table className="wc-table">
              <thead><tr><th>{t('results.number')}</th><th>{t('results.project')}</th><th>{t('results.organization')}</th><th>{t('results.community')}</th><th className="wc-num">{t('results.amount')}</th></tr></thead>
              <tbody>{data.awards.map((row, i) => <tr key={row.number ?? i}><td className="wc-whole">{row.number}</td><th scope="row">{row.project}</th><td data-label={t('results.organization')}>{row.organization}</td><td className="wc-whole" data-label={t('results.community')}>{row.community ?? '—'}</td><td className="wc-num" data-label={t('results.amount')}><Money fen={row.amountFen} /></td></tr>)}</tbody>
            </table>
          </div>
        </section>
      )}
      {data.prizes.length > 0 && (
        <section className={classes.block}>
          <h2>{t('results.prizes')}</h2>
          <div className={`wc-card ${classes.records}`}>
            <table className="wc-table">
              <thead><tr><th>{t('results.tier')}</th><th>{t('results.project')}</th><th>{t('results.organization')}</th><th className="wc-num">{t('results.prizeMoney')}</th></tr></thead>
              <tbody>{data.prizes.map((row) => <tr key={`${row.tier}${row.project}`}><td>{row.tier}</td><th scope="row">{row.project}</th><td data-label={t('results.organization')}>{row.organization}</td><td className="wc-num" data-label={t('results.prizeMoney')}>{row.amountFen ? <Money fen={row.amountFen} /> : '—'}</td></tr>)}</tbody>
            </table>
          </div>
        </section>
      )}
      {data.notices.length > 0 && <section className={classes.block}><h2>{t('results.notices')}</h2><NoticeRows rows={data.notices} /></section>}
    </PortalShell>
  );
}
