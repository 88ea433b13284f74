import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadSettings, WrongSettings } from '@weichuang/platform/config/settings';
import { openHouse } from '@weichuang/platform/house';
import { createApi } from '@weichuang/platform/http/app';
import { permissions } from './permissions';
import { slices } from './slices';

async function main(): Promise<void> {
  const settings = loadSettings(process.env);
  const house = await openHouse(settings, permissions, 'api');
  const webRoot = settings.WEB_ROOT ?? join(__dirname, '..', '..', 'admin', 'dist');
  const api = await createApi(house, slices, existsSync(webRoot) ? webRoot : null);
  await api.app.listen(settings.PORT, settings.HOST);
  house.logger.info({ port: settings.PORT }, 'listening');

  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), 25_000).unref();
    void api
      .close()
      .then(() => house.close())
      .then(
        () => process.exit(0),
        () => process.exit(1),
      );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  // our parent is gone: go too, in any case within five seconds
  process.on('disconnect', () => {
    setTimeout(() => process.exit(1), 5000).unref();
    stop();
  });
}

main().catch((error: unknown) => {
  process.stderr.write(error instanceof WrongSettings ? `${error.message}\n` : `${error instanceof Error ? error.stack ?? error.message : String(error)}\n`);
  process.exit(1);
});
