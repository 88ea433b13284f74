import { LayoutDashboard, Map as MapIcon } from 'lucide-react';
import type { FeatureRoute } from '../../app/routes';

export const routes: FeatureRoute[] = [
  {
    path: '', area: 'app', lazy: () => import('./WorkbenchPage'), texts: ['calls', 'organizations'],
    nav: { label: { zh: '工作台', en: 'Workbench' }, icon: <LayoutDashboard size={18} aria-hidden />, order: 0, show: () => true },
  },
  {
    path: 'districts', area: 'app', lazy: () => import('./DistrictsPage'), texts: ['calls'],
    nav: { label: { zh: '区级总览', en: 'District' }, icon: <MapIcon size={18} aria-hidden />, order: 10, show: (session) => session?.workspace?.district != null },
  },
  { path: 'rounds/:roundId/dashboard', area: 'app', lazy: () => import('./DashboardPage'), texts: ['calls'] },
];
