import { refuse, type Refusal, type RefusalParams } from '@weichuang/kernel/denial';

/**
 * Carries a refusal out of a service, so that the transaction is always rolled back.
 * The refusal itself is a value of the domain; nothing else catches this but the HTTP edge and the job runner.
 */
export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code);
  }
}

/** Goes on when there is no refusal. */
export function ensure(refusal: Refusal | null | undefined): void {
  if (refusal) throw new Refused(refusal);
}

/** One answer for "no such thing" and "not yours". */
export const missing = (): Refused => new Refused(refuse('NOT_FOUND', undefined, 'missing'));

export const refused = (code: string, params?: RefusalParams, kind: Refusal['kind'] = 'state'): Refused =>
  new Refused(refuse(code, params, kind));

/** The row, or the one answer for what is missing. */
export function found<T>(row: T | null | undefined): T {
  if (row === null || row === undefined) throw missing();
  return row;
}
