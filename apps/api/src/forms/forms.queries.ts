import type { EntityManager } from 'typeorm';
import type { FormSummary } from '@weichuang/contracts/forms/versions';
import type { FormDefinition } from '@weichuang/domain/forms/definition';
import type { FormVersionRow } from '@weichuang/persistence/forms/entities';

/** A street's forms with all versions, newest first, and in how many rounds each version is used. */
export async function formsOf(em: EntityManager, tenantId: string, kind: string | undefined): Promise<Omit<FormSummary, 'origin'>[]> {
  // the columns are the contract's own; a round names a version anywhere in its configuration
  return (await em.query(
    `SELECT f.form_key AS "formKey", (array_agg(f.kind ORDER BY f.version DESC))[1] AS kind, (array_agg(f.title ORDER BY f.version DESC))[1] AS title,
       jsonb_agg(jsonb_build_object('id', f.id, 'version', f.version, 'title', f.title, 'publishedAt', f.published_at,
         'usedBy', (SELECT count(*) FROM round r WHERE r.tenant_id = f.tenant_id AND position(f.id::text IN r.config::text) > 0)) ORDER BY f.version DESC) AS versions
     FROM form_version f WHERE f.tenant_id = $1 AND ($2::text IS NULL OR f.kind = $2)
     GROUP BY f.form_key ORDER BY min(f.kind), max(f.created_at) DESC, f.form_key`,
    [tenantId, kind ?? null],
  )) as Omit<FormSummary, 'origin'>[];
}

/** Newest published version by form key. */
export async function newestVersions(em: EntityManager, tenantId: string, formKeys: readonly string[]): Promise<Map<string, string>> {
  const rows: { form_key: string; id: string }[] = await em.query(
    `SELECT DISTINCT ON (form_key) form_key, id FROM form_version WHERE tenant_id = $1 AND form_key = ANY ($2) AND published_at IS NOT NULL ORDER BY form_key, version DESC`,
    [tenantId, formKeys],
  );
  return new Map(rows.map((row) => [row.form_key, row.id]));
}

export async function previousPublished(em: EntityManager, row: FormVersionRow): Promise<{ id: string; version: number } | null> {
  const rows: { id: string; version: number }[] = await em.query(
    'SELECT id, version FROM form_version WHERE tenant_id = $1 AND form_key = $2 AND version < $3 AND published_at IS NOT NULL ORDER BY version DESC LIMIT 1',
    [row.tenantId, row.formKey, row.version],
  );
  return rows[0] ?? null;
}

/** Definitions of those versions among these that are published. */
export async function publishedForms(em: EntityManager, ids: readonly string[]): Promise<Map<string, FormDefinition>> {
  const rows: { id: string; definition: FormDefinition }[] = await em.query('SELECT id, definition FROM form_version WHERE id = ANY ($1) AND published_at IS NOT NULL', [ids]);
  return new Map(rows.map((row) => [row.id, row.definition]));
}
