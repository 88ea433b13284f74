import { newId } from '@weichuang/kernel/id';
import { emit } from '@weichuang/platform/events/emit';
import type { World } from '../world';
import { applications, ownerOf, qualifiedApplications } from './applications';
import { decidedRound, grantedAward } from './awards';
import { publishedRound } from './calls';
import { evaluationOf, lookedAfterProject } from './evaluations';
import { insertRows } from './insert';
import { panel } from './judging';
import { need, pairing } from './needs';
import { runningProject } from './projects';

/** Copies a row, `n` of them in all; `change` gives what must differ, as SQL over `i`. */
async function copies(w: World, table: string, id: string, n: number, change = `'{}'::jsonb`): Promise<void> {
  const columns = await w.rows<{ name: string }>(`SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`, [table]);
  const names = columns.map((column) => `"${column.name}"`).join(', ');
  await w.rows(
    `INSERT INTO ${table} (${names}) SELECT ${columns.map((column) => `(r)."${column.name}"`).join(', ')} FROM (
       SELECT jsonb_populate_record(NULL::${table}, to_jsonb(x) || jsonb_build_object('id', gen_random_uuid()) || ${change}) AS r
       FROM ${table} x, generate_series(2, $2::int) AS i WHERE x.id = $1) made`,
    [id, n],
  );
}

