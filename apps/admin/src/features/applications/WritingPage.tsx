import { Button } from '@mantine/core';
import type { ApplicationView } from '@weichuang/contracts/applications/views';
import { getApplication } from '@weichuang/contracts/applications/writing';
import { mirrorOf } from '@weichuang/domain/applications/completeness';
import { visibleFields } from '@weichuang/domain/forms/visible-fields';
import { ErrorNote, Note, PageSkeleton } from '@weichuang/ui/feedback';
import { FormRenderer } from '@weichuang/ui/form';
import { Countdown, useFormat, useText } from '@weichuang/ui/format';
import { FormShell } from '@weichuang/ui/page';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, useNavigate, useParams, useSearchParams } from 'react-router';
import { useApi } from '../../app/api';
import { useSession } from '../../app/session';
import { useStageLine } from '../calls/use-stage-line';
import { PlaceCard } from './PlaceCard';
import { ReturnedNote } from './Notices';
import { useSaveAnswers } from './use-autosave';
import { atInput, useFormSupport } from './use-form-support';

/** The application form: sections, saving by itself, budget against its caps. */
export default function WritingPage() {
  const { id = '' } = useParams();
  const { data, error, refetch } = useApi(getApplication, { params: { id } }, { fresh: true });
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  if (!data.writing.open) return <Navigate to={`/app/applications/${id}`} replace />;
  return <Writing key={data.id} view={data} />;
}

function Writing({ view }: { view: ApplicationView }) {
  const { t } = useTranslation('applications');
  const { t: tc } = useTranslation('calls');
  const format = useFormat();
  const text = useText();
  const navigate = useNavigate();
  const session = useSession();
  const line = useStageLine();
  const [params] = useSearchParams();
  const support = useFormSupport(view);
  const save = useSaveAnswers(view.id);
  const { definition } = support;
  const communityField = definition.sections.flatMap((section) => section.fields).find((field) => field.type === 'community');
  const read = (answers: Readonly<Record<string, unknown>>) => {
    const value = communityField ? answers[communityField.id] : view.community?.id;
    return typeof value === 'string' && value ? value : null;
  };
  const [communityId, setCommunityId] = useState(() => read(view.answers));
  // the name as it is written now: the page keeps what it read when it was opened
  const named = (answers: Readonly<Record<string, unknown>>) => mirrorOf(definition, answers).title ?? view.title;
  const [title, setTitle] = useState(() => named(view.answers));
  const [hostId, setHostId] = useState(view.host?.id ?? null);
  const locked = useMemo(() => {
    const { fields } = view.writing;
    if (fields === null) return undefined;
    return { fields: definition.sections.flatMap((section) => section.fields.map((field) => field.id)).filter((one) => !fields.includes(one)), why: t('returned.locked') };
  }, [view, definition, t]);
  const check = params.get('check') === '1';
  const problems = useMemo(() => (check ? view.problems.map((one) => atInput({ path: one.path, code: one.code, ...(one.params ? { params: one.params as Record<string, string> } : {}) })).filter((one) => visibleFields(definition, view.answers).some((field) => field.id === one.path.split('.')[0])) : undefined), [check, view, definition]);
  // a correction begins at the first thing to correct
  const start = params.get('field') ?? view.writing.fields?.[0] ?? null;
  return (
    <FormShell
      header={{
        title: title || t('untitled'), ...(view.number ? { number: view.number } : {}), back: { to: `/app/applications/${view.id}`, label: t('detail') },
        meta: <><span>{view.round.title}</span><span>{text(view.track.name)}</span>{view.writing.closesAt && <span>{t('closes', { at: format.deadline(view.writing.closesAt) })} <Countdown until={view.writing.closesAt} /></span>}</>,
        actions: <Button component={Link} to={`/app/applications/${view.id}/submit`} variant="default">{t('writing.check')}</Button>,
      }}
      stages={line(view.line, tc('tabs'))}
      notice={view.returned ? <ReturnedNote view={view} /> : <Note tone="info">{t('writing.saves')}</Note>}
    >
      <FormRenderer
        definition={definition} answers={view.answers} revision={view.revision} support={support} onSave={save} draftKey={`${session.user.id}/${view.id}`}
        {...(locked ? { locked } : {})} {...(problems ? { problems } : {})} {...(start ? { start: atInput({ path: start, code: '' }).path } : {})}
        aside={<PlaceCard view={view} communityId={communityId} hostId={hostId} onHost={setHostId} />}
        onAnswers={(answers) => { setCommunityId(read(answers)); setTitle(named(answers)); }}
        submit={{ label: t('writing.toSubmit'), onSubmit: () => void navigate(`/app/applications/${view.id}/submit`) }}
      />
    </FormShell>
  );
}
