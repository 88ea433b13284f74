import type { RoundConfig } from '@weichuang/domain/calls/round-config';
import { addDays } from '@weichuang/kernel/calendar';
import { dateInChina, endOfDayInChina } from '@weichuang/kernel/clock';
import { newId } from '@weichuang/kernel/id';
import type { World } from '../world';
import { type BuiltApplication, qualifiedApplications } from './applications';
import { type BuiltRound, publishedRound } from './calls';
import { insertRows } from './insert';
import { frozenRanking } from './judging';

export interface GrantedAward {
  readonly id: string;
  readonly decisionId: string;
  readonly noticeId: string;
  readonly applicationId: string;
  readonly organizationId: string;
  readonly amountFen: number;
}

/**
 * Inserts an award that stands: decided, committed in the round's envelope, noticed and granted, without events. The decision,
 * its ranking and its closed notice are made with the first award of a round and shared by the next ones.
 */
export async function grantedAward(w: World, round: { readonly roundId: string }, application: { readonly id: string }, amountFen: number): Promise<GrantedAward> {
  const { roundId } = round;
  const now = w.house.clock.now();
  const [about] = await w.rows<{ organization_id: string; requested_fen: number; title: string; number: string | null; organization: string; community: string | null }>(
    `SELECT a.organization_id, a.requested_fen, a.title, a.number, o.name AS organization, c.name AS community
     FROM application a JOIN organization o ON o.id = a.organization_id LEFT JOIN community c ON c.id = a.community_id WHERE a.id = $1`,
    [application.id],
  );
  if (!about) throw new Error('no such application');
  await w.rows(
    `INSERT INTO envelope (round_id, tenant_id, pool_fen, committed_fen) SELECT id, tenant_id, GREATEST((config->>'poolFen')::bigint, $2), $2 FROM round WHERE id = $1
     ON CONFLICT (round_id) DO UPDATE SET committed_fen = envelope.committed_fen + $2, pool_fen = GREATEST(envelope.pool_fen, envelope.committed_fen + $2)`,
    [roundId, amountFen],
  );
  const { decisionId, noticeId } = (await decided(w, roundId)) ?? (await decide(w, roundId, application));
  const id = newId();
  await w.rows(
    `INSERT INTO award (id, tenant_id, round_id, decision_id, application_id, organization_id, rank, score, requested_fen, entitled_fen, amount_fen, committed, reason, notice_id, state)
     SELECT $1, $2, $3, $4, $5, $6, count(*) + 1, '85.00', $7, GREATEST($7::bigint, $8::bigint), $8, true, 'ALLOCATION.FUNDED', $9, 'granted' FROM award WHERE decision_id = $4`,
    [id, w.tenantId, roundId, decisionId, application.id, about.organization_id, about.requested_fen, amountFen, noticeId],
  );
  const line = { awardId: id, applicationNumber: about.number, project: about.title, organization: about.organization, community: about.community, amountFen };
  await w.rows(`UPDATE public_notice SET content = jsonb_set(content, '{lines}', content->'lines' || $2::jsonb) WHERE id = $1`, [noticeId, JSON.stringify([line])]);
  return { id, decisionId, noticeId, applicationId: application.id, organizationId: about.organization_id, amountFen };

  async function decide(world: World, ofRound: string, first: { readonly id: string }) {
    const [current] = await world.rows<{ id: string }>('SELECT id FROM ranking WHERE round_id = $1 AND superseded_at IS NULL', [ofRound]);
    const ranking = current ?? (await frozenRanking(world, round, [first], ['85.00']));
    const [decision, notice, today] = [newId(), newId(), dateInChina(now)];
    const [submitter, approver] = [await world.person('赵琳'), await world.person('钱立')];
    await world.rows(
      `INSERT INTO decision (id, tenant_id, round_id, ranking_id, state, submitted_by, submitted_at, approved_by, approved_at, revision) VALUES ($1, $2, $3, $4, 'published', $5, $7, $6, $7, 4)`,
      [decision, world.tenantId, ofRound, ranking.id, submitter.userId, approver.userId, now],
    );
    const content = { issuer: '测试街道办事处', paragraphs: ['现将拟资助项目予以公示。'], lines: [], prizes: [], judges: null, workingDays: 5, objection: '公示期内有异议的，请以书面形式提出。', contact: { phone: '0510-88880000', email: 'gs@test.local', address: '测试路 1 号' } };
    await world.rows(
      `INSERT INTO public_notice (id, tenant_id, round_id, decision_id, kind, number, title, content, state, starts_on, ends_on, ends_at, published_at, published_by, closed_at, revision)
       VALUES ($1, $2, $3, $4, 'main', $5, '拟资助项目公示', $6, 'closed_clean', $7, $8, $9, $10, $11, $12, 3)`,
      [notice, world.tenantId, ofRound, decision, `测试公示〔${today.slice(0, 4)}〕${notice.slice(-6)}号`, JSON.stringify(content), addDays(today, -10), addDays(today, -2), endOfDayInChina(addDays(today, -2)), new Date(now.getTime() - 10 * 86_400_000), submitter.userId, now],
    );
    return { decisionId: decision, noticeId: notice };
  }
}

