import { Button, NativeSelect, Textarea } from '@mantine/core';
import { listPairingPartners, requestPairing } from '@weichuang/contracts/needs/pairings';
import type { Output } from '@weichuang/contracts/http/route';
import { Dialog, EmptyState, ErrorNote, Note, PageSkeleton, toast } from '@weichuang/ui/feedback';
import { useFormat } from '@weichuang/ui/format';
import { PageHeader } from '@weichuang/ui/page';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useActKey } from '../../app/act-key';
import { useApi, useApiMutation } from '../../app/api';
import { useSession } from '../../app/session';
import classes from './needs.module.css';
import { PairingTag } from './states';

type Partner = Output<typeof listPairingPartners>['rows'][number];

/** Whom to ask: the street's communities with what they need. */
export default function PairPage() {
  const { roundId = '' } = useParams();
  const { workspace } = useSession();
  const { t } = useTranslation('needs');
  const organizationId = workspace?.organization?.id;
  return organizationId ? <Partners roundId={roundId} organizationId={organizationId} /> : <EmptyState page title={t('noOrganization')} action={<Button component={Link} to={`/calls/${roundId}`} variant="default">{t('toCalls')}</Button>}>{t('noOrganizationHelp')}</EmptyState>;
}

function Partners({ roundId, organizationId }: { roundId: string; organizationId: string }) {
  const { t } = useTranslation('needs');
  const format = useFormat();
  const { data, error, refetch } = useApi(listPairingPartners, { params: { roundId, organizationId } });
  const [asked, setAsked] = useState<Partner | null>(null);
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  return (
    <div className={classes.page}>
      <PageHeader title={t('choosePartner')} back={{ to: `/calls/${roundId}`, label: data.round.title }} meta={<span>{t('untilClose', { time: format.deadline(data.round.closeAt) })}</span>}
        actions={<Button component={Link} to="/app/pairings" variant="default">{t('mine')}</Button>} />
      {data.closed && <Note tone="waiting" title={data.closed} />}
      <div className={classes.partners}>
        {data.rows.map((community) => (
          <section key={community.id} className={`wc-card ${classes.partner}`}>
            <header><h2>{community.name}</h2>{community.pairing && <PairingTag state={community.pairing} />}</header>
            {community.needs.length ? <ul className={classes.options}>{community.needs.map((need) => <li key={need.id}>{need.title}{need.category && <span className="wc-secondary"> · {need.category}</span>}</li>)}</ul> : <p className="wc-secondary">{t('noNeeds')}</p>}
            {!data.closed && community.pairing === null && <div><Button size="xs" variant="default" onClick={() => setAsked(community)}>{t('ask')}</Button></div>}
          </section>
        ))}
      </div>
      <Dialog open={asked !== null} onClose={() => setAsked(null)} title={t('askOf', { name: asked?.name ?? '' })}>
        {asked && <Request roundId={roundId} organizationId={organizationId} community={asked} onClose={() => setAsked(null)} />}
      </Dialog>
    </div>
  );
}

function Request({ roundId, organizationId, community, onClose }: { roundId: string; organizationId: string; community: Partner; onClose: () => void }) {
  const { t } = useTranslation('needs');
  const [needId, setNeedId] = useState(community.needs[0]?.id ?? '');
  const [message, setMessage] = useState('');
  const keyOf = useActKey();
  const request = useApiMutation(requestPairing);
  const send = async () => {
    await request.mutateAsync({ params: { roundId }, body: { organizationId, communityId: community.id, needId: needId || null, message }, idempotencyKey: keyOf({ organizationId, community: community.id, needId, message }) });
    toast.success(t('requested', { name: community.name }));
    onClose();
  };
  return (
    <div className={classes.dialogForm}>
      {request.error && <ErrorNote error={request.error} />}
      <NativeSelect label={t('whichNeed')} value={needId} onChange={(event) => setNeedId(event.currentTarget.value)}>
        {community.needs.map((need) => <option key={need.id} value={need.id}>{need.title}</option>)}
        <option value="">{t('noParticularNeed')}</option>
      </NativeSelect>
      <Textarea label={t('message')} description={t('messageHelp')} rows={5} maxLength={2000} value={message} onChange={(event) => setMessage(event.currentTarget.value)} />
      <div className="wc-dialog-buttons"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button loading={request.isPending} onClick={() => void send().catch(() => undefined)}>{t('ask')}</Button></div>
    </div>
  );
}
