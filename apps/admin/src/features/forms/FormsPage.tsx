import { Button } from '@mantine/core';
import { createForm, draftVersion, FORM_KINDS, listForms } from '@weichuang/contracts/forms/versions';
import { Dialog, EmptyState, ErrorNote, PageSkeleton } from '@weichuang/ui/feedback';
import { Form, SelectField, SubmitButton, TextField, useZodForm } from '@weichuang/ui/form';
import { useFormat, useText } from '@weichuang/ui/format';
import { PageHeader } from '@weichuang/ui/page';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { useActKey } from '../../app/act-key';
import { useApi, useApiMutation } from '../../app/api';
import { useSession } from '../../app/session';
import classes from './forms.module.css';

/** A street's forms, rubrics and indexes with their versions. */
export default function FormsPage() {
  const { workspace } = useSession();
  const { t } = useTranslation('forms');
  const [search] = useSearchParams();
  // who works for no single street, as a district's auditor, comes here from a form of one
  const tenantId = workspace?.tenant?.id ?? search.get('street');
  return tenantId ? <Forms tenantId={tenantId} /> : <EmptyState page title={t('noStreet')} />;
}

function Forms({ tenantId }: { tenantId: string }) {
  const { t } = useTranslation('forms');
  const format = useFormat();
  const text = useText();
  const navigate = useNavigate();
  const { data, error, refetch } = useApi(listForms, { params: { tenantId }, query: {} });
  const [creating, setCreating] = useState(false);
  const draft = useApiMutation(draftVersion);
  const begin = async (formKey: string) => {
    const { id } = await draft.mutateAsync({ params: { tenantId, formKey } });
    void navigate(`/app/forms/${id}`);
  };
  const button = data?.may.edit ? <Button leftSection={<Plus size={16} aria-hidden />} onClick={() => setCreating(true)}>{t('new')}</Button> : undefined;
  return (
    <div className={classes.page}>
      <PageHeader title={t('title')} actions={button} />
      <p className="wc-secondary">{t('intro')}</p>
      {(error ?? draft.error) && <ErrorNote error={error ?? draft.error} onRetry={() => void refetch()} />}
      {!data && !error && <PageSkeleton />}
      {data?.rows.length === 0 && <div className="wc-card"><EmptyState title={t('none')} action={button}>{t('noneHelp')}</EmptyState></div>}
      {FORM_KINDS.map((kind) => {
        const forms = data?.rows.filter((form) => form.kind === kind) ?? [];
        return forms.length ? (
          <section key={kind} className={classes.kind}>
            <h2>{t(`kind.${kind}`)}</h2>
            <ul className={`wc-card ${classes.rows}`}>
              {forms.map((form) => {
                const [newest] = form.versions;
                return (
                  <li key={form.formKey} className={classes.row}>
                    <span className={classes.name}><b>{form.title}</b>{form.origin && <small>{text(form.origin)}</small>}</span>
                    <span className={classes.versions}>
                      {form.versions.map((version) => (
                        <span key={version.id}><Link to={`/app/forms/${version.id}`}>{t('version', { n: version.version })}</Link> <small>{version.publishedAt ? format.day(version.publishedAt) : t('draft')}{version.usedBy > 0 && ` · ${t('usedBy', { n: version.usedBy })}`}</small></span>
                      ))}
                    </span>
                    {data?.may.edit && newest?.publishedAt && <Button size="xs" variant="default" loading={draft.isPending} onClick={() => void begin(form.formKey).catch(() => undefined)}>{t('newVersion')}</Button>}
                    {data?.may.edit && newest && !newest.publishedAt && <Button size="xs" variant="default" component={Link} to={`/app/forms/${newest.id}`}>{t('continue')}</Button>}
                  </li>
                );
              })}
            </ul>
          </section>
        ) : null;
      })}
      <Dialog open={creating} onClose={() => setCreating(false)} title={t('new')}><NewForm tenantId={tenantId} /></Dialog>
    </div>
  );
}

function NewForm({ tenantId }: { tenantId: string }) {
  const { t } = useTranslation('forms');
  const navigate = useNavigate();
  const form = useZodForm(createForm.body, { kind: 'application', title: '' });
  const create = useApiMutation(createForm);
  const keyOf = useActKey();
  return (
    <div className={classes.dialogForm}>
      <Form form={form} onSubmit={async (body) => {
        const { id } = await create.mutateAsync({ params: { tenantId }, body, idempotencyKey: keyOf(body) });
        void navigate(`/app/forms/${id}`);
      }}>
        <SelectField control={form.control} name="kind" label={t('what')} options={FORM_KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))} required />
        <TextField control={form.control} name="title" label={t('name')} required />
        <div><SubmitButton>{t('create')}</SubmitButton></div>
      </Form>
    </div>
  );
}
