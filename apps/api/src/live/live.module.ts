import { Controller, Inject, Injectable, Module, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { getLiveMessages } from '@weichuang/contracts/http/house';
import type { Input } from '@weichuang/contracts/http/route';
import { OwnTransaction, Self } from '@weichuang/platform/access/can';
import { actorOf, type Ctx } from '@weichuang/platform/context/ctx';
import { HOUSE, type House } from '@weichuang/platform/house';
import { refused } from '@weichuang/platform/http/refused';
import { Route } from '@weichuang/platform/http/route';

/** Open streams a person may hold: several tabs, not a flood. */
const STREAMS_PER_PERSON = 8;

/** Keeps the open streams of this process; messages come from any process through the coordination port. */
@Injectable()
export class LiveStreams implements OnModuleInit, BeforeApplicationShutdown {
  private readonly streams = new Map<string, Set<FastifyReply['raw']>>();
  private unsubscribe: (() => Promise<void>) | null = null;
  private readonly beat = setInterval(() => this.each((stream) => stream.write(': beat\n\n')), 20_000);

  constructor(@Inject(HOUSE) private readonly house: House) {
    this.beat.unref();
  }

  async onModuleInit(): Promise<void> {
    this.unsubscribe = await this.house.coordination.subscribe((topic, message) => {
      const [kind, userId = ''] = topic.split(':');
      // whoever still has a session comes back by itself, and the guard asks for it
      if (kind === 'ended') for (const stream of this.streams.get(userId) ?? []) stream.end();
      if (kind !== 'user') return;
      for (const stream of this.streams.get(userId) ?? []) stream.write(`data: ${JSON.stringify(message)}\n\n`);
    });
  }

  // before the server stops: it waits for whoever is still being answered
  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.beat);
    this.each((stream) => stream.end());
    await this.unsubscribe?.();
  }

  open(userId: string, reply: FastifyReply): void {
    const held = this.streams.get(userId) ?? new Set();
    if (held.size >= STREAMS_PER_PERSON) throw refused('LIVE.TOO_MANY', undefined, 'limit');
    this.streams.set(userId, held);
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no', connection: 'keep-alive' });
    raw.write('retry: 2000\n\n');
    held.add(raw);
    raw.on('close', () => {
      held.delete(raw);
      if (!held.size) this.streams.delete(userId);
    });
  }

  private each(work: (stream: FastifyReply['raw']) => void): void {
    for (const held of this.streams.values()) for (const stream of held) work(stream);
  }
}

@Controller()
class LiveController {
  constructor(private readonly streams: LiveStreams) {}

  // a stream holds no transaction
  @Route(getLiveMessages)
  @Self()
  @OwnTransaction()
  live(ctx: Ctx, _input: Input<typeof getLiveMessages>, reply: FastifyReply) {
    this.streams.open(actorOf(ctx).userId, reply);
  }
}

@Module({ controllers: [LiveController], providers: [LiveStreams] })
export class LiveModule {}
