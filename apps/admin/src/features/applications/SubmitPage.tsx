import { Button, Checkbox } from '@mantine/core';
import type { ApplicationView, ProblemView } from '@weichuang/contracts/applications/views';
import { getApplication, submitApplication } from '@weichuang/contracts/applications/writing';
import type { FormDefinition } from '@weichuang/domain/forms/definition';
import { ErrorNote, Note, PageSkeleton, toast } from '@weichuang/ui/feedback';
import { Countdown, Money, useFormat, useText } from '@weichuang/ui/format';
import { Card, FormShell } from '@weichuang/ui/page';
import { ArrowLeft, Send } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { ApiProblem, useApi, useApiMutation } from '../../app/api';
import classes from './applications.module.css';
import { ReturnedNote } from './Notices';
import { useFieldNames } from './use-field-names';

/** The last look: everything that is missing with its link, then the submission itself. */
export default function SubmitPage() {
  const { id = '' } = useParams();
  const { data, error, refetch } = useApi(getApplication, { params: { id } }, { fresh: true });
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  return <Check view={data} onAgain={() => void refetch()} />;
}

function Check({ view, onAgain }: { view: ApplicationView; onAgain: () => void }) {
  const { t } = useTranslation('applications');
  const format = useFormat();
  const text = useText();
  const navigate = useNavigate();
  const submit = useApiMutation(submitApplication);
  const [failure, setFailure] = useState<unknown>(null);
  const [sure, setSure] = useState(false);
  const [key] = useState(() => crypto.randomUUID());
  // what the submission itself found counts more than what was known before
  const late = failure instanceof ApiProblem && failure.fields.length ? failure.fields : null;
  const problems: readonly ProblemView[] = late ?? view.problems;
  const action = view.actions.find((one) => one.event === 'submit' || one.event === 'resubmit');
  const closed = action && !action.allowed && action.why?.code !== 'APPLICATION.INCOMPLETE' ? action.why : null;
  const send = async () => {
    setFailure(null);
    try {
      const done = await submit.mutateAsync({ params: { id: view.id }, body: { revision: view.revision }, idempotencyKey: `${key}-${view.revision}` });
      toast.success(t('submit.done', { number: done.number }));
      void navigate(`/app/applications/${view.id}/receipt`, { replace: true });
    } catch (error) {
      setFailure(error);
      if (error instanceof ApiProblem && error.code === 'REVISION.STALE') onAgain();
    }
  };
  return (
    <FormShell
      wide={false}
      header={{
        title: t('submit.title'), back: { to: `/app/applications/${view.id}/edit`, label: t('submit.back') },
        meta: <><span>{view.title || t('untitled')}</span>{view.writing.closesAt && <span>{t('closes', { at: format.deadline(view.writing.closesAt) })} <Countdown until={view.writing.closesAt} /></span>}</>,
      }}
      notice={view.returned ? <ReturnedNote view={view} /> : undefined}
    >
      <div className={classes.checks}>
        {problems.length > 0 && <Problems view={view} problems={problems} />}
        {problems.length === 0 && !closed && <Note tone="success" title={t('submit.complete')}>{t('submit.completeHelp')}</Note>}
        {closed && <Note tone="danger" title={closed.detail ?? closed.code} />}
        {!action && view.state !== 'draft' && view.state !== 'returned' && <Note tone="info">{t('submit.already')}</Note>}
        {!action && (view.state === 'draft' || view.state === 'returned') && <Note tone="waiting">{t('submit.ownerOnly')}</Note>}
        <dl className={classes.summary}>
          <div><dt>{t('round')}</dt><dd>{view.round.title}</dd></div>
          <div><dt>{t('track')}</dt><dd>{text(view.track.name)}</dd></div>
          <div><dt>{t('organization')}</dt><dd>{view.organization.name}</dd></div>
          {view.host && <div><dt>{t('host')}</dt><dd>{view.host.name}</dd></div>}
          {view.community && <div><dt>{t('community')}</dt><dd>{view.community.name}</dd></div>}
          {view.need && <div><dt>{t('need')}</dt><dd>{view.need.title}</dd></div>}
          <div><dt>{t('requested')}</dt><dd><Money fen={view.requestedFen} /></dd></div>
          <div><dt>{t('own')}</dt><dd><Money fen={view.ownFen} /></dd></div>
        </dl>
        {action && problems.length === 0 && !closed && (
          <>
            <Checkbox checked={sure} onChange={(event) => setSure(event.currentTarget.checked)} label={t(view.state === 'returned' ? 'submit.sureReturned' : 'submit.sure', { at: format.deadline(view.round.closeAt) })} />
            {failure !== null && !late && <ErrorNote error={failure} />}
          </>
        )}
        <div className={classes.final}>
          <Button component={Link} to={`/app/applications/${view.id}/edit`} variant="default" leftSection={<ArrowLeft size={16} aria-hidden />}>{t('submit.back')}</Button>
          {action && problems.length === 0 && !closed && <Button leftSection={<Send size={16} aria-hidden />} disabled={!sure} loading={submit.isPending} onClick={() => void send()}>{t(view.state === 'returned' ? 'act.resubmit' : 'act.submit')}</Button>}
        </div>
      </div>
    </FormShell>
  );
}

/** By section of the form, each problem a link to its place. */
function Problems({ view, problems }: { view: ApplicationView; problems: readonly ProblemView[] }) {
  const { t } = useTranslation('applications');
  const text = useText();
  const name = useFieldNames(view);
  const { sections } = view.definition as unknown as FormDefinition; // published forms were checked by the domain's own rules
  const sectionOf = (problem: ProblemView) => sections.find((section) => section.fields.some((field) => field.id === problem.path.split('.')[0]));
  const beside = problems.filter((problem) => !sectionOf(problem));
  const groups = [
    ...sections.map((section) => ({ id: section.id, title: text(section.title), rows: problems.filter((problem) => sectionOf(problem) === section) })),
    { id: 'beside', title: t('submit.beside'), rows: beside },
  ].filter((group) => group.rows.length > 0);
  return (
    <>
      <Note tone="waiting" title={t('submit.problems', { count: problems.length })}>{t('submit.problemsHelp')}</Note>
      {groups.map((group) => (
        <Card key={group.id} title={`${group.title}（${group.rows.length}）`}>
          <ul className={classes.checkList}>
            {group.rows.map((problem) => (
              <li key={`${problem.path} ${problem.code}`}>
                <Link to={`/app/applications/${view.id}/edit?check=1&field=${encodeURIComponent(problem.path)}`}>{name(problem.path)}</Link>
                <span>{problem.message}</span>
              </li>
            ))}
          </ul>
        </Card>
      ))}
    </>
  );
}
