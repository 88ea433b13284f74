import 'reflect-metadata';
import { openHouse } from '@weichuang/platform/house';
import { runProcess } from '@weichuang/platform/process';
import { startWorker } from './worker';

runProcess(async (settings) => {
  // the worker acts as the system: it asks nobody's permission
  const house = await openHouse(settings, {}, 'worker');
  const worker = await startWorker(house);
  house.logger.info('working');
  return async () => {
    await worker.stop();
    await house.close();
  };
});
