import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APP_ROLE } from '../role';
import { tenantTable } from '../tenant-table';

/** Papers that went out with a verification code: one register for reports, agreements and notices; receipts are found by their digest. */
export class IssuedPapers1700000000040 implements MigrationInterface {
  name = 'IssuedPapers1700000000040';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE issued_paper (
        code text PRIMARY KEY,
        tenant_id uuid NOT NULL REFERENCES tenant,
        round_id uuid NOT NULL REFERENCES round,
        kind text NOT NULL CHECK (kind IN ('midterm_report', 'final_report', 'agreement', 'notice')),
        subject_id uuid NOT NULL,
        number text NOT NULL,
        title text NOT NULL,
        organization text NOT NULL,
        issuer text NOT NULL,
        digest text NOT NULL,
        file_sha256 text,
        issued_at timestamptz NOT NULL,
        withdrawn_at timestamptz
      );
      ${tenantTable('issued_paper', 'SELECT, INSERT, UPDATE')}
      CREATE INDEX issued_paper_subject ON issued_paper (subject_id, issued_at);

      INSERT INTO issued_paper (code, tenant_id, round_id, kind, subject_id, number, title, organization, issuer, digest, file_sha256, issued_at)
        SELECT i.verification_code, i.tenant_id, i.round_id, b.kind || '_report', i.subject_id, p.number || CASE b.kind WHEN 'midterm' THEN '-ZQ' ELSE '-MQ' END,
          p.title, o.name, t.name, i.digest, f.sha256, i.finished_at
        FROM report_item i JOIN report_batch b ON b.id = i.batch_id JOIN project p ON p.id = i.project_id JOIN organization o ON o.id = p.organization_id
          JOIN tenant t ON t.id = i.tenant_id LEFT JOIN stored_file f ON f.id = i.file_id
        WHERE i.state = 'done' AND i.verification_code IS NOT NULL AND i.digest IS NOT NULL AND i.finished_at IS NOT NULL;

      -- a receipt's code is the beginning of its digest: submitting writes nothing more for it
      CREATE INDEX application_version_code ON application_version (upper(left(digest, 12)));

      DROP FUNCTION verify_report(text);
      -- a paper is checked by its code, by anybody: only what stands on the paper itself is told
      CREATE FUNCTION verify_paper(wanted text) RETURNS TABLE (code text, kind text, number text, title text, organization text, issuer text, issued_at timestamptz, digest text, file_sha256 text, standing text)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT p.code, p.kind, p.number, p.title, p.organization, p.issuer, p.issued_at, p.digest, p.file_sha256,
          CASE WHEN p.withdrawn_at IS NOT NULL THEN 'withdrawn'
               WHEN EXISTS (SELECT 1 FROM issued_paper n WHERE n.subject_id = p.subject_id AND n.kind = p.kind AND n.issued_at > p.issued_at) THEN 'superseded' ELSE 'valid' END
        FROM issued_paper p WHERE p.code = wanted
        UNION ALL
        (SELECT wanted, 'application', COALESCE(a.number, v.receipt_number), v.title, o.name, t.name, v.submitted_at, v.digest, NULL,
          CASE WHEN a.state = 'withdrawn' THEN 'withdrawn' WHEN a.submitted_version > v.version THEN 'superseded' ELSE 'valid' END
        FROM application_version v JOIN application a ON a.id = v.application_id JOIN organization o ON o.id = a.organization_id JOIN tenant t ON t.id = a.tenant_id
        WHERE upper(left(v.digest, 12)) = replace(wanted, '-', '') ORDER BY v.submitted_at DESC LIMIT 1) $$;
      REVOKE ALL ON FUNCTION verify_paper(text) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION verify_paper(text) TO ${APP_ROLE};
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP FUNCTION verify_paper(text);
      DROP INDEX application_version_code;
      DROP TABLE issued_paper CASCADE;
      CREATE FUNCTION verify_report(wanted text) RETURNS TABLE (code text, kind text, project text, organization text, made_at timestamptz, digest text, superseded boolean)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT i.verification_code, b.kind, p.title, o.name, i.finished_at, i.digest,
          EXISTS (SELECT 1 FROM report_item n WHERE n.subject_id = i.subject_id AND n.state = 'done' AND n.finished_at > i.finished_at)
        FROM report_item i JOIN report_batch b ON b.id = i.batch_id JOIN project p ON p.id = i.project_id JOIN organization o ON o.id = p.organization_id
        WHERE i.verification_code = wanted AND i.state = 'done' $$;
      REVOKE ALL ON FUNCTION verify_report(text) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION verify_report(text) TO ${APP_ROLE};
    `);
  }
}
