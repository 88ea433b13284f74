import { useCallback, useState } from 'react';

export interface Preferences {
  readonly density: 'comfortable' | 'compact';
  readonly hidden: readonly string[];
}

const keyOf = (id: string) => `wc-list-${id}`;

function read(id: string, fallback: Preferences): Preferences {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(keyOf(id)) ?? 'null');
    if (typeof stored !== 'object' || stored === null) return fallback;
    const { density, hidden } = stored as Partial<Record<keyof Preferences, unknown>>; // read field by field below
    return {
      density: density === 'compact' ? 'compact' : 'comfortable',
      hidden: Array.isArray(hidden) ? hidden.filter((item): item is string => typeof item === 'string') : fallback.hidden,
    };
  } catch {
    return fallback;
  }
}

/** Column choice and density of one list, kept on the device. */
export function usePreferences(id: string, fallback: Preferences) {
  const [value, setValue] = useState(() => read(id, fallback));
  const change = useCallback(
    (patch: Partial<Preferences>) =>
      setValue((old) => {
        const next = { ...old, ...patch };
        try {
          localStorage.setItem(keyOf(id), JSON.stringify(next));
        } catch {
          // without storage the choice lasts until the page is left
        }
        return next;
      }),
    [id],
  );
  return [value, change] as const;
}
