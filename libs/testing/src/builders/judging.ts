import { randomBytes } from 'node:crypto';
import type { RoundConfig } from '@weichuang/domain/calls/round-config';
import type { RankRow } from '@weichuang/domain/judging/ranking';
import { newId } from '@weichuang/kernel/id';
import type { World } from '../world';

export interface FrozenRanking {
  readonly id: string;
  readonly rows: readonly RankRow[];
}

/**
 * Inserts the frozen ranking of a round as judging would leave it, without judges: the applications with these scores (decimal
 * strings; null: too few sheets), the best first, equal ones in the order given. Below the round's pass line a row is `below_pass`.
 */
export async function frozenRanking(w: World, round: { readonly roundId: string }, applications: readonly { readonly id: string }[], scores: readonly (string | null)[]): Promise<FrozenRanking> {
  const [found] = await w.rows<{ config: RoundConfig }>('SELECT config FROM round WHERE id = $1', [round.roundId]);
  if (!found) throw new Error('no such round');
  const { review } = found.config;
  const scored = applications.map(({ id }, index) => ({ id, score: scores[index] ?? null }));
  scored.sort((a, b) => Number(b.score ?? -1) - Number(a.score ?? -1));
  const rows = scored.map(({ id, score }, index): RankRow => ({
    id,
    rank: score === null ? null : index + 1,
    score,
    standing: score === null ? 'insufficient_sheets' : review.passLine !== null && Number(score) < Number(review.passLine) ? 'below_pass' : 'ranked',
    tied: false,
    tie: null,
    stages: {},
    vetoes: [],
    insufficientStages: score === null ? review.stages.map((stage) => stage.id) : [],
    missingParts: [],
  }));
  const [person] = await w.rows<{ id: string }>(
    'INSERT INTO user_account (id, email, name) VALUES ($1, $2, $3) RETURNING id', [newId(), `${randomBytes(6).toString('hex')}@test.local`, '周主任'],
  );
  for (const stage of review.stages)
    await w.rows(
      `INSERT INTO review_stage (id, tenant_id, round_id, stage_key, state, rule, rule_hash, opened_at, closed_at) VALUES ($1, $2, $3, $4, 'frozen', $5, $6, now(), now()) ON CONFLICT DO NOTHING`,
      [newId(), w.tenantId, round.roundId, stage.id, JSON.stringify(review), 'b'.repeat(64)],
    );
  const id = newId();
  await w.rows('UPDATE ranking SET superseded_at = now() WHERE round_id = $1 AND superseded_at IS NULL', [round.roundId]);
  await w.rows('INSERT INTO ranking (id, tenant_id, round_id, rule, rule_hash, rows, hash, frozen_at, frozen_by) VALUES ($1, $2, $3, $4, $5, $6, $7, now(), $8)', [
    id, w.tenantId, round.roundId, JSON.stringify(review), 'b'.repeat(64), JSON.stringify(rows), 'c'.repeat(64), person?.id,
  ]);
  return { id, rows };
}
