import { NativeSelect } from '@mantine/core';
import type { ApplicationView } from '@weichuang/contracts/applications/views';
import { saveApplication } from '@weichuang/contracts/applications/writing';
import { ErrorNote, toast } from '@weichuang/ui/feedback';
import { CircleAlert, CircleCheck, CircleDashed } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { call } from '../../app/api';
import classes from './applications.module.css';

interface PlaceCardProps {
  readonly view: ApplicationView;
  /** the community that is chosen now, saved or not */
  readonly communityId: string | null;
  readonly hostId: string | null;
  readonly onHost: (id: string | null) => void;
}

/** What goes with an application beside its form: the host of a group, the pairing with the community. */
export function PlaceCard({ view, communityId, hostId, onHost }: PlaceCardProps) {
  const { track, choices } = view;
  if (!track.hostRequired && !choices.pairingRequired) return null;
  return (
    <>
      {track.hostRequired && <Host view={view} hostId={hostId} onHost={onHost} />}
      {choices.pairingRequired && <Pairing view={view} communityId={communityId} />}
    </>
  );
}

function Host({ view, hostId, onHost }: Pick<PlaceCardProps, 'view' | 'hostId' | 'onHost'>) {
  const { t } = useTranslation('applications');
  const [failure, setFailure] = useState<unknown>(null);
  const locked = !view.writing.open || (view.writing.fields !== null && !view.writing.fields.includes('host'));
  const choose = async (id: string | null) => {
    const before = hostId;
    setFailure(null);
    onHost(id);
    try {
      await call(saveApplication, { params: { id: view.id }, body: { revision: view.revision, hostOrganizationId: id } });
      toast.success(t('place.hostSaved'));
    } catch (error) {
      onHost(before);
      setFailure(error);
    }
  };
  return (
    <section className={`wc-card ${classes.place}`}>
      <h3>{t('place.host')}</h3>
      <NativeSelect id="f-host" aria-label={t('place.host')} description={t('place.hostHelp')} value={hostId ?? ''} disabled={locked} onChange={(event) => void choose(event.currentTarget.value || null)}>
        <option value="">{t('place.choose')}</option>
        {view.choices.hosts.map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}
      </NativeSelect>
      {failure !== null && <ErrorNote error={failure} />}
    </section>
  );
}

const TONES = { accepted: 'good', requested: 'waiting', declined: 'bad', none: 'waiting' } as const;
const ICONS = { accepted: CircleCheck, requested: CircleDashed, declined: CircleAlert, none: CircleDashed } as const;

function Pairing({ view, communityId }: Pick<PlaceCardProps, 'view' | 'communityId'>) {
  const { t } = useTranslation('applications');
  const community = view.choices.communities.find((one) => one.id === communityId);
  const found = view.choices.pairings.find((one) => one.communityId === communityId);
  const state = found && found.state in TONES ? (found.state as keyof typeof TONES) : 'none'; // looked up the line before
  const Icon = ICONS[state];
  return (
    <section className={`wc-card ${classes.place}`}>
      <h3>{t('place.pairing')}</h3>
      {!community && <p className="wc-secondary">{t('place.pairingNoCommunity')}</p>}
      {community && <p className={classes.pairing} data-tone={TONES[state]}><span><Icon size={16} aria-hidden /> {t(`place.pairing_${state}`, { community: community.name })}</span></p>}
      {community && state !== 'accepted' && <Link to="/app/needs">{t('place.pairingGo')}</Link>}
    </section>
  );
}
