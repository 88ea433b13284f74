import { type Refusal, type RefusalKind, type RefusalParams, refuse } from './denial';
import { isUnseen } from './text';

/** A refusal when `wrong` holds, else null. */
export function refuseIf(wrong: boolean, code: string, params?: RefusalParams, kind?: RefusalKind): Refusal | null {
  return wrong ? refuse(code, params, kind) : null;
}

/** The first refusal of a list of checks in the order they were asked, null when all pass. */
export function firstRefusal(...checks: readonly (Refusal | null)[]): Refusal | null {
  return checks.find((check) => check !== null) ?? null;
}

/** `REASON.REQUIRED` for a blank reason: a step that undoes or overrules something says why. */
export function needReason(reason: string): Refusal | null {
  return isUnseen(reason) ? refuse('REASON.REQUIRED', undefined, 'invalid') : null;
}
