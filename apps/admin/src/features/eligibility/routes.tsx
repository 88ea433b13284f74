import type { FeatureRoute } from '../../app/routes';

export const routes: FeatureRoute[] = [
  { path: 'rounds/:roundId/screening', area: 'app', lazy: () => import('./DeskPage'), texts: ['calls'] },
  { path: 'applications/:id/screening', area: 'app', lazy: () => import('./ScreeningPage'), texts: ['applications', 'calls'] },
];
