import { getRoundAwards, type RoundAwardsView } from '@weichuang/contracts/awards/decision';
import { getRound } from '@weichuang/contracts/calls/rounds';
import { ErrorNote, Note, PageSkeleton } from '@weichuang/ui/feedback';
import { Tabs } from '@weichuang/ui/page';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import { useApi } from '../../app/api';
import { useSession } from '../../app/session';
import { RoundFrame } from '../calls/RoundFrame';
import { AllocationTab } from './allocation/AllocationTab';
import { DecisionRail } from './allocation/DecisionRail';
import classes from './awards.module.css';
import { NoticesTab } from './notice/NoticesTab';
import { ObjectionsTab } from './objection/ObjectionsTab';
import { PrizesTab } from './prizes/PrizesTab';

/** A round's awards: who gets how much, prizes, the public notice and objections to it. */
export default function AwardsPage() {
  const { roundId = '' } = useParams();
  const round = useApi(getRound, { params: { roundId } });
  const awards = useApi(getRoundAwards, { params: { roundId } });
  const error = round.error ?? awards.error;
  if (error) return <ErrorNote error={error} onRetry={() => void round.refetch().then(() => awards.refetch())} />;
  if (!round.data || !awards.data) return <PageSkeleton />;
  return <RoundFrame round={round.data}><Awards view={awards.data} /></RoundFrame>;
}

function Awards({ view }: { view: RoundAwardsView }) {
  const { t } = useTranslation('awards');
  const [search, setSearch] = useSearchParams();
  const { has } = useSession();
  const mayReadObjections = has('street_manager', 'street_handler', 'street_leader', 'auditor');
  const received = view.notices.reduce((sum, notice) => sum + notice.objections.received, 0);
  const goToLine = (id: string) => {
    setSearch({ tab: 'allocation' }, { preventScrollReset: true });
    // after the tab is drawn
    requestAnimationFrame(() => requestAnimationFrame(() => {
      const line = document.getElementById(`line-${id}`);
      line?.scrollIntoView({ block: 'center' });
      line?.querySelector('button')?.focus({ preventScroll: true });
    }));
  };
  const tabs = [
    { id: 'allocation', label: t('tab.allocation'), ...(view.lines.length ? { count: view.lines.length } : {}), content: () => <AllocationTab view={view} /> },
    ...(view.prizeTiers.length ? [{ id: 'prizes', label: t('tab.prizes'), count: view.prizes.length, content: () => <PrizesTab view={view} /> }] : []),
    { id: 'notices', label: t('tab.notices'), count: view.notices.length, content: () => <NoticesTab view={view} /> },
    ...(mayReadObjections ? [{ id: 'objections', label: t('tab.objections'), count: received, content: () => <ObjectionsTab roundId={view.round.id} /> }] : []),
  ];
  return (
    <>
      {view.decision?.state === 'returned' && view.decision.returnReason && <Note tone="danger" title={t('returned')}>{view.decision.returnReason}</Note>}
      {view.decision?.outdated && <Note tone="waiting" title={t('outdated')}>{t('outdatedHelp')}</Note>}
      <div className={classes.columns}>
        <div className={classes.main}>
          <Tabs tabs={tabs} current={search.get('tab') ?? undefined} onChange={(tab) => setSearch({ tab }, { preventScrollReset: true })} label={t('title')} />
        </div>
        <aside className={classes.rail}><DecisionRail view={view} onTab={(tab) => setSearch({ tab }, { preventScrollReset: true })} onLine={goToLine} /></aside>
      </div>
    </>
  );
}
