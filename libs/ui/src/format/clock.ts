import { useCallback, useSyncExternalStore } from 'react';

/** Milliseconds to add to this device's clock to get the server's; people's phones are minutes off. */
let offset = 0;

/** Tells the kit what time the server says it is (milliseconds). Half a second of jitter is ignored. */
export function setServerTime(server: number, device: number = Date.now()): void {
  if (Number.isFinite(server) && Math.abs(server - device - offset) > 500) offset = server - device;
}

export const serverNow = (): number => Date.now() + offset;

/** The server's time, renewed every `everyMs`; all users of one period tick together. */
export function useServerNow(everyMs = 30_000): number {
  const subscribe = useCallback(
    (changed: () => void) => {
      const timer = setInterval(changed, everyMs);
      return () => clearInterval(timer);
    },
    [everyMs],
  );
  // rounded to the period, or every render would see a new value and render again
  const read = () => Math.floor(serverNow() / everyMs) * everyMs;
  return useSyncExternalStore(subscribe, read, read);
}
