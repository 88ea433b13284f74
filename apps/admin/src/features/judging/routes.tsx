import { Gavel } from 'lucide-react';
import type { FeatureRoute } from '../../app/routes';

export const routes: FeatureRoute[] = [
  { area: 'app', path: 'rounds/:roundId/judging', lazy: () => import('./pages/JudgingPage'), texts: ['calls'] },
  {
    area: 'app',
    path: 'judging',
    lazy: () => import('./pages/TasksPage'),
    nav: { label: { zh: '评审任务', en: 'Judging' }, icon: <Gavel size={18} aria-hidden />, order: 20, show: (session) => session?.view.memberships.some((one) => one.role === 'judge') ?? false },
  },
  { area: 'app', path: 'judging/stages/:stageId', lazy: () => import('./pages/SheetListPage') },
  { area: 'app', path: 'judging/stages/:stageId/declaration', lazy: () => import('./pages/DeclarationPage') },
  { area: 'app', path: 'judging/sheets/:sheetId', lazy: () => import('./pages/SheetPage') },
];
