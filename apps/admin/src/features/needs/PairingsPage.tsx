import { Button } from '@mantine/core';
import { listCommunityPairings, listOrganizationPairings } from '@weichuang/contracts/needs/pairings';
import { EmptyState, ErrorNote, PageSkeleton } from '@weichuang/ui/feedback';
import { PageHeader } from '@weichuang/ui/page';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useApi } from '../../app/api';
import { useSession } from '../../app/session';
import classes from './needs.module.css';
import { PairingCard } from './PairingCard';

/** Pairings of the community or the organization in whose name the person works now. */
export default function PairingsPage() {
  const { workspace } = useSession();
  const { t } = useTranslation('needs');
  if (workspace?.community) return <CommunityPairings communityId={workspace.community.id} name={workspace.community.name} />;
  if (workspace?.organization) return <OrganizationPairings organizationId={workspace.organization.id} name={workspace.organization.name} />;
  return <EmptyState page title={t('noSide')} />;
}

function CommunityPairings({ communityId, name }: { communityId: string; name: string }) {
  const { t } = useTranslation('needs');
  const { data, error, refetch } = useApi(listCommunityPairings, { params: { communityId } });
  return (
    <div className={classes.page}>
      <PageHeader title={t('pairings')} meta={<span>{name}</span>} />
      {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <PageSkeleton />}
      {data?.rows.length === 0 && <div className="wc-card"><EmptyState title={t('noRequests')}>{t('noRequestsHelp')}</EmptyState></div>}
      <h2 className="wc-hidden">{t('requests')}</h2>
      <div className={classes.list}>{data?.rows.map((pairing) => <PairingCard key={pairing.id} pairing={pairing} side="community" />)}</div>
    </div>
  );
}

function OrganizationPairings({ organizationId, name }: { organizationId: string; name: string }) {
  const { t } = useTranslation('needs');
  const { data, error, refetch } = useApi(listOrganizationPairings, { params: { organizationId }, query: {} });
  const start = <Button component={Link} to="/" variant="default">{t('toCalls')}</Button>;
  return (
    <div className={classes.page}>
      <PageHeader title={t('pairings')} meta={<span>{name}</span>} actions={start} />
      {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <PageSkeleton />}
      {data?.rows.length === 0 && <div className="wc-card"><EmptyState title={t('noOwn')} action={start}>{t('noOwnHelp')}</EmptyState></div>}
      <h2 className="wc-hidden">{t('requests')}</h2>
      <div className={classes.list}>{data?.rows.map((pairing) => <PairingCard key={pairing.id} pairing={pairing} side="organization" />)}</div>
    </div>
  );
}
