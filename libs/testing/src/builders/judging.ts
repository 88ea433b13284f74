import { createHash, randomBytes } from 'node:crypto';
import type { RoundConfig } from '@weichuang/domain/calls/round-config';
import type { RankRow } from '@weichuang/domain/judging/ranking';
import { canonicalJson } from '@weichuang/kernel/canonical-json';
import { newId } from '@weichuang/kernel/id';
import type { Client, World } from '../world';
import { insertRows } from './insert';

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

export interface BuiltPanel {
  readonly stageId: string;
  readonly judges: readonly Client[];
  /** ids of score sheets: by application, then by judge */
  readonly sheets: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface PanelOptions {
  /** default: the round's first stage */
  readonly stageKey?: string;
  /** default: the stage's judges per application; each judges all of them */
  readonly judges?: number;
  /** default `scoring`, with the declarations made and the rule frozen */
  readonly state?: 'forming' | 'declaring' | 'scoring';
}

/** A panel, written as rows. Before `scoring` nobody has declared and nothing is assigned. */
export async function panel(w: World, round: { readonly roundId: string }, applications: readonly { readonly id: string; readonly trackId: string }[], options: PanelOptions = {}): Promise<BuiltPanel> {
  const [found] = await w.rows<{ config: RoundConfig }>('SELECT config FROM round WHERE id = $1', [round.roundId]);
  if (!found) throw new Error('no such round');
  const { review, tracks } = found.config;
  const stage = review.stages.find((one) => one.id === (options.stageKey ?? review.stages[0]?.id));
  if (!stage) throw new Error('no such stage');
  const state = options.state ?? 'scoring';
  const scoring = state === 'scoring';
  const stageId = newId();
  const ruleHash = createHash('sha256').update(canonicalJson(review)).digest('hex');
  await insertRows(w, 'review_stage', [
    { id: stageId, tenant_id: w.tenantId, round_id: round.roundId, stage_key: stage.id, state, rule: scoring ? review : null, rule_hash: scoring ? ruleHash : null, opened_at: scoring ? w.house.clock.now().toISOString() : null, revision: 1, created_at: w.house.clock.now().toISOString() },
  ]);
  const judges: Client[] = [];
  for (let i = 0; i < (options.judges ?? stage.judgesPerApplication); i++) {
    const judge = await w.person(JUDGE_NAMES[i % JUDGE_NAMES.length]);
    await w.grant(judge.userId, 'judge', { roundId: round.roundId });
    judges.push(judge);
  }
  const now = w.house.clock.now().toISOString();
  await insertRows(w, 'panel_judge', judges.map(({ userId }) => ({
    id: newId(), tenant_id: w.tenantId, review_stage_id: stageId, round_id: round.roundId, user_id: userId, declared_at: scoring ? now : null, declared_for: scoring ? applications.map(({ id }) => id) : [], created_at: now,
  })));
  const sheets: Record<string, Record<string, string>> = {};
  if (!scoring) return { stageId, judges, sheets };
  const rows = applications.flatMap(({ id, trackId }) => judges.map(({ userId }) => {
    const sheet = newId();
    (sheets[id] ??= {})[userId] = sheet;
    const rubric = tracks.find((track) => track.id === trackId)?.rubricVersionId ?? stage.rubricVersionId;
    return { id: sheet, tenant_id: w.tenantId, round_id: round.roundId, review_stage_id: stageId, application_id: id, judge_id: userId, rubric_version_id: rubric, state: 'assigned', items: {}, comment: '', revision: 1, created_at: now };
  }));
  await insertRows(w, 'scorecard', rows);
  return { stageId, judges, sheets };
}

const JUDGE_NAMES = ['方敏', '沈国强', '吴晓梅', '郑一鸣', '何丽华', '许志远', '蒋文婷', '罗建平'] as const;
