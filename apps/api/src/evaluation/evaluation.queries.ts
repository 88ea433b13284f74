import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import { rateBp } from '@weichuang/kernel/percent';
import { spentShare } from '@weichuang/domain/disbursements/spent-share';
import type { EvaluationBrief, listRoundEvaluations } from '@weichuang/contracts/evaluation/evaluation';
import type { ProjectState } from '@weichuang/domain/agreements/project.machine';
import type { EvaluationState } from '@weichuang/domain/evaluation/evaluation.machine';
import type { RoundConfig } from '@weichuang/domain/calls/round-config';

type RowView = z.input<(typeof listRoundEvaluations)['response']>['rows'][number];

/** As the database has them; `notFor` may name people who are no evaluators. */
type RoundRowRecord = Omit<RowView, 'assignable' | 'projectState' | 'evaluation'> & { readonly projectState: ProjectState; readonly evaluation: (NonNullable<RowView['evaluation']> & { readonly state: EvaluationState }) | null };

/** The name that the round gives to the grade of evaluation `e`. */
const GRADE_NAME = `(SELECT g -> 'name' FROM jsonb_array_elements(r.config -> 'evaluation') s, jsonb_array_elements(s -> 'grades') g WHERE s ->> 'id' = e.stage AND g ->> 'id' = e.grade_key LIMIT 1)`;

/** Membership `m` ties its person to project `p` of application `a`: to its organization, or to the host that answers for it. */
const TIED = `m.organization_id IN (p.organization_id, a.host_organization_id) AND m.ended_at IS NULL`;

/** A round's projects with their evaluation of the stage. `evaluatorId`: only what this person evaluates. */
export function roundEvaluations(em: EntityManager, roundId: string, stage: string, evaluatorId: string | null = null): Promise<RoundRowRecord[]> {
  return em.query(
    `SELECT p.id AS "projectId", p.number, p.title, o.name AS organization, p.state AS "projectState",
       CASE WHEN e.id IS NULL THEN NULL ELSE json_build_object('id', e.id, 'state', e.state, 'total', e.total, 'grade', e.grade_key, 'gradeName', ${GRADE_NAME}, 'passes', e.passes, 'evaluator', u.name, 'recusalReason', e.recusal_reason) END AS evaluation,
       (SELECT state FROM progress_report x WHERE x.project_id = p.id AND x.stage = $2) AS "reportState",
       ARRAY(SELECT m.user_id FROM membership m WHERE ${TIED}) || ARRAY(SELECT unnest(x.recused_ids) FROM evaluation x WHERE x.project_id = p.id) AS "notFor"
     FROM project p JOIN application a ON a.id = p.application_id JOIN organization o ON o.id = p.organization_id
     JOIN round r ON r.id = p.round_id
     LEFT JOIN evaluation e ON e.project_id = p.id AND e.stage = $2 LEFT JOIN user_account u ON u.id = e.evaluator_id
     WHERE p.round_id = $1 AND ($3::uuid IS NULL OR e.evaluator_id = $3) ORDER BY p.number LIMIT 2000`,
    [roundId, stage, evaluatorId],
  );
}

export function evaluatorsOf(em: EntityManager, tenantId: string, roundId: string): Promise<{ id: string; name: string }[]> {
  return em.query(
    `SELECT DISTINCT u.id, u.name FROM membership m JOIN user_account u ON u.id = m.user_id
     WHERE m.role = 'evaluator' AND m.tenant_id = $1 AND (m.round_id IS NULL OR m.round_id = $2) AND m.ended_at IS NULL AND u.state <> 'disabled' ORDER BY u.name`,
    [tenantId, roundId],
  );
}

/** Of these projects those from which the person stepped aside, at whichever stage: what ties him to one ties him to both. */
export async function recusedFrom(em: EntityManager, projectIds: readonly string[], evaluatorId: string): Promise<ReadonlySet<string>> {
  const rows: { id: string }[] = await em.query('SELECT DISTINCT project_id AS id FROM evaluation WHERE project_id = ANY ($1::uuid[]) AND $2::uuid = ANY (recused_ids)', [[...projectIds], evaluatorId]);
  return new Set(rows.map((row) => row.id));
}

/** Of these projects those whose organization, or the host that answers for it, the person belongs to: an evaluator is no evaluator of his own. */
export async function tiedTo(em: EntityManager, projectIds: readonly string[], userId: string): Promise<ReadonlySet<string>> {
  const rows: { id: string }[] = await em.query(
    `SELECT p.id FROM project p JOIN application a ON a.id = p.application_id
     WHERE p.id = ANY ($1::uuid[]) AND EXISTS (SELECT 1 FROM membership m WHERE ${TIED} AND m.user_id = $2)`,
    [[...projectIds], userId],
  );
  return new Set(rows.map((row) => row.id));
}

interface BriefRecord {
  id: string; stage: 'midterm' | 'final'; state: string; total: string | null; grade: string | null; passes: boolean | null; evaluator: string;
  project_id: string; number: string; title: string; organization: string; host: string | null; round_id: string; round: string; config: RoundConfig;
}

