/** Why a move is refused: a stable code, never a sentence. The texts live per slice and per language in `contracts`. */
export type RefusalKind =
  /** the thing is not in a state that allows this */
  | 'state'
  /** the input breaks a rule; `fields` says where */
  | 'invalid'
  /** the person may see it but not do this */
  | 'forbidden'
  /** there is no such thing, or it is not yours: one answer for both */
  | 'missing'
  /** somebody else changed it first */
  | 'stale'
  /** too often, too much, too large */
  | 'limit';

export type RefusalParams = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** One problem at one place of the input. `path` is dotted, with indices: `budget.lines.2.quantity`. */
export interface FieldProblem {
  readonly path: string;
  readonly code: string;
  readonly params?: RefusalParams;
}

export interface Refusal {
  readonly code: string;
  readonly kind: RefusalKind;
  readonly params?: RefusalParams;
  readonly fields?: readonly FieldProblem[];
}

/** Makes a refusal. `code` is `SUBJECT.REASON` in capitals, for example `CALL.CLOSED`. */
export function refuse(code: string, params?: RefusalParams, kind: RefusalKind = 'state'): Refusal {
  return params ? { code, kind, params } : { code, kind };
}

/** Makes a refusal of input, with the places that are wrong. */
export function refuseFields(code: string, fields: readonly FieldProblem[]): Refusal {
  return { code, kind: 'invalid', fields };
}
