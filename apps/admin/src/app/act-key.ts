import { useRef } from 'react';

/**
 * The idempotency key of one act: the same content sent again has the same key, so that a lost answer does not do it twice; changed
 * content is another act and has a key of its own, or the server would answer with what was sent first.
 * @param fresh makes a new key
 */
export function actKeys(fresh: () => string = () => crypto.randomUUID()): (content: unknown) => string {
  let held: { readonly key: string; readonly content: string } | null = null;
  return (content) => {
    const now = JSON.stringify(content);
    if (held?.content !== now) held = { key: fresh(), content: now };
    return held.key;
  };
}

/** {@link actKeys} for as long as the form is open. */
export function useActKey(): (content: unknown) => string {
  const keys = useRef<((content: unknown) => string) | null>(null);
  return (content) => (keys.current ??= actKeys())(content);
}
