import { useQuery, useQueryClient, type Query } from '@tanstack/react-query';
import { getSession, signOut as signOutRoute, type SessionView } from '@weichuang/contracts/identity/session';
import type { Role } from '@weichuang/domain/identity/access';
import { forgetLocalCopies } from '@weichuang/ui/form';
import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { call } from './api';
import { membershipAt, type Place } from './place';

export type Membership = SessionView['memberships'][number];

export interface Session {
  readonly view: SessionView;
  readonly user: SessionView['user'];
  /** the membership the person works in now; null without any */
  readonly workspace: Membership | null;
  /** roles of that membership's place; what may be done is the server's answer, this only chooses what is offered */
  readonly roles: readonly Role[];
  readonly has: (...roles: readonly Role[]) => boolean;
}

export const SESSION_KEY = ['session'] as const;
const WORKSPACE_KEY = 'wc-workspace';

/** Who is signed in; null is nobody. */
export const readSession = async (): Promise<SessionView | null> => (await call(getSession, {})).session;

/** Everything but the session itself, which its provider goes on watching. */
const others = { predicate: (query: Query) => query.queryKey[0] !== SESSION_KEY[0] };

/** Memberships of one place belong together: a handler may also be the finance officer there. */
const samePlace = (a: Membership, b: Membership): boolean =>
  a.tenant?.id === b.tenant?.id && a.organization?.id === b.organization?.id && a.community?.id === b.community?.id && a.district?.id === b.district?.id;

/** The session as the pages see it, in the chosen workspace. */
export function sessionOf(view: SessionView, workspaceId: string | null): Session {
  const workspace = view.memberships.find((one) => one.id === workspaceId) ?? view.memberships[0] ?? null;
  const roles = workspace ? [...new Set(view.memberships.filter((one) => samePlace(one, workspace)).map((one) => one.role))] : [];
  return { view, user: view.user, workspace, roles, has: (...wanted) => wanted.some((role) => roles.includes(role)) };
}

interface SessionControl {
  readonly session: Session | null;
  readonly loading: boolean;
  readonly error: unknown;
  readonly retry: () => void;
  readonly switchWorkspace: (membershipId: string) => void;
  /** the page is about this place: when another membership of the person's is the one there, it is shown from now on */
  readonly workAt: (place: Place) => void;
  /** after signing in: the answer of the sign-in route */
  readonly entered: (view: SessionView) => void;
  /** `leave` goes to a public page first, or the signed-in one would ask to sign in again */
  readonly signOut: (leave: () => Promise<void> | void) => Promise<void>;
}

const SessionContext = createContext<SessionControl | null>(null);

function stored(): string | null {
  try {
    return localStorage.getItem(WORKSPACE_KEY);
  } catch {
    return null;
  }
}

export function SessionProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const { data, isPending, error, refetch } = useQuery({ queryKey: SESSION_KEY, queryFn: readSession, staleTime: 60_000 });
  const [workspaceId, setWorkspaceId] = useState(stored);
  const show = useCallback((id: string) => {
    setWorkspaceId(id);
    try {
      localStorage.setItem(WORKSPACE_KEY, id);
    } catch {
      // the choice lasts until the page is closed
    }
  }, []);
  const switchWorkspace = useCallback(
    (id: string) => {
      show(id);
      void client.invalidateQueries(others);
    },
    [client, show],
  );
  const workAt = useCallback(
    (place: Place) => {
      if (!data) return;
      const { workspace } = sessionOf(data, workspaceId);
      const there = membershipAt(data.memberships, workspace, place);
      if (there && there.id !== workspace?.id) show(there.id);
    },
    [data, workspaceId, show],
  );
  const entered = useCallback(
    (view: SessionView) => {
      // nothing of the person before may be seen
      client.removeQueries(others);
      client.setQueryData(SESSION_KEY, view);
    },
    [client],
  );
  const signOut = useCallback(async (leave: () => Promise<void> | void) => {
    await call(signOutRoute, {});
    forgetLocalCopies();
    await leave();
    client.removeQueries(others);
    client.setQueryData(SESSION_KEY, null);
  }, [client]);
  const value = useMemo<SessionControl>(
    () => ({
      session: data ? sessionOf(data, workspaceId) : null,
      loading: isPending,
      error,
      retry: () => void refetch(),
      switchWorkspace,
      workAt,
      entered,
      signOut,
    }),
    [data, workspaceId, isPending, error, refetch, switchWorkspace, workAt, entered, signOut],
  );
  return <SessionContext value={value}>{children}</SessionContext>;
}

export function useSessionControl(): SessionControl {
  const control = useContext(SessionContext);
  if (!control) throw new Error('useSession outside SessionProvider');
  return control;
}

/** The signed-in person; only for pages of the area `app`, where there always is one. */
export function useSession(): Session {
  const { session } = useSessionControl();
  if (!session) throw new Error('no session: this page belongs into the area "app"');
  return session;
}

/**
 * For pages that are about one round, application or project: the header shows as whom the person works there, however it came to
 * the page. Told anew only when the page's place changes, so a workspace chosen by hand stays chosen.
 */
export function useWorksAt({ tenantId, roundId, organizationId }: Place): void {
  const { workAt } = useSessionControl();
  const tell = useRef(workAt);
  useEffect(() => {
    tell.current = workAt;
  });
  useEffect(() => {
    // a page that is still loading knows nothing of its place yet
    if (tenantId ?? roundId ?? organizationId) tell.current({ tenantId, roundId, organizationId });
  }, [tenantId, roundId, organizationId]);
}