export async function briefs(em: EntityManager, where: { evaluatorId?: string; projectId?: string; id?: string; confirmedOnly?: boolean }): Promise<z.input<typeof EvaluationBrief>[]> {
  const rows: BriefRecord[] = await em.query(
    `SELECT e.id, e.stage, e.state, e.total, e.grade_key AS grade, e.passes, u.name AS evaluator, p.id AS project_id, p.number, p.title, o.name AS organization, h.name AS host,
       r.id AS round_id, r.title AS round, r.config
     FROM evaluation e JOIN user_account u ON u.id = e.evaluator_id JOIN project p ON p.id = e.project_id JOIN organization o ON o.id = p.organization_id JOIN round r ON r.id = e.round_id
       JOIN application a ON a.id = p.application_id LEFT JOIN organization h ON h.id = a.host_organization_id
     WHERE ($1::uuid IS NULL OR e.evaluator_id = $1) AND ($2::uuid IS NULL OR e.project_id = $2) AND ($3::uuid IS NULL OR e.id = $3) AND (NOT $4 OR e.state = 'confirmed')
     ORDER BY e.state = 'confirmed', e.created_at DESC LIMIT 500`,
    [where.evaluatorId ?? null, where.projectId ?? null, where.id ?? null, where.confirmedOnly ?? false],
  );
  return rows.map((row) => {
    const stage = row.config.evaluation.find((each) => each.id === row.stage);
    return {
      id: row.id, stage: row.stage, state: row.state, total: row.total, grade: row.grade, gradeName: stage?.grades.find((each) => each.id === row.grade)?.name ?? null, passes: row.passes, evaluator: row.evaluator,
      project: { id: row.project_id, number: row.number, title: row.title, organization: row.organization, host: row.host }, round: { id: row.round_id, name: row.round }, due: stage?.due ?? '',
    };
  });
}

interface FigureRecord {
  sessions: number; attendance: number; evidenced: number; planned_sessions: number; planned_attendance: number; grant_fen: number; paid_fen: number; spent_fen: number;
  vouchered_fen: number; own_planned_fen: number; own_spent_fen: number; reports: number; late: number; satisfaction: string | null; steps: number;
}

/** Rates in basis points that the system's own records give; null where there is nothing to divide by. Names as in the indexes' `source`. */
export async function knownRates(em: EntityManager, projectId: string, stage: string): Promise<Record<string, number | null>> {
  const rows: FigureRecord[] = await em.query(
    `SELECT
       (SELECT count(*)::int FROM activity_record a WHERE a.project_id = p.id AND a.removed_at IS NULL) AS sessions,
       (SELECT COALESCE(sum(attendance_count), 0)::int FROM activity_record a WHERE a.project_id = p.id AND a.removed_at IS NULL) AS attendance,
       (SELECT count(*)::int FROM activity_record a WHERE a.project_id = p.id AND a.removed_at IS NULL
          AND EXISTS (SELECT 1 FROM stored_file f WHERE f.subject_id = a.id AND f.purpose = 'photo' AND f.removed_at IS NULL)
          AND EXISTS (SELECT 1 FROM stored_file f WHERE f.subject_id = a.id AND f.purpose = 'sign_in' AND f.removed_at IS NULL)) AS evidenced,
       COALESCE((SELECT sum((step ->> 'sessions')::int) FROM jsonb_array_elements(CASE jsonb_typeof(x.answers -> 'plan') WHEN 'array' THEN x.answers -> 'plan' ELSE '[]' END) step WHERE step ->> 'sessions' ~ '^[0-9]{1,6}$'), 0)::int AS planned_sessions,
       CASE WHEN x.answers ->> 'attendance_planned' ~ '^[0-9]{1,8}$' THEN (x.answers ->> 'attendance_planned')::int ELSE 0 END AS planned_attendance,
       p.grant_fen, COALESCE((SELECT net_paid_fen FROM payment_balance b WHERE b.project_id = p.id), 0) AS paid_fen,
       (SELECT COALESCE(sum(amount_fen), 0)::bigint FROM expense e WHERE e.project_id = p.id AND e.source = 'grant' AND e.removed_at IS NULL) AS spent_fen,
       (SELECT COALESCE(sum(amount_fen), 0)::bigint FROM expense e WHERE e.project_id = p.id AND e.source = 'grant' AND e.removed_at IS NULL AND e.invoice_number IS NOT NULL) AS vouchered_fen,
       a.own_fen AS own_planned_fen,
       (SELECT COALESCE(sum(amount_fen), 0)::bigint FROM expense e WHERE e.project_id = p.id AND e.source = 'own' AND e.removed_at IS NULL) AS own_spent_fen,
       (SELECT count(*)::int FROM progress_report r WHERE r.project_id = p.id AND r.submitted_at IS NOT NULL) AS reports,
       (SELECT count(*)::int FROM progress_report r WHERE r.project_id = p.id AND r.late) AS late,
       (SELECT r.answers ->> 'satisfaction_rate' FROM progress_report r WHERE r.project_id = p.id AND r.stage = $2) AS satisfaction
     FROM project p JOIN application a ON a.id = p.application_id LEFT JOIN optimisation x ON x.project_id = p.id WHERE p.id = $1`,
    [projectId, stage],
  );
  const one = rows[0];
  if (!one) return {};
  const rate = (part: number, whole: number) => (whole > 0 ? rateBp(part, whole) : null);
  // at midterm half of the plan is due
  const dueShare = stage === 'midterm' ? 2 : 1;
  return {
    completion_rate: rate(one.sessions * dueShare, one.planned_sessions),
    sessions_rate: rate(one.sessions * dueShare, one.planned_sessions),
    attendance_rate: rate(one.attendance * dueShare, one.planned_attendance),
    evidence_rate: rate(one.evidenced, one.sessions),
    execution_rate: spentShare({ grantFen: one.grant_fen, paidFen: one.paid_fen, spentFen: one.spent_fen }, stage).bp,
    voucher_rate: rate(one.vouchered_fen, one.spent_fen),
    own_share_rate: rate(one.own_spent_fen * dueShare, one.own_planned_fen),
    satisfaction_rate: one.satisfaction && /^\d{1,3}(\.\d{1,2})?$/.test(one.satisfaction) ? Math.round(Number(one.satisfaction) * 100) : null,
    late_rate: rate(one.late, one.reports),
  };
}
