import { Controller, Inject, Module } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { getClock, getLive, getReady, moveClock } from '@weichuang/contracts/http/house';
import type { Input } from '@weichuang/contracts/http/route';
import { migrations } from '@weichuang/persistence/migrations/index';
import { Can, OwnTransaction, Public } from '@weichuang/platform/access/can';
import { PLATFORM_TENANT, type Ctx } from '@weichuang/platform/context/ctx';
import { emit } from '@weichuang/platform/events/emit';
import { HOUSE, type House } from '@weichuang/platform/house';
import { refused } from '@weichuang/platform/http/refused';
import { Route } from '@weichuang/platform/http/route';

const soon = <T>(work: Promise<T>, fallback: T): Promise<T> =>
  Promise.race([work.catch(() => fallback), new Promise<T>((resolve) => setTimeout(resolve, 3000, fallback).unref())]);

@Controller()
class HealthController {
  constructor(@Inject(HOUSE) private readonly house: House) {}

  @Route(getLive)
  @Public()
  @OwnTransaction()
  live() {
    return { ok: true };
  }

  // looks at each part by itself, so that a broken database is an answer and not an error
  @Route(getReady)
  @Public()
  @OwnTransaction()
  async ready(_ctx: Ctx, _input: Input<typeof getReady>, reply: FastifyReply) {
    const { source, queues, storage } = this.house;
    const [version, applied, queue, alive, stored, waiting] = await Promise.all([
      soon(source.query('SHOW server_version').then((rows: { server_version: string }[]) => rows[0]?.server_version ?? ''), ''),
      soon(source.query('SELECT count(*) AS n FROM schema_migration').then((rows: { n: number }[]) => rows[0]?.n ?? 0), 0),
      soon(queues.ping().then(() => true), false),
      soon(source.query(`SELECT count(*) AS n FROM worker_heartbeat WHERE beat_at > now() - interval '20 seconds'`).then((rows: { n: number }[]) => rows[0]?.n ?? 0), 0),
      soon(storage.ping().then(() => true), false),
      soon(source.query('SELECT waiting FROM relay_lag()').then((rows: { waiting: number }[]) => rows[0]?.waiting ?? 0), -1),
    ]);
    const view = {
      database: { ok: version !== '', version },
      queue: { ok: queue, backend: queues.backend },
      migrations: { ok: applied === migrations.length, applied, expected: migrations.length },
      worker: { ok: alive > 0, alive },
      storage: { ok: stored },
      outbox: { ok: waiting >= 0 && waiting < 10_000, waiting },
    };
    const ok = Object.values(view).every((part) => part.ok);
    void reply.status(ok ? 200 : 503).send({ ok, ...view });
  }

  @Route(getClock)
  @Public()
  @OwnTransaction()
  clock(ctx: Ctx) {
    return { now: ctx.now, movable: this.house.settings.DEMO };
  }

  @Route(moveClock)
  @Can('clock.move')
  async move(ctx: Ctx, { body }: Input<typeof moveClock>) {
    if (!this.house.settings.DEMO) throw refused('CLOCK.FIXED', undefined, 'forbidden');
    await emit(ctx, { kind: 'clock.moved', subject: { kind: 'clock', id: PLATFORM_TENANT }, tenantId: PLATFORM_TENANT, data: { to: body.now } });
    await this.house.clock.moveTo(new Date(body.now));
    return { now: this.house.clock.now(), movable: true };
  }
}

@Module({ controllers: [HealthController] })
export class HealthModule {}
