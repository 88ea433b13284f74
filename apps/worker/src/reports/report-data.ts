import type { EntityManager } from 'typeorm';
import type { RoundConfig } from '@weichuang/domain/calls/round-config';
import type { Answers, FormDefinition } from '@weichuang/domain/forms/definition';
import { queryPrepared } from '@weichuang/platform/context/prepared';

/** All that a report says, as it stands in the database. */
export interface ReportData {
  readonly card: {
    readonly evaluation_id: string;
    readonly stage: 'midterm' | 'final';
    readonly method: string;
    readonly evaluated_on: string | null;
    readonly answers: Answers;
    readonly strengths: string;
    readonly problems: string;
    readonly suggestions: string;
    readonly total: string | null;
    readonly grade_key: string | null;
    readonly passes: boolean | null;
    readonly state: string;
    readonly confirmed_at: Date | null;
    readonly definition: FormDefinition;
    readonly evaluator: string;
    readonly evaluator_body: string | null;
    readonly project_id: string;
    readonly number: string;
    readonly title: string;
    readonly grant_fen: number;
    readonly starts_on: string | null;
    readonly ends_on: string | null;
    readonly plan: Answers;
    readonly track_id: string;
    readonly community: string | null;
    readonly organization: string;
    readonly uscc: string | null;
    readonly representative: string | null;
    readonly contact: { readonly name: string | null; readonly phone: string | null };
    readonly host: string | null;
    readonly round: string;
    readonly edition: number;
    readonly year: number;
    readonly config: RoundConfig;
    readonly street: string;
    readonly undertaker: string | null;
  };
  /** `YYYY-MM-DD`: what happened later does not count */
  readonly as_of: string;
  readonly tranches: readonly { readonly name: string; readonly gate: string; readonly amount_fen: number; readonly paid_fen: number; readonly state: string; readonly paid_on: string | null }[];
  readonly spent: readonly { readonly category: string; readonly source: 'grant' | 'own'; readonly fen: number; readonly count: number; readonly vouchered: number }[];
  readonly activities: readonly {
    readonly id: string;
    readonly title: string;
    readonly held_on: string;
    readonly place: string;
    readonly attendances: number;
    readonly persons: number;
    readonly volunteers: number;
    readonly hours_hundredths: number;
    readonly sign_ins: number;
    readonly photos: readonly { readonly id: string; readonly storage_name: string; readonly size: number; readonly media_type: string; readonly sha256: string }[];
  }[];
  readonly visits: readonly { readonly visited_on: string; readonly method: string }[];
  readonly findings: readonly { readonly visited_on: string; readonly severity: string; readonly description: string; readonly rectify_by: string; readonly rectification: string | null; readonly state: string; readonly closed_on: string | null }[];
  readonly report: { readonly submitted_at: Date | null; readonly answers: Answers } | null;
}

const list = (select: string): string => `COALESCE((SELECT json_agg(x) FROM (${select}) x), '[]')`;

