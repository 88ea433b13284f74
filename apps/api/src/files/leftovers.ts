import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { HOUSE, type House } from '@weichuang/platform/house';
import { orphansAmong } from '@weichuang/platform/storage/sweep';

/** Takes contents away at once when the request that brought them was refused or broke off after they were stored. */
@Injectable()
export class Leftovers implements OnModuleInit {
  private readonly brought = new WeakMap<FastifyRequest, string[]>();

  constructor(
    @Inject(HOUSE) private readonly house: House,
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
  ) {}

  /** Remembers that this request has put contents under `storageName`. */
  note(request: FastifyRequest, storageName: string): void {
    this.brought.set(request, [...(this.brought.get(request) ?? []), storageName]);
  }

  onModuleInit(): void {
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    // runs after the house's own hook of this name, which has ended the transaction; an answer nobody waits for has no later hook
    fastify.addHook('onSend', (request, reply, payload, done) => {
      const names = this.brought.get(request);
      if (!names || reply.statusCode < 400) return done(null, payload);
      void this.takeAway(names, request.id).then(() => done(null, payload));
    });
  }

  private async takeAway(names: readonly string[], requestId: string): Promise<void> {
    try {
      // who hung up at the last moment may have left after the commit: the rows decide
      for (const name of await orphansAmong(this.house.source, names)) await this.house.storage.remove(name);
    } catch (err) {
      this.house.logger.warn({ err, requestId }, 'contents left for the sweep');
    }
  }
}
