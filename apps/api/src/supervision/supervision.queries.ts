import type { EntityManager } from 'typeorm';
import type { ActivityIn } from '@weichuang/contracts/supervision/delivery';

export interface ActivityRecord extends ActivityIn {
  readonly id: string;
  readonly filedBy: string;
  readonly filedById: string;
  readonly revision: number;
  readonly createdAt: Date;
}

export function activitiesOf(em: EntityManager, projectId: string): Promise<ActivityRecord[]> {
  return em.query(
    `SELECT a.id, a.title, a.held_on AS "heldOn", a.starts_at AS "startsAt", a.ends_at AS "endsAt", a.place, a.audience, a.attendance_count AS "attendanceCount",
       a.distinct_served AS "distinctServed", a.volunteer_count AS "volunteerCount", a.volunteer_hours_hundredths AS "volunteerHoursHundredths", a.team, a.goal, a.summary,
       a.reflection, a.media_link AS "mediaLink", u.name AS "filedBy", u.id AS "filedById", a.revision, a.created_at AS "createdAt"
     FROM activity_record a JOIN user_account u ON u.id = a.filed_by WHERE a.project_id = $1 AND a.removed_at IS NULL ORDER BY a.held_on DESC, a.starts_at DESC, a.id LIMIT 1000`,
    [projectId],
  );
}

/** Sessions and attendances that the optimised plan promises. */
export async function plannedOf(em: EntityManager, projectId: string): Promise<{ plannedSessions: number; plannedAttendance: number }> {
  const rows: { sessions: number; attendance: number }[] = await em.query(
    `SELECT COALESCE((SELECT sum((step ->> 'sessions')::int) FROM jsonb_array_elements(CASE jsonb_typeof(o.answers -> 'plan') WHEN 'array' THEN o.answers -> 'plan' ELSE '[]' END) step
         WHERE step ->> 'sessions' ~ '^[0-9]{1,6}$'), 0)::int AS sessions,
       CASE WHEN o.answers ->> 'attendance_planned' ~ '^[0-9]{1,8}$' THEN (o.answers ->> 'attendance_planned')::int ELSE 0 END AS attendance
     FROM optimisation o WHERE o.project_id = $1`,
    [projectId],
  );
  return { plannedSessions: rows[0]?.sessions ?? 0, plannedAttendance: rows[0]?.attendance ?? 0 };
}

export interface VisitRecord {
  readonly id: string;
  readonly visitedOn: string;
  readonly method: 'site' | 'phone' | 'papers';
  readonly summary: string;
  readonly advice: string;
  readonly supervisor: string;
  readonly supervisorId: string;
  readonly projectState: string;
  readonly createdAt: Date;
}

/**
 * A project's visits, newest first. `nextOn`: the day by which it is to be visited again; null where its round says nothing of it,
 * or the project is not being carried out.
 */
export async function visitsOf(em: EntityManager, projectId: string): Promise<{ visits: VisitRecord[]; nextOn: string | null }> {
  const rows: (Omit<VisitRecord, 'id'> & { id: string | null; nextOn: string | null })[] = await em.query(
    `SELECT v.id, v.visited_on AS "visitedOn", v.method, v.summary, v.advice, u.name AS supervisor, u.id AS "supervisorId", p.state AS "projectState", v.created_at AS "createdAt", n.day AS "nextOn"
     FROM project p CROSS JOIN LATERAL (SELECT next_visit_on(p) AS day OFFSET 0) n LEFT JOIN visit v ON v.project_id = p.id LEFT JOIN user_account u ON u.id = v.supervisor_id
     WHERE p.id = $1 ORDER BY v.visited_on DESC, v.id DESC LIMIT 500`,
    [projectId],
  );
  return { visits: rows.flatMap(({ nextOn: _day, ...visit }) => (visit.id === null ? [] : [{ ...visit, id: visit.id }])), nextOn: rows[0]?.nextOn ?? null };
}

/** What the record already knows and a report need not ask for again. */
export async function knownFigures(em: EntityManager, projectId: string): Promise<Record<string, unknown>> {
  const rows: Record<string, unknown>[] = await em.query(
    `SELECT count(*)::int AS sessions, COALESCE(sum(attendance_count), 0)::int AS attendances, COALESCE(max(distinct_served), 0)::int AS persons_at_least,
       (SELECT COALESCE(sum(amount_fen), 0)::bigint FROM expense e WHERE e.project_id = $1 AND e.source = 'grant' AND e.removed_at IS NULL) AS spent_fen
     FROM activity_record WHERE project_id = $1 AND removed_at IS NULL`,
    [projectId],
  );
  return { ...rows[0], ...(await plannedOf(em, projectId)) };
}

/** The questions that the last return named. */
export async function returnedFields(em: EntityManager, reportId: string): Promise<string[]> {
  const rows: { fields: string[] | null }[] = await em.query(
    `SELECT data -> 'fields' AS fields FROM event_log WHERE subject_id = $1 AND kind = 'progress_report.return' ORDER BY xid DESC, id DESC LIMIT 1`,
    [reportId],
  );
  return rows[0]?.fields ?? [];
}
