import type { TimelineEntry } from '@weichuang/contracts/audit/event';
import type { Role } from '@weichuang/domain/identity/access';
import type { Ctx } from '@weichuang/platform/context/ctx';
import { eventText, reasonIn } from './event-text';

/** Readers who may know which judge did what; for everybody else judges have no names. */
const KNOWS_JUDGES: ReadonlySet<Role> = new Set<Role>(['street_manager', 'street_handler', 'street_leader', 'undertaker', 'auditor']);

interface TimelineRow {
  readonly id: string;
  readonly happened_at: Date;
  readonly kind: string;
  readonly actor_role: string | null;
  readonly name: string | null;
  readonly data: Record<string, unknown>;
}

export interface TimelineOptions {
  /** kinds that are told, as they are or as a beginning (`application.`); all when not given */
  readonly kinds?: readonly string[];
  /** newest this many; 100 when not given */
  readonly most?: number;
}

/**
 * What happened to these things, newest first: for the detail page of whoever was let in to see them. Judges' names are only told
 * to those who run the judging. Saved drafts are left out: they are no news.
 */
export async function timelineOf(ctx: Ctx, subjectIds: readonly string[], options: TimelineOptions = {}): Promise<TimelineEntry[]> {
  if (!subjectIds.length) return [];
  const rows: TimelineRow[] = await ctx.em.query(
    `SELECT e.id, e.happened_at, e.kind, e.actor_role, u.name, e.data
     FROM event_log e LEFT JOIN user_account u ON u.id = e.actor_id
     WHERE e.subject_id = ANY ($1) AND e.kind NOT LIKE '%.save' AND e.kind NOT LIKE '%.saved'
       AND ($2::text[] IS NULL OR EXISTS (SELECT 1 FROM unnest($2::text[]) AS k WHERE e.kind = k OR (right(k, 1) = '.' AND starts_with(e.kind, k))))
     ORDER BY e.xid DESC, e.id DESC LIMIT $3`,
    [subjectIds, options.kinds ?? null, options.most ?? 100],
  );
  const knows = ctx.roles.some((role) => KNOWS_JUDGES.has(role));
  return rows.map((row) => ({
    id: row.id,
    at: row.happened_at.toISOString(),
    kind: row.kind,
    text: eventText(ctx.locale, row.kind, row.data),
    who: row.actor_role === 'judge' && !knows ? null : row.name,
    role: row.actor_role,
    reason: reasonIn(row.data),
  }));
}
