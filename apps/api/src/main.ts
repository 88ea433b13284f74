import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openHouse } from '@weichuang/platform/house';
import { createApi } from '@weichuang/platform/http/app';
import { runProcess } from '@weichuang/platform/process';
import { permissions } from './permissions';
import { slices } from './slices';

runProcess(async (settings) => {
  const house = await openHouse(settings, permissions, 'api');
  const webRoot = settings.WEB_ROOT ?? join(__dirname, '..', '..', 'admin', 'dist');
  const api = await createApi(house, slices, existsSync(webRoot) ? webRoot : null);
  await api.app.listen(settings.PORT, settings.HOST);
  house.logger.info({ port: settings.PORT }, 'listening');
  return async () => {
    await api.close();
    await house.close();
  };
});
