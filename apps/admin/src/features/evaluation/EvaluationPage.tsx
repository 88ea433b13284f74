import { getEvaluation } from '@weichuang/contracts/evaluation/evaluation';
import { ErrorNote, Note, PageSkeleton, StateTag } from '@weichuang/ui/feedback';
import { Countdown, useText } from '@weichuang/ui/format';
import { FormShell } from '@weichuang/ui/page';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useApi } from '../../app/api';
import { Declaration } from './Declaration';
import { Filling } from './Filling';
import { Reading } from './Reading';
import { evaluationTone } from './tones';

/** An evaluation: filled in by its evaluator, read and answered by the street. */
export default function EvaluationPage() {
  const { id = '' } = useParams();
  const { t } = useTranslation('evaluation');
  const text = useText();
  const { data, error, refetch } = useApi(getEvaluation, { params: { id } }, { fresh: true });
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  const open = data.mine && ['assigned', 'in_progress', 'returned'].includes(data.state);
  const grade = data.grades.find((one) => one.id === data.grade);
  const again = () => void refetch();
  const notice = data.state === 'recused'
    ? <Note tone="waiting" title={t(data.mine ? 'recuse.own' : 'recuse.said')}>{data.recusalReason} {!data.mine && <Link to={`/app/rounds/${data.round.id}/evaluations?stage=${data.stage}`}>{t('recuse.assign')}</Link>}</Note>
    : data.returnReason ? <Note tone="waiting" title={t('returned')}>{data.returnReason}</Note> : undefined;
  return (
    <FormShell
      header={{
        title: t(`stage.${data.stage}`), number: data.project.number, state: <StateTag tone={evaluationTone(data.state)}>{t(`state.${data.state}`)}</StateTag>,
        meta: <>{data.mine && data.state === 'recused' ? <span>{data.project.title}</span> : <Link to={`/app/projects/${data.project.id}`}>{data.project.title}</Link>}<span>{data.project.organization}</span>{open && data.due ? <Countdown until={data.due} /> : grade && <span>{text(grade.name)}</span>}</>,
        back: data.mine ? { to: '/app/evaluations', label: t('tasks.title') } : { to: `/app/rounds/${data.round.id}/evaluations`, label: data.round.name },
      }}
      notice={notice}>
      {!open ? <Reading evaluation={data} onAnswered={again} /> : data.declared ? <Filling key={data.state === 'returned' ? 'again' : 'first'} evaluation={data} onSubmitted={again} /> : <Declaration evaluation={data} onDeclared={again} />}
    </FormShell>
  );
}
