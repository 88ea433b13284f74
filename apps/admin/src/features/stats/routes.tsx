import { LayoutDashboard } from 'lucide-react';
import type { FeatureRoute } from '../../app/routes';

export const routes: FeatureRoute[] = [
  {
    path: '', area: 'app', lazy: () => import('./WorkbenchPage'),
    nav: { label: { zh: '工作台', en: 'Workbench' }, icon: <LayoutDashboard size={18} aria-hidden />, order: 0, show: () => true },
  },
  { path: 'rounds/:roundId/dashboard', area: 'app', lazy: () => import('./DashboardPage') },
];
