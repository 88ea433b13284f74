import { Button } from '@mantine/core';
import type { ApplicationView } from '@weichuang/contracts/applications/views';
import { getApplicationPdf } from '@weichuang/contracts/applications/papers';
import { getApplication, reopenApplication, withdrawApplication } from '@weichuang/contracts/applications/writing';
import { ErrorNote, PageSkeleton, toast, useConfirm } from '@weichuang/ui/feedback';
import { AnswersView } from '@weichuang/ui/form';
import { Countdown, Money, useFormat, useText } from '@weichuang/ui/format';
import { Card, DetailShell, Facts, NextSteps, type StepWords } from '@weichuang/ui/page';
import { Download, FileCheck } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { fileAddress, useApi, useApiMutation } from '../../app/api';
import { useWorksAt } from '../../app/session';
import { useStageLine } from '../calls/use-stage-line';
import { ApplicationState } from './ApplicationState';
import classes from './applications.module.css';
import { FilesTab, OrganizationTab, TimelineTab } from './DetailTabs';
import { DecisionNote, ReturnedNote } from './Notices';
import { useFormSupport } from './use-form-support';
import { VersionsTab } from './VersionsTab';

/** One application: where it stands, what can be done, everything about it. For its organization and for staff. */
export default function ApplicationPage() {
  const { id = '' } = useParams();
  const { data, error, refetch } = useApi(getApplication, { params: { id } });
  if (error && !data) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  return <Application view={data} />;
}

function Application({ view }: { view: ApplicationView }) {
  const { t } = useTranslation('applications');
  const text = useText();
  const line = useStageLine();
  const [params, setParams] = useSearchParams();
  const support = useFormSupport(view);
  useWorksAt({ tenantId: view.street.id, roundId: view.round.id, organizationId: view.organization.id });
  const title = view.title || t('untitled');
  return (
    <DetailShell
      header={{
        title, ...(view.number ? { number: view.number } : {}), state: <ApplicationState state={view.state} outcome={view.outcome} />,
        back: view.mine ? { to: '/app/applications', label: t('mine.title') } : { to: `/app/rounds/${view.round.id}/applications`, label: view.round.title },
        meta: <><span>{view.organization.name}</span>{view.community && <span>{view.community.name}</span>}<span>{text(view.track.name)}</span><Money fen={view.requestedFen} /></>,
        actions: <HeaderActions view={view} />,
      }}
      stages={line(view.line, title)}
      notice={view.returned ? <ReturnedNote view={view} /> : view.decision ? <DecisionNote view={view} /> : undefined}
      tab={params.get('tab') ?? undefined}
      onTab={(tab) => setParams({ tab }, { replace: true, preventScrollReset: true })}
      tabs={[
        { id: 'content', label: t('tab.content'), content: () => <div className={`wc-card ${classes.answers}`}><AnswersView definition={support.definition} answers={view.answers} support={support} /></div> },
        { id: 'organization', label: t('tab.organization'), content: () => <OrganizationTab view={view} /> },
        { id: 'files', label: t('tab.files'), count: view.files.length, content: () => <FilesTab view={view} /> },
        { id: 'versions', label: t('tab.versions'), count: view.versions.length, content: () => <VersionsTab view={view} support={support} /> },
        { id: 'timeline', label: t('tab.timeline'), content: () => <TimelineTab view={view} /> },
      ]}
      next={<Steps view={view} />}
      aside={<Aside view={view} />}
    />
  );
}

function HeaderActions({ view }: { view: ApplicationView }) {
  const { t } = useTranslation('applications');
  return (
    <>
      {view.submittedVersion > 0 && <Button component="a" href={fileAddress(getApplicationPdf, { params: { id: view.id }, query: {} })} variant="default" leftSection={<Download size={16} aria-hidden />}>{t('pdf')}</Button>}
    </>
  );
}

