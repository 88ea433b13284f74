import { CalendarCheck2, CalendarRange } from 'lucide-react';
import type { FeatureRoute } from '../../app/routes';
import type { Session } from '../../app/session';

const worksOnRounds = (session: Session | null) =>
  session?.has('street_manager', 'street_handler', 'street_finance', 'street_leader', 'auditor', 'undertaker', 'supervisor', 'evaluator') ?? false;

export const routes: FeatureRoute[] = [
  {
    path: 'rounds', area: 'app', lazy: () => import('./RoundsPage'),
    nav: { label: { zh: '项目轮次', en: 'Rounds' }, icon: <CalendarRange size={18} />, order: 20, show: worksOnRounds },
  },
  {
    path: 'calendar', area: 'app', lazy: () => import('./CalendarPage'),
    nav: {
      label: { zh: '工作日历', en: 'Working days' }, icon: <CalendarCheck2 size={18} />, order: 795,
      show: (session) => session?.workspace?.tenant != null && !session.workspace.round && session.has('street_manager', 'street_handler', 'street_finance', 'street_leader', 'auditor'),
    },
  },
  { path: 'rounds/:roundId', area: 'app', lazy: () => import('./RoundPage') },
  { path: 'rounds/:roundId/setup', area: 'app', lazy: () => import('./SetupPage') },
  { path: 'rounds/:roundId/people', area: 'app', lazy: () => import('./RoundPeoplePage'), texts: ['identity'] },
];
