import { Button } from '@mantine/core';
import { type AgreementView, editAgreement, getAgreement } from '@weichuang/contracts/agreements/agreement';
import { DateOnly } from '@weichuang/contracts/http/shapes';
import { ErrorNote, Note, PageSkeleton, toast } from '@weichuang/ui/feedback';
import { DateField, FieldGroup, Form, SubmitButton, TextAreaField, TextField, useZodForm } from '@weichuang/ui/form';
import { FormShell } from '@weichuang/ui/page';
import { Plus, Trash2 } from 'lucide-react';
import { useFieldArray } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { z } from 'zod';
import { useApi, useApiMutation } from '../../../app/api';
import classes from '../agreements.module.css';
import { PaperState } from '../states';

const text = (max: number) => z.string().trim().max(max);
/** A paragraph or an item a line: that is how people write them. */
const Words = z.object({
  title: text(60).min(1),
  recital: text(2000).min(1),
  parties: z.array(z.object({ party: z.enum(['street', 'undertaker', 'organization', 'service_centre', 'community']), name: text(80), uscc: text(18), address: text(120), representative: text(40), contact: text(60), phone: text(40) })),
  goals: text(4000),
  account: z.object({ holder: text(80), bank: text(80), number: text(40) }),
  duties: z.array(z.object({ party: z.string(), items: text(8000) })),
  clauses: z.array(z.object({ title: text(40).min(1), paragraphs: text(12000) })),
  closing: text(500).min(1),
  signBy: DateOnly,
});
type Words = z.output<typeof Words>;
const lines = (value: string): string[] => value.split('\n').map((one) => one.trim()).filter(Boolean);

/** Staff write the agreement's words; its parties, money and tranches come from the award. */
export default function WordingPage() {
  const { id = '' } = useParams();
  const { data, error, refetch } = useApi(getAgreement, { params: { id } }, { fresh: true });
  if (error && !data) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  return data ? <Wording agreement={data} /> : <PageSkeleton />;
}

function Wording({ agreement }: { agreement: AgreementView }) {
  const { t } = useTranslation('agreements');
  const navigate = useNavigate();
  const { content } = agreement;
  const back = `/app/projects/${agreement.projectId}?tab=agreement`;
  const form = useZodForm(Words, {
    title: content.title,
    recital: content.recital,
    parties: content.parties.map(({ label: _label, role: _role, ...party }) => party),
    goals: content.project.goals.join('\n'),
    account: content.account,
    duties: content.duties.map((one) => ({ party: one.party, items: one.items.join('\n') })),
    clauses: content.clauses.map((one) => ({ title: one.title, paragraphs: one.paragraphs.join('\n') })),
    closing: content.closing,
    signBy: agreement.signBy,
  });
  const clauses = useFieldArray({ control: form.control, name: 'clauses' });
  const edit = useApiMutation(editAgreement);
  const { control } = form;
  const submit = async ({ goals, duties, clauses: written, ...words }: Words) => {
    await edit.mutateAsync({
      params: { id: agreement.projectId },
      body: {
        ...words, revision: agreement.revision, goals: lines(goals),
        duties: duties.map((one) => ({ party: one.party, items: lines(one.items) })), clauses: written.map((one) => ({ title: one.title, paragraphs: lines(one.paragraphs) })),
      },
    });
    toast.success(t('wording.done', { number: agreement.number }));
    void navigate(back);
  };
  return (
    <FormShell wide={false} header={{ title: t('wording.title'), number: agreement.number, state: <PaperState state={agreement.state} />, back: { to: back, label: t('paper.title') } }}
      notice={agreement.may.edit ? undefined : <Note tone="waiting" title={t('wording.closed')} />}>
      <Form form={form} onSubmit={submit}>
        <FieldGroup title={t('wording.head')}>
          <TextField control={control} name="title" label={t('wording.name')} required />
          <DateField control={control} name="signBy" label={t('paper.signBy')} required />
          <TextAreaField control={control} name="recital" label={t('wording.recital')} rows={5} maxLength={2000} required />
          <TextAreaField control={control} name="goals" label={t('wording.goals')} help={t('wording.perLine')} rows={5} />
        </FieldGroup>
        {content.parties.map((party, i) => (
          <FieldGroup key={party.party} title={`${party.label}（${party.role}）`} columns={2}>
            <TextField control={control} name={`parties.${i}.name`} label={t('wording.partyName')} required />
            <TextField control={control} name={`parties.${i}.uscc`} label={t('wording.uscc')} />
            <TextField control={control} name={`parties.${i}.representative`} label={t('wording.representative')} />
            <TextField control={control} name={`parties.${i}.contact`} label={t('wording.contact')} />
            <TextField control={control} name={`parties.${i}.phone`} label={t('wording.phone')} />
            <TextField control={control} name={`parties.${i}.address`} label={t('wording.address')} />
          </FieldGroup>
        ))}
        <FieldGroup title={t('paper.account')} columns={2}>
          {content.account.masked
            ? <p>{content.account.holder} {content.account.bank} <span className="wc-whole">{content.account.number}</span><br /><span className="wc-secondary">{t('wording.accountMasked')}</span></p>
            : <>
                <TextField control={control} name="account.holder" label={t('wording.holder')} />
                <TextField control={control} name="account.bank" label={t('wording.bank')} />
                <TextField control={control} name="account.number" label={t('wording.accountNumber')} inputMode="numeric" />
              </>}
        </FieldGroup>
        <FieldGroup title={t('wording.duties')} help={t('wording.perLine')}>
          {content.duties.map((duty, i) => <TextAreaField key={duty.party} control={control} name={`duties.${i}.items`} label={t('wording.dutiesOf', { party: duty.party })} rows={5} />)}
        </FieldGroup>
        <FieldGroup title={t('wording.clauses')} help={t('wording.perParagraph')}>
          {clauses.fields.map((field, i) => (
            <div key={field.id} className={classes.clauseFields}>
              <TextField control={control} name={`clauses.${i}.title`} label={t('wording.clauseTitle', { n: i + 1 })} required />
              <TextAreaField control={control} name={`clauses.${i}.paragraphs`} label={t('wording.paragraphs')} rows={4} />
              <div><Button size="xs" variant="default" leftSection={<Trash2 size={15} aria-hidden />} onClick={() => clauses.remove(i)}>{t('wording.removeClause')}</Button></div>
            </div>
          ))}
          <div><Button size="xs" variant="default" leftSection={<Plus size={15} aria-hidden />} onClick={() => clauses.append({ title: '', paragraphs: '' })}>{t('wording.addClause')}</Button></div>
        </FieldGroup>
        <FieldGroup title={t('wording.end')}><TextAreaField control={control} name="closing" label={t('wording.closing')} rows={3} maxLength={500} required /></FieldGroup>
        <div className={classes.buttons}><SubmitButton disabled={!agreement.may.edit}>{t('wording.save')}</SubmitButton></div>
      </Form>
    </FormShell>
  );
}