function Steps({ view }: { view: ApplicationView }) {
  const { t } = useTranslation('applications');
  const navigate = useNavigate();
  const confirm = useConfirm();
  const format = useFormat();
  const reopen = useApiMutation(reopenApplication);
  const withdraw = useApiMutation(withdrawApplication);
  const [failure, setFailure] = useState<unknown>(null);
  const title = view.title || t('untitled');
  const words: Record<string, StepWords> = {
    write: { label: t(view.state === 'returned' ? 'mine.correct' : 'mine.goOn') },
    submit: { label: t('act.submit') },
    resubmit: { label: t('act.resubmit') },
    reopen: { label: t('act.reopen'), help: t('act.reopenHelp', { at: format.deadline(view.round.closeAt) }) },
    withdraw: { label: t('act.withdraw'), danger: true, quiet: view.writing.open },
  };
  const act = async (event: string) => {
    setFailure(null);
    try {
      if (event === 'write') void navigate(`/app/applications/${view.id}/edit`);
      if (event === 'submit' || event === 'resubmit') void navigate(`/app/applications/${view.id}/submit`);
      if (event === 'reopen') {
        const answer = await confirm({ title: t('act.reopen'), consequence: t('act.reopenConsequence', { at: format.deadline(view.round.closeAt) }), confirm: t('act.reopen') });
        if (!answer) return;
        await reopen.mutateAsync({ params: { id: view.id }, body: { revision: view.revision } });
        void navigate(`/app/applications/${view.id}/edit`);
      }
      if (event === 'withdraw') {
        const answer = await confirm({ title: `${t('act.withdraw')} ${title}`, consequence: t('act.withdrawConsequence'), confirm: t('act.withdraw'), danger: true, reason: 'optional' });
        if (!answer) return;
        await withdraw.mutateAsync({ params: { id: view.id }, body: { revision: view.revision, reason: answer.reason } });
        toast.success(t('act.withdrawn', { title }));
      }
    } catch (error) {
      setFailure(error);
    }
  };
  // a draft that lacks something may still be looked at before submitting: the page there lists it all
  const served = view.actions.map((one) => (one.why?.code === 'APPLICATION.INCOMPLETE' ? { ...one, why: { ...one.why, detail: t('act.incomplete', { n: view.problems.length }) } } : one));
  // what is complete leads with its submission, anything else with the writing
  const write = view.writing.open ? [{ event: 'write', allowed: true }] : [];
  const actions = served.some((one) => one.allowed && (one.event === 'submit' || one.event === 'resubmit')) ? [...served, ...write] : [...write, ...served];
  return (
    <>
      {failure !== null && <ErrorNote error={failure} />}
      <NextSteps actions={actions} words={words} onAct={(event) => void act(event)} busy={reopen.isPending ? 'reopen' : withdraw.isPending ? 'withdraw' : null} waiting={view.outcome.project ? t('waiting.project') : view.outcome.award ? t(`waiting.${view.outcome.award}`) : t(`waiting.${view.mine ? 'mine' : 'staff'}.${view.state}`)} />
    </>
  );
}

function Aside({ view }: { view: ApplicationView }) {
  const { t } = useTranslation('applications');
  const format = useFormat();
  const { closesAt } = view.writing;
  return (
    <>
      <Card title={t('facts')}>
        <Facts items={[
          ...(closesAt && (view.state === 'draft' || view.state === 'returned') ? [{ label: t('deadline'), value: <>{format.deadline(closesAt)}<br /><Countdown until={closesAt} /></> }] : []),
          ...(view.submittedAt ? [{ label: t('submittedAt'), value: format.dateTime(view.submittedAt) }] : []),
          { label: t('round'), value: `${view.street.name} · ${view.round.title}` },
          { label: t('requested'), value: <Money fen={view.requestedFen} /> },
          { label: t('own'), value: <Money fen={view.ownFen} /> },
          ...(view.need ? [{ label: t('need'), value: view.need.title }] : []),
          ...(view.choices.pairingRequired ? [{ label: t('place.pairing'), value: t(`pairingState.${view.pairing?.state ?? 'none'}`) }] : []),
          ...(view.host ? [{ label: t('host'), value: view.host.name }] : []),
        ]} />
      </Card>
      {(view.receiptNumber || view.screening || view.outcome.project) && (
        <Card title={t('links')}>
          <div className={classes.links}>
            {view.outcome.project && <Link to={`/app/projects/${view.outcome.project.id}`}>{t('toProject')}</Link>}
            {view.receiptNumber && <Link to={`/app/applications/${view.id}/receipt`}><FileCheck size={15} aria-hidden /> {t('receipt.title')} {view.receiptNumber}</Link>}
            {view.screening && <Link to={`/app/applications/${view.id}/screening`}>{t('toScreening')}</Link>}
          </div>
        </Card>
      )}
    </>
  );
}
