import { TextInput } from '@mantine/core';
import { listCalls, type PortalCall } from '@weichuang/contracts/portal/calls';
import { EmptyState, ErrorNote, TextSkeleton } from '@weichuang/ui/feedback';
import { Countdown, useFormat, useText } from '@weichuang/ui/format';
import { ArrowRight, Search } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useApi } from '../../app/api';
import classes from './portal.module.css';

/** Past so many calls a box to find one is of use. */
const MANY = 6;

/** What may be applied for now, what comes, and what has been. */
export default function HomePage() {
  const { t } = useTranslation('portal');
  const { data, error, refetch } = useApi(listCalls, {});
  const [typed, setTyped] = useState('');
  const words = typed.trim().toLowerCase();
  const rows = (data?.rows ?? []).filter((row) => !words || `${row.district ?? ''}${row.street}${row.title}${row.year}`.toLowerCase().includes(words));
  const open = rows.filter((row) => row.phase === 'open');
  const coming = rows.filter((row) => row.phase === 'coming');
  const rest = rows.filter((row) => row.phase === 'running' || row.phase === 'ended');
  return (
    <div className={classes.home}>
      <title>{t('home.title')}</title>
      <header className={classes.hero}>
        <h1>{t('home.heading')}</h1>
        <p>{t('home.intro')}</p>
        <ol className={classes.steps} aria-label={t('home.stepsLabel')}>
          {(['read', 'pair', 'apply', 'judge', 'notice', 'do'] as const).map((step) => <li key={step}>{t(`home.steps.${step}`)}</li>)}
        </ol>
      </header>
      {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <div className={`wc-card ${classes.waiting}`} role="status" aria-label={t('home.loading')}><TextSkeleton lines={5} /></div>}
      {data && data.rows.length > MANY && (
        <TextInput className={classes.find} leftSection={<Search size={16} aria-hidden />} aria-label={t('home.find')} placeholder={t('home.find')} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} />
      )}
      {data && (
        <section className={classes.block} aria-labelledby="open-calls">
          <h2 id="open-calls">{t('home.open')}<span className={classes.count}>{open.length}</span></h2>
          {open.length === 0 && <div className="wc-card"><EmptyState title={t('home.noneOpen')}>{coming.length ? t('home.seeComing') : t('home.comeBack')}</EmptyState></div>}
          <div className={classes.cards}>{open.map((call) => <CallCard key={call.id} call={call} />)}</div>
        </section>
      )}
      {coming.length > 0 && (
        <section className={classes.block} aria-labelledby="coming-calls">
          <h2 id="coming-calls">{t('home.coming')}<span className={classes.count}>{coming.length}</span></h2>
          <div className={classes.cards}>{coming.map((call) => <CallCard key={call.id} call={call} />)}</div>
        </section>
      )}
      {rest.length > 0 && (
        <section className={classes.block} aria-labelledby="past-calls">
          <h2 id="past-calls">{t('home.past')}<span className={classes.count}>{rest.length}</span></h2>
          <ul className={`wc-card ${classes.past}`}>
            {rest.map((call) => (
              <li key={call.id}>
                <Link to={`/calls/${call.id}`}>
                  <span className={classes.pastTitle}><b>{call.title}</b><small>{call.street} · {t('edition', { year: call.year, edition: call.edition })}</small></span>
                  <span className={classes.phase} data-phase={call.phase}>{t(`state.${call.state}`)}</span>
                  <ArrowRight size={16} aria-hidden />
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function CallCard({ call }: { call: PortalCall }) {
  const { t } = useTranslation('portal');
  const format = useFormat();
  const text = useText();
  const open = call.phase === 'open';
  return (
    <article className={classes.card} data-phase={call.phase}>
      <p className={classes.cardStreet}>{[call.district, call.street].filter(Boolean).join(' · ')}</p>
      <h3><Link to={`/calls/${call.id}`}>{call.title}</Link></h3>
      <p className="wc-secondary">{t('edition', { year: call.year, edition: call.edition })}</p>
      <dl className={classes.cardFacts}>
        {call.grantFen !== null && <div><dt>{t('perProject')}</dt><dd>{format.wan(call.grantFen)}</dd></div>}
        <div><dt>{t('pool')}</dt><dd>{format.wan(call.poolFen)}</dd></div>
        {call.needs > 0 && <div><dt>{t('needsCount')}</dt><dd>{t('needsN', { n: call.needs })}</dd></div>}
      </dl>
      <ul className={classes.tags} aria-label={t('tracks')}>{call.tracks.map((track) => <li key={track.id}>{text(track.name)}</li>)}</ul>
      <p className={classes.cardWhen}>
        <span>{open ? t('closesAt', { time: format.deadline(call.closeAt) }) : t('opensAt', { time: format.dateTime(call.openAt) })}</span>
        {open && <Countdown until={call.closeAt} />}
      </p>
    </article>
  );
}
