import { Button } from '@mantine/core';
import { type ProjectDetail, recordAudit } from '@weichuang/contracts/agreements/projects';
import { DateOnly } from '@weichuang/contracts/http/shapes';
import { Dialog, toast } from '@weichuang/ui/feedback';
import { DateField, Form, RadioField, SubmitButton, TextAreaField, useZodForm } from '@weichuang/ui/form';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { useApiMutation } from '../../../app/api';
import classes from '../agreements.module.css';

const Audit = z.object({ clean: z.enum(['yes', 'no']), on: DateOnly, note: z.string().trim().max(1000) });

/** The result of the audit; some tranches wait for it. */
export function AuditDialog({ project, open, onClose }: { project: ProjectDetail; open: boolean; onClose: () => void }) {
  const { t } = useTranslation('agreements');
  return <Dialog open={open} onClose={onClose} title={t('audit.open')}><AuditForm project={project} onClose={onClose} /></Dialog>;
}

function AuditForm({ project, onClose }: { project: ProjectDetail; onClose: () => void }) {
  const { t } = useTranslation('agreements');
  const form = useZodForm(Audit, { ...(project.audit ? { clean: project.audit.clean ? ('yes' as const) : ('no' as const) } : {}), on: project.audit?.on ?? '', note: project.audit?.note ?? '' });
  const record = useApiMutation(recordAudit);
  const submit = async ({ clean, ...body }: z.output<typeof Audit>) => {
    await record.mutateAsync({ params: { id: project.id }, body: { ...body, clean: clean === 'yes', revision: project.revision } });
    toast.success(t('audit.done', { number: project.number }));
    onClose();
  };
  return (
    <div className={classes.dialogForm}>
      <Form form={form} onSubmit={submit}>
        <RadioField control={form.control} name="clean" label={t('audit.result')} required options={[{ value: 'yes', label: t('audit.clean') }, { value: 'no', label: t('audit.notClean') }]} />
        <DateField control={form.control} name="on" label={t('audit.on')} required />
        <TextAreaField control={form.control} name="note" label={t('audit.note')} maxLength={1000} />
        <div className="wc-dialog-buttons"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><SubmitButton>{t('audit.confirm')}</SubmitButton></div>
      </Form>
    </div>
  );
}
