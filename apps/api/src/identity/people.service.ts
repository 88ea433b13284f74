import { Inject, Injectable } from '@nestjs/common';
import type { Input, Output } from '@weichuang/contracts/http/route';
import type { listDemoAccounts, listMails } from '@weichuang/contracts/identity/demo';
import type { listPeople, setPersonState } from '@weichuang/contracts/identity/members';
import type { SessionView } from '@weichuang/contracts/identity/session';
import { UserRow } from '@weichuang/persistence/identity/entities';
import { actorOf, PLATFORM_TENANT, type Ctx } from '@weichuang/platform/context/ctx';
import { emit } from '@weichuang/platform/events/emit';
import { HOUSE, type House } from '@weichuang/platform/house';
import { found, missing, refused } from '@weichuang/platform/http/refused';
import { pageOf, readCursor } from '@weichuang/platform/http/page';
import { Like } from 'typeorm';
import { mailsOf, peopleOf } from './people.queries';
import { membershipsOfAll } from './sessions.queries';
import { SessionsService } from './sessions.service';

const DEMO_DOMAIN = '@demo.weichuang.cn';

/** All people of the platform, for its administrator; and what only the demo shows. */
@Injectable()
export class PeopleService {
  constructor(
    @Inject(HOUSE) private readonly house: House,
    private readonly sessions: SessionsService,
  ) {}

  async list(ctx: Ctx, query: Input<typeof listPeople>['query']): Promise<Output<typeof listPeople>> {
    const { rows, count } = await peopleOf(ctx.em, { q: query.q, state: query.state }, readCursor(query.after, ['id']), query.limit);
    const held = await membershipsOfAll(ctx.em, rows.map(({ id }) => id));
    return pageOf(rows, query.limit, count, (row) => [row.id], (row) => ({ ...row, createdAt: row.createdAt.toISOString(), places: (held.get(row.id) ?? []).map(placeOf) }));
  }

  /** Disabling ends all sessions. @throws Refused PERSON.SELF */
  async setState(ctx: Ctx, id: string, { state, reason }: Input<typeof setPersonState>['body']): Promise<Output<typeof setPersonState>> {
    if (id === actorOf(ctx).userId) throw refused('PERSON.SELF');
    const user = found(await ctx.em.findOne(UserRow, { where: { id }, lock: { mode: 'pessimistic_write' } }));
    const before = user.state;
    // somebody restored who never accepted is invited again, not active
    user.state = state === 'active' && user.passwordHash === null ? 'invited' : state;
    if (user.state === before) return { state: before };
    await ctx.em.save(user);
    if (user.state === 'disabled') await this.sessions.endAll(ctx, id);
    await emit(ctx, { kind: `user.${state === 'disabled' ? 'disabled' : 'restored'}`, subject: { kind: 'user', id }, tenantId: PLATFORM_TENANT, data: { before, after: user.state, reason } });
    return { state: user.state };
  }

  /** @throws Refused NOT_FOUND outside of a demo */
  async demoAccounts(ctx: Ctx): Promise<Output<typeof listDemoAccounts>> {
    if (!this.house.settings.DEMO) throw missing();
    const users = await ctx.em.find(UserRow, { where: { email: Like(`%${DEMO_DOMAIN}`), state: 'active' }, order: { id: 'ASC' }, take: 60 });
    const held = await membershipsOfAll(ctx.em, users.map(({ id }) => id));
    // who has no role has nothing to show
    return { rows: users.flatMap(({ id, email, name }) => (held.has(id) ? [{ email, name, roles: (held.get(id) ?? []).map(placeOf) }] : [])) };
  }

  /** @throws Refused NOT_FOUND outside of a demo */
  async mails(ctx: Ctx, query: Input<typeof listMails>['query']): Promise<Output<typeof listMails>> {
    if (!this.house.settings.DEMO) throw missing();
    const { rows, count } = await mailsOf(ctx.em, { to: query.to, q: query.q }, readCursor(query.after, ['id']), query.limit);
    return pageOf(rows, query.limit, count, (row) => [row.id], (row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
  }
}

const placeOf = ({ role, round, organization, community, district, tenant }: SessionView['memberships'][number]): Output<typeof listPeople>['rows'][number]['places'][number] => ({
  role,
  place: (round ?? organization ?? community ?? district ?? tenant)?.name ?? null,
});
