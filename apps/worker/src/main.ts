import 'reflect-metadata';
import { loadSettings, WrongSettings } from '@weichuang/platform/config/settings';
import { openHouse } from '@weichuang/platform/house';
import { startWorker } from './worker';

async function main(): Promise<void> {
  const settings = loadSettings(process.env);
  // the worker acts as the system: it asks nobody's permission
  const house = await openHouse(settings, {}, 'worker');
  const worker = await startWorker(house);
  house.logger.info('working');

  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), 25_000).unref();
    void worker
      .stop()
      .then(() => house.close())
      .then(
        () => process.exit(0),
        () => process.exit(1),
      );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.on('disconnect', () => {
    setTimeout(() => process.exit(1), 5000).unref();
    stop();
  });
}

main().catch((error: unknown) => {
  process.stderr.write(error instanceof WrongSettings ? `${error.message}\n` : `${error instanceof Error ? error.stack ?? error.message : String(error)}\n`);
  process.exit(1);
});
