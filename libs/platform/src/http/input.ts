import type { z } from 'zod';
import { refuse, type FieldProblem } from '@weichuang/kernel/denial';
import { Nothing, type RouteContract } from '@weichuang/contracts/http/route';
import { Refused } from './refused';

const EMPTY = Object.freeze({});

/**
 * The request's input, parsed once by its contract.
 * @throws Refused NOT_FOUND for an id in the path that cannot be one, REQUEST.MEDIA_TYPE, REQUEST.INVALID with the places for the rest
 */
export function inputOf(contract: RouteContract, request: { params: unknown; query: unknown; body?: unknown; headers: Readonly<Record<string, unknown>> }) {
  const { 'content-type': mediaType } = request.headers;
  // a form of another site can send all but JSON; uploads look at theirs themselves
  if (mediaType !== undefined && contract.method !== 'GET' && contract.kind !== 'upload' && !/^application\/json\s*(;|$)/i.test(String(mediaType)))
    throw new Refused(refuse('REQUEST.MEDIA_TYPE', undefined, 'invalid'));
  refuseUnstorable(request.params, 'params', true);
  refuseUnstorable(request.query, 'query', false);
  if (contract.kind !== 'upload') refuseUnstorable(request.body, '', false, contract.draft);
  return {
    params: parse(contract.params, request.params, 'params', true),
    query: parse(contract.query, request.query, 'query', false),
    body: contract.kind === 'upload' ? EMPTY : parse(contract.body, request.body === undefined ? EMPTY : request.body, '', false),
  };
}

function parse(schema: z.ZodType, value: unknown, place: string, hides: boolean): unknown {
  if (schema === Nothing) return EMPTY;
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  // an id that cannot be one is simply not there
  if (hides) throw new Refused(refuse('NOT_FOUND', undefined, 'missing'));
  const fields: FieldProblem[] = result.error.issues.map((issue) => {
    const path = [...(place ? [place] : []), ...issue.path.map(String)].join('.');
    const own = /^[A-Z]+(\.[A-Z_]+)+$/.test(issue.message) ? issue.message : undefined;
    const { minimum, maximum } = issue as { minimum?: number; maximum?: number }; // only size issues have them
    return {
      path,
      code: own ?? `INPUT.${issue.code.toUpperCase()}`,
      params: { ...(minimum === undefined ? {} : { min: Number(minimum) }), ...(maximum === undefined ? {} : { max: Number(maximum) }) },
    };
  });
  throw new Refused({ code: 'REQUEST.INVALID', kind: 'invalid', fields });
}

/** No form of ours is deeper; what is would exhaust whoever walks it. */
const DEEPEST = 40;

/**
 * No text of a request holds U+0000, which PostgreSQL cannot store, or half a surrogate pair, which nobody can send back as it came:
 * looked for in everything that comes, since free texts of forms have no schema of their own.
 * @param draft its answers may hold any text: whoever saves them leaves out what cannot be stored
 */
function refuseUnstorable(value: unknown, place: string, hides: boolean, draft = false): void {
  const wrong = unstorableAt(value, place, 0, draft ? 'answers' : null);
  if (!wrong) return;
  if (hides) throw new Refused(refuse('NOT_FOUND', undefined, 'missing'));
  throw new Refused({ code: 'REQUEST.INVALID', kind: 'invalid', fields: [wrong] });
}

const isStorable = (text: string): boolean => !text.includes('\u0000') && text.isWellFormed();

function unstorableAt(value: unknown, path: string, depth: number, free: string | null): FieldProblem | null {
  const any = free !== null && (path === free || path.startsWith(`${free}.`));
  if (typeof value === 'string') return any || isStorable(value) ? null : { path, code: 'TEXT.CONTROL' };
  if (typeof value !== 'object' || value === null) return null;
  if (depth > DEEPEST) return { path: path.slice(0, 200), code: 'INPUT.TOO_BIG' };
  for (const key in value) {
    const inner = path ? `${path}.${key}` : key;
    if (!any && !isStorable(key)) return { path, code: 'TEXT.CONTROL' };
    const wrong = unstorableAt((value as Record<string, unknown>)[key], inner, depth + 1, free); // one of its own keys: parsed from JSON
    if (wrong) return wrong;
  }
  return null;
}
