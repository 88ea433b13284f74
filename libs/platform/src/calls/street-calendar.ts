import type { EntityManager } from 'typeorm';
import { workCalendar, type WorkCalendar } from '@weichuang/kernel/calendar';

/** The working days of a street: the official calendar with the street's own days on top. Whatever counts working days asks here. */
export async function streetCalendar(em: EntityManager, tenantId: string): Promise<WorkCalendar> {
  const rows: { day: string; kind: 'work' | 'off' }[] = await em.query('SELECT day::text, kind FROM calendar_day WHERE tenant_id = $1', [tenantId]);
  return workCalendar({ days: Object.fromEntries(rows.map(({ day, kind }) => [day, kind])) });
}
