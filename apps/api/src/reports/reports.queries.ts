import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import type { listReportable, ReportBatchView, ReportItemView } from '@weichuang/contracts/reports/reports';

type Reportable = z.input<(typeof listReportable)['response']>['rows'][number];

/** Submitted evaluations only: what the evaluator still writes is nobody's to print. */
export const EVALUATED = `('submitted', 'confirmed')`;

export function reportableProjects(em: EntityManager, roundId: string, stage: string): Promise<Reportable[]> {
  return em.query(
    `SELECT p.id AS "projectId", p.number, p.title, o.name AS organization, e.total, e.grade_key AS grade,
       e.id IS NOT NULL AS evaluated,
       (SELECT i.file_id FROM report_item i WHERE i.subject_id = e.id AND i.state = 'done' ORDER BY i.finished_at DESC LIMIT 1) AS newest
     FROM project p JOIN organization o ON o.id = p.organization_id
     LEFT JOIN evaluation e ON e.project_id = p.id AND e.stage = $2 AND e.state IN ${EVALUATED}
     WHERE p.round_id = $1 ORDER BY p.number LIMIT 5000`,
    [roundId, stage],
  );
}

export function evaluationsToReport(em: EntityManager, roundId: string, stage: string, projectIds: readonly string[] | null): Promise<{ id: string; project_id: string }[]> {
  return em.query(
    `SELECT id, project_id FROM evaluation WHERE round_id = $1 AND stage = $2 AND state IN ${EVALUATED} AND ($3::uuid[] IS NULL OR project_id = ANY ($3))`,
    [roundId, stage, projectIds],
  );
}

interface BatchRecord {
  id: string;
  round_id: string;
  kind: 'midterm' | 'final';
  total: number;
  done: number;
  failed: number;
  run: number;
  requested_by: string;
  created_at: Date;
  finished_at: Date | null;
}

/** Batches with their counts, newest first; of a round, or the one. */
export async function batchesWith(em: EntityManager, where: { roundId?: string; id?: string }, now: Date): Promise<ReportBatchView[]> {
  const rows: BatchRecord[] = await em.query(
    `SELECT b.id, b.round_id, b.kind, b.total, u.name AS requested_by, b.created_at, b.finished_at, b.done, b.failed, b.run
     FROM report_batch b JOIN user_account u ON u.id = b.requested_by
     WHERE ($1::uuid IS NULL OR b.round_id = $1) AND ($2::uuid IS NULL OR b.id = $2) ORDER BY b.created_at DESC LIMIT 100`,
    [where.roundId ?? null, where.id ?? null],
  );
  return rows.map((row) => {
    const ended = row.done + row.failed;
    // a retry's pace is not that of the time since the batch was first asked for
    const pace = ended && row.run === 1 ? (now.getTime() - row.created_at.getTime()) / ended : null;
    return {
      id: row.id, roundId: row.round_id, stage: row.kind, total: row.total, done: row.done, failed: row.failed, requestedBy: row.requested_by,
      createdAt: row.created_at, finishedAt: row.finished_at,
      secondsLeft: row.finished_at || pace === null ? null : Math.ceil((pace * (row.total - ended)) / 1000),
    };
  });
}

export function itemsOf(em: EntityManager, batchId: string): Promise<z.input<typeof ReportItemView>[]> {
  return em.query(
    `SELECT i.id, i.project_id AS "projectId", p.number AS "projectNumber", p.title AS "projectTitle", o.name AS organization, i.state, i.attempts, i.error,
       i.file_id AS "fileId", f.name AS "fileName", f.size, i.finished_at AS "madeAt", i.verification_code AS "verificationCode"
     FROM report_item i JOIN project p ON p.id = i.project_id JOIN organization o ON o.id = p.organization_id
       LEFT JOIN stored_file f ON f.id = i.file_id WHERE i.batch_id = $1 ORDER BY p.number`,
    [batchId],
  );
}

/** The files of a batch in the order of the projects. */
export function filesOf(em: EntityManager, batchId: string): Promise<{ name: string; size: number; storage_name: string; created_at: Date }[]> {
  return em.query(
    `SELECT f.name, f.size, f.storage_name, f.created_at FROM report_item i JOIN stored_file f ON f.id = i.file_id JOIN project p ON p.id = i.project_id
     WHERE i.batch_id = $1 AND i.state = 'done' AND f.removed_at IS NULL ORDER BY p.number`,
    [batchId],
  );
}
