import { createBrowserRouter, type RouteObject } from 'react-router';
import { AppLayout, AuthLayout, PortalLayout, ScreenLayout } from './layouts';
import { NotFoundPage, RouteError, Waiting } from './ErrorPages';
import { loadMessages } from './i18n';
import { featureRoutes } from './feature-routes';
import type { Area, SliceRoute } from './routes';

/** The page and its texts, fetched side by side. */
const toRoute = (route: SliceRoute): RouteObject => ({
  ...(route.path === '' ? { index: true as const } : { path: route.path }),
  ErrorBoundary: RouteError,
  lazy: async () => {
    const [page] = await Promise.all([route.lazy(), loadMessages([route.slice, ...(route.texts ?? [])])]);
    return { Component: page.default };
  },
});

const inArea = (area: Area): RouteObject[] => featureRoutes.filter((route) => route.area === area).map(toRoute);

export const makeRouter = () =>
  createBrowserRouter([
    {
      ErrorBoundary: RouteError,
      HydrateFallback: Waiting,
      children: [
        { path: '/app', Component: AppLayout, children: [...inArea('app'), { path: '*', Component: NotFoundPage }] },
        { path: '/screen', Component: ScreenLayout, children: inArea('screen') },
        { Component: AuthLayout, children: inArea('auth') },
        { path: '/', Component: PortalLayout, children: [...inArea('portal'), { path: '*', Component: NotFoundPage }] },
      ],
    },
  ]);
