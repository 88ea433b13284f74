import type { EntityManager } from 'typeorm';
import type { CalendarView } from '@weichuang/contracts/calls/calendar';
import type { RoundConfig } from '@weichuang/domain/calls/round-config';

export type OwnDay = CalendarView['own'][number];
type Counted = CalendarView['counted'][number];

/** Between two days, both of them. */
interface Span {
  readonly from: string;
  readonly to: string;
}

export const ownDays = (em: EntityManager, tenantId: string, { from, to }: Span): Promise<OwnDay[]> =>
  em.query(
    `SELECT d.day::text, d.kind, d.reason, u.name AS by, d.set_at AS at FROM calendar_day d JOIN user_account u ON u.id = d.set_by
     WHERE d.tenant_id = $1 AND d.day BETWEEN $2 AND $3 ORDER BY d.day`,
    [tenantId, from, to],
  );

/** Days that were counted once and stay: notices that run, applications sent back, tranches that are due. */
export const countedDays = (em: EntityManager, tenantId: string, { from, to }: Span): Promise<Counted[]> =>
  em.query(
    `SELECT kind, id, title, starts AS "from", ends AS "to", days AS "workingDays", true AS fixed, certain, link FROM (
       SELECT 'notice' AS kind, n.id, n.title, n.starts_on::text AS starts, n.ends_on::text AS ends, (r.config #>> '{notice,workingDays}')::int AS days,
         n.calendar_certain AS certain, '/app/rounds/' || r.id || '/awards' AS link
       FROM public_notice n JOIN round r ON r.id = n.round_id WHERE n.tenant_id = $1 AND n.state = 'published' AND n.ends_on IS NOT NULL
       UNION ALL
       SELECT 'correction', a.id, COALESCE(NULLIF(a.title, ''), a.number, ''), NULL, (a.return_until AT TIME ZONE 'Asia/Shanghai' - interval '1 second')::date::text, NULL, true, '/app/applications/' || a.id
       FROM application a WHERE a.tenant_id = $1 AND a.state = 'returned' AND a.return_until IS NOT NULL
       UNION ALL
       SELECT 'tranche', t.id, p.title || ' · ' || t.name, NULL, t.due_on::text, (line ->> 'withinWorkingDays')::int, true, '/app/projects/' || p.id
       FROM tranche t JOIN project p ON p.id = t.project_id JOIN round r ON r.id = t.round_id
         CROSS JOIN LATERAL jsonb_array_elements(r.config -> 'tranches') line
       WHERE t.tenant_id = $1 AND t.due_on IS NOT NULL AND t.paid_on IS NULL AND t.state <> 'cancelled' AND line ->> 'id' = t.plan_key AND line ? 'withinWorkingDays'
     ) c WHERE ends BETWEEN $2 AND $3 ORDER BY ends, kind, id LIMIT 200`,
    [tenantId, from, to],
  );

export interface PlannedRound {
  readonly id: string;
  readonly title: string;
  readonly calendar: Pick<RoundConfig['calendar'], 'noticeFrom'>;
  readonly notice: RoundConfig['notice'];
}

/** Rounds whose notice is still to come. */
export const roundsBeforeNotice = (em: EntityManager, tenantId: string): Promise<PlannedRound[]> =>
  em.query(
    `SELECT r.id, r.title, r.config -> 'calendar' AS calendar, r.config -> 'notice' AS notice FROM round r
     WHERE r.tenant_id = $1 AND r.state NOT IN ('archived', 'cancelled') AND NOT EXISTS (SELECT 1 FROM public_notice n WHERE n.round_id = r.id AND n.published_at IS NOT NULL)
     ORDER BY r.created_at DESC LIMIT 50`,
    [tenantId],
  );
