import { Button } from '@mantine/core';
import { getRound, moveRound, publishRound, cancelRound, ROUND_MOVES, type RoundDetail } from '@weichuang/contracts/calls/rounds';
import { EmptyState, ErrorNote, PageSkeleton, toast, useConfirm } from '@weichuang/ui/feedback';
import { Money, useFormat, useText } from '@weichuang/ui/format';
import { Card, Facts, NextSteps, type StepWords } from '@weichuang/ui/page';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { useApi, useApiMutation } from '../../app/api';
import { Announcements } from './Announcements';
import { AnnounceDialog, ExtendDialog, UndertakerDialog } from './RoundDialogs';
import classes from './calls.module.css';
import { NewRoundDialog } from './NewRoundDialog';
import { RoundFrame } from './RoundFrame';

/** Dates that begin something; the others end it, and an end at midnight is 24:00 of the day before. */
const BEGINS = ['needsOpenAt', 'openAt', 'reviewFrom', 'noticeFrom', 'projectFrom'];
/** The cycle's own steps; everything else that may be done stands below them. */
const STEPS = ['edit', 'publish', 'start_review', 'start_deciding', 'start_notice', 'execute', 'archive'];
const MORE = ['announce', 'extend', 'undertaker', 'clone', 'unpublish', 'reopen_review', 'decide_again', 'cancel'];
const WITH_REASON = ['reopen_review', 'decide_again'];
const DIALOGS = ['extend', 'announce', 'undertaker', 'clone'] as const;
type DialogName = (typeof DIALOGS)[number];
const isMove = (event: string): event is (typeof ROUND_MOVES)[number] => ROUND_MOVES.some((move) => move === event);

export default function RoundPage() {
  const { roundId = '' } = useParams();
  const { data: round, error, refetch } = useApi(getRound, { params: { roundId } });
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  return round ? <Round round={round} /> : <PageSkeleton />;
}

/** A link for whom may read the form itself. */
function FormName({ form }: { form: RoundDetail['forms'][number] }) {
  const { t } = useTranslation('calls');
  const name = t('setup.version', { title: form.title, n: form.version });
  return form.opens ? <Link to={`/app/forms/${form.id}`}>{name}</Link> : name;
}

