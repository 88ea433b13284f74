import { setTimeout as delay } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { MoreThan, Not } from 'typeorm';
import { newId } from '@weichuang/kernel/id';
import { refuseFields, type FieldProblem } from '@weichuang/kernel/denial';
import { whyNotPassword } from '@weichuang/domain/identity/password';
import type { Input, Output } from '@weichuang/contracts/http/route';
import type { acceptInvitation, lookAtLink, ProfileView, register, saveProfile } from '@weichuang/contracts/identity/account';
import type { SessionView } from '@weichuang/contracts/identity/session';
import { MembershipRow, SessionRow, UserRow } from '@weichuang/persistence/identity/entities';
import { actorOf, PLATFORM_TENANT, type Ctx } from '@weichuang/platform/context/ctx';
import { emit } from '@weichuang/platform/events/emit';
import { HOUSE, type House } from '@weichuang/platform/house';
import { ensure, found, refused } from '@weichuang/platform/http/refused';
import { OrganizationsService } from '../organizations/organizations.service';
import { LinksService } from './links.service';
import { mailTexts, writeMail, type Addressee } from './mails';
import { checkPassword, hashPassword } from './passwords';
import { lastPlaceOf } from './people.queries';
import { SessionsService } from './sessions.service';

/** What a new session needs of the request. */
export interface Door {
  readonly client: string | null;
  readonly reply: FastifyReply;
}

/** Longer than writing a link and a mail takes. */
const FORGOT_MS = 60;

const addressee = (user: UserRow): Addressee => user;

/** People's own accounts: registration, links from mails, profile, password. */
@Injectable()
export class AccountsService {
  constructor(
    @Inject(HOUSE) private readonly house: House,
    private readonly sessions: SessionsService,
    private readonly organizations: OrganizationsService,
    private readonly links: LinksService,
  ) {}

