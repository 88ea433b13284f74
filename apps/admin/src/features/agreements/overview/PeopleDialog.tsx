import { Button } from '@mantine/core';
import { assignPeople, listProjectPeople, type ProjectDetail } from '@weichuang/contracts/agreements/projects';
import { Dialog, ErrorNote, TextSkeleton, toast } from '@weichuang/ui/feedback';
import { Form, SelectField, SubmitButton, useZodForm } from '@weichuang/ui/form';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { useApi, useApiMutation } from '../../../app/api';
import type { Output } from '@weichuang/contracts/http/route';
import classes from '../agreements.module.css';

interface Props {
  readonly project: ProjectDetail;
  readonly open: boolean;
  readonly onClose: () => void;
}
const Chosen = z.object({ supervisorId: z.string(), coachId: z.string() });

/** Who looks after the project and who helps with its plan; how many projects each has already stands beside the name. */
export function PeopleDialog({ project, open, onClose }: Props) {
  const { t } = useTranslation('agreements');
  const { data, error, refetch } = useApi(listProjectPeople, { params: { id: project.id } }, { enabled: open });
  return (
    <Dialog open={open} onClose={onClose} title={t('people.title', { title: project.title })}>
      {error && !data && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <TextSkeleton />}
      {data && <PeopleForm project={project} people={data} onClose={onClose} />}
    </Dialog>
  );
}

function PeopleForm({ project, people, onClose }: { project: ProjectDetail; people: Output<typeof listProjectPeople>; onClose: () => void }) {
  const { t } = useTranslation('agreements');
  const form = useZodForm(Chosen, { supervisorId: project.supervisor?.id ?? '', coachId: project.coach?.id ?? '' });
  const assign = useApiMutation(assignPeople);
  const submit = async (body: z.output<typeof Chosen>) => {
    await assign.mutateAsync({ params: { id: project.id }, body: { revision: project.revision, supervisorId: body.supervisorId || null, coachId: body.coachId || null } });
    toast.success(t('people.done', { number: project.number }));
    onClose();
  };
  const options = (list: readonly { id: string; name: string; projects: number }[], now: { id: string; name: string } | null) => [
    ...list.map((one) => ({ value: one.id, label: t('people.option', { name: one.name, count: one.projects }) })),
    ...(now && !list.some((one) => one.id === now.id) ? [{ value: now.id, label: now.name }] : []),
  ];
  return (
    <div className={classes.dialogForm}>
      <Form form={form} onSubmit={submit}>
        <SelectField control={form.control} name="supervisorId" label={t('supervisor')} help={t('people.supervisorHelp')} options={options(people.supervisors, project.supervisor)} placeholder={t('unassigned')} />
        <SelectField control={form.control} name="coachId" label={t('coach')} help={t('people.coachHelp')} options={options(people.coaches, project.coach)} placeholder={t('unassigned')} />
        <div className="wc-dialog-buttons"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><SubmitButton>{t('people.confirm')}</SubmitButton></div>
      </Form>
    </div>
  );
}
