import { NativeSelect } from '@mantine/core';
import { listDistricts, type DistrictStreet, type DistrictView } from '@weichuang/contracts/stats/district';
import { StackedBars } from '@weichuang/ui/chart';
import { EmptyState, ErrorNote, PageSkeleton, StateTag } from '@weichuang/ui/feedback';
import { Money, useFormat } from '@weichuang/ui/format';
import { Card, PageHeader } from '@weichuang/ui/page';
import { DataTable, type Column } from '@weichuang/ui/table';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useApi } from '../../app/api';
import { RoundState } from '../calls/RoundState';
import classes from './stats.module.css';

const COUNTS = ['applications', 'projects'] as const;
type Sums = Pick<DistrictStreet['total'], (typeof COUNTS)[number] | (typeof SUMS)[number]>;
const SUMS = ['poolFen', 'grantedFen', 'paidFen'] as const;

/** A district's streets at a glance, for who audits it: each round leads to its own pages. */
export default function DistrictsPage() {
  const { t } = useTranslation('stats');
  const format = useFormat();
  const [search, setSearch] = useSearchParams();
  const year = Number(search.get('year')) || undefined;
  const { data, error, refetch } = useApi(listDistricts, { query: { year } }, { keepPrevious: true });
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  return (
    <div className={classes.page}>
      <PageHeader title={t('district.title')} meta={format.list(data.rows.map((one) => one.name))}
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
  // a sum below the columns where there is something to add up
  const foot = (value: ReactNode) => (street.rounds.length > 1 ? { foot: value } : {});
  const columns: Column<DistrictStreet['rounds'][number]>[] = [
    { id: 'round', header: t('district.round'), minWidth: '14rem', cell: (round) => round.title, ...foot(t('district.total')) },
    { id: 'state', header: t('district.state'), nowrap: true, cell: (round) => <RoundState state={round.state} />, ...foot('') },
    ...COUNTS.map((key) => ({ id: key, header: t(`district.figure.${key}`), align: 'end' as const, cell: (round: Sums) => format.count(round[key]), ...foot(format.count(street.total[key])) })),
    ...SUMS.map((key) => ({ id: key, header: t(`district.figure.${key}`), align: 'end' as const, cell: (round: Sums) => <Money fen={round[key]} />, ...foot(<Money fen={street.total[key]} />) })),
    { id: 'openFindings', header: t('district.figure.openFindings'), align: 'end', cell: (round) => format.count(round.openFindings), ...foot(format.count(street.total.openFindings)) },
  ];
  return (
    <Card title={<>{street.name} {street.disabled && <StateTag tone="paused">{t('district.disabled')}</StateTag>}</>} flush={street.rounds.length > 0}
      actions={<Link to={`/app/audit?street=${street.id}`}>{t('district.audit')}</Link>}>
      {street.rounds.length === 0 ? <p className="wc-secondary">{t(ofYear ? 'district.noRoundsOfYear' : 'district.noRounds')}</p> : (
        <DataTable flush label={street.name} columns={columns} rows={street.rounds} rowKey={(round) => round.id} rowHref={(round) => `/app/rounds/${round.id}`} />
      )}
    </Card>
  );
}