  /**
   * A person and its organization, of which it becomes the owner; signed in at once, the address may be confirmed later.
   * @throws Refused REQUEST.INVALID with the places that are wrong
   */
  async register(ctx: Ctx, body: Input<typeof register>['body'], door: Door): Promise<SessionView> {
    const { person, organization } = body;
    // of two clicks at once the second finds the address taken
    await ctx.em.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`registration:${person.email}`]);
    const fields: FieldProblem[] = (await this.organizations.problemsOf(ctx, organization)).map((field) => ({ ...field, path: `organization.${field.path}` }));
    const weak = whyNotPassword(person.password, person);
    if (weak) fields.unshift({ path: 'person.password', code: weak });
    if (await ctx.em.existsBy(UserRow, { email: person.email })) fields.unshift({ path: 'person.email', code: 'REGISTRATION.EMAIL_TAKEN' });
    if (fields.length) ensure(refuseFields('REGISTRATION.INVALID', fields));
    const user = await this.enter(ctx, { name: person.name, email: person.email, phone: person.phone, passwordHash: await hashPassword(person.password), state: 'active' });
    const made = await this.organizations.create(ctx, organization, person);
    await ctx.em.insert(MembershipRow, { id: newId(), userId: user.id, role: 'applicant_owner', tenantId: null, roundId: null, organizationId: made.id, communityId: null });
    await emit(ctx, { kind: 'user.registered', subject: { kind: 'user', id: user.id }, tenantId: PLATFORM_TENANT, data: { organizationId: made.id, consent: true } });
    await writeMail(ctx, addressee(user), mailTexts.confirm(addressee(user), await this.links.make(ctx, user.id, 'email_confirmation')));
    await this.sessions.open(ctx, user, door.client, door.reply);
    return this.sessions.viewOf(ctx, user);
  }

  async look(ctx: Ctx, token: string): Promise<Output<typeof lookAtLink>> {
    const { link, user } = await this.links.look(ctx, token);
    return { purpose: link.purpose, email: user.email, name: user.name, place: (await lastPlaceOf(ctx.em, user.id))?.name ?? null };
  }

  /** @throws Refused LINK.DEAD, PASSWORD.INVALID */
  async accept(ctx: Ctx, body: Input<typeof acceptInvitation>['body'], door: Door): Promise<SessionView> {
    const user = await this.links.use(ctx, body.token, 'invitation');
    await this.setPassword(ctx, user, body.password, 'password', { name: body.name, phone: body.phone, state: 'active', emailConfirmedAt: ctx.now });
    await emit(ctx, { kind: 'user.accepted', subject: { kind: 'user', id: user.id }, tenantId: PLATFORM_TENANT, data: { consent: true } });
    await this.sessions.endAll(ctx, user.id);
    await this.sessions.open(ctx, user, door.client, door.reply);
    return this.sessions.viewOf(ctx, user);
  }

  /** Mails a link when there is such a person; the answer tells nothing, and neither does its time. */
  async forgot(ctx: Ctx, email: string): Promise<void> {
    await Promise.all([this.mailForgotten(ctx, email), delay(FORGOT_MS)]);
  }

  private async mailForgotten(ctx: Ctx, email: string): Promise<void> {
    const wait = await this.house.coordination.consume(`password-reset:${email}`, 3, 3600);
    const user = await ctx.em.findOneBy(UserRow, { email });
    if (wait > 0 || !user || user.state === 'disabled') return;
    // who never accepted the invitation gets that again
    const place = user.state === 'invited' ? await lastPlaceOf(ctx.em, user.id) : null;
    const text = place
      ? mailTexts.invitation(user, '微创投', place.name, place.role, await this.links.make(ctx, user.id, 'invitation'))
      : mailTexts.reset(user, await this.links.make(ctx, user.id, 'password_reset'));
    await writeMail(ctx, user, text);
  }

  /** Ends every session. @throws Refused LINK.DEAD, PASSWORD.INVALID */
  async reset(ctx: Ctx, token: string, password: string): Promise<void> {
    const user = await this.links.use(ctx, token, 'password_reset');
    await this.setPassword(ctx, user, password, 'password', { emailConfirmedAt: user.emailConfirmedAt ?? ctx.now });
    await this.sessions.endAll(ctx, user.id);
    await this.house.coordination.reset(`sign-in:${user.email}`);
    await emit(ctx, { kind: 'user.password_reset', subject: { kind: 'user', id: user.id }, tenantId: PLATFORM_TENANT });
    await writeMail(ctx, user, mailTexts.passwordChanged(user));
  }

  async confirm(ctx: Ctx, token: string): Promise<void> {
    const user = await this.links.use(ctx, token, 'email_confirmation');
    await ctx.em.update(UserRow, { id: user.id }, { emailConfirmedAt: ctx.now });
    await emit(ctx, { kind: 'user.email_confirmed', subject: { kind: 'user', id: user.id }, tenantId: PLATFORM_TENANT });
  }

  async sendConfirmation(ctx: Ctx): Promise<void> {
    const user = await this.me(ctx);
    if (user.emailConfirmedAt) return;
    await writeMail(ctx, user, mailTexts.confirm(user, await this.links.make(ctx, user.id, 'email_confirmation')));
  }

  async profile(ctx: Ctx): Promise<ProfileView> {
    const user = await this.me(ctx);
    const sessions = await ctx.em.find(SessionRow, { where: { userId: user.id, expiresAt: MoreThan(new Date()) }, order: { seenAt: 'DESC' } });
    // sessions live by the real clock, so that moving the demo's signs nobody out; told is how long ago it was, by the clock of the pages
    const real = Date.now();
    const told = (at: Date) => new Date(ctx.now.getTime() - (real - at.getTime())).toISOString();
    return {
      id: user.id, email: user.email, name: user.name, phone: user.phone, locale: user.locale === 'en' ? 'en' : 'zh-CN',
      emailConfirmed: user.emailConfirmedAt !== null,
      passwordChangedAt: user.passwordChangedAt?.toISOString() ?? null,
      sessions: sessions.map(({ id, client, createdAt, seenAt }) => ({
        id, client, createdAt: told(createdAt), seenAt: told(seenAt), current: id === actorOf(ctx).sessionId,
      })),
    };
  }

  async saveProfile(ctx: Ctx, body: Input<typeof saveProfile>['body']): Promise<ProfileView> {
    const user = await this.me(ctx);
    const changed = (['name', 'phone', 'locale'] as const).filter((key) => (user[key] ?? '') !== body[key]);
    await ctx.em.update(UserRow, { id: user.id }, body);
    if (changed.length) await emit(ctx, { kind: 'user.edited', subject: { kind: 'user', id: user.id }, tenantId: PLATFORM_TENANT, data: { changed } });
    this.house.sessions.forgetAll();
    return this.profile(ctx);
  }

  /** @throws Refused PASSWORD.WRONG, PASSWORD.INVALID, SIGN_IN.LOCKED */
  async changePassword(ctx: Ctx, current: string, next: string, door: Door): Promise<void> {
    const user = await this.me(ctx);
    const wait = await this.house.coordination.consume(`password-change:${user.id}`, 8, 900);
    if (wait > 0) throw refused('SIGN_IN.LOCKED', { minutes: Math.ceil(wait / 60) }, 'limit');
    if (!(await checkPassword(user.passwordHash, current))) ensure(refuseFields('PASSWORD.INVALID', [{ path: 'current', code: 'PASSWORD.WRONG' }]));
    if (current === next) ensure(refuseFields('PASSWORD.INVALID', [{ path: 'next', code: 'PASSWORD.SAME' }]));
    await this.setPassword(ctx, user, next, 'next');
    await this.house.coordination.reset(`password-change:${user.id}`);
    await this.sessions.endAll(ctx, user.id);
    await this.sessions.open(ctx, user, door.client, door.reply);
    await emit(ctx, { kind: 'user.password_changed', subject: { kind: 'user', id: user.id }, tenantId: PLATFORM_TENANT });
    await writeMail(ctx, user, mailTexts.passwordChanged(user));
  }

  async endOthers(ctx: Ctx): Promise<ProfileView> {
    const { userId, sessionId } = actorOf(ctx);
    await ctx.em.delete(SessionRow, { userId, id: Not(sessionId) });
    this.house.sessions.forgetAll();
    await this.sessions.endStreams(userId);
    await emit(ctx, { kind: 'session.others_ended', subject: { kind: 'user', id: userId }, tenantId: PLATFORM_TENANT });
    return this.profile(ctx);
  }

  /** Enters a person; the address is lower case already. */
  async enter(ctx: Ctx, one: Pick<UserRow, 'name' | 'email' | 'state'> & { readonly phone?: string; readonly passwordHash?: string }): Promise<UserRow> {
    const row = ctx.em.create(UserRow, {
      id: newId(), email: one.email, name: one.name, phone: one.phone ?? null, passwordHash: one.passwordHash ?? null, state: one.state, locale: ctx.locale,
      passwordChangedAt: null, emailConfirmedAt: null, createdAt: ctx.now,
    });
    await ctx.em.insert(UserRow, row);
    return row;
  }

  private async setPassword(ctx: Ctx, user: UserRow, password: string, path: string, more: Partial<UserRow> = {}): Promise<void> {
    const weak = whyNotPassword(password, { email: user.email, name: more.name ?? user.name });
    if (weak) ensure(refuseFields('PASSWORD.INVALID', [{ path, code: weak }]));
    Object.assign(user, more, { passwordHash: await hashPassword(password), passwordChangedAt: ctx.now });
    await ctx.em.save(user);
  }

  private async me(ctx: Ctx): Promise<UserRow> {
    return found(await ctx.em.findOneBy(UserRow, { id: actorOf(ctx).userId }));
  }
}
