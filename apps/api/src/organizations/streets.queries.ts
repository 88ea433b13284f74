import type { EntityManager } from 'typeorm';

export interface StreetListRow {
  readonly id: string;
  readonly name: string;
  readonly shortName: string;
  readonly region: string;
  readonly district: string | null;
  readonly communities: number;
  readonly rounds: number;
  readonly managers: string[];
  readonly createdAt: Date;
  readonly disabledAt: Date | null;
}

/** Every street with counts: for the platform's administrator, who sees no street's own rows. */
export const allStreets = (em: EntityManager): Promise<StreetListRow[]> =>
  em.query(`SELECT l.id, l.name, l.short_name AS "shortName", l.region, l.district, l.communities, l.rounds, l.managers, l.created_at AS "createdAt", t.disabled_at AS "disabledAt"
     FROM street_list() l JOIN tenant t ON t.id = l.id`);

export const districts = (em: EntityManager): Promise<{ id: string; name: string }[]> =>
  em.query(`SELECT id, name FROM region WHERE kind = 'district' ORDER BY name, id`);

export interface PublicStreet {
  readonly id: string;
  readonly name: string;
  readonly district: string | null;
  readonly communities: { id: string; name: string }[];
}

/** Streets and their communities by name, from the tree of regions, which belongs to no street. */
export const publicStreets = (em: EntityManager): Promise<PublicStreet[]> =>
  em.query(
    `SELECT t.id, s.name, d.name AS district,
       COALESCE((SELECT json_agg(json_build_object('id', c.id, 'name', c.name) ORDER BY c.name, c.id) FROM region c WHERE c.parent_id = s.id AND c.kind = 'community'), '[]') AS communities
     FROM tenant t JOIN region s ON s.id = t.region_id LEFT JOIN region d ON d.id = s.parent_id WHERE t.disabled_at IS NULL ORDER BY d.name, s.name, t.id`,
  );

export async function regionNames(em: EntityManager, regionId: string): Promise<{ region: string; district: string | null }> {
  const rows: { region: string; district: string | null }[] = await em.query(
    'SELECT s.name AS region, d.name AS district FROM region s LEFT JOIN region d ON d.id = s.parent_id WHERE s.id = $1',
    [regionId],
  );
  return rows[0] ?? { region: '', district: null };
}

/** A street that has just been made joins the streets of this transaction, so that its communities can be entered. */
export const joinStreet = (em: EntityManager, tenantId: string): Promise<unknown> =>
  em.query(`SELECT set_config('app.tenants', (array_append(app_tenants(), $1::uuid))::text, true)`, [tenantId]);
