import { ShieldCheck } from 'lucide-react';
import type { FeatureRoute } from '../../app/routes';

export const routes: FeatureRoute[] = [
  {
    path: 'audit', area: 'app', lazy: () => import('./AuditPage'),
    nav: {
      label: { zh: '审计日志', en: 'Audit log' }, icon: <ShieldCheck size={18} />, order: 850,
      // of a district: each street's log is reached from the street
      show: (session) => session?.workspace?.district == null && (session?.has('auditor', 'street_manager', 'undertaker', 'platform_admin') ?? false),
    },
  },
];