async function decided(w: World, roundId: string): Promise<{ decisionId: string; noticeId: string } | undefined> {
  const [row] = await w.rows<{ decisionId: string; noticeId: string }>(
    `SELECT d.id AS "decisionId", n.id AS "noticeId" FROM decision d JOIN public_notice n ON n.decision_id = d.id AND n.kind = 'main' WHERE d.round_id = $1`,
    [roundId],
  );
  return row;
}

export interface RankedRound extends BuiltRound {
  /** best first */
  readonly applications: readonly BuiltApplication[];
}

/**
 * A round whose review is over: `n` qualified applications with frozen scores 95, 94, 93 …, a fixed grant of 20,000.00 each
 * and a pool for `fundable` of them.
 */
export async function rankedRound(w: World, n: number, fundable: number, config: Partial<RoundConfig> = {}): Promise<RankedRound> {
  const amountFen = 20_000_00;
  const round = await publishedRound(w, {
    state: 'deciding',
    config: (base) => ({ ...base, poolFen: fundable * amountFen, grant: { kind: 'fixed', amountFen }, maxRequestFen: null, ...config }),
  });
  const built = await qualifiedApplications(w, round, n);
  await frozenRanking(w, round, built, built.map((_, index) => `${Math.max(61, 95 - index)}.00`));
  return { ...round, applications: built };
}

export interface DecidedRound extends RankedRound {
  readonly decisionId: string;
  /** in the order of the ranking */
  readonly awardIds: readonly string[];
}

/** A ranked round whose decision was approved by another person: the first `fundable` lines are approved and committed, the others wait. */
export async function decidedRound(w: World, n: number, fundable: number, config: Partial<RoundConfig> = {}): Promise<DecidedRound> {
  const round = await rankedRound(w, n, fundable, config);
  const now = w.house.clock.now();
  const [decisionId, submitter, approver] = [newId(), await w.person('赵琳'), await w.person('钱立')];
  const [ranking] = await w.rows<{ id: string }>('SELECT id FROM ranking WHERE round_id = $1 AND superseded_at IS NULL', [round.roundId]);
  const rule = { poolFen: round.config.poolFen, grant: round.config.grant, maxRequestFen: null, overCap: round.config.overCap, minimumFen: 0, partial: false, shortfall: 'stop', maxAwards: null, waitlist: null };
  const amountFen = 20_000_00;
  await w.rows('INSERT INTO envelope (round_id, tenant_id, pool_fen, committed_fen) VALUES ($1, $2, $3, $4)', [round.roundId, w.tenantId, fundable * amountFen, Math.min(n, fundable) * amountFen]);
  await w.rows(
    `INSERT INTO decision (id, tenant_id, round_id, ranking_id, state, rule, submitted_by, submitted_at, approved_by, approved_at, revision) VALUES ($1, $2, $3, $4, 'approved', $5, $6, $8, $7, $8, 3)`,
    [decisionId, w.tenantId, round.roundId, ranking?.id, JSON.stringify(rule), submitter.userId, approver.userId, now],
  );
  const awards = round.applications.map((application, index) => {
    const funded = index < fundable;
    return {
      id: newId(), tenant_id: w.tenantId, round_id: round.roundId, decision_id: decisionId, application_id: application.id, organization_id: application.organizationId, rank: index + 1,
      score: `${95 - index}.00`, requested_fen: application.requestedFen, entitled_fen: amountFen, amount_fen: funded ? amountFen : 0, committed: funded, waitlist: funded ? null : index - fundable + 1,
      reason: funded ? 'ALLOCATION.FUNDED' : 'ALLOCATION.POOL_EXHAUSTED', state: funded ? 'approved' : 'waitlisted', revision: 1, created_at: now.toISOString(),
    };
  });
  await insertRows(w, 'award', awards);
  return { ...round, decisionId, awardIds: awards.map((award) => award.id) };
}