/** A street in which there are `n` of everything that a list shows, with people who may see it. */
export async function fullStreet(w: World, n: number) {
  const manager = await w.as('street_manager');
  for (const role of ['street_handler', 'street_finance', 'street_leader', 'undertaker'] as const) await w.grant(manager.userId, role);
  for (let i = 0; i < n; i++) await w.as('supervisor');
  const now = w.house.clock.now().toISOString();

  // a round that is judged
  const judged = await publishedRound(w, { state: 'reviewing' });
  const given = await qualifiedApplications(w, judged, n);
  const { stageId, judges, sheets } = await panel(w, judged, given);
  await applications(w, judged, n, { state: 'submitted' });
  const [first] = given;
  const judge = judges[0];
  if (!first || !judge) throw new Error('nothing to judge');
  const applicant = await ownerOf(w, first);
  await w.rows('UPDATE application SET organization_id = $1 WHERE round_id = $2', [first.organizationId, judged.roundId]);
  let needId = '';
  for (let i = 0; i < n; i++) {
    needId = await need(w, judged.roundId);
    await pairing(w, judged.roundId, (await w.applicant()).organizationId);
  }
  await copies(w, 'round', judged.roundId, n, `jsonb_build_object('edition', 100 + i, 'title', '第' || i || '轮')`);

  // one that is decided and one that is carried out
  const decided = await decidedRound(w, n, n);
  const done = await publishedRound(w, { state: 'executing' });
  const { project, evaluator, evaluationId, supervisor } = await lookedAfterProject(w, done);
  const grantee = await ownerOf(w, project);
  for (let i = 1; i < n; i++) await evaluationOf(w, done, await runningProject(w, done, { supervisorId: supervisor.userId }));
  await w.rows('UPDATE evaluation SET evaluator_id = $1 WHERE round_id = $2', [evaluator.userId, done.roundId]);
  await w.rows('UPDATE project SET organization_id = $1 WHERE round_id = $2', [project.organizationId, done.roundId]);
  await w.house.asSystem(w.tenantId, (ctx) => emit(ctx, { kind: 'project.start', subject: { kind: 'project', id: project.id }, tenantId: w.tenantId, roundId: done.roundId }));
  const [report] = await w.rows<{ id: string }>('SELECT id FROM progress_report WHERE project_id = $1 LIMIT 1', [project.id]);
  const at = { tenant_id: w.tenantId, round_id: done.roundId, project_id: project.id };
  const [activity, expense, visit, finding] = [newId(), newId(), newId(), newId()];
  await insertRows(w, 'activity_record', [{ ...at, id: activity, title: '课堂', held_on: '2026-05-10', starts_at: '09:00', ends_at: '10:00', place: '社区', audience: '', attendance_count: 9, distinct_served: 9, volunteer_count: 0, volunteer_hours_hundredths: 0, team: '', goal: '', summary: '小结', reflection: '', filed_by: grantee.userId, revision: 1, created_at: now }]);
  await insertRows(w, 'expense', [{ ...at, id: expense, category: 'labour', content: '讲师费', payee: '王老师', invoice_number: '044', spent_on: '2026-05-10', amount_fen: 100, source: 'grant', created_by: grantee.userId, revision: 1, created_at: now }]);
  await insertRows(w, 'visit', [{ ...at, id: visit, supervisor_id: supervisor.userId, visited_on: '2026-05-11', method: 'site', summary: '走访', advice: '', revision: 1, created_at: now }]);
  await insertRows(w, 'finding', [{ ...at, id: finding, visit_id: visit, severity: 'minor', description: '签到不全', state: 'open', rectify_by: '2026-05-20', revision: 1, created_at: now }]);
  for (const [table, id] of [['activity_record', activity], ['expense', expense], ['visit', visit], ['finding', finding]] as const) await copies(w, table, id, n);
  const batch = newId();
  await insertRows(w, 'report_batch', [{ id: batch, tenant_id: w.tenantId, round_id: done.roundId, kind: 'midterm', requested_by: manager.userId, total: n, done: 0, failed: 0, run: 1, created_at: now }]);
  await w.rows(`INSERT INTO report_item (id, tenant_id, batch_id, round_id, project_id, subject_id) SELECT gen_random_uuid(), tenant_id, $1, round_id, id, id FROM project WHERE round_id = $2`, [batch, done.roundId]);
  await copies(w, 'report_batch', batch, n);

  // a notice with objections
  const noticed = await publishedRound(w, { state: 'noticing' });
  let award = null;
  for (const one of await qualifiedApplications(w, noticed, n)) award = await grantedAward(w, noticed, one, 100);
  if (!award) throw new Error('no award');
  await w.rows(`INSERT INTO objection (id, tenant_id, round_id, notice_id, award_id, number, statement, received_at) SELECT gen_random_uuid(), $1, $2, $3, $4, 'YY-' || i, '有异议', now() FROM generate_series(1, $5::int) AS i`, [w.tenantId, noticed.roundId, award.noticeId, award.id, n]);
  await copies(w, 'public_notice', award.noticeId, n, `jsonb_build_object('number', 'N-' || x.id || i, 'kind', 'supplementary')`);

  // what is the street's
  await w.rows(`INSERT INTO event_log (id, tenant_id, happened_at, kind, subject_kind, subject_id, round_id, actor_id) SELECT gen_random_uuid(), $1, now(), 'round.saved', 'round', $2, $2, $3 FROM generate_series(1, $4::int)`, [w.tenantId, judged.roundId, manager.userId, n]);
  await w.rows(`INSERT INTO event_log (id, tenant_id, happened_at, kind, subject_kind, subject_id) SELECT gen_random_uuid(), $1, now(), 'project.saving', 'project', $2 FROM generate_series(1, $3::int)`, [w.tenantId, project.id, n]);
  await w.rows(`INSERT INTO notification (id, tenant_id, user_id, event_id, kind, params, link) SELECT gen_random_uuid(), $1, $2, gen_random_uuid(), 'evaluation.submit', '{"title":"项目"}', '/app' FROM generate_series(1, $3::int)`, [w.tenantId, manager.userId, n]);
  const [form] = await w.rows<{ id: string }>('SELECT id FROM form_version WHERE tenant_id = $1 LIMIT 1', [w.tenantId]);
  const community = await w.as('community_committee', { communityId: w.communityIds[0] ?? '' });
  const auditor = await w.person('魏清和');
  await w.rows(`INSERT INTO membership (id, user_id, role, district_id) SELECT $1, $2, 'auditor', s.parent_id FROM tenant x JOIN region s ON s.id = x.region_id WHERE x.id = $3`, [newId(), auditor.userId, w.tenantId]);
  return {
    w, who: { manager, judge, applicant, grantee, evaluator, supervisor, community, auditor, admin: await w.as('platform_admin'), nobody: w.nobody() },
    ids: {
      tenant: w.tenantId, community: w.communityIds[0] ?? '', organization: first.organizationId, granteeOrganization: project.organizationId, judged: judged.roundId, decided: decided.roundId, done: done.roundId, noticed: noticed.roundId, application: first.id,
      stage: stageId, sheet: sheets[first.id]?.[judge.userId] ?? '', need: needId, project: project.id, evaluation: evaluationId, report: report?.id ?? '', batch, notice: award.noticeId, form: form?.id ?? '',
    },
  };
}
export type FullStreet = Awaited<ReturnType<typeof fullStreet>>;
