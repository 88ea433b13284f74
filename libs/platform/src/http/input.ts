import type { z } from 'zod';
import { refuse, type FieldProblem } from '@weichuang/kernel/denial';
import { Nothing, type RouteContract } from '@weichuang/contracts/http/route';
import { Refused } from './refused';

const EMPTY = Object.freeze({});

/**
 * The request's input, parsed once by its contract.
 * @throws Refused NOT_FOUND for an id in the path that cannot be one, REQUEST.INVALID with the places for the rest
 */
export function inputOf(contract: RouteContract, request: { params: unknown; query: unknown; body?: unknown }) {
  return {
    params: parse(contract.params, request.params, 'params', true),
    query: parse(contract.query, request.query, 'query', false),
    body: contract.kind === 'upload' ? EMPTY : parse(contract.body, request.body ?? EMPTY, '', false),
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
