import type { EntityManager } from 'typeorm';
import type { Role } from '@weichuang/domain/identity/access';

export interface TodoRecord {
  readonly kind: string;
  readonly id: string;
  readonly about: string | null;
  readonly count: number | null;
  readonly due: Date | null;
  readonly to: string;
}

/** Memberships of the asking person ($1) in these roles: `m`. A membership that names a round or a community is for that alone. */
const MINE = `membership m ON m.user_id = $1 AND m.ended_at IS NULL`;
const inRound = (roles: readonly Role[], row: string) =>
  `EXISTS (SELECT 1 FROM membership m WHERE m.user_id = $1 AND m.ended_at IS NULL AND m.role IN (${roles.map((role) => `'${role}'`).join(', ')}) AND m.tenant_id = ${row}.tenant_id AND (m.round_id IS NULL OR m.round_id = ${row}.round_id))`;
const grantee = (organization: string) =>
  `EXISTS (SELECT 1 FROM membership m WHERE m.user_id = $1 AND m.ended_at IS NULL AND m.role IN ('applicant_owner', 'applicant_member') AND m.organization_id = ${organization})`;

/** The end of the day by which a tranche `t` is to be paid, where the programme says so. */
const PAID_BY = `(t.due_on + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'`;

/** The gate of tranche `t` of project `p` has opened, as the states that open it say: the conditions in full are asked when it is requested. */
const GATE_OPEN = `CASE t.gate WHEN 'signed' THEN p.state IN ('active', 'rectifying', 'midterm_passed', 'accepted') WHEN 'midterm_pass' THEN p.state IN ('midterm_passed', 'accepted')
    WHEN 'accepted' THEN p.state = 'accepted' ELSE p.state = 'accepted' AND (p.audit ->> 'clean')::boolean END`;

