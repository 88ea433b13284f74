import { Button, Textarea } from '@mantine/core';
import { acceptPairing, declinePairing, renewPairing, withdrawPairing, type PairingView } from '@weichuang/contracts/needs/pairings';
import { Dialog, ErrorNote, toast } from '@weichuang/ui/feedback';
import { useFormat } from '@weichuang/ui/format';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApiMutation } from '../../app/api';
import classes from './needs.module.css';
import { PairingTag } from './states';

/** Acts that are taken with a word to the other side. */
const WORDED = ['accept', 'decline', 'request_again'];

/** One request and its answer, as the side that looks at it sees it. */
export function PairingCard({ pairing, side }: { pairing: PairingView; side: 'community' | 'organization' | 'staff' }) {
  const { t } = useTranslation('needs');
  const format = useFormat();
  const [asked, setAsked] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const moves = { accept: useApiMutation(acceptPairing), decline: useApiMutation(declinePairing), withdraw: useApiMutation(withdrawPairing), renew: useApiMutation(renewPairing) };
  const error = Object.values(moves).find((move) => move.error)?.error;
  const busy = Object.values(moves).some((move) => move.isPending);
  const params = { id: pairing.id };
  const { revision } = pairing;
  const act = async (event: string) => {
    if (event === 'accept') await moves.accept.mutateAsync({ params, body: { revision, ...(said.trim() && { reply: said }) } });
    else if (event === 'decline') await moves.decline.mutateAsync({ params, body: { revision, reply: said } });
    else if (event === 'withdraw') await moves.withdraw.mutateAsync({ params, body: { revision } });
    else await moves.renew.mutateAsync({ params, body: { revision, message: said } });
    setAsked(null);
    setSaid('');
    toast.success(t(`pair.${event}.done`, { name: side === 'community' ? pairing.organization.name : pairing.community.name }));
  };
  const begin = (event: string) => (WORDED.includes(event) ? setAsked(event) : void act(event).catch(() => undefined));
  const blocked = pairing.actions.filter((action) => !action.allowed);
  return (
    <article className={`wc-card ${classes.need}`}>
      <header>
        <h3>{side === 'organization' ? pairing.community.name : side === 'community' ? pairing.organization.name : t('pairOf', { organization: pairing.organization.name, community: pairing.community.name })}</h3>
        <PairingTag state={pairing.state} />
      </header>
      <p className={classes.meta}><span>{pairing.round.title}</span>{pairing.need && <span>{t('forNeed', { title: pairing.need.title })}</span>}<time dateTime={pairing.createdAt}>{format.dateTime(pairing.createdAt)}</time></p>
      {pairing.message && <div className={classes.said}><small>{t('message')}</small><p>{pairing.message}</p></div>}
      {pairing.reply && <div className={classes.said} data-from="community"><small>{t('reply')}</small><p>{pairing.reply}</p></div>}
      {error && !asked && <ErrorNote error={error} />}
      {pairing.actions.length > 0 && (
        <div className={classes.actions}>
          {pairing.actions.filter((action) => action.allowed).map((action, i) => (
            <Button key={action.event} size="xs" variant={i === 0 && action.event !== 'withdraw' ? 'filled' : 'default'} loading={busy && asked === null} onClick={() => begin(action.event)}>{t(`pair.${action.event}.label`)}</Button>
          ))}
          {blocked.map((action) => <span key={action.event} className="wc-secondary">{action.why?.detail}</span>)}
        </div>
      )}
      <Dialog open={asked !== null} onClose={() => setAsked(null)} title={asked ? t(`pair.${asked}.title`, { name: side === 'community' ? pairing.organization.name : pairing.community.name }) : ''}>
        {asked && (
          <div className={classes.dialogForm}>
            {error && <ErrorNote error={error} />}
            <Textarea label={t(`pair.${asked}.words`)} rows={4} maxLength={2000} value={said} onChange={(event) => setSaid(event.currentTarget.value)} withAsterisk={asked === 'decline'} />
            <div className={classes.actions}>
              <Button loading={busy} onClick={() => void act(asked).catch(() => undefined)}>{t(`pair.${asked}.label`)}</Button>
              <Button variant="default" onClick={() => setAsked(null)}>{t('cancel')}</Button>
            </div>
          </div>
        )}
      </Dialog>
    </article>
  );
}
