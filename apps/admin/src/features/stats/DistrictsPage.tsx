import { NativeSelect } from '@mantine/core';
import { listDistricts, type DistrictStreet, type DistrictView } from '@weichuang/contracts/stats/district';
import { StackedBars } from '@weichuang/ui/chart';
import { EmptyState, ErrorNote, PageSkeleton, StateTag } from '@weichuang/ui/feedback';
import { Money, useFormat } from '@weichuang/ui/format';
import { Card, PageHeader } from '@weichuang/ui/page';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useApi } from '../../app/api';
import { RoundState } from '../calls/RoundState';
import classes from './stats.module.css';

const COUNTS = ['applications', 'projects'] as const;
const SUMS = ['poolFen', 'grantedFen', 'paidFen'] as const;

/** A district's streets at a glance, for who audits it: each round leads to its own pages. */
export default function DistrictsPage() {
  const { t } = useTranslation('stats');
  const [search, setSearch] = useSearchParams();
  const year = Number(search.get('year')) || undefined;
  const { data, error, refetch } = useApi(listDistricts, { query: { year } }, { keepPrevious: true });
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  return (
    <div className={classes.page}>
      <PageHeader title={t('district.title')} meta={data.rows.map((one) => one.name).join('、')}
        actions={data.years.length > 1 && (
          <NativeSelect aria-label={t('district.year')} value={year ?? ''} onChange={(event) => setSearch(event.currentTarget.value ? { year: event.currentTarget.value } : {}, { replace: true })}
            data={[{ value: '', label: t('district.allYears') }, ...data.years.map((one) => ({ value: String(one), label: String(one) }))]} />
        )} />
      {data.rows.length === 0 ? <div className="wc-card"><EmptyState title={t('district.none')}>{t('district.noneHelp')}</EmptyState></div> : <p className="wc-secondary">{t('district.intro')}</p>}
      {data.rows.map((one) => <District key={one.id} district={one} many={data.rows.length > 1} ofYear={year !== undefined} />)}
    </div>
  );
}

function District({ district, many, ofYear }: { district: DistrictView; many: boolean; ofYear: boolean }) {
  const { t } = useTranslation('stats');
  const format = useFormat();
  const { streets, total } = district;
  const figures: readonly [string, string][] = [
    ['streets', format.count(streets.length)],
    ['rounds', format.count(streets.reduce((all, one) => all + one.rounds.length, 0))],
    ...COUNTS.map((key): [string, string] => [key, format.count(total[key])]),
    ...SUMS.map((key): [string, string] => [key, format.wan(total[key])]),
    ['openFindings', format.count(total.openFindings)],
  ];
  return (
    <section className={classes.page} aria-label={district.name}>
      <h2 className={many ? undefined : 'wc-hidden'}>{district.name}</h2>
      <dl className={classes.totals}>
        {figures.map(([key, value]) => <div key={key} className="wc-card"><dt className="wc-secondary">{t(`district.figure.${key}`)}</dt><dd>{value}</dd></div>)}
      </dl>
      {streets.length > 1 && (
        <Card>
          <StackedBars title={t('district.barTitle')} series={[{ id: 'granted', label: t('district.granted'), tone: 'primary' }, { id: 'rest', label: t('district.rest'), tone: 'muted' }]}
            bars={streets.map((one) => ({ id: one.id, label: one.name, values: { granted: one.total.grantedFen, rest: Math.max(0, one.total.poolFen - one.total.grantedFen) } }))} />
        </Card>
      )}
      {streets.map((one) => <Street key={one.id} street={one} ofYear={ofYear} />)}
    </section>
  );
}

function Street({ street, ofYear }: { street: DistrictStreet; ofYear: boolean }) {
  const { t } = useTranslation('stats');
  const format = useFormat();
  return (
    <Card title={<>{street.name} {street.disabled && <StateTag tone="paused">{t('district.disabled')}</StateTag>}</>} flush={street.rounds.length > 0}
      actions={<Link to={`/app/audit?street=${street.id}`}>{t('district.audit')}</Link>}>
      {street.rounds.length === 0 ? <p className="wc-secondary">{t(ofYear ? 'district.noRoundsOfYear' : 'district.noRounds')}</p> : (
        <div className={classes.scroll} tabIndex={0} role="region" aria-label={street.name}>
          <table className={classes.rounds}>
            <thead>
              <tr>
                <th scope="col">{t('district.round')}</th><th scope="col">{t('district.state')}</th>
                {[...COUNTS, ...SUMS, 'openFindings'].map((key) => <th key={key} scope="col" data-number>{t(`district.figure.${key}`)}</th>)}
              </tr>
            </thead>
            <tbody>
              {street.rounds.map((round) => (
                <tr key={round.id}>
                  <th scope="row"><Link to={`/app/rounds/${round.id}`}>{round.title}</Link></th>
                  <td data-label={t('district.state')}><RoundState state={round.state} /></td>
                  {COUNTS.map((key) => <td key={key} data-number data-label={t(`district.figure.${key}`)}>{format.count(round[key])}</td>)}
                  {SUMS.map((key) => <td key={key} data-number data-label={t(`district.figure.${key}`)}><Money fen={round[key]} /></td>)}
                  <td data-number data-label={t('district.figure.openFindings')}>{format.count(round.openFindings)}</td>
                </tr>
              ))}
            </tbody>
            {street.rounds.length > 1 && (
              <tfoot>
                <tr>
                  <th scope="row" colSpan={2}>{t('district.total')}</th>
                  {COUNTS.map((key) => <td key={key} data-number data-label={t(`district.figure.${key}`)}>{format.count(street.total[key])}</td>)}
                  {SUMS.map((key) => <td key={key} data-number data-label={t(`district.figure.${key}`)}><Money fen={street.total[key]} /></td>)}
                  <td data-number data-label={t('district.figure.openFindings')}>{format.count(street.total.openFindings)}</td>
                </tr>
              </tfoot>
            )}
          </table>
        </div>
      )}
    </Card>
  );
}
