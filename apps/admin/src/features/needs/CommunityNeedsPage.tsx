import { Button } from '@mantine/core';
import { createNeed, listCommunityNeeds } from '@weichuang/contracts/needs/needs';
import { EmptyState, ErrorNote, PageSkeleton } from '@weichuang/ui/feedback';
import { Countdown, useFormat } from '@weichuang/ui/format';
import { PageHeader } from '@weichuang/ui/page';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useActKey } from '../../app/act-key';
import { useApi, useApiMutation } from '../../app/api';
import { useSession } from '../../app/session';
import { NeedCard } from './NeedCard';
import classes from './needs.module.css';

/** What the community has said it needs, and where it can be said now. */
export default function CommunityNeedsPage() {
  const { workspace } = useSession();
  const { t } = useTranslation('needs');
  const communityId = workspace?.community?.id;
  return communityId ? <CommunityNeeds communityId={communityId} name={workspace.community?.name ?? ''} /> : <EmptyState title={t('noCommunity')} />;
}

function CommunityNeeds({ communityId, name }: { communityId: string; name: string }) {
  const { t } = useTranslation('needs');
  const format = useFormat();
  const navigate = useNavigate();
  const { data, error, refetch } = useApi(listCommunityNeeds, { params: { communityId }, query: {} });
  const keyOf = useActKey();
  const create = useApiMutation(createNeed);
  const [busy, setBusy] = useState<string | null>(null);
  const write = async (roundId: string) => {
    setBusy(roundId);
    try {
      const { id } = await create.mutateAsync({ params: { roundId }, body: { communityId, title: '' }, idempotencyKey: keyOf({ roundId, communityId }) });
      void navigate(`/app/needs/${id}`);
    } finally {
      setBusy(null);
    }
  };
  return (
    <div className={classes.page}>
      <PageHeader title={t('title')} meta={<span>{name}</span>} />
      {(error ?? create.error) && <ErrorNote error={error ?? create.error} onRetry={() => void refetch()} />}
      {!data && !error && <PageSkeleton />}
      {data?.collecting.map((round) => (
        <section key={round.id} className={`wc-card ${classes.collect}`}>
          <p><b>{t('collecting', { title: round.title })}</b>{round.needsCloseAt && <span className="wc-secondary">{t('collectingUntil', { time: format.deadline(round.needsCloseAt) })} <Countdown until={round.needsCloseAt} /></span>}</p>
          <Button leftSection={<Plus size={16} aria-hidden />} loading={busy === round.id} onClick={() => void write(round.id).catch(() => undefined)}>{t('write')}</Button>
        </section>
      ))}
      {data && !data.rows.length && <div className="wc-card"><EmptyState title={t('none')}>{data.collecting.length ? t('noneHelp') : t('notCollecting')}</EmptyState></div>}
      <h2 className="wc-hidden">{t('needs')}</h2>
      <div className={classes.list}>{data?.rows.map((need) => <NeedCard key={need.id} need={need} where="community" />)}</div>
    </div>
  );
}
