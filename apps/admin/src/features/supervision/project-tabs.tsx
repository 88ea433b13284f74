import { lazy } from 'react';
import type { ProjectTab } from '../agreements/tabs';

const begun =
  (may: 'readDelivery' | 'readVisits'): NonNullable<ProjectTab['show']> =>
  (project) => project.may[may] && project.state !== 'contracted';

export const projectTabs: readonly ProjectTab[] = [
  { id: 'activities', label: { zh: '活动', en: 'Activities' }, order: 50, show: begun('readDelivery'), count: (project) => project.counts.activities || undefined, content: lazy(() => import('./activities/ActivitiesTab')) },
  { id: 'supervision', label: { zh: '督导', en: 'Supervision' }, order: 60, show: begun('readVisits'), count: (project) => project.counts.openFindings || undefined, content: lazy(() => import('./visits/VisitsTab')) },
  { id: 'reports', label: { zh: '报告', en: 'Reports' }, order: 70, show: begun('readDelivery'), count: (project) => project.counts.reports || undefined, content: lazy(() => import('./progress/ReportsTab')) },
];
