import Redis from 'ioredis';
import { newId } from '@weichuang/kernel/id';
import { migrate } from '@weichuang/persistence/data-source';
import { emit } from '@weichuang/platform/events/emit';
import { relayOnce } from '@weichuang/platform/events/relay';
import { verifyChains } from '@weichuang/platform/events/verify';
import { openHouse, type House } from '@weichuang/platform/house';
import { handle, MOST_DEATHS } from '@weichuang/platform/jobs/queues';
import { eventJob } from '@weichuang/contracts/jobs/job';
import { renderReportJob } from '@weichuang/contracts/reports/reports';
import { sealAll } from '@weichuang/testing/seal';
import { testApi, type TestApi } from '@weichuang/testing/api';
import { startWorker } from './worker';

const until = async (what: () => Promise<boolean>): Promise<void> => {
  for (let i = 0; i < 200; i++) {
    if (await what()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('waited for ten seconds');
};

describe.each(['postgres', 'redis'] as const)('on %s', (queue) => {
  if (queue === 'redis' && !process.env['TEST_REDIS_URL']) {
    it('is tested where a Redis is found', () => expect(process.env['CI']).not.toBe('redis'));
    return;
  }
  let t: TestApi;
  beforeAll(async () => {
    t = await testApi([], {}, { queue });
  }, 30_000);
  afterAll(() => t.close());

  const write = (house: House, tenantId: string, n: number) =>
    house.asSystem(tenantId, async (ctx) => {
      for (let i = 0; i < n; i++) await emit(ctx, { kind: 'test.happened', subject: { kind: 'test', id: newId() }, tenantId, data: { i } });
    });

  it('hands each event over once and seals it into its street’s chain, which shows any change', async () => {
    const [a, b] = [await t.world(), await t.world()];
    await Promise.all([write(t.house, a.tenantId, 5), write(t.house, b.tenantId, 3), write(t.house, a.tenantId, 4)]);
    // a rolled back change leaves no event
    await expect(t.house.asSystem(a.tenantId, async (ctx) => {
      await emit(ctx, { kind: 'test.never', subject: { kind: 'test', id: newId() }, tenantId: a.tenantId });
      throw new Error('no');
    })).rejects.toThrow('no');
    await sealAll(t, true);
    const reports = await verifyChains(t.owner);
    expect(reports.find((each) => each.tenantId === a.tenantId)).toMatchObject({ events: 9, sealed: 9, broken: null });
    expect(reports.find((each) => each.tenantId === b.tenantId)).toMatchObject({ events: 3, sealed: 3, broken: null });
    await t.owner.query('ALTER TABLE event_log DISABLE TRIGGER append_only');
    await t.owner.query(`UPDATE event_log SET data = '{"i": 99}' WHERE id = (SELECT id FROM event_log WHERE tenant_id = $1 ORDER BY id LIMIT 1)`, [b.tenantId]);
    await t.owner.query('ALTER TABLE event_log ENABLE TRIGGER append_only');
    expect((await verifyChains(t.owner)).find((each) => each.tenantId === b.tenantId)?.broken).toMatch(/was changed/);
  });

  it('finds nothing new without reading the log from its beginning', async () => {
    const w = await t.world();
    await t.owner.query(
      `INSERT INTO event_log (id, tenant_id, happened_at, kind, subject_kind, subject_id, data)
       SELECT gen_random_uuid(), $1, now(), 'test.happened', 'test', gen_random_uuid(), '{}' FROM generate_series(1, 3000)`, [w.tenantId],
    );
    await sealAll(t);
    await t.owner.query('ANALYZE event_log');
    const rowsRead = (statement: string) =>
      t.owner.transaction(async (em) => {
        const count = async () => Number(((await em.query(
          `SELECT sum(pg_stat_get_xact_tuples_fetched(i) + pg_stat_get_xact_tuples_returned(i)) AS n FROM unnest(ARRAY['event_log'::regclass, 'event_log_order'::regclass]::oid[]) AS i`,
        )) as [{ n: string }])[0].n);
        const before = await count();
        await em.query(statement);
        return (await count()) - before;
      });
    expect(await rowsRead('SELECT * FROM relay_take(500)')).toBeLessThan(50);
    expect(await rowsRead('SELECT * FROM relay_lag()')).toBeLessThan(50);
    expect(await rowsRead('SELECT count(kind) FROM event_log')).toBeGreaterThanOrEqual(3000);
  });

  it('goes on after the last event when the database was restored into a server whose transactions count from the beginning', async () => {
    const w = await t.world();
    await write(t.house, w.tenantId, 1);
    await sealAll(t, true);
    // as restored: one event sealed, one not, and the server's own numbers far below theirs
    const [{ at }] = (await t.owner.query('SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint + 5000000 AS at')) as [{ at: number }];
    const restored = (i: number) =>
      t.owner.query(
        `INSERT INTO event_log (id, tenant_id, happened_at, kind, subject_kind, subject_id, data, xid) VALUES ($1, $2, now(), 'test.restored', 'test', $1, '{}', $3::text::xid8)`,
        [newId(), w.tenantId, String(at + i)],
      );
    await restored(0);
    await t.owner.query(`UPDATE relay_cursor SET xid = $1::text::xid8`, [String(at - 1)]);
    await restored(1);
    expect(await relayOnce(t.house.source, t.house.coordination, null)).toBe(0);

    await migrate(t.databaseUrl);
    await migrate(t.databaseUrl); // nothing more to do
    await write(t.house, w.tenantId, 2);
    await sealAll(t, true);
    const sealed = await w.rows<{ kind: string }>('SELECT e.kind FROM event_seal s JOIN event_log e ON e.id = s.event_id WHERE s.tenant_id = $1 ORDER BY s.seq', [w.tenantId]);
    expect(sealed.map((each) => each.kind)).toEqual(['test.happened', 'test.restored', 'test.restored', 'test.happened', 'test.happened']);
    expect(await w.rows('SELECT kind FROM event_log WHERE tenant_id = $1 ORDER BY xid, id', [w.tenantId])).toEqual(sealed);
    expect((await verifyChains(t.owner)).find((each) => each.tenantId === w.tenantId)?.broken).toBeNull();
  });

  it('shares the work of one database between two workers: each event is heard once', async () => {
    const heard: string[] = [];
    const houses = await Promise.all([1, 2].map(() => openHouse(t.house.settings, {}, 'worker')));
    const by: number[] = [0, 0];
    await Promise.all(
      houses.map((house, i) =>
        house.queues.work('events', 2, [
          handle(eventJob, async ({ eventId }) => {
            heard.push(eventId);
            by[i] = (by[i] ?? 0) + 1;
            await new Promise((resolve) => setTimeout(resolve, 10));
          }),
        ]),
      ),
    );
    const w = await t.world();
    await write(t.house, w.tenantId, 60);
    await until(async () => {
      await Promise.all(houses.map((house) => relayOnce(house.source, house.coordination, house.queues, { most: 20 })));
      const [{ n }] = (await t.owner.query('SELECT count(*) AS n FROM event_seal WHERE tenant_id = $1', [w.tenantId])) as [{ n: number }];
      return n === 60;
    });
    const mine = (await w.rows<{ id: string }>('SELECT id FROM event_log WHERE tenant_id = $1', [w.tenantId])).map((row) => row.id);
    await until(() => Promise.resolve(mine.every((id) => heard.includes(id))));
    expect(new Set(heard).size).toBe(heard.length);
    expect(by.every((n) => n > 0)).toBe(true);
    await Promise.all(houses.map((house) => house.close()));
  });

  it('gives up a job that one process after the other died over, and says so to its handler', async () => {
    const payload = { itemId: newId(), tenantId: newId(), run: 1 };
    await t.house.queues.add(renderReportJob, payload);
    // as the queue notes it of processes that ended without a word
    const jobId = renderReportJob.dedupKey(payload).replaceAll(':', '_');
    if (queue === 'postgres') await t.owner.query('UPDATE bullmq.job SET stalled_count = $2 WHERE id = $1', [jobId, MOST_DEATHS]);
    else {
      const redis = new Redis(process.env['TEST_REDIS_URL'] ?? '');
      const [key] = await redis.keys(`*:reports:${jobId}`);
      await redis.hset(key ?? '', 'stc', MOST_DEATHS);
      await redis.quit();
    }
    const heard: string[] = [];
    const house = await openHouse(t.house.settings, {}, 'worker');
    await house.queues.work('reports', 1, [
      handle(renderReportJob, () => Promise.resolve(void heard.push('run')), ({ itemId }) => Promise.resolve(void heard.push(itemId))),
    ]);
    await until(async () => ((await house.queues.counts('reports'))['failed'] ?? 0) === 1);
    expect(heard).toEqual([payload.itemId]);
    await house.close();
  });

  it('beats while it lives and takes caught mails out of the waiting ones', async () => {
    const house = await openHouse(t.house.settings, {}, 'worker');
    const worker = await startWorker(house);
    await t.owner.query(`INSERT INTO mail (id, to_email, subject, body) VALUES ($1, 'a@test.local', '主题', '正文')`, [newId()]);
    await until(async () => (await t.owner.query(`SELECT 1 FROM mail WHERE state = 'caught'`) as unknown[]).length === 1);
    expect(await t.owner.query('SELECT queue FROM worker_heartbeat')).toEqual([{ queue }]);
    await worker.stop();
    await house.close();
    expect(await t.owner.query('SELECT queue FROM worker_heartbeat')).toEqual([]);
  });
});
