import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { newId } from '@weichuang/kernel/id';
import type { SessionView } from '@weichuang/contracts/identity/session';
import { SessionRow, UserRow } from '@weichuang/persistence/identity/entities';
import { SESSION_COOKIE, sessionDigest } from '@weichuang/platform/access/session-reader';
import { PLATFORM_TENANT, type Ctx } from '@weichuang/platform/context/ctx';
import { emit } from '@weichuang/platform/events/emit';
import { HOUSE, type House } from '@weichuang/platform/house';
import { refused } from '@weichuang/platform/http/refused';
import { checkPassword } from './passwords';
import { disabledAmong, membershipsOf } from './sessions.queries';

/** No session lives longer, used or not. */
const ABSOLUTE_LIMIT_MS = 7 * 86_400_000;
/** Wrong passwords for one account before it rests. */
const ATTEMPTS = 8;
const REST_SECONDS = 900;

@Injectable()
export class SessionsService {
  constructor(@Inject(HOUSE) private readonly house: House) {}

  /** @throws Refused SIGN_IN.WRONG (the same for no account, a wrong password, a disabled person), SIGN_IN.LOCKED */
  async signIn(ctx: Ctx, email: string, password: string, client: string | null, oldToken: string | undefined, reply: FastifyReply): Promise<SessionView> {
    const user = await ctx.em.findOneBy(UserRow, { email });
    const wait = await this.house.coordination.consume(`sign-in:${email}`, ATTEMPTS, REST_SECONDS);
    if (wait > 0) throw refused('SIGN_IN.LOCKED', { minutes: Math.ceil(wait / 60) }, 'limit');
    const right = await checkPassword(user?.passwordHash ?? null, password);
    if (!user || !right || user.state !== 'active') throw refused('SIGN_IN.WRONG', undefined, 'invalid');
    await this.house.coordination.reset(`sign-in:${email}`);
    if (oldToken) await this.endToken(ctx, oldToken);
    await this.open(ctx, user, client, reply);
    return this.viewOf(ctx, user);
  }

  /** Starts a new session and sets its cookie; the token itself is stored nowhere. */
  async open(ctx: Ctx, user: UserRow, client: string | null, reply: FastifyReply): Promise<void> {
    const token = randomBytes(32).toString('base64url');
    await ctx.em.insert(SessionRow, {
      tokenHash: sessionDigest(token),
      id: newId(),
      userId: user.id,
      seenAt: new Date(),
      expiresAt: new Date(Date.now() + ABSOLUTE_LIMIT_MS),
      client: client?.slice(0, 200) ?? null,
    });
    await emit(ctx, { kind: 'session.opened', subject: { kind: 'user', id: user.id }, tenantId: PLATFORM_TENANT });
    void reply.setCookie(SESSION_COOKIE, token, { ...this.cookie, maxAge: ABSOLUTE_LIMIT_MS / 1000 });
  }

  async signOut(ctx: Ctx, token: string | undefined, reply: FastifyReply): Promise<void> {
    if (token) await this.endToken(ctx, token);
    void reply.clearCookie(SESSION_COOKIE, this.cookie);
  }

  /** Ends every session of a person: after a new password, or when it is disabled. */
  async endAll(ctx: Ctx, userId: string): Promise<void> {
    await ctx.em.delete(SessionRow, { userId });
    this.house.sessions.forgetAll();
    await this.endStreams(userId);
  }

  /** null is nobody */
  async current(ctx: Ctx): Promise<SessionView | null> {
    const { actor } = ctx;
    return actor && this.viewOf(ctx, { id: actor.userId, name: actor.name, email: actor.email, locale: actor.locale });
  }

  private async endToken(ctx: Ctx, token: string): Promise<void> {
    await ctx.em.delete(SessionRow, { tokenHash: sessionDigest(token) });
    this.house.sessions.forget(token);
    if (ctx.actor) await this.endStreams(ctx.actor.userId);
  }

  /** Open streams were let in by a session that may be over; the browser asks again at once, two seconds later. */
  async endStreams(userId: string): Promise<void> {
    await this.house.coordination.publish(`ended:${userId}`, null);
  }

  /** The person with what it may do where. */
  async viewOf(ctx: Ctx, user: Pick<UserRow, 'id' | 'name' | 'email' | 'locale'>): Promise<SessionView> {
    const memberships = await membershipsOf(ctx.em, user.id);
    const streets = memberships.flatMap(({ tenant }) => tenant?.id ?? []);
    return { user, memberships, disabledStreets: await disabledAmong(ctx.em, streets), demo: this.house.settings.DEMO };
  }

  private get cookie() {
    return { path: '/', httpOnly: true, sameSite: 'lax' as const, secure: this.house.settings.PUBLIC_URL.startsWith('https://') };
  }
}
