import type { FeatureRoute } from '../../app/routes';

export const routes: FeatureRoute[] = [
  { path: 'projects/:id/activities/new', area: 'app', lazy: () => import('./activities/ActivityPage') },
  { path: 'projects/:id/activities/:activityId', area: 'app', lazy: () => import('./activities/ActivityPage') },
  { path: 'progress-reports/:id', area: 'app', lazy: () => import('./progress/ReportPage') },
];
