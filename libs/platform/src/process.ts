import { loadSettings, WrongSettings, type Settings } from './config/settings';

/** After this long an orderly stop has failed: the supervisor must not wait for ever. */
const LONGEST_STOP_MS = 25_000;
/** A process without its parent is nobody's: it goes at once. */
const ORPHAN_STOP_MS = 5_000;

/**
 * The life of a process of ours: settings, start, and one orderly end on SIGTERM, SIGINT, or when the parent is gone.
 * Exit code 0 after an orderly end, 1 otherwise. A wrong setting ends the start with a message that names it.
 * @param start opens everything and gives what closes it again
 */
export function runProcess(start: (settings: Settings) => Promise<() => Promise<void>>): void {
  const main = async (): Promise<void> => {
    const close = await start(loadSettings(process.env));
    let stopping = false;
    const stop = (): void => {
      if (stopping) return;
      stopping = true;
      setTimeout(() => process.exit(1), LONGEST_STOP_MS).unref();
      void close().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    };
    process.on('SIGTERM', stop);
    process.on('SIGINT', stop);
    process.on('disconnect', () => {
      setTimeout(() => process.exit(1), ORPHAN_STOP_MS).unref();
      stop();
    });
  };
  main().catch((error: unknown) => {
    process.stderr.write(error instanceof WrongSettings ? `${error.message}\n` : `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  });
}
