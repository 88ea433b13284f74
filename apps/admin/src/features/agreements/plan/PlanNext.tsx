import { Button } from '@mantine/core';
import { coachOptimisation, decideOptimisation, getOptimisation, submitOptimisation } from '@weichuang/contracts/agreements/optimisation';
import type { ProjectDetail } from '@weichuang/contracts/agreements/projects';
import { toast, useConfirm } from '@weichuang/ui/feedback';
import { NextSteps } from '@weichuang/ui/page';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ApiProblem, useApi, useApiMutation } from '../../../app/api';
import { ProjectNext } from '../ProjectNext';

/** What can be done about the plan now. */
export default function PlanNext({ project }: { project: ProjectDetail }) {
  const { t } = useTranslation('agreements');
  const confirm = useConfirm();
  const [busy, setBusy] = useState<string | null>(null);
  const { data } = useApi(getOptimisation, { params: { id: project.id } });
  const [submit, coach, decide] = [useApiMutation(submitOptimisation), useApiMutation(coachOptimisation), useApiMutation(decideOptimisation)];
  if (!data) return null;
  if (data.state === 'approved') return <ProjectNext project={project} />;
  const params = { id: project.id };
  const send = (event: string, reason: string) => {
    const { revision } = data;
    switch (event) {
      case 'submit':
      case 'recall':
        return submit.mutateAsync({ params, body: { event, revision, reason } });
      case 'coach_approve':
      case 'coach_return':
        return coach.mutateAsync({ params, body: { event, revision, reason } });
      case 'approve':
      case 'return':
        return decide.mutateAsync({ params, body: { event, revision, reason } });
    }
  };
  const act = async (event: string) => {
    const returns = event === 'coach_return' || event === 'return';
    const answer = await confirm({ title: t(`planAct.${event}.title`, { title: project.title }), consequence: t(`planAct.${event}.consequence`), confirm: t(`planAct.${event}.label`), ...(returns ? { reason: 'required' as const } : {}) });
    if (!answer) return;
    setBusy(event);
    try {
      await send(event, answer.reason);
      toast.success(t(`planAct.${event}.done`, { number: project.number }));
    } catch (error) {
      toast.danger(error instanceof ApiProblem && error.title ? error.title : t('failed'));
    } finally {
      setBusy(null);
    }
  };
  const words = Object.fromEntries(['submit', 'recall', 'coach_approve', 'coach_return', 'approve', 'return'].map((event) => [event, { label: t(`planAct.${event}.label`) }]));
  return (
    <>
      {data.may.edit && <Button component={Link} to={`/app/projects/${project.id}/plan`} fullWidth>{t('plan.write')}</Button>}
      <NextSteps actions={data.actions} words={words} onAct={(event) => void act(event)} busy={busy} waiting={t(data.may.edit ? 'planWaiting.mine' : `planWaiting.${data.state}`)} />
    </>
  );
}
