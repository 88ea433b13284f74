import { Controller } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Input } from '@weichuang/contracts/http/route';
import {
  acceptInvitation, changePassword, confirmEmail, endOtherSessions, forgotPassword, getProfile, lookAtLink, register, resetPassword, saveProfile, sendConfirmation,
} from '@weichuang/contracts/identity/account';
import { Public, Rate, Self } from '@weichuang/platform/access/can';
import type { Ctx } from '@weichuang/platform/context/ctx';
import { Route, type WeichuangRequest } from '@weichuang/platform/http/route';
import { AccountsService, type Door } from './accounts.service';

const doorOf = (request: WeichuangRequest, reply: FastifyReply): Door => ({ client: request.headers['user-agent'] ?? null, reply });

@Controller()
export class AccountsController {
  constructor(private readonly accounts: AccountsService) {}

  @Route(register)
  @Public()
  @Rate('register', 20, 3600)
  register(ctx: Ctx, { body }: Input<typeof register>, reply: FastifyReply, request: WeichuangRequest) {
    return this.accounts.register(ctx, body, doorOf(request, reply));
  }

  @Route(lookAtLink)
  @Public()
  @Rate('link', 60, 600)
  look(ctx: Ctx, { body }: Input<typeof lookAtLink>) {
    return this.accounts.look(ctx, body.token);
  }

  @Route(acceptInvitation)
  @Public()
  @Rate('link', 60, 600)
  accept(ctx: Ctx, { body }: Input<typeof acceptInvitation>, reply: FastifyReply, request: WeichuangRequest) {
    return this.accounts.accept(ctx, body, doorOf(request, reply));
  }

  @Route(forgotPassword)
  @Public()
  @Rate('forgot', 20, 3600)
  async forgot(ctx: Ctx, { body }: Input<typeof forgotPassword>) {
    await this.accounts.forgot(ctx, body.email);
    return { sent: true as const };
  }

  @Route(resetPassword)
  @Public()
  @Rate('link', 60, 600)
  async reset(ctx: Ctx, { body }: Input<typeof resetPassword>) {
    await this.accounts.reset(ctx, body.token, body.password);
    return { changed: true as const };
  }

  @Route(confirmEmail)
  @Public()
  @Rate('link', 60, 600)
  async confirm(ctx: Ctx, { body }: Input<typeof confirmEmail>) {
    await this.accounts.confirm(ctx, body.token);
    return { confirmed: true as const };
  }

  @Route(getProfile)
  @Self()
  profile(ctx: Ctx) {
    return this.accounts.profile(ctx);
  }

  @Route(saveProfile)
  @Self()
  saveProfile(ctx: Ctx, { body }: Input<typeof saveProfile>) {
    return this.accounts.saveProfile(ctx, body);
  }

  @Route(changePassword)
  @Self()
  async changePassword(ctx: Ctx, { body }: Input<typeof changePassword>, reply: FastifyReply, request: WeichuangRequest) {
    await this.accounts.changePassword(ctx, body.current, body.next, doorOf(request, reply));
    return { changed: true as const };
  }

  @Route(endOtherSessions)
  @Self()
  endOthers(ctx: Ctx) {
    return this.accounts.endOthers(ctx);
  }

  @Route(sendConfirmation)
  @Self()
  @Rate('confirmation', 5, 3600)
  async sendConfirmation(ctx: Ctx) {
    await this.accounts.sendConfirmation(ctx);
    return { sent: true as const };
  }
}
