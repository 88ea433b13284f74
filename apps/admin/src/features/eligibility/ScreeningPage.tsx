import { getApplication } from '@weichuang/contracts/applications/writing';
import type { ApplicationView } from '@weichuang/contracts/applications/views';
import { disqualifyApplication, getScreening, qualifyApplication, rescreenApplication, type ScreeningView } from '@weichuang/contracts/eligibility/screening';
import { Button } from '@mantine/core';
import { ErrorNote, Note, PageSkeleton, toast, useConfirm } from '@weichuang/ui/feedback';
import { AnswersView } from '@weichuang/ui/form';
import { Money, useFormat, useText } from '@weichuang/ui/format';
import { PageHeader } from '@weichuang/ui/page';
import { StageLine } from '@weichuang/ui/stage-line';
import { ArrowRight } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { useApi, useApiMutation } from '../../app/api';
import { useWorksAt } from '../../app/session';
import { ApplicationState } from '../applications/ApplicationState';
import { OrganizationTab } from '../applications/DetailTabs';
import { useFormSupport } from '../applications/use-form-support';
import { useStageLine } from '../calls/use-stage-line';
import classes from './eligibility.module.css';
import { ReturnDialog } from './ReturnDialog';
import { RuleRow } from './RuleRow';

/** One application and the rules of the call side by side; after a decision the next one that waits. */
export default function ScreeningPage() {
  const { id = '' } = useParams();
  const application = useApi(getApplication, { params: { id } });
  const screening = useApi(getScreening, { params: { id } });
  const error = application.error ?? screening.error;
  if (error && (!application.data || !screening.data)) return <ErrorNote error={error} onRetry={() => { void application.refetch(); void screening.refetch(); }} />;
  if (!application.data || !screening.data) return <PageSkeleton />;
  return <Screening key={id} view={application.data} screening={screening.data} />;
}

function Screening({ view, screening }: { view: ApplicationView; screening: ScreeningView }) {
  const { t } = useTranslation('eligibility');
  const text = useText();
  const line = useStageLine();
  const support = useFormSupport(view);
  useWorksAt({ tenantId: view.street.id, roundId: view.round.id });
  const title = view.title || view.number || '';
  return (
    <div className={classes.page}>
      <PageHeader
        title={title} {...(view.number ? { number: view.number } : {})} state={<ApplicationState state={view.state} />} back={{ to: `/app/rounds/${view.round.id}/screening`, label: t('desk') }}
        meta={<><span>{view.organization.name}</span>{view.community && <span>{view.community.name}</span>}<span>{text(view.track.name)}</span><Money fen={view.requestedFen} /></>}
        actions={<Button component={Link} to={`/app/applications/${view.id}`} variant="default">{t('detail')}</Button>}
      />
      <div className={`wc-card ${classes.line}`}><StageLine {...line(view.line, title)} /></div>
      <div className={classes.columns}>
        <section className={classes.material} aria-label={t('material')} tabIndex={0}>
          <OrganizationTab view={view} />
          <div className={`wc-card ${classes.answers}`}><AnswersView definition={support.definition} answers={view.answers} support={support} /></div>
        </section>
        <Panel view={view} screening={screening} />
      </div>
    </div>
  );
}

