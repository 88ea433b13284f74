import { Button } from '@mantine/core';
import { compareFormVersions, deleteFormDraft, draftVersion, getFormVersion, publishFormVersion, type FormVersionView } from '@weichuang/contracts/forms/versions';
import { ErrorNote, PageSkeleton, StateTag, toast, useConfirm } from '@weichuang/ui/feedback';
import { SaveState } from '@weichuang/ui/form';
import { useFormat, useText } from '@weichuang/ui/format';
import { Card, PageHeader } from '@weichuang/ui/page';
import { Eye, PencilLine } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { useApi, useApiMutation } from '../../app/api';
import { useWorksAt } from '../../app/session';
import { Editor } from './Editor';
import classes from './forms.module.css';
import { Preview } from './Preview';
import { useDefinitionSaver } from './use-definition-saver';

export default function FormPage() {
  const { id = '' } = useParams();
  const { data, error, refetch } = useApi(getFormVersion, { params: { id } }, { fresh: true });
  useWorksAt({ tenantId: data?.tenantId });
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  return data.publishedAt === null && data.actions.some((action) => action.event === 'edit' && action.allowed) ? <Draft key={data.id} version={data} /> : <Published version={data} />;
}

function Draft({ version }: { version: FormVersionView }) {
  const { t } = useTranslation('forms');
  const navigate = useNavigate();
  const confirm = useConfirm();
  const saver = useDefinitionSaver(version);
  const [preview, setPreview] = useState(false);
  const publish = useApiMutation(publishFormVersion);
  const remove = useApiMutation(deleteFormDraft);
  const params = { id: version.id };
  const mayPublish = version.actions.some((action) => action.event === 'publish');
  const send = async () => {
    await saver.flush();
    const answer = await confirm({ title: t('publish.title', { title: saver.title, n: version.version }), consequence: t('publish.consequence'), confirm: t('publish.confirm') });
    if (!answer) return;
    await publish.mutateAsync({ params, body: { revision: saver.revision() } });
    toast.success(t('publish.done', { title: saver.title, n: version.version }));
    void navigate('/app/forms');
  };
  const discard = async () => {
    const answer = await confirm({ title: t('discard.title', { title: saver.title, n: version.version }), consequence: t('discard.consequence'), confirm: t('discard.confirm'), danger: true });
    if (!answer) return;
    await remove.mutateAsync({ params });
    void navigate('/app/forms');
  };
  return (
    <div className={classes.page}>
      <PageHeader title={saver.title} number={t('version', { n: version.version })} state={<StateTag tone="neutral">{t('draft')}</StateTag>} back={{ to: `/app/forms?street=${version.tenantId}`, label: t('title') }} meta={<span>{t(`kind.${version.kind}`)}</span>}
        actions={
          <>
            <SaveState status={saver.status} />
            <Button variant="default" leftSection={preview ? <PencilLine size={16} aria-hidden /> : <Eye size={16} aria-hidden />} onClick={() => setPreview(!preview)}>{t(preview ? 'edit' : 'preview')}</Button>
            {mayPublish && <Button disabled={saver.problems.length > 0} loading={publish.isPending} onClick={() => void send().catch(() => undefined)}>{t('publish.confirm')}</Button>}
          </>
        } />
      {(publish.error ?? remove.error) && <ErrorNote error={publish.error ?? remove.error} />}
      {preview ? <Preview definition={saver.definition} /> : <Editor saver={saver} kind={version.kind} />}
      {version.previous && <Changes id={version.id} since={version.previous} saved={saver.status.kind} />}
      <div><Button variant="subtle" color="brick" onClick={() => void discard().catch(() => undefined)}>{t('discard.confirm')}</Button></div>
    </div>
  );
}

function Published({ version }: { version: FormVersionView }) {
  const { t } = useTranslation('forms');
  const format = useFormat();
  const navigate = useNavigate();
  const draft = useApiMutation(draftVersion);
  const begin = async () => {
    const { id } = await draft.mutateAsync({ params: { tenantId: version.tenantId, formKey: version.formKey } });
    void navigate(`/app/forms/${id}`);
  };
  return (
    <div className={classes.page}>
      <PageHeader title={version.title} number={t('version', { n: version.version })} state={<StateTag tone={version.publishedAt ? 'good' : 'neutral'}>{t(version.publishedAt ? 'published' : 'draft')}</StateTag>}
        back={{ to: `/app/forms?street=${version.tenantId}`, label: t('title') }} meta={<><span>{t(`kind.${version.kind}`)}</span>{version.publishedAt && <span>{t('publishedOn', { day: format.day(version.publishedAt) })}</span>}</>}
        actions={version.actions.some((action) => action.event === 'draft' && action.allowed) && <Button loading={draft.isPending} onClick={() => void begin().catch(() => undefined)}>{t('newVersion')}</Button>} />
      {draft.error && <ErrorNote error={draft.error} />}
      {version.publishedAt && <p className="wc-secondary">{t('pinned')}</p>}
      <Preview definition={version.definition} />
      {version.previous && <Changes id={version.id} since={version.previous} saved="saved" />}
    </div>
  );
}

/** What differs from the version before: what people who know it must look at. */
function Changes({ id, since, saved }: { id: string; since: { id: string; version: number }; saved: string }) {
  const { t } = useTranslation('forms');
  const text = useText();
  const { data, error } = useApi(compareFormVersions, { params: { id }, query: { since: since.id } }, { enabled: saved === 'saved' || saved === 'clean', keepPrevious: true, staleTime: 0 });
  if (error) return <ErrorNote error={error} />;
  return (
    <Card title={t('changes', { n: since.version })}>
      {data?.rows.length === 0 && <p className="wc-secondary">{t('noChanges')}</p>}
      <ul className={classes.changes}>
        {data?.rows.map((change) => (
          <li key={change.fieldId}><b>{t(`change.${change.kind}`)}</b><span>{text(change.label)}</span>{change.aspects.length > 0 && <span className="wc-secondary">{change.aspects.map((aspect) => t(`aspect.${aspect}`)).join(t('comma'))}</span>}</li>
        ))}
      </ul>
    </Card>
  );
}