/** One part a to-do; each answers kind, id, about, count, due, to, and the project it is about. The dates of a round are its configuration's. */
const PARTS: readonly string[] = [
  `SELECT 'screen', r.id, r.title, count(*)::int, NULL::timestamptz, '/app/rounds/' || r.id || '/screening', NULL::uuid
   FROM application a JOIN round r ON r.id = a.round_id WHERE a.state = 'submitted' AND r.state NOT IN ('draft', 'cancelled', 'archived') AND ${inRound(['street_handler', 'undertaker'], 'a')} GROUP BY r.id`,
  `SELECT 'publish_need', r.id, r.title, count(*)::int, NULL::timestamptz, '/app/rounds/' || r.id || '/needs', NULL::uuid
   FROM need n JOIN round r ON r.id = n.round_id WHERE n.state = 'filed' AND ${inRound(['street_handler', 'street_manager', 'undertaker'], 'n')} GROUP BY r.id`,
  `SELECT 'pairing', p.id, o.name, NULL::int, NULL::timestamptz, '/app/pairings', NULL::uuid
   FROM pairing p JOIN organization o ON o.id = p.organization_id JOIN ${MINE} AND m.role = 'community_committee' AND m.community_id = p.community_id WHERE p.state = 'requested'`,
  `SELECT 'declare', s.id, r.title, NULL::int, (r.config -> 'calendar' ->> 'reviewTo')::timestamptz, '/app/judging', NULL::uuid
   FROM panel_judge j JOIN review_stage s ON s.id = j.review_stage_id JOIN round r ON r.id = s.round_id WHERE j.user_id = $1 AND j.removed_at IS NULL AND j.declared_at IS NULL AND s.state IN ('declaring', 'scoring')`,
  `SELECT 'score', s.id, r.title, count(*)::int, (r.config -> 'calendar' ->> 'reviewTo')::timestamptz, '/app/judging', NULL::uuid
   FROM scorecard c JOIN review_stage s ON s.id = c.review_stage_id JOIN round r ON r.id = s.round_id WHERE c.judge_id = $1 AND c.state IN ('assigned', 'in_progress') AND s.state = 'scoring' GROUP BY s.id, r.id`,
  `SELECT 'approve_decision', d.id, r.title, NULL::int, NULL::timestamptz, '/app/rounds/' || r.id || '/awards', NULL::uuid
   FROM decision d JOIN round r ON r.id = d.round_id WHERE d.state = 'submitted' AND ${inRound(['street_leader'], 'd')}`,
  // money came free: the next of the waitlist that it covers, as `nextFromWaitlist` has it
  `SELECT 'promote_award', w.id, a.title, NULL::int, NULL::timestamptz, '/app/rounds/' || d.round_id || '/awards', NULL::uuid
   FROM decision d JOIN round r ON r.id = d.round_id JOIN envelope e ON e.round_id = d.round_id CROSS JOIN LATERAL (
     SELECT e.pool_fen - e.committed_fen - coalesce(sum(x.amount_fen) FILTER (WHERE x.state = 'proposed' AND NOT x.committed), 0) AS fen, count(*) FILTER (WHERE x.state IN ('proposed', 'approved', 'noticed', 'granted')) AS funded
     FROM award x WHERE x.decision_id = d.id) free CROSS JOIN LATERAL (
     SELECT x.id, x.application_id FROM award x WHERE x.decision_id = d.id AND x.state = 'waitlisted' AND (x.waitlist = 1 OR d.rule ->> 'shortfall' <> 'stop')
       AND (x.entitled_fen <= free.fen OR ((d.rule ->> 'partial')::boolean AND free.fen >= greatest(1, (d.rule ->> 'minimumFen')::bigint))) ORDER BY x.waitlist LIMIT 1) w JOIN application a ON a.id = w.application_id
   WHERE d.state IN ('approved', 'published') AND r.state IN ('deciding', 'noticing', 'executing') AND free.funded < coalesce((d.rule ->> 'maxAwards')::bigint, 1000000) AND ${inRound(['street_manager', 'street_handler'], 'd')}`,
  // who moved up is approved for itself, then put into a supplementary notice
  `SELECT 'approve_award', w.id, a.title, NULL::int, NULL::timestamptz, '/app/rounds/' || w.round_id || '/awards', NULL::uuid
   FROM award w JOIN decision d ON d.id = w.decision_id JOIN application a ON a.id = w.application_id WHERE w.state = 'proposed' AND d.state IN ('approved', 'published') AND ${inRound(['street_leader'], 'w')}`,
  `SELECT 'notice_award', d.id, r.title, count(*)::int, NULL::timestamptz, '/app/rounds/' || d.round_id || '/awards?tab=notices', NULL::uuid
   FROM award w JOIN decision d ON d.id = w.decision_id JOIN round r ON r.id = d.round_id WHERE w.state = 'approved' AND w.notice_id IS NULL AND r.state IN ('deciding', 'noticing', 'executing') AND ${inRound(['street_manager', 'street_handler'], 'd')}
     AND NOT EXISTS (SELECT 1 FROM public_notice n WHERE n.round_id = d.round_id AND n.state = 'draft') GROUP BY d.id, r.id`,
  // not theirs who judged, allocated or approved, as `objectionMachine` has it
  `SELECT 'objection', o.id, a.title, NULL::int, NULL::timestamptz, '/app/rounds/' || o.round_id || '/awards?tab=objections', NULL::uuid
   FROM objection o JOIN award w ON w.id = o.award_id JOIN decision d ON d.id = w.decision_id JOIN application a ON a.id = w.application_id WHERE o.state IN ('received', 'admitted', 'investigating') AND ${inRound(['street_manager', 'street_handler'], 'o')}
     AND d.submitted_by IS DISTINCT FROM $1 AND d.approved_by IS DISTINCT FROM $1 AND NOT EXISTS (SELECT 1 FROM scorecard s WHERE s.application_id = a.id AND s.judge_id = $1)`,
  `SELECT 'correct', a.id, a.title, NULL::int, a.return_until, '/app/applications/' || a.id, NULL::uuid FROM application a WHERE a.state = 'returned' AND ${grantee('a.organization_id')}`,
  `SELECT 'finish_draft', a.id, a.title, NULL::int, (r.config -> 'calendar' ->> 'closeAt')::timestamptz, '/app/applications/' || a.id || '/edit', NULL::uuid
   FROM application a JOIN round r ON r.id = a.round_id WHERE a.state = 'draft' AND r.state = 'open' AND ${grantee('a.organization_id')}`,
  `SELECT 'optimise', o.id, p.title, NULL::int, NULL::timestamptz, '/app/projects/' || p.id || '/plan', p.id FROM optimisation o JOIN project p ON p.id = o.project_id WHERE o.state IN ('drafting', 'returned') AND p.state <> 'terminated' AND ${grantee('p.organization_id')}`,
  // only what `agreementMachine` lets be issued: the plan is approved, the notice over, nothing objected
  `SELECT 'issue_agreement', g.id, p.title, NULL::int, (g.sign_by + 1)::timestamp AT TIME ZONE 'Asia/Shanghai', '/app/projects/' || p.id || '?tab=agreement', p.id
   FROM agreement g JOIN project p ON p.id = g.project_id JOIN optimisation o ON o.project_id = p.id JOIN award w ON w.id = p.award_id
   WHERE g.state = 'draft' AND p.state = 'contracted' AND o.state = 'approved' AND w.state = 'granted' AND ${inRound(['street_handler'], 'g')}
     AND NOT EXISTS (SELECT 1 FROM objection x WHERE x.award_id = w.id AND x.state IN ('received', 'admitted', 'investigating'))`,
  `SELECT 'sign', g.id, p.title, NULL::int, (g.sign_by + 1)::timestamp AT TIME ZONE 'Asia/Shanghai', '/app/projects/' || p.id || '?tab=agreement', p.id FROM agreement g JOIN project p ON p.id = g.project_id WHERE g.state = 'issued' AND ${grantee('p.organization_id')}`,
  `SELECT 'confirm_agreement', g.id, p.title, NULL::int, NULL::timestamptz, '/app/projects/' || p.id || '?tab=agreement', p.id FROM agreement g JOIN project p ON p.id = g.project_id WHERE g.state = 'signed' AND ${inRound(['street_handler'], 'g')}`,
  `SELECT 'rectify', f.id, p.title, NULL::int, (f.rectify_by + 1)::timestamp AT TIME ZONE 'Asia/Shanghai', '/app/projects/' || p.id || '?tab=supervision#finding-' || f.id, p.id FROM finding f JOIN project p ON p.id = f.project_id WHERE f.state IN ('open', 'rectifying', 'overdue') AND ${grantee('p.organization_id')}`,
  `SELECT 'report', x.id, p.title, NULL::int, x.due_at, '/app/progress-reports/' || x.id, p.id FROM progress_report x JOIN project p ON p.id = x.project_id
   WHERE x.state IN ('due', 'draft', 'late', 'returned') AND p.state NOT IN ('terminated', 'closed') AND x.due_at < $2::timestamptz + interval '45 days' AND ${grantee('p.organization_id')}`,
  `SELECT 'answer_report', x.id, p.title, NULL::int, NULL::timestamptz, '/app/progress-reports/' || x.id, p.id FROM progress_report x JOIN project p ON p.id = x.project_id WHERE x.state = 'submitted' AND ${inRound(['street_handler', 'undertaker'], 'x')}`,
  `SELECT 'coach', o.id, p.title, NULL::int, NULL::timestamptz, '/app/projects/' || p.id || '?tab=plan', p.id FROM optimisation o JOIN project p ON p.id = o.project_id
   WHERE o.state = 'submitted' AND p.state = 'contracted' AND (p.coach_id = $1 OR (p.coach_id IS NULL AND ${inRound(['street_handler', 'undertaker'], 'o')}))`,
  `SELECT 'approve_plan', o.id, p.title, NULL::int, NULL::timestamptz, '/app/projects/' || p.id || '?tab=plan', p.id FROM optimisation o JOIN project p ON p.id = o.project_id
   WHERE o.state = 'coach_approved' AND p.state = 'contracted' AND ${inRound(['street_handler', 'street_manager'], 'o')}`,
  // two weeks ahead: a visit has to be arranged
  `SELECT 'visit', p.id, p.title, NULL::int, (n.day + 1)::timestamp AT TIME ZONE 'Asia/Shanghai', '/app/projects/' || p.id || '?tab=supervision', p.id FROM project p CROSS JOIN LATERAL (SELECT next_visit_on(p) AS day OFFSET 0) n
   WHERE p.supervisor_id = $1 AND n.day <= ($2::timestamptz AT TIME ZONE 'Asia/Shanghai')::date + 14`,
  `SELECT 'verify_finding', f.id, p.title, NULL::int, NULL::timestamptz, '/app/projects/' || p.id || '?tab=supervision#finding-' || f.id, p.id FROM finding f JOIN project p ON p.id = f.project_id WHERE f.state = 'rectified' AND p.supervisor_id = $1`,
  `SELECT 'request_tranche', t.id, p.title || ' · ' || t.name, NULL::int, ${PAID_BY}, '/app/projects/' || p.id || '?tab=money', p.id FROM tranche t JOIN project p ON p.id = t.project_id
   WHERE t.state IN ('planned', 'reduced') AND ${GATE_OPEN} AND ${inRound(['street_handler', 'street_finance'], 't')}`,
  `SELECT 'approve_tranche', t.id, p.title || ' · ' || t.name, NULL::int, ${PAID_BY}, '/app/projects/' || p.id || '?tab=money', p.id FROM tranche t JOIN project p ON p.id = t.project_id WHERE t.state = 'requested' AND t.requested_by <> $1 AND ${inRound(['street_leader', 'street_manager'], 't')}`,
  `SELECT 'pay_tranche', t.id, p.title || ' · ' || t.name, NULL::int, ${PAID_BY}, '/app/projects/' || p.id || '?tab=money', p.id FROM tranche t JOIN project p ON p.id = t.project_id WHERE t.state = 'approved' AND ${inRound(['street_finance'], 't')}`,
  // as `projectMachine` lets it be accepted, then closed
  `SELECT 'accept_project', p.id, p.title, NULL::int, NULL::timestamptz, '/app/projects/' || p.id, p.id FROM project p JOIN round r ON r.id = p.round_id JOIN evaluation e ON e.project_id = p.id AND e.stage = 'final'
   WHERE (p.state = 'midterm_passed' OR (p.state = 'active' AND NOT r.config -> 'evaluation' @> '[{"id": "midterm"}]')) AND e.state = 'confirmed' AND e.passes
     AND EXISTS (SELECT 1 FROM progress_report x WHERE x.project_id = p.id AND x.stage = 'final' AND x.state = 'accepted') AND NOT EXISTS (SELECT 1 FROM finding f WHERE f.project_id = p.id AND f.state <> 'closed')
     AND NOT EXISTS (SELECT 1 FROM jsonb_array_elements(r.config -> 'closeDocuments') d WHERE d ->> 'id' <> 'final_report' AND NOT EXISTS (SELECT 1 FROM stored_file s WHERE s.subject_id = p.id AND s.purpose = 'paper:' || (d ->> 'id') AND s.removed_at IS NULL))
     AND ${inRound(['street_handler', 'street_manager'], 'p')}`,
  `SELECT 'close_project', p.id, p.title, NULL::int, NULL::timestamptz, '/app/projects/' || p.id, p.id FROM project p WHERE p.state = 'accepted' AND NOT EXISTS (SELECT 1 FROM tranche t WHERE t.project_id = p.id AND t.state NOT IN ('paid', 'returned', 'cancelled'))
     AND coalesce((SELECT b.net_paid_fen FROM payment_balance b WHERE b.project_id = p.id), 0) <= coalesce((SELECT sum(x.amount_fen) FROM expense x WHERE x.project_id = p.id AND x.source = 'grant' AND x.removed_at IS NULL), 0)
     AND ${inRound(['street_handler', 'street_manager'], 'p')}`,
  `SELECT 'evaluate', e.id, p.title, NULL::int, ((SELECT (s ->> 'due')::date FROM round r, jsonb_array_elements(r.config -> 'evaluation') s WHERE r.id = e.round_id AND s ->> 'id' = e.stage) + 1)::timestamp AT TIME ZONE 'Asia/Shanghai', '/app/evaluations/' || e.id, p.id
   FROM evaluation e JOIN project p ON p.id = e.project_id WHERE e.evaluator_id = $1 AND e.state IN ('assigned', 'in_progress', 'returned')`,
  `SELECT 'reassign_evaluation', e.id, p.title, NULL::int, NULL::timestamptz, '/app/rounds/' || e.round_id || '/evaluations?stage=' || e.stage, p.id FROM evaluation e JOIN project p ON p.id = e.project_id WHERE e.state = 'recused' AND p.state NOT IN ('terminated', 'closed') AND ${inRound(['street_manager', 'street_handler', 'undertaker'], 'e')}`,
  `SELECT 'confirm_evaluation', e.id, p.title, NULL::int, NULL::timestamptz, '/app/evaluations/' || e.id, p.id FROM evaluation e JOIN project p ON p.id = e.project_id WHERE e.state = 'submitted' AND ${inRound(['street_manager'], 'e')}`,
];

/** Everything that waits for a person, by deadline; `projectId`: what is about this project alone. One round trip. */
export function todosOf(em: EntityManager, userId: string, now: Date, projectId: string | null = null): Promise<TodoRecord[]> {
  return em.query(
    `SELECT kind, id, about, count, due, "to" FROM (${PARTS.join('\nUNION ALL\n')}) AS todo (kind, id, about, count, due, "to", project_id) WHERE $2::timestamptz IS NOT NULL AND ($3::uuid IS NULL OR project_id = $3) ORDER BY due NULLS LAST, kind, id LIMIT 200`,
    [userId, now, projectId],
  );
}
