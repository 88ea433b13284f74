import { FolderKanban } from 'lucide-react';
import type { FeatureRoute } from '../../app/routes';
import type { Session } from '../../app/session';

const hasProjects = (session: Session | null) => session?.has('applicant_owner', 'applicant_member', 'supervisor', 'evaluator', 'community_committee') ?? false;

export const routes: FeatureRoute[] = [
  { path: 'projects', area: 'app', lazy: () => import('./MyProjectsPage'), nav: { label: { zh: '我的项目', en: 'My projects' }, icon: <FolderKanban size={18} />, order: 30, show: hasProjects } },
  { path: 'projects/:id', area: 'app', lazy: () => import('./ProjectPage'), texts: ['calls', 'applications', 'disbursements', 'supervision', 'evaluation'] },
  { path: 'projects/:id/plan', area: 'app', lazy: () => import('./plan/PlanPage'), texts: ['applications'] },
  { path: 'projects/:id/agreement', area: 'app', lazy: () => import('./agreement/WordingPage') },
  { path: 'rounds/:roundId/projects', area: 'app', lazy: () => import('./ProjectsPage'), texts: ['calls'] },
];
