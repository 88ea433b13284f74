import { acceptProject, closeProject, type ProjectDetail, resumeProject, suspendProject, terminateProject } from '@weichuang/contracts/agreements/projects';
import { TERMINATION_REASONS } from '@weichuang/domain/agreements/project.machine';
import { Button } from '@mantine/core';
import { Dialog, toast, useConfirm } from '@weichuang/ui/feedback';
import { Form, RadioField, SubmitButton, TextAreaField, useZodForm } from '@weichuang/ui/form';
import { NextSteps } from '@weichuang/ui/page';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { z } from 'zod';
import { ApiProblem, useApiMutation } from '../../app/api';
import classes from './agreements.module.css';
import { PaperState, PlanState } from './states';
import { useProjectTodos } from './todos';

/** The project's own steps; before it starts, how far plan and agreement are. */
export function ProjectNext({ project }: { project: ProjectDetail }) {
  const { t } = useTranslation('agreements');
  const confirm = useConfirm();
  const [busy, setBusy] = useState<string | null>(null);
  const todos = useProjectTodos(project.id);
  const [ending, setEnding] = useState(false);
  const [accept, close, suspend, resume] = [useApiMutation(acceptProject), useApiMutation(closeProject), useApiMutation(suspendProject), useApiMutation(resumeProject)];
  const mutations: Readonly<Record<string, typeof accept>> = { accept, accept_without_midterm: accept, close, suspend, resume, resume_after_midterm: resume };
  const act = async (event: string) => {
    if (event === 'terminate') return setEnding(true);
    const mutation = mutations[event];
    const needsReason = ['suspend', 'resume', 'resume_after_midterm'].includes(event);
    const answer = await confirm({
      title: t(`act.${event}.title`, { title: project.title }), consequence: t(`act.${event}.consequence`), confirm: t(`act.${event}.label`),
      ...(needsReason ? { reason: 'required' as const } : {}),
    });
    if (!answer || !mutation) return;
    setBusy(event);
    try {
      await mutation.mutateAsync({ params: { id: project.id }, body: { revision: project.revision, reason: answer.reason } });
      toast.success(t(`act.${event}.done`, { number: project.number }));
    } catch (error) {
      toast.danger(error instanceof ApiProblem && error.title ? error.title : t('failed'));
    } finally {
      setBusy(null);
    }
  };
  const words = Object.fromEntries(
    ['accept', 'accept_without_midterm', 'close', 'suspend', 'resume', 'resume_after_midterm', 'terminate'].map((event) => [event, { label: t(`act.${event}.label`), danger: event === 'suspend' || event === 'terminate', quiet: event === 'suspend' || event === 'terminate' }]),
  );
  return (
    <>
      {project.state === 'contracted' && (
        <section className={classes.progress} aria-label={t('signing.title')}>
          <h2>{t('signing.title')}</h2>
          <ol>
            <li><Link to="?tab=plan">{t('signing.plan')}</Link><PlanState state={project.optimisation} /></li>
            <li>{project.may.readAgreement ? <Link to="?tab=agreement">{t('signing.paper')}</Link> : t('signing.paper')}<PaperState state={project.agreement} /></li>
          </ol>
        </section>
      )}
      {(project.state !== 'contracted' || project.actions.length > 0 || todos.length > 0) && <NextSteps todos={todos} actions={project.actions} words={words} onAct={(event) => void act(event)} busy={busy} waiting={t(`waiting.${project.state}`)} />}
      <Dialog open={ending} onClose={() => setEnding(false)} title={t('act.terminate.title', { title: project.title })}><TerminateForm project={project} onClose={() => setEnding(false)} /></Dialog>
    </>
  );
}

const Ending = z.object({ terminationReason: z.enum(TERMINATION_REASONS), reason: z.string().trim().min(1).max(1000) });

function TerminateForm({ project, onClose }: { project: ProjectDetail; onClose: () => void }) {
  const { t } = useTranslation('agreements');
  const form = useZodForm(Ending, { reason: '' });
  const terminate = useApiMutation(terminateProject);
  const submit = async (body: z.output<typeof Ending>) => {
    await terminate.mutateAsync({ params: { id: project.id }, body: { revision: project.revision, ...body } });
    toast.success(t('act.terminate.done', { number: project.number }));
    onClose();
  };
  return (
    <div className={classes.dialogForm}>
      <p className="wc-secondary">{t('act.terminate.consequence')}</p>
      <Form form={form} onSubmit={submit}>
        <RadioField control={form.control} name="terminationReason" label={t('act.terminate.why')} required options={TERMINATION_REASONS.filter((one) => one !== 'not_signed').map((value) => ({ value, label: t(`why.${value}`) }))} />
        <TextAreaField control={form.control} name="reason" label={t('act.terminate.reason')} maxLength={1000} required />
        <div className="wc-dialog-buttons"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><SubmitButton color="brick">{t('act.terminate.label')}</SubmitButton></div>
      </Form>
    </div>
  );
}
