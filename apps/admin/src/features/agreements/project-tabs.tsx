import { lazy } from 'react';
import type { ProjectTab } from './tabs';

export const projectTabs: readonly ProjectTab[] = [
  { id: 'overview', label: { zh: '概况', en: 'Overview' }, order: 0, content: lazy(() => import('./overview/OverviewTab')) },
  { id: 'application', label: { zh: '申报书', en: 'Application' }, order: 5, content: lazy(() => import('./application/ApplicationTab')), show: (project) => project.may.readApplication },
  {
    id: 'plan', label: { zh: '优化方案', en: 'Plan' }, order: 10, content: lazy(() => import('./plan/PlanTab')), show: (project) => project.may.readApplication, next: lazy(() => import('./plan/PlanNext')),
    count: (project) => project.counts.openThreads || undefined,
  },
  {
    id: 'agreement', label: { zh: '协议', en: 'Agreement' }, order: 20, content: lazy(() => import('./agreement/AgreementTab')), next: lazy(() => import('./agreement/AgreementNext')),
    show: (project) => project.may.readAgreement,
  },
];
