import type { LocalCopy, LocalStore } from './autosaver';

/**
 * The part that the server has not acknowledged, in the browser's storage.
 * @param key unique per person and form: two people may share a device
 */
export function localCopy(key: string): LocalStore {
  const name = `wc-draft-${key}`;
  return {
    read() {
      try {
        const stored: unknown = JSON.parse(localStorage.getItem(name) ?? 'null');
        if (typeof stored !== 'object' || stored === null || !('revision' in stored) || !('patch' in stored)) return null;
        return typeof stored.revision === 'number' && typeof stored.patch === 'object' && stored.patch !== null
          ? (stored as LocalCopy) // both parts were looked at
          : null;
      } catch {
        return null;
      }
    },
    write(copy) {
      try {
        if (copy) localStorage.setItem(name, JSON.stringify(copy));
        else localStorage.removeItem(name);
      } catch {
        // storage is full or forbidden: the server's copy is then the only one
      }
    },
  };
}

/** Forgets all local copies of a device: on signing out. */
export function forgetLocalCopies(): void {
  try {
    for (const name of Object.keys(localStorage)) if (name.startsWith('wc-draft-')) localStorage.removeItem(name);
  } catch {
    // nothing is stored where storage is forbidden
  }
}
