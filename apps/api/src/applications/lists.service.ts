import { Injectable } from '@nestjs/common';
import { outcomeOf } from '@weichuang/domain/applications/outcome';
import { windowAt } from '@weichuang/domain/calls/deadline';
import type { RoundConfig } from '@weichuang/domain/calls/round-config';
import type { Input, Reply } from '@weichuang/contracts/http/route';
import type { countApplications, listApplications, listMyApplications, listOpenCalls } from '@weichuang/contracts/applications/lists';
import { actorOf, tenantOf, type Ctx } from '@weichuang/platform/context/ctx';
import { found } from '@weichuang/platform/http/refused';
import { kindOf } from './facts';
import { countsOf, listPage, mineOf, openCallsAt, organizationsOf } from './lists.queries';
import { Pinned } from './pinned';

/** How long a total may be shown again while somebody turns pages. */
const TOTAL_LIFE_MS = 3000;
const MOST_TOTALS = 2000;

@Injectable()
export class ListsService {
  private readonly totals = new Map<string, { readonly n: number; readonly until: number }>();

  constructor(private readonly pinned: Pinned) {}

  async page(ctx: Ctx, roundId: string, query: Input<typeof listApplications>['query']): Promise<string> {
    const { state, track, community, q } = query;
    const key = JSON.stringify([tenantOf(ctx), roundId, state, track, community, q]);
    const held = this.totals.get(key);
    const now = performance.now();
    const known = held && held.until > now ? held.n : null;
    const { body, counted } = await listPage(ctx, { roundId, ...query, q: q || undefined }, known);
    if (known === null && counted !== null) {
      if (this.totals.size > MOST_TOTALS) this.totals.clear();
      this.totals.set(key, { n: counted, until: now + TOTAL_LIFE_MS });
    }
    return body;
  }

  async counts(ctx: Ctx, roundId: string): Promise<Reply<typeof countApplications>> {
    const row = found(await countsOf(ctx, roundId));
    const { calendar, tracks } = await this.pinned.config(ctx, roundId, row.stamp);
    return {
      round: { id: row.id, title: row.title, state: row.state, openAt: calendar.openAt, closeAt: calendar.closeAt },
      states: Object.fromEntries(Object.entries(row.counts).map(([state, { n }]) => [state, n])),
      drafts: row.drafts,
      requestedFen: Object.entries(row.counts).reduce((sum, [state, { fen }]) => sum + (state === 'withdrawn' || state === 'disqualified' ? 0 : fen), 0),
      tracks: tracks.map(({ id, name }) => ({ id, name })),
      communities: row.communities,
    };
  }

  async mine(ctx: Ctx): Promise<Reply<typeof listMyApplications>> {
    const rows = await mineOf(ctx, organizationIds(ctx));
    const configs: RoundConfig[] = [];
    // one connection answers one question at a time
    for (const row of rows) configs.push(await this.pinned.config(ctx, row.round_id, row.round_stamp));
    return {
      rows: rows.map((row, i) => {
        const config = configs[i];
        const closeAt = config?.calendar.closeAt ?? '';
        const due = row.state === 'draft' ? closeAt : row.state === 'returned' ? row.return_until : null;
        return {
          id: row.id, number: row.number, title: row.title, state: row.state,
          organization: { id: row.organization_id, name: row.organization },
          round: { id: row.round_id, title: row.round, state: row.round_state, closeAt },
          street: row.street,
          track: config?.tracks.find((one) => one.id === row.track_id)?.name ?? { zh: row.track_id },
          requestedFen: row.requested_fen, updatedAt: row.updated_at, submittedAt: row.submitted_at, returnUntil: row.return_until, due,
          outcome: { award: outcomeOf(row.award, row.round_state), project: row.project && { id: row.project.id, state: row.project.state } },
        };
      }),
    };
  }

  async openCalls(ctx: Ctx): Promise<Reply<typeof listOpenCalls>> {
    const ids = organizationIds(ctx);
    const calls = await openCallsAt(ctx, ctx.now);
    const organizations = ids.length ? await organizationsOf(ctx, ids, calls.map((call) => call.id)) : [];
    return {
      applies: ids.length > 0,
      rows: calls.flatMap(({ id, title, street, introduction, config, undertaker_organization_id: undertaker }) => {
        const window = windowAt(config.calendar, ctx.now);
        if (window.state === 'closed') return [];
        const limit = config.eligibility.rules.find((rule) => rule.kind === 'max_applications');
        return {
          roundId: id, title, street, introduction, openAt: config.calendar.openAt, closeAt: config.calendar.closeAt, phase: window.state,
          poolFen: config.poolFen, maxRequestFen: config.maxRequestFen, maxApplications: limit?.kind === 'max_applications' ? limit.max : null,
          needsPairing: config.needs.pairingRequired, citesNeed: config.needs.citeNeed,
          organizations: organizations
            .filter((one) => one.id !== undertaker)
            .map((one) => {
              const kind = kindOf(one.kind);
              const tracks = config.tracks.filter((track) => kind !== null && track.applicants.includes(kind));
              return { id: one.id, name: one.name, tracks: tracks.map((track) => ({ id: track.id, name: track.name, hostRequired: track.hostRequired })), begun: one.begun[id] ?? 0 };
            }),
        };
      }),
    };
  }
}

const organizationIds = (ctx: Ctx): string[] =>
  actorOf(ctx).memberships.flatMap(({ role, organizationId }) => ((role === 'applicant_owner' || role === 'applicant_member') && organizationId ? [organizationId] : []));
