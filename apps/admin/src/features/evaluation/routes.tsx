import { ClipboardCheck } from 'lucide-react';
import type { FeatureRoute } from '../../app/routes';

export const routes: FeatureRoute[] = [
  {
    path: 'evaluations', area: 'app', lazy: () => import('./TasksPage'),
    nav: { label: { zh: '评估任务', en: 'Evaluations' }, icon: <ClipboardCheck size={18} aria-hidden />, order: 40, show: (session) => session?.view.memberships.some((one) => one.role === 'evaluator') ?? false },
  },
  { path: 'evaluations/:id', area: 'app', lazy: () => import('./EvaluationPage') },
  { path: 'rounds/:roundId/evaluations', area: 'app', lazy: () => import('./RoundPage'), texts: ['calls'] },
];
