import { Building2, MapPinned, ScrollText } from 'lucide-react';
import type { FeatureRoute } from '../../app/routes';

export const routes: FeatureRoute[] = [
  {
    path: 'organization', area: 'app', lazy: () => import('./OrganizationPage'),
    nav: { label: { zh: '单位资料', en: 'Our organization' }, icon: <Building2 size={18} />, order: 805, show: (session) => session?.has('applicant_owner', 'applicant_member') ?? false },
  },
  {
    path: 'organizations', area: 'app', lazy: () => import('./OrganizationsPage'),
    nav: {
      label: { zh: '参与单位', en: 'Organizations' }, icon: <ScrollText size={18} />, order: 700,
      show: (session) => session?.workspace?.tenant != null && !session.workspace.round && session.has('street_manager', 'street_handler', 'street_finance', 'street_leader', 'auditor', 'undertaker'),
    },
  },
  { path: 'organizations/:organizationId', area: 'app', lazy: () => import('./StreetOrganizationPage') },
  {
    path: 'street', area: 'app', lazy: () => import('./OwnStreetPage'),
    nav: {
      label: { zh: '街道与社区', en: 'Street' }, icon: <MapPinned size={18} />, order: 790,
      show: (session) => session?.workspace?.tenant != null && session.has('street_manager', 'street_handler'),
    },
  },
  { path: 'streets/:tenantId', area: 'app', lazy: () => import('./StreetPage') },
];
