import type { FeatureRoute } from '../../app/routes';

/** The bell in the frame leads here. */
export const routes: FeatureRoute[] = [{ path: 'messages', area: 'app', lazy: () => import('./MessagesPage') }];
