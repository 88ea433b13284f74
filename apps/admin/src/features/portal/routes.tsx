import type { FeatureRoute } from '../../app/routes';

export const routes: FeatureRoute[] = [
  { path: '', area: 'portal', lazy: () => import('./HomePage'), nav: { label: { zh: '征集公告', en: 'Calls' }, icon: null, order: 10, show: () => true } },
  { path: 'calls/:roundId', area: 'portal', lazy: () => import('./CallPage'), texts: ['calls'] },
  { path: 'rounds/:roundId/preview', area: 'app', lazy: () => import('./PreviewPage'), texts: ['calls'] },
];
