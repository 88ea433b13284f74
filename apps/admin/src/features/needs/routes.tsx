import { Handshake, MessagesSquare } from 'lucide-react';
import type { FeatureRoute } from '../../app/routes';
import type { Session } from '../../app/session';

const community = (session: Session | null) => session?.has('community_committee') ?? false;
const pairs = (session: Session | null) => session?.has('community_committee', 'applicant_owner', 'applicant_member') ?? false;

export const routes: FeatureRoute[] = [
  {
    path: 'needs', area: 'app', lazy: () => import('./CommunityNeedsPage'),
    nav: { label: { zh: '社区需求', en: 'Needs' }, icon: <MessagesSquare size={18} />, order: 22, show: community },
  },
  { path: 'needs/:id', area: 'app', lazy: () => import('./NeedPage') },
  {
    path: 'pairings', area: 'app', lazy: () => import('./PairingsPage'),
    nav: { label: { zh: '社区结对', en: 'Pairings' }, icon: <Handshake size={18} />, order: 24, show: pairs },
  },
  { path: 'rounds/:roundId/pair', area: 'app', lazy: () => import('./PairPage') },
  { path: 'rounds/:roundId/needs', area: 'app', lazy: () => import('./RoundNeedsPage'), texts: ['calls'] },
];
