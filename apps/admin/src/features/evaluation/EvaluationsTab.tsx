import type { ProjectDetail } from '@weichuang/contracts/agreements/projects';
import { listProjectEvaluations } from '@weichuang/contracts/evaluation/evaluation';
import { EmptyState, ErrorNote, TextSkeleton } from '@weichuang/ui/feedback';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../app/api';
import { useSession } from '../../app/session';
import { Brief } from './Brief';
import classes from './evaluation.module.css';

/** The project's evaluations; the grantee reads the results here, the others open them. */
export default function EvaluationsTab({ project }: { readonly project: ProjectDetail }) {
  const { t } = useTranslation('evaluation');
  const { has } = useSession();
  const { data, error, refetch } = useApi(listProjectEvaluations, { params: { id: project.id } });
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <TextSkeleton lines={4} />;
  if (!data.rows.length) return <div className="wc-card"><EmptyState title={t('tab.none')}>{t('tab.noneHelp')}</EmptyState></div>;
  return <div className={classes.stack}>{data.rows.map((row) => <Brief key={row.id} row={row} link={!has('applicant_owner', 'applicant_member', 'evaluator')} />)}</div>;
}
