import { Button } from '@mantine/core';
import { listMyRounds, listRounds, type MyRound, type RoundSummary } from '@weichuang/contracts/calls/rounds';
import { EmptyState, ErrorNote, PageSkeleton } from '@weichuang/ui/feedback';
import { Money, useFormat } from '@weichuang/ui/format';
import { PageHeader } from '@weichuang/ui/page';
import { StageLine } from '@weichuang/ui/stage-line';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useApi } from '../../app/api';
import { useSession } from '../../app/session';
import classes from './calls.module.css';
import { NewRoundDialog } from './NewRoundDialog';
import { RoundState } from './RoundState';
import { useStageLine } from './use-stage-line';

const GROUPS = {
  all: () => true,
  preparing: (round: RoundSummary) => round.state === 'draft',
  running: (round: RoundSummary) => !['draft', 'archived', 'cancelled'].includes(round.state),
  ended: (round: RoundSummary) => round.state === 'archived' || round.state === 'cancelled',
} as const;
type Group = keyof typeof GROUPS;
type Listed = RoundSummary & Partial<Pick<MyRound, 'opens'>>;

/** A street's rounds, or those a person works on. */
export default function RoundsPage() {
  const { workspace, has } = useSession();
  // whose membership names a round only sees its own rounds, not the street's list
  const street = workspace?.tenant && !workspace.round && has('street_manager', 'street_handler', 'street_finance', 'street_leader', 'auditor') ? workspace.tenant.id : null;
  return street ? <StreetRounds tenantId={street} /> : <MyRounds />;
}

function StreetRounds({ tenantId }: { tenantId: string }) {
  const { t } = useTranslation('calls');
  const { data, error, refetch } = useApi(listRounds, { params: { tenantId }, query: {} });
  const [creating, setCreating] = useState(false);
  const button = data?.may.create ? <Button leftSection={<Plus size={16} aria-hidden />} onClick={() => setCreating(true)}>{t('new.open')}</Button> : undefined;
  return (
    <div className={classes.page}>
      <PageHeader title={t('rounds')} actions={button} />
      {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <PageSkeleton />}
      {data && <RoundCards rows={data.rows} start={button} />}
      {data?.may.create && <NewRoundDialog tenantId={tenantId} last={data.rows[0] ?? null} open={creating} onClose={() => setCreating(false)} />}
    </div>
  );
}

function MyRounds() {
  const { t } = useTranslation('calls');
  const { data, error, refetch } = useApi(listMyRounds, {});
  return (
    <div className={classes.page}>
      <PageHeader title={t('rounds')} />
      {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <PageSkeleton />}
      {data && <RoundCards rows={data.rows} />}
    </div>
  );
}

/** The round's own page, its set-up while it is a draft; its call for whom takes part without working on it. */
const wayTo = ({ id, state, opens = 'round' }: Listed): string => (opens === 'call' ? `/calls/${id}` : state === 'draft' ? `/app/rounds/${id}/setup` : `/app/rounds/${id}`);

function RoundCards({ rows, start }: { rows: readonly Listed[]; start?: React.ReactNode }) {
  const { t } = useTranslation('calls');
  const line = useStageLine();
  const format = useFormat();
  const [group, setGroup] = useState<Group>('all');
  if (!rows.length) return <div className="wc-card"><EmptyState title={t('empty.title')} action={start}>{t('empty.body')}</EmptyState></div>;
  const shown = rows.filter(GROUPS[group]);
  return (
    <>
      <div className={classes.filter} role="group" aria-label={t('filter.label')}>
        {(Object.keys(GROUPS) as Group[]).map((one) => ( // the record's own keys
          <button key={one} type="button" className={classes.chip} aria-pressed={one === group} onClick={() => setGroup(one)}>
            {t(`filter.${one}`)} {rows.filter(GROUPS[one]).length}
          </button>
        ))}
      </div>
      {!shown.length && <div className="wc-card"><EmptyState title={t('empty.none')} /></div>}
      <div className={classes.rounds}>
        {shown.map((round) => (
          <article key={round.id} className={`wc-card ${classes.round}`}>
            <header className={classes.roundHead}>
              <h2><Link to={wayTo(round)}>{round.title || t('untitled')}</Link></h2>
              <span className="wc-secondary">{t('edition', { year: round.year, edition: round.edition })}</span>
              <RoundState state={round.state} />
              <span className={classes.roundMeta}>
                <span>{t('pool')} <Money fen={round.poolFen} unit="wan" /></span>
                {round.state !== 'draft' && <span>{t('applicationsCount', { n: format.count(round.applications) })}</span>}
                {round.projects > 0 && <span>{t('projectsCount', { n: format.count(round.projects) })}</span>}
                {round.undertaker && <span>{t('undertakerIs', { name: round.undertaker.name })}</span>}
              </span>
            </header>
            <StageLine {...line(round.line, round.title)} />
          </article>
        ))}
      </div>
    </>
  );
}
