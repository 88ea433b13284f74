import { Button } from '@mantine/core';
import { listOpenCalls } from '@weichuang/contracts/applications/lists';
import { createApplication } from '@weichuang/contracts/applications/writing';
import type { Output } from '@weichuang/contracts/http/route';
import { EmptyState, ErrorNote, Note, PageSkeleton, toast } from '@weichuang/ui/feedback';
import { Countdown, Money, useFormat, useText } from '@weichuang/ui/format';
import { PageHeader } from '@weichuang/ui/page';
import { FilePlus2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useNavigate } from 'react-router';
import { useApi, useApiMutation } from '../../app/api';
import classes from './applications.module.css';

type Call = Output<typeof listOpenCalls>['rows'][number];
type Organization = Call['organizations'][number];

/** The calls that are open or open soon, with a button for each track that fits. */
export default function OpenCallsPage() {
  const { t } = useTranslation('applications');
  const { data, error, refetch } = useApi(listOpenCalls, {});
  return (
    <div className={classes.page}>
      <PageHeader title={t('calls.title')} {...(data?.applies === false ? {} : { meta: t('calls.lead'), back: { to: '/app/applications', label: t('mine.title') } })} />
      {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <PageSkeleton />}
      {data && !data.rows.length && <div className="wc-card"><EmptyState title={t('calls.empty')}>{t('calls.emptyHelp')}</EmptyState></div>}
      {data && !data.applies && (
        <Note title={t('calls.noOrganization')}>
          <p>{t('calls.noOrganizationHelp')}</p>
          <p><Link to="/register">{t('calls.register')}</Link></p>
        </Note>
      )}
      {data?.rows.map((row) => <CallCard key={row.roundId} row={row} applies={data.applies} />)}
    </div>
  );
}

function CallCard({ row, applies }: { row: Call; applies: boolean }) {
  // whoever comes from the page of one call is led to this one
  const asked = useLocation().hash === `#call-${row.roundId}`;
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    // who cannot apply reads first why
    if (asked && applies) card.current?.scrollIntoView({ block: 'start' });
  }, [asked, applies]);
  const { t } = useTranslation('applications');
  const format = useFormat();
  return (
    <article ref={card} id={`call-${row.roundId}`} className={`wc-card ${classes.call}`} aria-current={asked || undefined}>
      <header>
        <h2>{row.title}</h2>
        <span className="wc-secondary">{row.street}</span>
        <span className={classes.due}>
          {row.phase === 'open' ? t('calls.until', { at: format.deadline(row.closeAt) }) : t('calls.from', { at: format.dateTime(row.openAt) })}{' '}
          <Countdown until={row.phase === 'open' ? row.closeAt : row.openAt} />
        </span>
      </header>
      {row.introduction && <p className={classes.introduction}>{row.introduction}</p>}
      <dl className={classes.cardFacts}>
        <div><dt>{t('calls.pool')}</dt><dd><Money fen={row.poolFen} unit="wan" /></dd></div>
        {row.maxRequestFen !== null && <div><dt>{t('calls.most')}</dt><dd><Money fen={row.maxRequestFen} /></dd></div>}
        {row.maxApplications !== null && <div><dt>{t('calls.number')}</dt><dd>{t('calls.numberOf', { n: row.maxApplications })}</dd></div>}
        {(row.citesNeed || row.needsPairing) && <div><dt>{t('calls.before')}</dt><dd>{[row.citesNeed && t('calls.need'), row.needsPairing && t('calls.pairing')].filter(Boolean).join(' · ')}</dd></div>}
      </dl>
      {row.organizations.map((organization) => <Begin key={organization.id} row={row} organization={organization} />)}
      {applies && !row.organizations.length && <Note tone="info">{t('calls.undertaker')}</Note>}
    </article>
  );
}

function Begin({ row, organization }: { row: Call; organization: Organization }) {
  const { t } = useTranslation('applications');
  const text = useText();
  const navigate = useNavigate();
  const create = useApiMutation(createApplication);
  const [failure, setFailure] = useState<unknown>(null);
  // one key for each track as long as the page is shown: a click that is sent twice makes one draft
  const [keys] = useState(() => new Map(organization.tracks.map((track) => [track.id, crypto.randomUUID()])));
  const begin = async (trackId: string) => {
    setFailure(null);
    try {
      const made = await create.mutateAsync({ params: { roundId: row.roundId }, body: { organizationId: organization.id, trackId, title: '' }, idempotencyKey: keys.get(trackId) });
      if (made.warning) toast.info(made.warning.message);
      void navigate(`/app/applications/${made.id}/edit`);
    } catch (error) {
      setFailure(error);
    }
  };
  return (
    <div className={classes.begin}>
      <span><b>{organization.name}</b>{organization.begun > 0 && <span className="wc-secondary"> · {t('calls.begun', { n: organization.begun })}</span>}</span>
      {organization.tracks.length === 0 && <span className="wc-secondary">{t('calls.noTrack')}</span>}
      {organization.tracks.map((track) => (
        <Button key={track.id} size="sm" leftSection={<FilePlus2 size={16} aria-hidden />} disabled={row.phase !== 'open' || create.isPending} onClick={() => void begin(track.id)}>
          {t('calls.apply', { track: text(track.name) })}
        </Button>
      ))}
      {failure !== null && <ErrorNote error={failure} />}
    </div>
  );
}