function Panel({ view, screening }: { view: ApplicationView; screening: ScreeningView }) {
  const { t } = useTranslation('eligibility');
  const format = useFormat();
  const navigate = useNavigate();
  const confirm = useConfirm();
  const qualify = useApiMutation(qualifyApplication);
  const disqualify = useApiMutation(disqualifyApplication);
  const rescreen = useApiMutation(rescreenApplication);
  const [failure, setFailure] = useState<unknown>(null);
  const [returning, setReturning] = useState(false);
  const panel = useRef<HTMLElement>(null);
  // the next application begins at its first rule, for those who work from the keyboard
  useEffect(() => {
    panel.current?.focus({ preventScroll: true });
  }, []);
  const { revision } = screening;
  const params = { id: view.id };
  const action = (event: string) => screening.actions.find((one) => one.event === event);
  const name = `${view.number ?? ''} ${view.title}`.trim();
  const goOn = (done: string, next: string | null) => {
    toast.success(done);
    void navigate(next ? `/app/applications/${next}/screening` : `/app/rounds/${view.round.id}/screening`);
  };
  const run = async (work: () => Promise<void>) => {
    setFailure(null);
    try {
      await work();
    } catch (error) {
      setFailure(error);
    }
  };
  const pass = () => run(async () => {
    const { next } = await qualify.mutateAsync({ params, body: { revision } });
    goOn(t('done.qualified', { name }), next);
  });
  const reject = () => run(async () => {
    const answer = await confirm({ title: t('ask.reject', { name }), consequence: t('ask.rejectConsequence'), confirm: t('act.disqualify'), danger: true, reason: 'required', reasonLabel: t('ask.rejectReason') });
    if (!answer) return;
    const { next } = await disqualify.mutateAsync({ params, body: { revision, reason: answer.reason } });
    goOn(t('done.disqualified', { name }), next);
  });
  const again = () => run(async () => {
    const answer = await confirm({ title: t('ask.again', { name }), consequence: t('ask.againConsequence'), confirm: t('act.rescreen'), reason: 'required' });
    if (!answer) return;
    await rescreen.mutateAsync({ params, body: { revision, reason: answer.reason } });
    toast.success(t('done.rescreened', { name }));
  });
  const open = screening.state === 'submitted';
  const left = screening.rules.filter((rule) => rule.outcome === 'manual').length;
  const failing = screening.rules.filter((rule) => rule.outcome === 'fail').length;
  const [pass_, back, no, redo] = [action('qualify'), action('return'), action('disqualify'), action('rescreen')];
  return (
    <section ref={panel} tabIndex={-1} className={classes.panel} aria-label={t('panel')}>
      <header className={classes.panelHead}>
        <h2>{t('panel')}</h2>
        <span className="wc-secondary">{t('version', { n: screening.version })}{screening.returns > 0 && ` · ${t('returned', { n: screening.returns })}`}</span>
      </header>
      <ol className={classes.rules} tabIndex={0} aria-label={t('rules')}>
        {screening.rules.map((rule) => <RuleRow key={rule.ruleId} rule={rule} applicationId={view.id} version={screening.version} open={open && screening.actions.length > 0} />)}
      </ol>
      <footer className={classes.panelFoot}>
        <p className={classes.tally} role="status">
          {failing > 0 && <span data-tone="bad">{t('outcomes.failed', { n: failing })}</span>}
          {left > 0 && <span data-tone="waiting">{t('outcomes.open', { n: left })}</span>}
          {failing === 0 && left === 0 && <span data-tone="good">{t('outcomes.all')}</span>}
        </p>
        {failure !== null && <ErrorNote error={failure} />}
        {pass_ && <Button fullWidth disabled={!pass_.allowed} loading={qualify.isPending} rightSection={<ArrowRight size={16} aria-hidden />} onClick={() => void pass()}>{t(screening.next ? 'act.qualifyNext' : 'act.qualify')}</Button>}
        {pass_ && !pass_.allowed && <p className={classes.why}>{pass_.why?.detail}</p>}
        <div className={classes.pair}>
          {back && <Button variant="default" disabled={!back.allowed} title={back.why?.detail} onClick={() => setReturning(true)}>{t('act.return')}</Button>}
          {no && <Button variant="outline" color="brick" disabled={!no.allowed} title={no.why?.detail} loading={disqualify.isPending} onClick={() => void reject()}>{t('act.disqualify')}</Button>}
        </div>
        {back && !back.allowed && <p className={classes.why}>{back.why?.detail}</p>}
        {no && !no.allowed && <p className={classes.why}>{no.why?.detail}</p>}
        {redo && <Button variant="default" fullWidth disabled={!redo.allowed} loading={rescreen.isPending} onClick={() => void again()}>{t('act.rescreen')}</Button>}
        {redo && !redo.allowed && <p className={classes.why}>{redo.why?.detail}</p>}
        {!screening.actions.length && <Note tone="info">{t(`readOnly.${screening.state === 'submitted' ? 'role' : 'state'}`)}</Note>}
        {screening.next && <Link to={`/app/applications/${screening.next}/screening`} className={classes.skip}>{t('skip')}<ArrowRight size={14} aria-hidden /></Link>}
      </footer>
      {returning && (
        <ReturnDialog
          screening={screening} name={name} onClose={() => setReturning(false)}
          onDone={(until, next) => {
            setReturning(false);
            goOn(t('done.returned', { name, at: format.deadline(until) }), next);
          }}
        />
      )}
    </section>
  );
}
