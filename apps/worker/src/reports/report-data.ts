import type { EntityManager } from 'typeorm';
import type { RoundConfig } from '@weichuang/domain/calls/round-config';
import type { Answers, FormDefinition } from '@weichuang/domain/forms/definition';

/** All that a report says, as it stands in the database: one query for the card, one for each list. */
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
    readonly leader: string | null;
    readonly phone: string | null;
    readonly host: string | null;
    readonly round: string;
    readonly edition: number;
    readonly year: number;
    readonly config: RoundConfig;
    readonly street: string;
    readonly undertaker: string | null;
  };
  readonly tranches: readonly { readonly name: string; readonly gate: string; readonly amount_fen: number; readonly state: string; readonly paid_on: string | null }[];
  readonly spent: readonly { readonly category: string; readonly fen: number }[];
  readonly activities: { readonly sessions: number; readonly attendances: number; readonly persons: number; readonly volunteers: number; readonly hours_hundredths: number };
  readonly visits: readonly { readonly visited_on: string; readonly method: string }[];
  readonly findings: { readonly all: number; readonly open: number };
  readonly report: { readonly submitted_at: Date | null; readonly answers: Answers } | null;
}

export async function reportData(em: EntityManager, evaluationId: string): Promise<ReportData> {
  const cards: ReportData['card'][] = await em.query(
    `SELECT e.id AS evaluation_id, e.stage, e.method, e.evaluated_on, e.answers, e.strengths, e.problems, e.suggestions, e.total, e.grade_key, e.passes,
       f.definition, u.name AS evaluator,
       (SELECT o.name FROM membership m JOIN organization o ON o.id = m.organization_id WHERE m.user_id = u.id AND m.ended_at IS NULL LIMIT 1) AS evaluator_body,
       p.id AS project_id, p.number, p.title, p.grant_fen, p.starts_on, p.ends_on, COALESCE(x.answers, a.answers) AS plan, a.track_id,
       c.name AS community, o.name AS organization, o.uscc, o.profile ->> 'legalRepresentative' AS leader, o.profile ->> 'contactPhone' AS phone, h.name AS host,
       r.title AS round, r.edition, r.year, r.config, t.name AS street, un.name AS undertaker
     FROM evaluation e JOIN form_version f ON f.id = e.index_version_id JOIN user_account u ON u.id = e.evaluator_id
     JOIN project p ON p.id = e.project_id JOIN application a ON a.id = p.application_id LEFT JOIN optimisation x ON x.project_id = p.id
     LEFT JOIN community c ON c.id = p.community_id JOIN organization o ON o.id = p.organization_id LEFT JOIN organization h ON h.id = a.host_organization_id
     JOIN round r ON r.id = p.round_id JOIN tenant t ON t.id = p.tenant_id LEFT JOIN organization un ON un.id = r.undertaker_organization_id
     WHERE e.id = $1`,
    [evaluationId],
  );
  const card = cards[0];
  if (!card) throw new Error('the evaluation of this report is not there');
  const of = <T>(sql: string): Promise<T[]> => em.query(sql, [card.project_id]);
  const tranches = await of<ReportData['tranches'][number]>('SELECT name, gate, amount_fen, state, paid_on FROM tranche WHERE project_id = $1 ORDER BY sequence');
  const spent = await of<ReportData['spent'][number]>(
    `SELECT category, sum(amount_fen)::bigint AS fen FROM expense WHERE project_id = $1 AND removed_at IS NULL AND source = 'grant' GROUP BY category`);
  const activities = await of<ReportData['activities']>(
    `SELECT count(*) AS sessions, COALESCE(sum(attendance_count), 0)::bigint AS attendances, COALESCE(sum(distinct_served), 0)::bigint AS persons,
       COALESCE(sum(volunteer_count), 0)::bigint AS volunteers, COALESCE(sum(volunteer_hours_hundredths), 0)::bigint AS hours_hundredths
     FROM activity_record WHERE project_id = $1 AND removed_at IS NULL`);
  const visits = await of<ReportData['visits'][number]>('SELECT visited_on, method FROM visit WHERE project_id = $1 ORDER BY visited_on');
  const findings = await of<ReportData['findings']>(`SELECT count(*) AS all, count(*) FILTER (WHERE state <> 'closed') AS open FROM finding WHERE project_id = $1`);
  const reports: NonNullable<ReportData['report']>[] = await em.query('SELECT submitted_at, answers FROM progress_report WHERE project_id = $1 AND stage = $2', [card.project_id, card.stage]);
  return {
    card, tranches, spent, visits,
    activities: activities[0] ?? { sessions: 0, attendances: 0, persons: 0, volunteers: 0, hours_hundredths: 0 },
    findings: findings[0] ?? { all: 0, open: 0 },
    report: reports[0] ?? null,
  };
}
