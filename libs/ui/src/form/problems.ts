import type { FieldPath, FieldValues, UseFormSetError } from 'react-hook-form';

/** One problem as the server tells it, with its sentence in the reader's language. */
export interface ServerProblem {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

/** Puts the server's problems beside their fields; one without a path belongs to the whole form. The first gets the focus. */
export function applyProblems<T extends FieldValues>(setError: UseFormSetError<T>, problems: readonly ServerProblem[]): void {
  problems.forEach(({ path, code, message }, i) => {
    // the server speaks of the same input that the form sent
    const name = (path === '' ? 'root.server' : path) as FieldPath<T> | `root.${string}`;
    setError(name, { type: code, message }, { shouldFocus: i === 0 && path !== '' });
  });
}

/** All problems of a nested error object as `path → message`. */
export function flattenErrors(errors: object, prefix = ''): { readonly path: string; readonly message: string }[] {
  return Object.entries(errors).flatMap(([key, value]: [string, unknown]) => {
    if (typeof value !== 'object' || value === null || key === 'ref') return [];
    const path = prefix ? `${prefix}.${key}` : key;
    if ('message' in value && typeof value.message === 'string') return [{ path, message: value.message }];
    return flattenErrors(value, path);
  });
}
