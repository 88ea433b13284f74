import type { FeatureRoute } from '../../app/routes';

export const routes: FeatureRoute[] = [
  { path: 'rounds/:roundId/reports', area: 'app', lazy: () => import('./ReportsPage'), texts: ['calls'] },
  { path: 'verify', area: 'portal', lazy: () => import('./VerifyPage'), nav: { label: { zh: '文件核验', en: 'Verify' }, icon: null, order: 90, show: () => true } },
  { path: 'verify/:code', area: 'portal', lazy: () => import('./VerifyPage') },
];
