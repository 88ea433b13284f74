import type { FieldProblem, Refusal, RefusalKind } from '@weichuang/kernel/denial';
import type { Problem } from '@weichuang/contracts/http/shapes';
import { Refused } from './refused';
import { textOf } from './texts';

/** Kind of refusal → HTTP status, in one place. */
const STATUS: Record<RefusalKind, number> = { state: 409, invalid: 422, forbidden: 403, missing: 404, stale: 409, limit: 429 };

/** Codes whose status is their own: what the protocol itself names. */
const OWN_STATUS: Record<string, number> = {
  'SESSION.MISSING': 401,
  'REQUEST.INVALID': 400,
  'REQUEST.NOT_JSON': 400,
  'REQUEST.TOO_LARGE': 413,
  'REQUEST.MEDIA_TYPE': 415,
  'IDEMPOTENCY.KEY_MISSING': 400,
  'ORIGIN.FOREIGN': 403,
  'FILE.TOO_LARGE': 413,
  'FILE.WRONG_TYPE': 415,
  'FILE.NAME_MISMATCH': 415,
  'FILE.DAMAGED': 415,
  'FILE.UNREADABLE': 503,
  'SERVICE.BUSY': 503,
};

export const statusOf = (refusal: Refusal): number => OWN_STATUS[refusal.code] ?? STATUS[refusal.kind];

/** RFC 9457 problem details of a refusal, in the person's language. */
export function problemOf(refusal: Refusal, requestId: string, locale: 'zh-CN' | 'en'): Problem {
  const status = statusOf(refusal);
  const params = refusal.params ?? {};
  return {
    type: `urn:weichuang:${refusal.code}`,
    title: textOf(locale, refusal.code, params),
    status,
    code: refusal.code,
    ...(Object.keys(params).length ? { params } : {}),
    ...(refusal.fields ? { fields: refusal.fields.map((field) => fieldOf(field, locale)) } : {}),
    requestId,
  };
}

const fieldOf = (field: FieldProblem, locale: 'zh-CN' | 'en') => ({
  path: field.path,
  code: field.code,
  message: textOf(locale, field.code, field.params ?? {}),
  ...(field.params ? { params: { ...field.params } } : {}),
});

/** Errors of the framework and the database that are the caller's to mend, as refusals; null is a bug of ours. */
export function refusalOf(error: unknown): Refusal | null {
  if (error instanceof Refused) return error.refusal;
  const { code, statusCode, status } = error as { code?: string; statusCode?: number; status?: number }; // read as unknowns
  switch (code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
    case 'FST_REQ_FILE_TOO_LARGE':
      return { code: 'REQUEST.TOO_LARGE', kind: 'limit' };
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
    case 'FST_INVALID_MULTIPART_CONTENT_TYPE':
      return { code: 'REQUEST.MEDIA_TYPE', kind: 'invalid' };
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return { code: 'REQUEST.NOT_JSON', kind: 'invalid' };
    // a unique index held against somebody who was a moment earlier
    case '23505':
      return { code: 'REQUEST.RACED', kind: 'stale' };
    // statement timeout, lock timeout, too many connections, shutdown, lost connection: try again
    case '57014':
    case '55P03':
    case '53300':
    case '57P01':
    case '57P03':
    case '40001':
    case '40P01':
    case 'ECONNREFUSED':
    case 'ECONNRESET':
      return { code: 'SERVICE.BUSY', kind: 'limit' };
  }
  const http = statusCode ?? status;
  if (http === 404) return { code: 'NOT_FOUND', kind: 'missing' };
  if (http === 413) return { code: 'REQUEST.TOO_LARGE', kind: 'limit' };
  if (http === 415) return { code: 'REQUEST.MEDIA_TYPE', kind: 'invalid' };
  if (http === 400) return { code: 'REQUEST.INVALID', kind: 'invalid' };
  if (error instanceof Error && /timeout exceeded when trying to connect|Connection terminated/.test(error.message))
    return { code: 'SERVICE.BUSY', kind: 'limit' };
  return null;
}
