import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APP_ROLE } from '../role';
import { scopeFunction, tenantTable } from '../tenant-table';

/** Panels, declarations of conflict, score sheets, frozen rankings. */
export class Judging1700000000007 implements MigrationInterface {
  name = 'Judging1700000000007';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE review_stage (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL REFERENCES tenant,
        round_id uuid NOT NULL REFERENCES round,
        stage_key text NOT NULL,
        state text NOT NULL DEFAULT 'forming',
        rule jsonb,
        rule_hash text,
        opened_at timestamptz,
        closed_at timestamptz,
        revision int NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (round_id, stage_key)
      );
      ${tenantTable('review_stage')}

      CREATE TABLE panel_judge (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL REFERENCES tenant,
        review_stage_id uuid NOT NULL REFERENCES review_stage,
        round_id uuid NOT NULL REFERENCES round,
        user_id uuid NOT NULL REFERENCES user_account,
        -- a declaration speaks of the applications it named; one that is qualified later is not covered by it
        declared_at timestamptz,
        declared_for uuid[] NOT NULL DEFAULT '{}',
        removed_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (review_stage_id, user_id)
      );
      ${tenantTable('panel_judge')}

      CREATE TABLE conflict (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL REFERENCES tenant,
        round_id uuid NOT NULL REFERENCES round,
        application_id uuid NOT NULL REFERENCES application,
        user_id uuid NOT NULL REFERENCES user_account,
        source text NOT NULL CHECK (source IN ('declared', 'found')),
        reason text NOT NULL,
        recorded_by uuid NOT NULL REFERENCES user_account,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (application_id, user_id)
      );
      ${tenantTable('conflict', 'SELECT, INSERT')}

      CREATE TABLE scorecard (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL REFERENCES tenant,
        round_id uuid NOT NULL REFERENCES round,
        review_stage_id uuid NOT NULL REFERENCES review_stage,
        application_id uuid NOT NULL REFERENCES application,
        judge_id uuid NOT NULL REFERENCES user_account,
        rubric_version_id uuid NOT NULL REFERENCES form_version,
        state text NOT NULL DEFAULT 'assigned',
        items jsonb NOT NULL DEFAULT '{}',
        comment text NOT NULL DEFAULT '',
        total numeric CHECK (total >= 0),
        locked_at timestamptz,
        reason text,
        revision int NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (review_stage_id, application_id, judge_id)
      );
      ${tenantTable('scorecard')}

      CREATE TABLE score_part (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL REFERENCES tenant,
        round_id uuid NOT NULL REFERENCES round,
        application_id uuid NOT NULL REFERENCES application,
        part_key text NOT NULL,
        value numeric NOT NULL CHECK (value >= 0),
        evidence text NOT NULL,
        entered_by uuid NOT NULL,
        revision int NOT NULL DEFAULT 1,
        UNIQUE (application_id, part_key)
      );
      ${tenantTable('score_part')}

      -- the funder's order among equals, best first, with its reason; a later decision goes before an earlier one
      CREATE TABLE tie_decision (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL REFERENCES tenant,
        round_id uuid NOT NULL REFERENCES round,
        application_ids uuid[] NOT NULL,
        reason text NOT NULL,
        decided_by uuid NOT NULL REFERENCES user_account,
        decided_at timestamptz NOT NULL
      );
      ${tenantTable('tie_decision', 'SELECT, INSERT')}

      CREATE TABLE ranking (
        id uuid PRIMARY KEY,
        tenant_id uuid NOT NULL REFERENCES tenant,
        round_id uuid NOT NULL REFERENCES round,
        rule jsonb NOT NULL,
        rule_hash text NOT NULL,
        funder_order jsonb NOT NULL DEFAULT '[]',
        -- what it was made from, so that it can be made again: locked sheets, parts, and what the tie rules look at
        input jsonb NOT NULL DEFAULT '[]',
        rows jsonb NOT NULL,
        hash text NOT NULL,
        frozen_at timestamptz NOT NULL,
        frozen_by uuid NOT NULL,
        superseded_at timestamptz
      );
      ${tenantTable('ranking', 'SELECT, INSERT, UPDATE (superseded_at)')}

