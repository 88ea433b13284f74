import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import type { DistrictStreet, DistrictView, listDistricts } from '@weichuang/contracts/stats/district';
import { handedIn } from '@weichuang/platform/calls/handed-in';

type Round = DistrictStreet['rounds'][number];
type Figures = DistrictView['total'];

interface FoundRound extends Omit<Round, 'id'> {
  readonly districtId: string;
  readonly district: string;
  readonly streetId: string;
  readonly street: string;
  readonly disabled: boolean;
  /** null for a street without rounds */
  readonly id: string | null;
}

const NOTHING: Figures = { applications: 0, projects: 0, poolFen: 0, grantedFen: 0, paidFen: 0, openFindings: 0 };
const add = (a: Figures, b: Figures): Figures => ({
  applications: a.applications + b.applications, projects: a.projects + b.projects, poolFen: a.poolFen + b.poolFen,
  grantedFen: a.grantedFen + b.grantedFen, paidFen: a.paidFen + b.paidFen, openFindings: a.openFindings + b.openFindings,
});

// of the person's own districts only: the transaction sees other streets of the person too
const MINE = `SELECT m.district_id FROM membership m WHERE m.user_id = $1 AND m.district_id IS NOT NULL AND m.ended_at IS NULL`;
const SHOWN = `r.state NOT IN ('draft', 'cancelled')`;

/** Districts that a person audits, their streets by name, the rounds of each, newest first. */
export async function districtsOf(em: EntityManager, userId: string, year: number | undefined): Promise<z.input<(typeof listDistricts)['response']>> {
  const found: FoundRound[] = await em.query(
    `SELECT d.id AS "districtId", d.name AS district, t.id AS "streetId", t.name AS street, t.disabled_at IS NOT NULL AS disabled,
       r.id, r.title, r.year, r.edition, r.state, COALESCE((r.config ->> 'poolFen')::bigint, 0) AS "poolFen",
       (SELECT count(*)::int FROM application a WHERE a.round_id = r.id AND ${handedIn('a')}) AS applications,
       COALESCE(p.projects, 0) AS projects, COALESCE(p.granted, 0) AS "grantedFen",
       COALESCE((SELECT sum(x.paid_fen - x.returned_fen) FROM tranche x WHERE x.round_id = r.id), 0)::bigint AS "paidFen",
       (SELECT count(*)::int FROM finding f WHERE f.round_id = r.id AND f.state <> 'closed') AS "openFindings"
     FROM region d JOIN region s ON s.parent_id = d.id JOIN tenant t ON t.region_id = s.id
       LEFT JOIN round r ON r.tenant_id = t.id AND ${SHOWN} AND ($2::int IS NULL OR r.year = $2)
       LEFT JOIN LATERAL (SELECT count(*)::int AS projects, sum(grant_fen)::bigint AS granted FROM project WHERE round_id = r.id AND state <> 'terminated') p ON true
     WHERE d.id IN (${MINE}) ORDER BY d.name, d.id, t.name, t.id, r.year DESC, r.edition DESC, r.id DESC`,
    [userId, year ?? null],
  );
  const years: { year: number }[] = await em.query(
    `SELECT DISTINCT r.year FROM round r JOIN tenant t ON t.id = r.tenant_id JOIN region s ON s.id = t.region_id WHERE s.parent_id IN (${MINE}) AND ${SHOWN} ORDER BY r.year DESC`,
    [userId],
  );
  const districts = new Map<string, { id: string; name: string; streets: Map<string, DistrictStreet>; total: Figures }>();
  for (const { districtId, district, streetId, street, disabled, id, ...figures } of found) {
    const one = districts.get(districtId) ?? { id: districtId, name: district, streets: new Map<string, DistrictStreet>(), total: NOTHING };
    const place = one.streets.get(streetId) ?? { id: streetId, name: street, disabled, rounds: [], total: NOTHING };
    one.streets.set(streetId, id === null ? place : { ...place, rounds: [...place.rounds, { ...figures, id }], total: add(place.total, figures) });
    districts.set(districtId, id === null ? one : { ...one, total: add(one.total, figures) });
  }
  return { rows: [...districts.values()].map((one) => ({ ...one, streets: [...one.streets.values()] })), years: years.map((row) => row.year) };
}
