import type { House } from '@weichuang/platform/house';

/** Work that comes round by the clock. Only one worker at a time does it; it must be safe to do twice. */
export interface Timer {
  readonly name: string;
  readonly everyMs: number;
  run(house: House): Promise<void>;
}

/** Runs the timers until `signal` says stop; a timer that fails is logged and comes round again. */
export function runTimers(house: House, timers: readonly Timer[], signal: AbortSignal): Promise<void>[] {
  return timers.map(async (timer) => {
    while (!signal.aborted) {
      try {
        await house.coordination.exclusively(`timer:${timer.name}`, () => timer.run(house));
      } catch (err) {
        house.logger.error({ err, timer: timer.name }, 'timer');
      }
      await pause(timer.everyMs, signal);
    }
  });
}

/** Waits, but not past the stop. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      clearTimeout(clock);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const clock = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}