/** One statement, planned once a connection: a batch asks it for each of its reports. */
const RECORD = `
  WITH card AS (
    SELECT e.id AS evaluation_id, e.stage, e.method, e.evaluated_on, e.answers, e.strengths, e.problems, e.suggestions, e.total, e.grade_key, e.passes, e.state, e.confirmed_at,
      f.definition, u.name AS evaluator,
      (SELECT o.name FROM membership m JOIN organization o ON o.id = m.organization_id WHERE m.user_id = u.id AND m.ended_at IS NULL ORDER BY m.created_at, m.id LIMIT 1) AS evaluator_body,
      p.id AS project_id, p.number, p.title, p.grant_fen, p.starts_on, p.ends_on, COALESCE(x.answers, a.answers) AS plan, a.track_id,
      c.name AS community, o.name AS organization, o.uscc, o.profile ->> 'legalRepresentative' AS representative, json_build_object('name', o.profile ->> 'contactName', 'phone', o.profile ->> 'contactPhone') AS contact, h.name AS host,
      r.title AS round, r.edition, r.year, r.config, t.name AS street, un.name AS undertaker
    FROM evaluation e JOIN form_version f ON f.id = e.index_version_id JOIN user_account u ON u.id = e.evaluator_id
    JOIN project p ON p.id = e.project_id JOIN application a ON a.id = p.application_id LEFT JOIN optimisation x ON x.project_id = p.id
    LEFT JOIN community c ON c.id = p.community_id JOIN organization o ON o.id = p.organization_id LEFT JOIN organization h ON h.id = a.host_organization_id
    JOIN round r ON r.id = p.round_id JOIN tenant t ON t.id = p.tenant_id LEFT JOIN organization un ON un.id = r.undertaker_organization_id
    WHERE e.id = $1
  ), day AS (SELECT COALESCE(evaluated_on, $2::date) AS as_of FROM card)
  SELECT card.*, day.as_of,
    ${list(`
      SELECT name, gate, amount_fen, CASE WHEN paid_on <= day.as_of THEN paid_fen - CASE WHEN returned_on <= day.as_of THEN returned_fen ELSE 0 END ELSE 0 END AS paid_fen,
        CASE WHEN paid_on IS NULL AND state IN ('cancelled', 'reduced', 'withheld') THEN state WHEN paid_on <= day.as_of THEN CASE WHEN returned_on <= day.as_of THEN 'returned' ELSE 'paid' END ELSE 'planned' END AS state,
        CASE WHEN paid_on <= day.as_of THEN paid_on END AS paid_on
      FROM tranche WHERE project_id = card.project_id ORDER BY sequence`)} AS tranches,
    ${list(`
      SELECT category, source, sum(amount_fen)::bigint AS fen, count(*)::int AS count,
        count(*) FILTER (WHERE EXISTS (SELECT 1 FROM stored_file f WHERE f.subject_id = e.id AND f.purpose = 'voucher' AND f.removed_at IS NULL))::int AS vouchered
      FROM expense e WHERE project_id = card.project_id AND removed_at IS NULL AND spent_on <= day.as_of GROUP BY category, source ORDER BY category, source`)} AS spent,
    ${list(`
      SELECT a.id, a.title, a.held_on, a.place, a.attendance_count AS attendances, a.distinct_served AS persons, a.volunteer_count AS volunteers, a.volunteer_hours_hundredths AS hours_hundredths,
        (SELECT count(*)::int FROM stored_file f WHERE f.subject_id = a.id AND f.purpose = 'sign_in' AND f.removed_at IS NULL) AS sign_ins,
        COALESCE((SELECT json_agg(json_build_object('id', f.id, 'storage_name', f.storage_name, 'size', f.size, 'media_type', f.media_type, 'sha256', f.sha256) ORDER BY f.created_at, f.id)
          FROM stored_file f WHERE f.subject_id = a.id AND f.purpose = 'photo' AND f.removed_at IS NULL), '[]') AS photos
      FROM activity_record a WHERE project_id = card.project_id AND removed_at IS NULL AND held_on <= day.as_of ORDER BY held_on, a.id`)} AS activities,
    ${list('SELECT visited_on, method FROM visit WHERE project_id = card.project_id AND visited_on <= day.as_of ORDER BY visited_on')} AS visits,
    ${list(`
      SELECT v.visited_on, f.severity, f.description, f.rectify_by, f.rectification, f.state,
        (SELECT (max(l.happened_at) AT TIME ZONE 'Asia/Shanghai')::date FROM event_log l WHERE l.subject_id = f.id AND l.kind IN ('finding.close', 'finding.withdraw')) AS closed_on
      FROM finding f JOIN visit v ON v.id = f.visit_id WHERE f.project_id = card.project_id AND v.visited_on <= day.as_of ORDER BY v.visited_on, f.created_at`)} AS findings,
    (SELECT json_build_object('submitted_at', submitted_at, 'answers', answers) FROM progress_report WHERE project_id = card.project_id AND stage = card.stage) AS report
  FROM card, day`;

type Recorded = ReportData['card'] & Omit<ReportData, 'card' | 'report'> & { readonly report: { readonly submitted_at: string | null; readonly answers: Answers } | null };

/**
 * @param today the day of making, `YYYY-MM-DD`; it is the last day of the facts when the evaluation names none
 * @throws Error when the evaluation is not there
 */
export async function reportData(em: EntityManager, evaluationId: string, today: string): Promise<ReportData> {
  const [row] = await queryPrepared<Recorded>(em, RECORD, [evaluationId, today]);
  if (!row) throw new Error('the evaluation of this report is not there');
  const { as_of, tranches, spent, activities, visits, findings, report, ...card } = row;
  const submitted = report?.submitted_at;
  return { card, as_of, tranches, spent, activities, visits, findings, report: report && { ...report, submitted_at: submitted ? new Date(submitted) : null } };
}
