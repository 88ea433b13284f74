import { Controller } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Input } from '@weichuang/contracts/http/route';
import { getPulse, getSession, signIn, signOut } from '@weichuang/contracts/identity/session';
import { OwnTransaction, Public, Rate, Self } from '@weichuang/platform/access/can';
import { SESSION_COOKIE } from '@weichuang/platform/access/session-reader';
import { actorOf, type Ctx } from '@weichuang/platform/context/ctx';
import { Route, type WeichuangRequest } from '@weichuang/platform/http/route';
import { SessionsService } from './sessions.service';

@Controller()
export class SessionsController {
  constructor(private readonly sessions: SessionsService) {}

  @Route(signIn)
  @Public()
  @Rate('sign-in', 60, 60)
  signIn(ctx: Ctx, { body }: Input<typeof signIn>, reply: FastifyReply, request: WeichuangRequest) {
    return this.sessions.signIn(ctx, body.email, body.password, request.headers['user-agent'] ?? null, request.cookies[SESSION_COOKIE], reply);
  }

  @Route(signOut)
  @Public()
  async signOut(ctx: Ctx, _input: Input<typeof signOut>, reply: FastifyReply, request: WeichuangRequest) {
    await this.sessions.signOut(ctx, request.cookies[SESSION_COOKIE], reply);
    return { ended: true };
  }

  @Route(getSession)
  @Public()
  async current(ctx: Ctx) {
    return { session: await this.sessions.current(ctx) };
  }

  // asks nothing of the database: the guard already knows the person
  @Route(getPulse)
  @Self()
  @OwnTransaction()
  pulse(ctx: Ctx) {
    const { userId, name } = actorOf(ctx);
    return { userId, name, now: ctx.now };
  }
}
