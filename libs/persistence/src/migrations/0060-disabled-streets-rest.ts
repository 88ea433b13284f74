import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the worker's timers find over all streets, where `awake` holds for the street's id. Their grants stay as they were given. */
const found = (awake: (tenantId: string) => string): string => `
  CREATE OR REPLACE FUNCTION rounds_due(at timestamptz) RETURNS TABLE (tenant_id uuid, round_id uuid) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT r.tenant_id, r.id FROM round r
    WHERE CASE r.state
      WHEN 'published' THEN (r.config #>> '{calendar,openAt}')::timestamptz <= at
      WHEN 'open' THEN (r.config #>> '{calendar,closeAt}')::timestamptz <= at
      ELSE false END AND ${awake('r.tenant_id')}
    ORDER BY r.tenant_id, r.id $$;

  CREATE OR REPLACE FUNCTION due_applications(at timestamptz, most int) RETURNS TABLE (id uuid, tenant_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT a.id, a.tenant_id FROM application a JOIN round r ON r.id = a.round_id
    WHERE ((a.state = 'draft' AND (r.config #>> '{calendar,closeAt}')::timestamptz <= at) OR (a.state = 'returned' AND a.return_until <= at)) AND ${awake('a.tenant_id')}
    LIMIT most $$;

  CREATE OR REPLACE FUNCTION agreements_due(today date) RETURNS TABLE (tenant_id uuid, agreement_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
    $$ SELECT a.tenant_id, a.id FROM agreement a JOIN project p ON p.id = a.project_id
       WHERE a.state IN ('draft', 'issued') AND p.state = 'contracted' AND a.sign_by < today AND ${awake('a.tenant_id')} $$;

  CREATE OR REPLACE FUNCTION delivery_due(now timestamptz, today date) RETURNS TABLE (tenant_id uuid, kind text, id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
    $$ SELECT f.tenant_id, 'finding', f.id FROM finding f JOIN project p ON p.id = f.project_id
         WHERE f.state IN ('open', 'rectifying') AND f.rectify_by < today AND p.state NOT IN ('closed', 'terminated') AND ${awake('f.tenant_id')}
       UNION ALL
       SELECT r.tenant_id, 'progress_report', r.id FROM progress_report r JOIN project p ON p.id = r.project_id
         WHERE r.state IN ('due', 'draft') AND r.due_at <= now AND p.state NOT IN ('closed', 'terminated') AND ${awake('r.tenant_id')} $$;

  CREATE OR REPLACE FUNCTION soon_due(from_at timestamptz, to_at timestamptz) RETURNS TABLE (tenant_id uuid, kind text, id uuid, due_at timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT s.tenant_id, 'review_stage', s.id, (r.config -> 'calendar' ->> 'reviewTo')::timestamptz
    FROM review_stage s JOIN round r ON r.id = s.round_id
    WHERE s.state = 'scoring' AND r.state <> 'cancelled' AND (r.config -> 'calendar' ->> 'reviewTo')::timestamptz > from_at AND (r.config -> 'calendar' ->> 'reviewTo')::timestamptz <= to_at
      AND EXISTS (SELECT FROM scorecard c WHERE c.review_stage_id = s.id AND c.state IN ('assigned', 'in_progress')) AND ${awake('s.tenant_id')}
    UNION ALL
    SELECT t.tenant_id, 'tranche', t.id, (t.due_on + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'
    FROM tranche t JOIN project p ON p.id = t.project_id
    WHERE t.state IN ('planned', 'reduced', 'requested', 'approved') AND p.state NOT IN ('terminated', 'closed', 'suspended')
      AND (t.due_on + 1)::timestamp AT TIME ZONE 'Asia/Shanghai' > from_at AND (t.due_on + 1)::timestamp AT TIME ZONE 'Asia/Shanghai' <= to_at AND ${awake('t.tenant_id')} $$;
`;

/** In a disabled street the clock moves nothing and reminds nobody; what fell due meanwhile is found when it is enabled again. */
export class DisabledStreetsRest1700000000060 implements MigrationInterface {
  name = 'DisabledStreetsRest1700000000060';

  async up(q: QueryRunner): Promise<void> {
    await q.query(found((tenantId) => `EXISTS (SELECT FROM tenant street WHERE street.id = ${tenantId} AND street.disabled_at IS NULL)`));
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(found(() => 'true'));
  }
}
