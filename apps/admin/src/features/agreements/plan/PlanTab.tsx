import { Note } from '@weichuang/ui/feedback';
import { ErrorNote, TextSkeleton } from '@weichuang/ui/feedback';
import { getOptimisation, type OptimisationView } from '@weichuang/contracts/agreements/optimisation';
import type { ProjectDetail } from '@weichuang/contracts/agreements/projects';
import { fieldsOfForm } from '@weichuang/domain/forms/visible-fields';
import { AnswersView, AnswerText } from '@weichuang/ui/form';
import { Money, useFormat, useText } from '@weichuang/ui/format';
import { Card } from '@weichuang/ui/page';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../../app/api';
import classes from '../agreements.module.css';
import { PlanState } from '../states';
import { usePlanSupport } from './plan-support';
import { NewThread, Threads } from './Threads';

export default function PlanTab({ project }: { project: ProjectDetail }) {
  const { data, error, refetch } = useApi(getOptimisation, { params: { id: project.id } });
  if (error && !data) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  return data ? <Plan project={project} view={data} /> : <TextSkeleton lines={8} />;
}

function Plan({ project, view }: { project: ProjectDetail; view: OptimisationView }) {
  const { t } = useTranslation('agreements');
  const format = useFormat();
  const text = useText();
  const support = usePlanSupport(view, project.id);
  const fields = new Map(fieldsOfForm(view.definition).map((field) => [field.id, field]));
  const changed = view.changes.map((one) => one.fieldId);
  const beside = view.threads.filter((thread) => !changed.includes(thread.fieldId));
  return (
    <div className={classes.stack}>
      <div className={classes.buttons}><PlanState state={view.state} /><span className="wc-secondary">{t('plan.fit')} <Money fen={view.grantFen} /></span></div>
      {!view.whole && <p className="wc-secondary">{t('plan.personal')}</p>}
      {view.returnReason && <Note tone="waiting" title={t('plan.returned')}>{view.returnReason}</Note>}
      {view.problems.length > 0 && view.state !== 'approved' && (
        <Note tone="waiting" title={t('plan.problems', { count: view.problems.length })}>
          <ul className={classes.problems}>
            {view.problems.slice(0, 8).map((one) => <li key={`${one.path} ${one.code}`}>{format.pair(text(fields.get(one.path.split('.')[0] ?? '')?.label), one.message)}</li>)}
            {view.problems.length > 8 && <li>{t('plan.moreProblems', { count: view.problems.length - 8 })}</li>}
          </ul>
        </Note>
      )}
      <section className={classes.changes} aria-label={t('plan.changes')}>
        <h2>{t('plan.changes')}<span className={classes.count}>{view.changes.length}</span></h2>
        {view.changes.length === 0 && <p className="wc-secondary">{t('plan.noChanges')}</p>}
        {view.changes.map(({ fieldId, before, after }) => {
          const field = fields.get(fieldId);
          if (!field) return null;
          return (
            <article key={fieldId} className={`wc-card ${classes.change}`}>
              <header><h3>{text(field.label)}</h3></header>
              <div className={classes.versions}>
                <div className={classes.version}><h4>{t('plan.before')}</h4><div><AnswerText field={field} value={before} support={support} /></div></div>
                <div className={classes.version} data-new><h4>{t('plan.after')}</h4><div><AnswerText field={field} value={after} support={support} /></div></div>
              </div>
              <Threads projectId={project.id} view={view} threads={view.threads.filter((thread) => thread.fieldId === fieldId)} />
              {view.may.discuss && <NewThread projectId={project.id} fieldId={fieldId} label={text(field.label)} />}
            </article>
          );
        })}
      </section>
      {beside.length > 0 && (
        <section className={classes.changes} aria-label={t('plan.otherThreads')}>
          <h2>{t('plan.otherThreads')}</h2>
          {[...new Set(beside.map((thread) => thread.fieldId))].map((fieldId) => (
            <article key={fieldId} className={`wc-card ${classes.change}`}>
              <header><h3>{text(fields.get(fieldId)?.label) || t('plan.notShown')}</h3></header>
              <Threads projectId={project.id} view={view} threads={beside.filter((thread) => thread.fieldId === fieldId)} />
            </article>
          ))}
        </section>
      )}
      {view.may.discuss && <Card title={t('comment.title')}><NewThread projectId={project.id} fields={[...fields.values()].map((field) => ({ id: field.id, label: text(field.label) }))} /></Card>}
      <details>
        <summary>{t('plan.whole')}</summary>
        <Card><AnswersView definition={view.definition} answers={view.answers} support={support} changed={{ fields: changed, label: t('plan.changed') }} /></Card>
      </details>
    </div>
  );
}