function Round({ round }: { round: RoundDetail }) {
  const { t } = useTranslation('calls');
  const text = useText();
  const format = useFormat();
  const navigate = useNavigate();
  const confirm = useConfirm();
  const [dialog, setDialog] = useState<DialogName | null>(null);
  const [busy, setBusy] = useState<string | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [publish, cancel, move] = [useApiMutation(publishRound), useApiMutation(cancelRound), useApiMutation(moveRound)];
  const params = { roundId: round.id };

  const run = async (event: string) => {
    const { title, revision } = round;
    const needsReason = event === 'cancel' || WITH_REASON.includes(event);
    const answer = await confirm({
      title: t(`act.${event}.title`, { title }), consequence: t(`act.${event}.consequence`), confirm: t(`act.${event}.confirm`),
      ...(event === 'cancel' && { danger: true, typeName: title }), ...(needsReason && { reason: 'required' as const }),
    });
    if (!answer) return;
    setFailure(null);
    setBusy(event);
    try {
      if (event === 'publish') await publish.mutateAsync({ params, body: { revision } });
      else if (event === 'cancel') await cancel.mutateAsync({ params, body: { revision, reason: answer.reason } });
      else if (isMove(event)) await move.mutateAsync({ params, body: { event, revision, ...(answer.reason && { reason: answer.reason }) } });
      toast.success(t(`act.${event}.done`, { title }));
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(null);
    }
  };
  const act = (event: string) => {
    const own = DIALOGS.find((one) => one === event);
    if (own) setDialog(own);
    else if (event === 'edit') void navigate(`/app/rounds/${round.id}/setup`);
    else void run(event);
  };
  const words: Record<string, StepWords> = Object.fromEntries(round.actions.map(({ event }) => [event, { label: t(`act.${event}.label`), danger: event === 'cancel' }]));
  const more = round.actions.filter((action) => action.allowed && !STEPS.includes(action.event)).sort((a, b) => MORE.indexOf(a.event) - MORE.indexOf(b.event));
  const { calendar } = round.config;
  const close = () => setDialog(null);
  return (
    <RoundFrame round={round}>
      {failure !== null && <ErrorNote error={failure} />}
      <div className={classes.overview}>
        <div className={classes.main}>
          {round.cancelledReason && <Card title={t('cancelled')}><p>{round.cancelledReason}</p></Card>}
          <Card title={t('figures.title')}>
            <dl className={classes.figures}>
              <div><dt>{t('figures.needs')}</dt><dd>{format.count(round.counts.needs)}</dd></div>
              <div><dt>{t('figures.pairings')}</dt><dd>{format.count(round.counts.pairings)}</dd></div>
              <div><dt>{t('figures.drafts')}</dt><dd>{format.count(round.counts.drafts)}</dd></div>
              <div><dt>{t('figures.submitted')}</dt><dd>{format.count(round.counts.submitted)}</dd></div>
              <div><dt>{t('figures.qualified')}</dt><dd>{format.count(round.counts.qualified)}</dd></div>
              <div><dt>{t('figures.projects')}</dt><dd>{format.count(round.counts.projects)}</dd></div>
            </dl>
          </Card>
          <Card title={t('dates')}>
            <dl className={classes.dates}>
              {Object.entries(calendar).map(([key, at]) => at && <div key={key}><dt>{t(`date.${key}`)}</dt><dd>{(BEGINS.includes(key) ? format.dateTime : format.deadline)(at)}</dd></div>)}
            </dl>
          </Card>
          {(round.announcements.length > 0 || round.publishedAt) && (
            <Card title={t('announcements')}>
              {round.announcements.length ? <Announcements rows={round.announcements} /> : <EmptyState title={t('announcementsNone')} />}
            </Card>
          )}
        </div>
        <aside className={classes.rail}>
          <NextSteps actions={round.actions.filter((action) => STEPS.includes(action.event))} words={words} onAct={act} busy={busy} waiting={t(`waiting.${round.state}`)} />
          {more.length > 0 && (
            <Card title={t('more')}>
              <div className={classes.more}>
                {more.map(({ event }) => <Button key={event} size="xs" variant={event === 'cancel' ? 'outline' : 'default'} color={event === 'cancel' ? 'brick' : undefined} loading={busy === event} onClick={() => act(event)}>{words[event]?.label}</Button>)}
              </div>
            </Card>
          )}
          <Card title={t('facts')}>
            <Facts items={[
              { label: t('pool'), value: <Money fen={round.config.poolFen} unit="wan" /> },
              { label: t('undertaker'), value: round.undertaker?.name ?? t('notNamed') },
              { label: t('trackNames'), value: format.list(round.config.tracks.map((track) => text(track.name))) },
              { label: t('forms'), value: <ul className={classes.forms}>{round.forms.map((form) => <li key={form.id}><FormName form={form} /></li>)}</ul> },
              ...(round.publishedAt ? [{ label: t('publicPage'), value: <Link to={`/calls/${round.id}`}>{t('openPublicPage')}</Link> }] : [{ label: t('publicPage'), value: <Link to={`/app/rounds/${round.id}/preview`}>{t('setup.preview')}</Link> }]),
              ...(round.configHash ? [{ label: t('hash'), value: <span className={classes.hash}>{round.configHash}</span> }] : []),
            ]} />
          </Card>
        </aside>
      </div>
      <ExtendDialog round={round} open={dialog === 'extend'} onClose={close} />
      <AnnounceDialog round={round} open={dialog === 'announce'} onClose={close} />
      <UndertakerDialog round={round} open={dialog === 'undertaker'} onClose={close} />
      <NewRoundDialog tenantId={round.tenant.id} last={{ ...round, openAt: calendar.openAt, closeAt: calendar.closeAt, poolFen: round.config.poolFen, applications: 0, projects: 0 }} open={dialog === 'clone'} onClose={close} />
    </RoundFrame>
  );
}
