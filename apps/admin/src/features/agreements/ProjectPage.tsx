import { getProject, type ProjectDetail } from '@weichuang/contracts/agreements/projects';
import { ErrorNote, Note, PageSkeleton, TextSkeleton } from '@weichuang/ui/feedback';
import { Money, useFormat, useText } from '@weichuang/ui/format';
import { DetailShell } from '@weichuang/ui/page';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import { useApi } from '../../app/api';
import { useSession, useWorksAt } from '../../app/session';
import { useStageLine } from '../calls/use-stage-line';
import { ProjectNext } from './ProjectNext';
import { ProjectState } from './states';
import { tabsOf } from './tabs';

/** One project: where it stands, what can be done, and everything about it in tabs that all slices bring. */
export default function ProjectPage() {
  const { id = '' } = useParams();
  const { data, error, refetch } = useApi(getProject, { params: { id } });
  if (error && !data) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  return data ? <Project project={data} /> : <PageSkeleton />;
}

function Project({ project }: { project: ProjectDetail }) {
  const { t } = useTranslation('agreements');
  const text = useText();
  const format = useFormat();
  const line = useStageLine();
  const { has } = useSession();
  useWorksAt({ tenantId: project.street.id, roundId: project.round.id, organizationId: project.organization.id });
  const [search, setSearch] = useSearchParams();
  const tabs = tabsOf(project);
  const current = tabs.find((tab) => tab.id === search.get('tab')) ?? tabs[0];
  const Next = current?.next;
  const staff = has('street_manager', 'street_handler', 'street_finance', 'street_leader', 'auditor', 'undertaker');
  return (
    <DetailShell
      header={{
        title: project.title,
        number: project.number,
        state: <ProjectState state={project.state} />,
        meta: <><span>{project.organization.name}</span>{project.community && <span>{project.community.name}</span>}<span>{t('grant')} <Money fen={project.grantFen} /></span>
          {project.startsOn && project.endsOn && <span>{t('period', { from: format.day(project.startsOn), to: format.day(project.endsOn) })}</span>}</>,
        back: staff ? { to: `/app/rounds/${project.round.id}/projects`, label: project.round.name } : { to: '/app/projects', label: t('mine.title') },
      }}
      stages={line(project.line, project.title)}
      notice={project.state === 'suspended' || project.state === 'terminated' ? (
        <Note tone={project.state === 'suspended' ? 'waiting' : 'danger'} title={t(`notice.${project.state}`)}>
          {project.endedReason && project.endedReason !== 'not_signed' && project.endedNote ? format.pair(t(`why.${project.endedReason}`), project.endedNote) : (project.endedReason && t(`why.${project.endedReason}`)) || project.endedNote}
        </Note>
      ) : undefined}
      tabs={tabs.map((tab) => {
        const Content = tab.content;
        return { id: tab.id, label: text(tab.label), count: tab.count?.(project), content: () => <Suspense fallback={<TextSkeleton lines={6} />}><Content project={project} /></Suspense> };
      })}
      tab={current?.id}
      onTab={(id) => setSearch({ tab: id }, { replace: true, preventScrollReset: true })}
      next={Next ? <Suspense fallback={<TextSkeleton />}><Next project={project} /></Suspense> : <ProjectNext project={project} />}
    />
  );
}
