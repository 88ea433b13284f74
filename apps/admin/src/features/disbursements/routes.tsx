import type { FeatureRoute } from '../../app/routes';

export const routes: FeatureRoute[] = [{ path: 'rounds/:roundId/payments', area: 'app', lazy: () => import('./PaymentsPage'), texts: ['calls'] }];
