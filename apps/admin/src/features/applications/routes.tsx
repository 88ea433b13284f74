import { FilePlus2, FileText } from 'lucide-react';
import type { FeatureRoute } from '../../app/routes';
import type { Session } from '../../app/session';

const applies = (session: Session | null) => session?.has('applicant_owner', 'applicant_member') ?? false;

export const routes: FeatureRoute[] = [
  { path: 'applications', area: 'app', lazy: () => import('./MyApplicationsPage'), nav: { label: { zh: '我的申报', en: 'My applications' }, icon: <FileText size={18} />, order: 20, show: applies } },
  { path: 'open-calls', area: 'app', lazy: () => import('./OpenCallsPage'), nav: { label: { zh: '可申报的轮次', en: 'Open calls' }, icon: <FilePlus2 size={18} />, order: 25, show: applies } },
  { path: 'applications/:id', area: 'app', lazy: () => import('./ApplicationPage'), texts: ['calls'] },
  { path: 'applications/:id/edit', area: 'app', lazy: () => import('./WritingPage'), texts: ['calls'] },
  { path: 'applications/:id/submit', area: 'app', lazy: () => import('./SubmitPage') },
  { path: 'applications/:id/receipt', area: 'app', lazy: () => import('./ReceiptPage') },
  { path: 'rounds/:roundId/applications', area: 'app', lazy: () => import('./RoundApplicationsPage'), texts: ['calls'] },
];
