import { APP_ROLE } from './role';

/**
 * SQL that puts a table with a `tenant_id` column under row-level security: the application's role sees and writes
 * only rows of the tenants that its transaction has named. A transaction that names none sees nothing.
 */
export const tenantTable = (table: string, rights: string = 'SELECT, INSERT, UPDATE, DELETE'): string => `
  ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
  CREATE POLICY of_tenant ON ${table}
    USING (tenant_id = ANY ((SELECT app_tenants())::uuid[]))
    WITH CHECK (tenant_id = ANY ((SELECT app_tenants())::uuid[]));
  GRANT ${rights} ON ${table} TO ${APP_ROLE};
`;

/** SQL for a table that belongs to no tenant; who may see a row is decided by permissions alone. */
export const sharedTable = (table: string, rights: string = 'SELECT, INSERT, UPDATE, DELETE'): string => `
  GRANT ${rights} ON ${table} TO ${APP_ROLE};
`;

/**
 * SQL for `scope_<kind>(id)`: where a thing belongs, asked before any tenant is known, so it runs with the owner's rights
 * and gives ids only.
 */
export const scopeFunction = (kind: string, select: string): string => `
  CREATE OR REPLACE FUNCTION scope_${kind}(wanted uuid)
    RETURNS TABLE (tenant_id uuid, round_id uuid, organization_id uuid, community_id uuid, user_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$ ${select} $$;
  REVOKE ALL ON FUNCTION scope_${kind}(uuid) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION scope_${kind}(uuid) TO ${APP_ROLE};
`;
