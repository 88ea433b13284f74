import { CircleUserRound, Landmark, ShieldUser, UserRoundCog, UsersRound } from 'lucide-react';
import type { FeatureRoute } from '../../app/routes';

export const routes: FeatureRoute[] = [
  { path: 'sign-in', area: 'auth', lazy: () => import('./SignInPage') },
  { path: 'register', area: 'auth', lazy: () => import('./RegisterPage') },
  { path: 'forgot', area: 'auth', lazy: () => import('./ForgotPage') },
  { path: 'reset', area: 'auth', lazy: () => import('./ResetPage') },
  { path: 'accept', area: 'auth', lazy: () => import('./AcceptPage') },
  { path: 'confirm', area: 'auth', lazy: () => import('./ConfirmPage') },
  { path: 'mails', area: 'portal', lazy: () => import('./MailsPage') },
  {
    path: 'members', area: 'app', lazy: () => import('./MembersPage'),
    nav: {
      label: { zh: '成员与权限', en: 'Members' }, icon: <UsersRound size={18} />, order: 800,
      show: (session) => session?.workspace?.tenant != null && session.has('street_manager', 'street_handler', 'street_leader', 'auditor'),
    },
  },
  {
    path: 'streets', area: 'app', lazy: () => import('./StreetsPage'), texts: ['organizations'],
    nav: { label: { zh: '街道', en: 'Streets' }, icon: <Landmark size={18} />, order: 780, show: (session) => session?.has('platform_admin') ?? false },
  },
  {
    path: 'platform', area: 'app', lazy: () => import('./PlatformPage'),
    nav: { label: { zh: '平台与区级', en: 'Platform' }, icon: <ShieldUser size={18} />, order: 785, show: (session) => session?.has('platform_admin') ?? false },
  },
  { path: 'streets/:tenantId/members', area: 'app', lazy: () => import('./StreetMembersPage') },
  {
    path: 'organization/members', area: 'app', lazy: () => import('./OrganizationMembersPage'),
    nav: {
      label: { zh: '单位成员', en: 'Our members' }, icon: <UsersRound size={18} />, order: 810,
      show: (session) => session?.has('applicant_owner', 'applicant_member') ?? false,
    },
  },
  {
    path: 'people', area: 'app', lazy: () => import('./PeoplePage'),
    nav: { label: { zh: '平台用户', en: 'People' }, icon: <UserRoundCog size={18} />, order: 820, show: (session) => session?.has('platform_admin') ?? false },
  },
  {
    path: 'profile', area: 'app', lazy: () => import('./ProfilePage'),
    nav: { label: { zh: '我的账号', en: 'My account' }, icon: <CircleUserRound size={18} />, order: 900, show: (session) => session !== null },
  },
];
