import { z } from 'zod';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * One HTTP operation, said once: the request's types, the response filter, the OpenAPI entry,
 * the web client's types. Paths are below `/api`, with `:name` for parameters.
 */
export interface RouteContract<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
> {
  readonly method: Method;
  readonly path: `/${string}`;
  /** one line for the OpenAPI document */
  readonly summary: string;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly response: R;
  /**
   * `json`: the handler's value through the response filter. `text`: the handler's value is JSON text that PostgreSQL
   * made of listed columns only. `file`: a download. `stream`: server-sent events. `upload`: multipart in, JSON out.
   * `own`: JSON whose status the handler sets itself.
   */
  readonly kind: 'json' | 'text' | 'file' | 'stream' | 'upload' | 'own';
  /** creates or pays: an `Idempotency-Key` header is required, the same key gives the same answer */
  readonly idempotent: boolean;
  /** saves an unfinished form: what of its `answers` cannot be stored is left out and told, never a reason to refuse the rest */
  readonly draft: boolean;
}

/** What a route takes that declares no parameters, no query or no body; whatever comes is dropped. */
export const Nothing = z.object({});
type Nothing = typeof Nothing;

export function defineRoute<
  P extends z.ZodType = Nothing,
  Q extends z.ZodType = Nothing,
  B extends z.ZodType = Nothing,
  R extends z.ZodType = z.ZodNull,
>(def: {
  method: Method;
  path: `/${string}`;
  summary: string;
  params?: P;
  query?: Q;
  body?: B;
  response?: R;
  kind?: RouteContract['kind'];
  idempotent?: boolean;
  draft?: boolean;
}): RouteContract<P, Q, B, R> {
  return {
    method: def.method,
    path: def.path,
    summary: def.summary,
    // the defaults stand for the type parameters' own defaults
    params: (def.params ?? Nothing) as P,
    query: (def.query ?? Nothing) as Q,
    body: (def.body ?? Nothing) as B,
    response: (def.response ?? z.null()) as unknown as R,
    kind: def.kind ?? 'json',
    idempotent: def.idempotent ?? false,
    draft: def.draft ?? false,
  };
}

type AnyRoute = RouteContract;

/** What a handler gets: parsed, trusted. */
export interface Input<C extends AnyRoute> {
  readonly params: z.output<C['params']>;
  readonly query: z.output<C['query']>;
  readonly body: z.output<C['body']>;
}

/** What the web client sends. */
export interface CallInput<C extends AnyRoute> {
  readonly params: z.input<C['params']>;
  readonly query: z.input<C['query']>;
  readonly body: z.input<C['body']>;
}

/** What a handler returns; more than the schema lists never leaves. */
export type Reply<C extends AnyRoute> = C['kind'] extends 'json' ? z.input<C['response']> : unknown;

/** What the web client receives. */
export type Output<C extends AnyRoute> = z.output<C['response']>;
