import { HandCoins } from 'lucide-react';
import type { FeatureRoute } from '../../app/routes';

export const routes: FeatureRoute[] = [
  { area: 'app', path: 'rounds/:roundId/awards', lazy: () => import('./AwardsPage'), texts: ['calls'] },
  {
    area: 'app',
    path: 'my-awards',
    lazy: () => import('./MyAwardsPage'),
    nav: { label: { zh: '我的资助', en: 'My grants' }, icon: <HandCoins size={18} aria-hidden />, order: 45, show: (session) => session?.has('applicant_owner', 'applicant_member') ?? false },
  },
  { area: 'portal', path: 'notices', lazy: () => import('./portal/NoticesPage'), nav: { label: { zh: '公示公告', en: 'Notices' }, icon: null, order: 20, show: () => true } },
  { area: 'portal', path: 'notices/:noticeId', lazy: () => import('./portal/NoticePage') },
  { area: 'portal', path: 'notices/:noticeId/objection', lazy: () => import('./portal/ObjectionPage') },
  { area: 'portal', path: 'calls/:roundId/results', lazy: () => import('./portal/ResultsPage') },
];
