import type { EntityManager } from 'typeorm';
import type { TellingRule } from '@weichuang/domain/notifications/rules';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly locale: string;
}

export interface Place {
  readonly tenantId: string | null;
  readonly roundId: string | null;
  readonly organizationId: string | null;
  readonly communityId: string | null;
  readonly userId: string | null;
  readonly projectId: string | null;
  readonly title: string | null;
}

/** How a subject's title and project are found. Its place is what its scope function says. */
const LOOKUPS: Readonly<Record<string, { scope: string; details: string }>> = {
  need: { scope: 'need', details: 'SELECT title, NULL::uuid AS project_id FROM need WHERE id = $1' },
  pairing: { scope: 'pairing', details: 'SELECT NULL AS title, NULL::uuid AS project_id FROM pairing WHERE id = $1' },
  application: { scope: 'application', details: 'SELECT title, NULL::uuid AS project_id FROM application WHERE id = $1' },
  review_stage: { scope: 'review_stage', details: 'SELECT NULL AS title, NULL::uuid AS project_id FROM review_stage WHERE id = $1' },
  scorecard: { scope: 'scorecard', details: 'SELECT NULL AS title, NULL::uuid AS project_id FROM scorecard WHERE id = $1' },
  decision: { scope: 'decision', details: 'SELECT NULL AS title, NULL::uuid AS project_id FROM decision WHERE id = $1' },
  objection: { scope: 'objection', details: 'SELECT NULL AS title, NULL::uuid AS project_id FROM objection WHERE id = $1' },
  award: { scope: 'award', details: 'SELECT a.title, p.id AS project_id FROM award w JOIN application a ON a.id = w.application_id LEFT JOIN project p ON p.award_id = w.id WHERE w.id = $1' },
  project: { scope: 'project', details: 'SELECT title, id AS project_id FROM project WHERE id = $1' },
  // the person is the project's coach
  optimisation: { scope: 'project_coach', details: 'SELECT p.title, p.id AS project_id FROM optimisation o JOIN project p ON p.id = o.project_id WHERE o.id = $1' },
  agreement: { scope: 'agreement', details: 'SELECT p.title, p.id AS project_id FROM agreement o JOIN project p ON p.id = o.project_id WHERE o.id = $1' },
  tranche: { scope: 'tranche', details: 'SELECT p.title, p.id AS project_id FROM tranche o JOIN project p ON p.id = o.project_id WHERE o.id = $1' },
  expense: { scope: 'expense', details: 'SELECT p.title, p.id AS project_id FROM expense o JOIN project p ON p.id = o.project_id WHERE o.id = $1' },
  visit: { scope: 'visit', details: 'SELECT p.title, p.id AS project_id FROM visit o JOIN project p ON p.id = o.project_id WHERE o.id = $1' },
  // the person is the project's supervisor
  finding: { scope: 'project', details: 'SELECT p.title, p.id AS project_id FROM finding o JOIN project p ON p.id = o.project_id WHERE o.id = $1' },
  progress_report: { scope: 'progress_report', details: 'SELECT p.title, p.id AS project_id FROM progress_report o JOIN project p ON p.id = o.project_id WHERE o.id = $1' },
  evaluation: { scope: 'evaluation', details: 'SELECT p.title, p.id AS project_id FROM evaluation o JOIN project p ON p.id = o.project_id WHERE o.id = $1' },
};

interface ScopeRecord {
  tenant_id: string | null;
  round_id: string | null;
  organization_id: string | null;
  community_id: string | null;
  user_id: string | null;
}

/** Where a subject belongs, and what it is called; null for kinds nobody is told of. */
export async function placeOf(em: EntityManager, kind: string, id: string): Promise<Place | null> {
  const lookup = LOOKUPS[kind];
  if (!lookup) return null;
  const details: { title: string | null; project_id: string | null }[] = await em.query(lookup.details, [id]);
  const detail = details[0];
  if (!detail) return null;
  const scopes: ScopeRecord[] = await em.query(`SELECT * FROM scope_${lookup.scope}($1)`, [lookup.scope.startsWith('project') ? detail.project_id : id]);
  const scope = scopes[0];
  if (!scope) return null;
  return {
    tenantId: scope.tenant_id, roundId: scope.round_id, organizationId: scope.organization_id, communityId: scope.community_id, userId: scope.user_id,
    projectId: detail.project_id, title: detail.title,
  };
}

/** People whose membership gives one of the rule's roles there: each id it names is the place's own. */
export function peopleFor(em: EntityManager, rule: TellingRule, place: Place): Promise<Person[]> {
  return em.query(
    `SELECT DISTINCT u.id, u.name, u.email, u.locale FROM membership m JOIN user_account u ON u.id = m.user_id
     WHERE m.role = ANY ($1) AND m.ended_at IS NULL AND u.state <> 'disabled'
       AND (m.tenant_id IS NULL OR m.tenant_id = $2) AND (m.round_id IS NULL OR m.round_id = $3)
       AND (m.organization_id IS NULL OR m.organization_id = $4) AND (m.community_id IS NULL OR m.community_id = $5)
       AND NOT (m.tenant_id IS NULL AND m.organization_id IS NULL)
       AND ($6::uuid IS NULL OR u.id = $6) LIMIT 500`,
    [rule.roles, place.tenantId, place.roundId, place.organizationId, place.communityId, rule.own ? place.userId : null],
  );
}