      CREATE INDEX review_stage_round ON review_stage (round_id);
      CREATE INDEX panel_judge_user ON panel_judge (user_id) WHERE removed_at IS NULL;
      CREATE INDEX conflict_user ON conflict (user_id, round_id);
      CREATE INDEX score_part_round ON score_part (round_id);
      CREATE INDEX tie_decision_round ON tie_decision (round_id, decided_at);
      CREATE INDEX scorecard_round ON scorecard (round_id);
      CREATE INDEX scorecard_judge ON scorecard (judge_id, review_stage_id);
      CREATE INDEX scorecard_application ON scorecard (application_id);
      CREATE UNIQUE INDEX ranking_current ON ranking (round_id) WHERE superseded_at IS NULL;
    `);
    // A whole save in one statement and one round trip: tenancy, checks, the change and its audit row, under the caller's own rights.
    // It reads the stage without a lock: a save that passes a closing at the same moment changes a sheet that does not count.
    await q.query(`
      CREATE FUNCTION score_save(
        tenant uuid, card uuid, actor uuid, at timestamptz, expected int, new_items jsonb, new_comment text, new_total numeric, event uuid, request text
      ) RETURNS TABLE (refusal text, current_revision int, current_state text) LANGUAGE plpgsql AS $$
        DECLARE
          held scorecard;
        BEGIN
          PERFORM set_config('app.tenants', '{' || tenant || '}', true);
          SELECT * INTO held FROM scorecard WHERE id = card AND judge_id = actor FOR UPDATE;
          IF NOT FOUND THEN RETURN QUERY SELECT 'NOT_FOUND', 0, ''; RETURN; END IF;
          IF held.state NOT IN ('assigned', 'in_progress') THEN RETURN QUERY SELECT 'STATE.WRONG', held.revision, held.state; RETURN; END IF;
          IF NOT EXISTS (SELECT FROM review_stage WHERE id = held.review_stage_id AND state = 'scoring')
            THEN RETURN QUERY SELECT 'REVIEW.NOT_OPEN', held.revision, held.state; RETURN; END IF;
          IF held.revision <> expected THEN RETURN QUERY SELECT 'REVISION.STALE', held.revision, held.state; RETURN; END IF;
          UPDATE scorecard SET items = new_items, comment = new_comment, total = new_total, state = 'in_progress', revision = held.revision + 1 WHERE id = card;
          INSERT INTO event_log (id, tenant_id, happened_at, kind, subject_kind, subject_id, round_id, actor_id, actor_role, request_id, data)
          VALUES (event, tenant, at, 'scorecard.save', 'scorecard', card, held.round_id, actor, 'judge', request, jsonb_build_object(
            'from', held.state, 'to', 'in_progress', 'revision', held.revision + 1,
            'before', jsonb_build_object('total', held.total::text, 'items', (SELECT COALESCE(jsonb_object_agg(key, value), '{}') FROM jsonb_each(held.items) WHERE new_items -> key IS DISTINCT FROM value)),
            'after', jsonb_build_object('total', new_total::text, 'items', (SELECT COALESCE(jsonb_object_agg(key, value), '{}') FROM jsonb_each(new_items) WHERE held.items -> key IS DISTINCT FROM value))
          ) || CASE WHEN held.comment = new_comment THEN '{}' ELSE jsonb_build_object('comment', jsonb_build_array(held.comment, new_comment)) END);
          RETURN QUERY SELECT NULL, held.revision + 1, 'in_progress';
        END $$;
      REVOKE ALL ON FUNCTION score_save(uuid, uuid, uuid, timestamptz, int, jsonb, text, numeric, uuid, text) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION score_save(uuid, uuid, uuid, timestamptz, int, jsonb, text, numeric, uuid, text) TO ${APP_ROLE};
    `);
    await q.query(scopeFunction('review_stage', `SELECT tenant_id, round_id, NULL::uuid, NULL::uuid, NULL::uuid FROM review_stage WHERE id = wanted`));
    await q.query(scopeFunction('scorecard', `SELECT tenant_id, round_id, NULL::uuid, NULL::uuid, judge_id FROM scorecard WHERE id = wanted`));
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP FUNCTION score_save(uuid, uuid, uuid, timestamptz, int, jsonb, text, numeric, uuid, text), scope_review_stage(uuid), scope_scorecard(uuid);
      DROP TABLE review_stage, panel_judge, conflict, scorecard, score_part, tie_decision, ranking CASCADE;
    `);
  }
}
