import { getOptimisation, type OptimisationView, saveOptimisation, submitOptimisation } from '@weichuang/contracts/agreements/optimisation';
import { getProject, type ProjectDetail } from '@weichuang/contracts/agreements/projects';
import { ErrorNote, Note, PageSkeleton, toast } from '@weichuang/ui/feedback';
import { FormRenderer, type SaveAnswers } from '@weichuang/ui/form';
import { Money } from '@weichuang/ui/format';
import { FormShell } from '@weichuang/ui/page';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { ApiProblem, call, useApi, useApiMutation } from '../../../app/api';
import { useSession } from '../../../app/session';
import { PlanState } from '../states';
import { usePlanSupport } from './plan-support';

/** The grantee fits the plan to the grant: what was judged is locked, everything else is saved as it is written. */
export default function PlanPage() {
  const { id = '' } = useParams();
  const project = useApi(getProject, { params: { id } });
  const plan = useApi(getOptimisation, { params: { id } }, { fresh: true });
  const error = project.error ?? plan.error;
  if (error && !(project.data && plan.data)) return <ErrorNote error={error} onRetry={() => { void project.refetch(); void plan.refetch(); }} />;
  return project.data && plan.data ? <Writing project={project.data} view={plan.data} /> : <PageSkeleton />;
}

function Writing({ project, view }: { project: ProjectDetail; view: OptimisationView }) {
  const { t } = useTranslation('agreements');
  const { user } = useSession();
  const navigate = useNavigate();
  const support = usePlanSupport(view, project.id);
  const save = useSavePlan(project.id);
  const submit = useApiMutation(submitOptimisation);
  const back = `/app/projects/${project.id}?tab=plan`;
  const handIn = async () => {
    const now = await call(getOptimisation, { params: { id: project.id } });
    await submit.mutateAsync({ params: { id: project.id }, body: { event: 'submit', revision: now.revision } });
    toast.success(t('plan.submitted', { number: project.number }));
    void navigate(back);
  };
  return (
    <FormShell
      header={{ title: t('plan.heading', { title: project.title }), number: project.number, state: <PlanState state={view.state} />, meta: <span>{t('grant')} <Money fen={view.grantFen} /></span>, back: { to: back, label: t('plan.title') } }}
      notice={view.returnReason ? <Note tone="waiting" title={t('plan.returned')}>{view.returnReason}</Note> : <Note title={t('plan.rule')}>{t('plan.ruleHelp')}</Note>}
    >
      <FormRenderer definition={view.definition} answers={view.answers} revision={view.revision} support={support} onSave={save} draftKey={`${user.id}/plan/${project.id}`}
        readOnly={!view.may.edit} locked={{ fields: view.lockedFields, why: t('plan.locked') }} submit={view.may.edit ? { label: t('plan.submit'), onSubmit: handIn } : undefined} />
    </FormShell>
  );
}

function useSavePlan(id: string): SaveAnswers {
  return useCallback<SaveAnswers>(
    async (patch, revision) => {
      try {
        const saved = await call(saveOptimisation, { params: { id }, body: { revision, patch: { ...patch } } });
        return Object.keys(saved.conflicts).length ? { conflict: true, revision: saved.revision, theirs: saved.conflicts } : { ok: true, revision: saved.revision, savedAt: saved.savedAt };
      } catch (error) {
        // sending the same again would be refused again
        if (error instanceof ApiProblem && [400, 403, 404, 409, 413, 422].includes(error.status)) return { refused: true, why: error.fields[0]?.message ?? error.title };
        throw error;
      }
    },
    [id],
  );
}
