import { getRound } from '@weichuang/contracts/calls/rounds';
import { listNeeds } from '@weichuang/contracts/needs/needs';
import { listRoundPairings } from '@weichuang/contracts/needs/pairings';
import { EmptyState, ErrorNote, PageSkeleton, TextSkeleton } from '@weichuang/ui/feedback';
import { Tabs } from '@weichuang/ui/page';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import { useApi } from '../../app/api';
import { RoundFrame } from '../calls/RoundFrame';
import { NeedCard } from './NeedCard';
import classes from './needs.module.css';
import { PairingCard } from './PairingCard';

const ORDER = ['filed', 'returned', 'published', 'closed'] as const;

/** All communities' needs of a round, what waits for the staff first; and who pairs with whom. */
export default function RoundNeedsPage() {
  const { roundId = '' } = useParams();
  const { t } = useTranslation('needs');
  const [search, setSearch] = useSearchParams();
  const round = useApi(getRound, { params: { roundId } });
  const needs = useApi(listNeeds, { params: { roundId }, query: {} });
  const pairings = useApi(listRoundPairings, { params: { roundId } });
  if (round.error) return <ErrorNote error={round.error} onRetry={() => void round.refetch()} />;
  if (!round.data) return <PageSkeleton />;
  const state = search.get('state');
  const rows = needs.data?.rows ?? [];
  const needsView = () =>
    needs.error ? <ErrorNote error={needs.error} onRetry={() => void needs.refetch()} />
    : !needs.data ? <TextSkeleton lines={6} />
    : !rows.length ? <div className="wc-card"><EmptyState title={t('noneFiled')}>{t('noneFiledHelp')}</EmptyState></div>
    : (
      <>
        <div className={classes.chips} role="group" aria-label={t('byState')}>
          <button type="button" className={classes.chip} aria-pressed={!state} onClick={() => setSearch({}, { replace: true, preventScrollReset: true })}>{t('all')} {rows.length}</button>
          {ORDER.filter((one) => rows.some((need) => need.state === one)).map((one) => (
            <button key={one} type="button" className={classes.chip} aria-pressed={state === one} onClick={() => setSearch({ state: one }, { replace: true, preventScrollReset: true })}>{t(`need.${one}`)} {rows.filter((need) => need.state === one).length}</button>
          ))}
        </div>
        <div className={classes.groups}>
          {[...new Set(rows.map((need) => need.community.name))].map((community) => {
            const own = rows.filter((need) => need.community.name === community && (!state || need.state === state)).sort((a, b) => ORDER.findIndex((one) => one === a.state) - ORDER.findIndex((one) => one === b.state));
            return own.length ? <section key={community} className={classes.group}><h2>{community}<span className={classes.count}>{own.length}</span></h2>{own.map((need) => <NeedCard key={need.id} need={need} where="round" />)}</section> : null;
          })}
        </div>
      </>
    );
  const pairingsView = () =>
    pairings.error ? <ErrorNote error={pairings.error} onRetry={() => void pairings.refetch()} />
    : !pairings.data ? <TextSkeleton lines={6} />
    : !pairings.data.rows.length ? <div className="wc-card"><EmptyState title={t('noPairings')} /></div>
    : <div className={classes.list}><h2 className="wc-hidden">{t('requests')}</h2>{pairings.data.rows.map((pairing) => <PairingCard key={pairing.id} pairing={pairing} side="staff" />)}</div>;
  return (
    <RoundFrame round={round.data}>
      <Tabs label={t('roundNeeds')} current={search.get('tab') ?? 'needs'} onChange={(tab) => setSearch({ tab }, { replace: true, preventScrollReset: true })}
        tabs={[
          { id: 'needs', label: t('needs'), ...(needs.data && { count: rows.length }), content: needsView },
          { id: 'pairings', label: t('pairings'), ...(pairings.data && { count: pairings.data.rows.length }), content: pairingsView },
        ]} />
    </RoundFrame>
  );
}
