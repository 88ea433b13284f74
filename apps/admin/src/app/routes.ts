import type { Text } from '@weichuang/domain/forms/definition';
import type { ComponentType, ReactNode } from 'react';
import type { Session } from './session';

/**
 * Where a page lives: `portal` (no sign-in, `/…`), `app` (signed in, `/app/…`), `auth` (signing in, `/…` without a frame),
 * `screen` (a hall's big screen, `/screen/…`: signed in, without a frame).
 */
export type Area = 'portal' | 'app' | 'auth' | 'screen';

export interface RouteNav {
  /** in both languages here, so that the frame needs no slice's messages */
  readonly label: Text;
  readonly icon: ReactNode;
  readonly group?: Text;
  /** position among all entries */
  readonly order: number;
  /** which sessions are offered it; the portal's entries are asked with null too */
  readonly show: (session: Session | null) => boolean;
}

/** What a slice adds to the site: `export const routes: FeatureRoute[]` in `features/<slice>/routes.tsx`. Pages are loaded when they are visited. */
export interface FeatureRoute {
  /** below the area's prefix, without a leading slash; '' is the area's first page */
  readonly path: string;
  readonly area: Area;
  readonly lazy: () => Promise<{ readonly default: ComponentType }>;
  /** other slices whose texts its first sight shows: fetched beside it, or the page would wait for each in turn */
  readonly texts?: readonly string[];
  readonly nav?: RouteNav;
}

export interface SliceRoute extends FeatureRoute {
  readonly slice: string;
}

const PREFIX: Readonly<Record<Area, string>> = { portal: '/', app: '/app/', auth: '/', screen: '/screen/' };

/** The address of a route that has no parameters. */
export const addressIn = (area: Area, path: string): string => (PREFIX[area] + path).replace(/(.)\/$/, '$1');

/** All slices' routes, from their files' paths. @throws Error when two slices claim the same address: a bug, found at start */
export function collectRoutes(modules: Readonly<Record<string, { readonly routes: readonly FeatureRoute[] }>>): SliceRoute[] {
  const seen = new Map<string, string>();
  return Object.entries(modules).flatMap(([file, module]) => {
    const slice = /features\/([^/]+)\//.exec(file)?.[1] ?? '';
    return module.routes.map((route) => {
      const address = addressIn(route.area, route.path.replace(/:\w+/g, ':'));
      const other = seen.get(address);
      if (other) throw new Error(`${slice} and ${other} both have a page at ${address}`);
      seen.set(address, slice);
      return { ...route, slice };
    });
  });
}

/** Entries of an area's navigation for a session, in order. */
export function navOf(routes: readonly SliceRoute[], area: Area, session: Session | null): (RouteNav & { readonly to: string })[] {
  return routes
    .flatMap((route) => (route.area === area && route.nav?.show(session) ? [{ ...route.nav, to: addressIn(area, route.path) }] : []))
    .sort((a, b) => a.order - b.order);
}
