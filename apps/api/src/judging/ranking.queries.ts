import type { EntityManager } from 'typeorm';
import type { ReviewRule } from '@weichuang/domain/calls/round-config';
import { leftAfter } from '@weichuang/domain/judging/shortlist';
import type { RankInput } from '@weichuang/domain/judging/ranking';
import type { SheetScore } from '@weichuang/domain/judging/stage-score';
import type { ScoreItems } from '@weichuang/contracts/judging/sheets';
import type { RankingView } from '@weichuang/contracts/judging/ranking';
import type { Rubrics } from './rubrics';
import { JUDGED } from './stages.queries';

interface LockedSheet {
  readonly applicationId: string;
  readonly stageKey: string;
  readonly judgeId: string;
  readonly total: string;
  readonly items: ScoreItems;
  readonly rubricVersionId: string;
}

const lockedSheets = (em: EntityManager, roundId: string): Promise<LockedSheet[]> =>
  em.query(
    `SELECT c.application_id AS "applicationId", s.stage_key AS "stageKey", c.judge_id AS "judgeId", c.total::text AS total, c.items, c.rubric_version_id AS "rubricVersionId"
     FROM scorecard c JOIN review_stage s ON s.id = c.review_stage_id WHERE c.round_id = $1 AND c.state = 'locked' ORDER BY s.stage_key, c.application_id, c.judge_id`,
    [roundId],
  );

/** What the ranking is made from, in a fixed order: locked sheets and entered parts of every application that is judged. */
export async function rankInput(em: EntityManager, roundId: string, rule: Pick<ReviewRule, 'stages'>, rubrics: Rubrics): Promise<RankInput[]> {
  const applications: { id: string; requestedFen: number; ownFen: number; submittedAt: Date | null; parts: Record<string, string> | null }[] = await em.query(
    `SELECT a.id, a.requested_fen AS "requestedFen", a.own_fen AS "ownFen", a.submitted_at AS "submittedAt",
       (SELECT jsonb_object_agg(p.part_key, p.value::text) FROM score_part p WHERE p.application_id = a.id) AS parts
     FROM application a WHERE a.round_id = $1 AND ${JUDGED} ORDER BY a.id`,
    [roundId],
  );
  const sheets = new Map<string, Record<string, SheetScore[]>>();
  for (const sheet of await lockedSheets(em, roundId)) {
    const rubric = await rubrics.get(em, sheet.rubricVersionId);
    const items = scoresOf(sheet.items);
    const vetoed = [...rubric.vetoes].filter((id) => items[id] !== undefined && items[id] !== '0');
    const own = sheets.get(sheet.applicationId) ?? {};
    (own[sheet.stageKey] ??= []).push({ judgeId: sheet.judgeId, total: sheet.total, items, ...(vetoed.length ? { vetoed } : {}) });
    sheets.set(sheet.applicationId, own);
  }
  const stages: { stageKey: string; entrants: string[] | null }[] = await em.query('SELECT stage_key AS "stageKey", entrants FROM review_stage WHERE round_id = $1', [roundId]);
  const entrants = Object.fromEntries(stages.map((stage) => [stage.stageKey, stage.entrants]));
  return applications.map(({ id, requestedFen, ownFen, submittedAt, parts }) => {
    const left = leftAfter(rule, entrants, id);
    return { id, requestedFen, ownFen, submittedAt: submittedAt?.toISOString() ?? '', parts: parts ?? {}, stageSheets: sheets.get(id) ?? {}, ...(left === null ? {} : { leftAfter: left }) };
  });
}

const scoresOf = (items: ScoreItems): Record<string, string> =>
  Object.fromEntries(Object.entries(items).flatMap(([id, { score }]) => (score ? [[id, score] as const] : [])));

export interface RankedApplication {
  readonly id: string;
  readonly number: string | null;
  readonly title: string;
  readonly organization: string;
  readonly community: string | null;
  readonly trackId: string;
  readonly requestedFen: number;
}

/** The applications a ranking names, whatever has become of them since. */
export function rankedApplications(em: EntityManager, ids: readonly string[]): Promise<RankedApplication[]> {
  return em.query(
    `SELECT a.id, a.number, a.title, o.name AS organization, c.name AS community, a.track_id AS "trackId", a.requested_fen AS "requestedFen"
     FROM application a JOIN organization o ON o.id = a.organization_id LEFT JOIN community c ON c.id = a.community_id WHERE a.id = ANY ($1::uuid[])`,
    [ids],
  );
}

export const peopleNamed = (em: EntityManager, ids: readonly string[]): Promise<{ id: string; name: string }[]> =>
  em.query('SELECT id, name FROM user_account WHERE id = ANY ($1::uuid[]) ORDER BY name, id', [ids]);

/** The funder's decisions, the latest first. */
export function tieDecisions(em: EntityManager, roundId: string): Promise<RankingView['decisions']> {
  return em.query(
    `SELECT d.application_ids AS "applicationIds", d.reason, u.name AS by, d.decided_at AS at
     FROM tie_decision d JOIN user_account u ON u.id = d.decided_by WHERE d.round_id = $1 ORDER BY d.decided_at DESC, d.id DESC`,
    [roundId],
  );
}

export const enteredParts = (em: EntityManager, roundId: string): Promise<{ applicationId: string; part: string; value: string; evidence: string; by: string; revision: number }[]> =>
  em.query(
    `SELECT p.application_id AS "applicationId", p.part_key AS part, p.value::text AS value, p.evidence, u.name AS by, p.revision
     FROM score_part p JOIN user_account u ON u.id = p.entered_by WHERE p.round_id = $1 ORDER BY p.application_id, p.part_key`,
    [roundId],
  );
