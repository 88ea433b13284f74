import type { FeatureRoute } from '../../app/routes';

export const routes: FeatureRoute[] = [
  { path: 'rounds/:roundId/reports', area: 'app', lazy: () => import('./ReportsPage') },
  { path: 'verify', area: 'portal', lazy: () => import('./VerifyPage') },
  { path: 'verify/:code', area: 'portal', lazy: () => import('./VerifyPage') },
];
