import { keepPreviousData, QueryCache, QueryClient, useMutation, useQuery, useQueryClient, type UseQueryOptions } from '@tanstack/react-query';
import type { CallInput, Output, RouteContract } from '@weichuang/contracts/http/route';
import type { Problem } from '@weichuang/contracts/http/shapes';
import { setServerTime } from '@weichuang/ui/format';
import { useState } from 'react';

type Fields = NonNullable<Problem['fields']>;

/** The server's refusal, or `status` 0 when it could not be reached. `detail` and the fields' messages are for the reader. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string | undefined;
  readonly fields: Fields;
  readonly requestId: string | undefined;

  constructor(problem: Partial<Problem> & { status: number; code: string }) {
    super(problem.detail ?? problem.title ?? problem.code);
    this.name = 'ApiProblem';
    this.status = problem.status;
    this.code = problem.code;
    // the kit has words for what the server did not say
    this.title = problem.title as string;
    this.detail = problem.detail;
    this.fields = problem.fields ?? [];
    this.requestId = problem.requestId;
  }
}

/** A part may be left out where the contract asks for nothing in it. */
type Part<K extends 'params' | 'query' | 'body', T> = Record<never, never> extends T ? { readonly [P in K]?: T } : { readonly [P in K]: T };
export type CallArgs<C extends RouteContract> = Part<'params', CallInput<C>['params']> & Part<'query', CallInput<C>['query']> & Part<'body', CallInput<C>['body']>;

interface LooseArgs {
  readonly params?: unknown;
  readonly query?: unknown;
  readonly body?: unknown;
}

const entries = (value: unknown): [string, unknown][] => (typeof value === 'object' && value !== null ? Object.entries(value) : []);

/** The address of a route: parameters encoded, the query without what is undefined or null, lists as repeated names. */
export function addressOf(route: Pick<RouteContract, 'path'>, args: LooseArgs = {}): string {
  const params = new Map(entries(args.params));
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params.get(name))));
  const query = new URLSearchParams();
  for (const [name, value] of entries(args.query))
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined && one !== null) query.append(name, String(one));
  const search = query.toString();
  return `/api${path}${search ? `?${search}` : ''}`;
}

/** The address of a download: for links. */
export const fileAddress = <C extends RouteContract>(route: C, args: Omit<CallArgs<C>, 'body'>): string => addressOf(route, args);

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** the same key gives the same answer: keep it over a repetition of one act */
  readonly idempotencyKey?: string;
}

/**
 * Calls a route.
 * @throws ApiProblem for every refusal, and with status 0 when the server cannot be reached
 */
export async function call<C extends RouteContract>(route: C, args: CallArgs<C>, options: CallOptions = {}): Promise<Output<C>> {
  const { body } = args as LooseArgs; // the generic's parts are looked at by name
  const headers: Record<string, string> = { accept: 'application/json', 'accept-language': document.documentElement.lang };
  if (route.method !== 'GET' && route.method !== 'DELETE') headers['content-type'] = 'application/json';
  if (route.idempotent) headers['idempotency-key'] = options.idempotencyKey ?? crypto.randomUUID();
  let response: Response;
  try {
    response = await fetch(addressOf(route, args), {
      method: route.method,
      headers,
      body: headers['content-type'] ? JSON.stringify(body ?? {}) : undefined,
      credentials: 'same-origin',
      signal: options.signal,
    });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new ApiProblem({ status: 0, code: 'NETWORK' });
  }
  readClock(response.headers);
  const text = await response.text();
  if (!response.ok) throw problemOf(response.status, text);
  // the server's response filter has seen it; parsing it again here would only cost time
  return (text ? JSON.parse(text) : null) as Output<C>;
}

/** problem+json, or what a proxy in between said. */
export function problemOf(status: number, text: string): ApiProblem {
  try {
    const problem: unknown = JSON.parse(text);
    if (typeof problem === 'object' && problem !== null && 'code' in problem && typeof problem.code === 'string')
      return new ApiProblem({ ...problem, status, code: problem.code });
  } catch {
    // no JSON: a gateway's page
  }
  return new ApiProblem({ status, code: status >= 500 ? 'INTERNAL' : 'HTTP' });
}

/** `x-server-time` is milliseconds; `Date` has seconds and half a second is added for its cut. */
function readClock(headers: Headers): void {
  const exact = Number(headers.get('x-server-time') ?? NaN);
  const date = Date.parse(headers.get('date') ?? '');
  if (Number.isFinite(exact)) setServerTime(exact);
  else if (Number.isFinite(date) && Math.abs(date + 500 - Date.now()) > 2_000) setServerTime(date + 500);
}

export const queryKey = (route: RouteContract, args: LooseArgs = {}): readonly unknown[] => [route.path, args.params ?? null, args.query ?? null];

const signedOut = (error: unknown): boolean => error instanceof ApiProblem && error.status === 401;

/** Made once. `onSignedOut` is told when any answer says that nobody is signed in any more. */
export function makeQueryClient(onSignedOut: () => void): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: (error) => signedOut(error) && onSignedOut() }),
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (count, error) => count < 2 && (!(error instanceof ApiProblem) || error.status === 0 || error.status >= 502),
      },
      mutations: { onError: (error) => signedOut(error) && onSignedOut(), retry: false },
    },
  });
}

type ReadOptions<T> = Pick<UseQueryOptions<T>, 'enabled' | 'refetchInterval' | 'staleTime' | 'gcTime'> & {
  /** the rows before stay while the next page comes */
  readonly keepPrevious?: boolean;
  /** never from the cache: for what is edited with a revision */
  readonly fresh?: boolean;
};

let showings = 0;

/**
 * A key of one showing of a page alone. A cache that is dropped at once is not enough: the next page of the same route is there
 * before the last one has gone, and would take over what that one read before it was edited.
 */
export const freshKey = (route: RouteContract, args: LooseArgs, showing: number): readonly unknown[] => [...queryKey(route, args), showing];

/** Reads a route: `const { data, error, refetch } = useApi(getRound, { params: { roundId } })`. */
export function useApi<C extends RouteContract>(route: C, args: CallArgs<C>, options: ReadOptions<Output<C>> = {}) {
  const { keepPrevious, fresh, ...rest } = options;
  const [showing] = useState(() => (showings += 1));
  return useQuery<Output<C>>({
    queryKey: fresh ? freshKey(route, args, showing) : queryKey(route, args),
    queryFn: ({ signal }) => call(route, args, { signal }),
    ...(keepPrevious ? { placeholderData: keepPreviousData } : {}),
    ...(fresh ? { staleTime: Infinity, gcTime: 0, refetchOnWindowFocus: false, refetchOnReconnect: false } : {}),
    ...rest,
  });
}

/**
 * Changes something: `const submit = useApiMutation(submitApplication); await submit.mutateAsync({ params, body })`.
 * Afterwards everything that is shown is read again, unless `refresh` names the routes that are concerned.
 */
export function useApiMutation<C extends RouteContract>(route: C, options: { readonly refresh?: readonly RouteContract[] } = {}) {
  const client = useQueryClient();
  return useMutation<Output<C>, Error, CallArgs<C> & CallOptions>({
    mutationFn: (args) => call(route, args, { idempotencyKey: args.idempotencyKey, signal: args.signal }),
    onSuccess: async () => {
      if (options.refresh) await Promise.all(options.refresh.map((one) => client.invalidateQueries({ queryKey: [one.path] })));
      else await client.invalidateQueries();
    },
  });
}
