import { addressIn, collectRoutes, navOf, type FeatureRoute } from './routes';
import { sessionOf, type Membership } from './session';

const page = (path: string, more: Partial<FeatureRoute> = {}): FeatureRoute => ({ path, area: 'app', lazy: () => Promise.reject(new Error('not drawn')), ...more });
const nav = (order: number, show: () => boolean = () => true) => ({ label: { zh: `第 ${order}` }, icon: null, order, show });

it.each([['app', '', '/app'], ['app', 'rounds', '/app/rounds'], ['portal', '', '/'], ['portal', 'notices', '/notices'], ['auth', 'sign-in', '/sign-in'], ['screen', 'hall', '/screen/hall']] as const)(
  '%s %p is at %s', (area, path, address) => expect(addressIn(area, path)).toBe(address));

it('collects every slice’s pages under its name', () =>
  expect(collectRoutes({ '../features/calls/routes.tsx': { routes: [page('rounds')] }, '../features/needs/routes.tsx': { routes: [page('needs')] } }).map((one) => [one.slice, one.path])).toEqual([
    ['calls', 'rounds'], ['needs', 'needs'],
  ]));

it.each([['rounds', 'rounds'], ['rounds/:id', 'rounds/:roundId']])('stops when two slices claim %p and %p', (a, b) =>
  expect(() => collectRoutes({ '../features/calls/routes.tsx': { routes: [page(a)] }, '../features/needs/routes.tsx': { routes: [page(b)] } })).toThrow('needs and calls'));

it('offers in order what is for this session', () => {
  const routes = collectRoutes({ '../features/calls/routes.tsx': { routes: [page('b', { nav: nav(2) }), page('a', { nav: nav(1) }), page('c', { nav: nav(3, () => false) }), page('d'), page('p', { area: 'portal', nav: nav(0) })] } });
  expect(navOf(routes, 'app', null).map((one) => one.to)).toEqual(['/app/a', '/app/b']);
});

describe('session', () => {
  const at = (id: string, role: Membership['role'], tenant: string, round: string | null = null): Membership => ({
    id, role, tenant: { id: tenant, name: tenant }, round: round ? { id: round, name: round } : null, organization: null, community: null, district: null,
  });
  const view = { user: { id: 'u', name: '李静', email: 'x@y.z', locale: 'zh-CN' }, demo: false, disabledStreets: [], memberships: [at('1', 'street_handler', 'A'), at('2', 'street_finance', 'A'), at('3', 'judge', 'B', 'R')] };

  it.each([['1', ['street_handler', 'street_finance']], ['3', ['judge']], ['gone', ['street_handler', 'street_finance']], [null, ['street_handler', 'street_finance']]])(
    'in workspace %p has the roles of that place', (id, roles) => expect(sessionOf(view, id).roles).toEqual(roles));
  it('of somebody without memberships is one without roles', () =>
    expect(sessionOf({ ...view, memberships: [] }, null)).toMatchObject({ workspace: null, roles: [] }));
});
