import { testDatabase, type TestDatabase } from '@weichuang/testing/database';
import type { Coordination } from '@weichuang/platform/coordination/port';
import { postgresCoordination } from '@weichuang/platform/coordination/postgres';
import { redisCoordination } from '@weichuang/platform/coordination/redis';

// the same rules on both adapters
describe.each(['postgres', 'redis'] as const)('coordination on %s', (backend) => {
  const redisUrl = process.env['TEST_REDIS_URL'];
  if (backend === 'redis' && !redisUrl) {
    it('is tested where a Redis is found', () => expect(redisUrl).toBeUndefined());
    return;
  }
  let database: TestDatabase;
  let one: Coordination;
  let two: Coordination;
  const open = () => (backend === 'redis' ? redisCoordination(redisUrl as string, new URL(database.url).pathname.slice(1)) : postgresCoordination(database.url));
  beforeAll(async () => {
    database = await testDatabase();
    [one, two] = [await open(), await open()];
  });
  afterAll(async () => {
    await one.close();
    await two.close();
    await database.drop();
  });

  it('counts over all processes, says how long to wait, and survives a restart', async () => {
    for (let i = 0; i < 3; i++) expect(await (i % 2 ? one : two).consume('knock', 3, 60)).toBe(0);
    expect(await one.consume('knock', 3, 60)).toBeGreaterThan(50);
    const restarted = await open();
    expect(await restarted.consume('knock', 3, 60)).toBeGreaterThan(50);
    await restarted.reset('knock');
    expect(await two.consume('knock', 3, 60)).toBe(0);
    await restarted.close();
  });

  it('lets one process at a time do a named work', async () => {
    let release = (): void => undefined;
    const held = one.exclusively('sweep', () => new Promise<string>((resolve) => (release = () => resolve('done'))));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await two.exclusively('sweep', () => Promise.resolve('also'))).toBeNull();
    expect(await two.exclusively('other', () => Promise.resolve('other'))).toBe('other');
    release();
    expect(await held).toBe('done');
    expect(await two.exclusively('sweep', () => Promise.resolve('then'))).toBe('then');
  });

  it('gives the lock back when the work fails', async () => {
    await expect(one.exclusively('broken', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await two.exclusively('broken', () => Promise.resolve(1))).toBe(1);
  });

  it('tells a message to every process', async () => {
    const heard: unknown[] = [];
    const stop = await two.subscribe((topic, message) => heard.push([topic, message]));
    await one.publish('user:1', { text: '进度 50%' });
    for (let i = 0; i < 100 && !heard.length; i++) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(heard).toEqual([['user:1', { text: '进度 50%' }]]);
    await stop();
  });
});
