import { useQueryClient } from '@tanstack/react-query';
import { Button } from '@mantine/core';
import { ErrorNote, Note, PageSkeleton, toast } from '@weichuang/ui/feedback';
import { useText } from '@weichuang/ui/format';
import { AppFrame, PortalFrame, type LanguageChoice } from '@weichuang/ui/page';
import { Suspense, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, Outlet, ScrollRestoration, useLocation, useNavigate, useNavigation } from 'react-router';
import { changeLanguage, LANGUAGES } from './i18n';
import { MessageBell } from './MessageBell';
import { Progress } from './Progress';
import classes from './layouts.module.css';
import { featureRoutes } from './feature-routes';
import { navOf } from './routes';
import { SESSION_KEY, useSessionControl, type Membership } from './session';

function useLanguageChoice(): LanguageChoice {
  const { i18n } = useTranslation('app');
  const client = useQueryClient();
  return {
    current: i18n.language,
    all: LANGUAGES,
    // reasons and titles come from the server in its reader's language
    onChange: (id) => void changeLanguage(id).then(() => client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== SESSION_KEY[0] })),
  };
}

/** The history entry at which the browser loaded the site; null once the person has moved within it. */
let landing: string | null | undefined;

/** After moving to another page the focus goes to it. At the first load it stays where the browser puts it: before the skip link. */
function useFocusOnMove(): void {
  const { pathname, key } = useLocation();
  const entry = useRef(key);
  useEffect(() => {
    entry.current = key;
  });
  useEffect(() => {
    landing = landing === undefined ? entry.current : landing;
    if (entry.current === landing) return;
    landing = null;
    if (document.activeElement === document.body || document.activeElement?.closest('nav')) document.getElementById('main')?.focus({ preventScroll: true });
  }, [pathname]);
}

function Page() {
  const moving = useNavigation().state === 'loading';
  useFocusOnMove();
  return (
    <>
      <Progress active={moving} />
      <Suspense fallback={<PageSkeleton />}><Outlet /></Suspense>
      <ScrollRestoration getKey={(location) => location.key} />
    </>
  );
}

/** The signed-in part: without a session to the sign-in page and back afterwards. */
export function AppLayout() {
  const { session, loading, error, retry, switchWorkspace, signOut } = useSessionControl();
  const { t } = useTranslation('app');
  const text = useText();
  const location = useLocation();
  const navigate = useNavigate();
  const language = useLanguageChoice();
  if (loading) return <PageSkeleton />;
  if (error && !session) return <ErrorNote error={error} onRetry={retry} />;
  if (!session) return <Navigate to={`/sign-in?to=${encodeURIComponent(location.pathname + location.search)}`} replace />;
  const place = (one: Membership) =>
    [one.tenant?.name, one.district && t('wholeDistrict', { name: one.district.name }), one.organization?.name, one.community?.name, one.round?.name].filter(Boolean).join(' · ') || t('everywhere');
  return (
    <AppFrame
      brand={{ name: t('brand'), seal: t('seal'), to: '/app' }}
      nav={navOf(featureRoutes, 'app', session).map((entry) => ({ to: entry.to, label: text(entry.label), icon: entry.icon, group: entry.group && text(entry.group) }))}
      person={{ name: session.user.name, detail: session.user.email }}
      workspaces={session.view.memberships.map((one) => ({ id: one.id, label: t(`role.${one.role}`), place: place(one) }))}
      workspace={session.workspace?.id}
      onWorkspace={(id) => { switchWorkspace(id); void navigate('/app'); }}
      language={language}
      tools={<MessageBell />}
      banner={session.workspace?.tenant && session.view.disabledStreets.includes(session.workspace.tenant.id) && <div className={classes.banner}><Note tone="waiting" title={t('streetDisabled.title', { name: session.workspace.tenant.name })}>{t('streetDisabled.body')}</Note></div>}
      onSignOut={() => void signOut(() => navigate('/', { flushSync: true })).catch(() => toast.danger(t('signOutFailed')))}
    >
      <Page />
    </AppFrame>
  );
}

export function PortalLayout() {
  const { session } = useSessionControl();
  const { t } = useTranslation('app');
  const text = useText();
  const language = useLanguageChoice();
  return (
    <PortalFrame
      brand={{ name: t('brand'), seal: t('seal'), to: '/' }}
      nav={navOf(featureRoutes, 'portal', session).map((entry) => ({ to: entry.to, label: text(entry.label) }))}
      language={language}
      entry={<Button component={Link} to={session ? '/app' : '/sign-in'} variant={session ? 'default' : 'filled'} size="xs">{t(session ? 'toApp' : 'signIn')}</Button>}
      footer={<p>{t('footer')}</p>}
    >
      <Page />
    </PortalFrame>
  );
}

/** Signing in: the portal's frame without its navigation. */
export function AuthLayout() {
  const { t } = useTranslation('app');
  const language = useLanguageChoice();
  return (
    <PortalFrame brand={{ name: t('brand'), seal: t('seal'), to: '/' }} nav={[]} language={language} footer={<p>{t('footer')}</p>}>
      <Page />
    </PortalFrame>
  );
}

/** A hall's screen: nothing but the page. */
export function ScreenLayout() {
  const { session, loading } = useSessionControl();
  const location = useLocation();
  if (loading) return <PageSkeleton />;
  if (!session) return <Navigate to={`/sign-in?to=${encodeURIComponent(location.pathname)}`} replace />;
  return <Page />;
}
