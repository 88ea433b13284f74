import type { EntityManager } from 'typeorm';
import type { DecisionState } from '@weichuang/domain/awards/decision.machine';
import type { NoticeState } from '@weichuang/domain/awards/notice.machine';
import { HOLDING } from '@weichuang/domain/awards/objection.machine';
import { found } from '@weichuang/platform/http/refused';
import { involvedSql, type PrizeLine } from './awards.queries';

export interface PageDecision {
  readonly id: string;
  readonly roundId: string;
  readonly rankingId: string;
  readonly state: DecisionState;
  readonly note: string;
  readonly submittedBy: string | null;
  /** instants as PostgreSQL's JSON writes them */
  readonly submittedAt: string | null;
  readonly submitter: string | null;
  readonly approvedBy: string | null;
  readonly approvedAt: string | null;
  readonly approver: string | null;
  readonly returnReason: string | null;
  readonly revision: number;
}

export interface PageNotice {
  readonly id: string;
  readonly kind: 'main' | 'supplementary';
  readonly number: string | null;
  readonly title: string;
  readonly state: NoticeState;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly endsAt: string | null;
  readonly calendarCertain: boolean;
  readonly daysConfirmedBy: string | null;
  readonly revision: number;
  readonly lines: number;
  readonly objections: { readonly received: number; readonly open: number; readonly yours: number };
}

export interface PageRow {
  readonly ranking: { readonly id: string; readonly frozenAt: string; readonly ranked: number } | null;
  readonly envelope: { readonly poolFen: number; readonly committedFen: number } | null;
  readonly decision: PageDecision | null;
  /** in the order in which they were drafted */
  readonly notices: readonly PageNotice[];
  /** a notice has been out */
  readonly published: boolean;
  /** approved awards that stand in no notice yet */
  readonly waiting: boolean;
  /** by rank */
  readonly prizes: readonly PrizeLine[];
  /** the street's own days, for a notice that is being drafted; empty where there is none */
  readonly days: readonly { readonly day: string; readonly kind: 'work' | 'off' }[];
}

/** Everything beside the lines that the page of a round's awards shows `userId`, in one statement. */
export async function roundAwardsPage(em: EntityManager, roundId: string, userId: string): Promise<PageRow> {
  const rows: PageRow[] = await em.query(
    `SELECT
       (SELECT json_build_object('id', k.id, 'frozenAt', k.frozen_at, 'ranked', (SELECT count(*) FROM jsonb_array_elements(k.rows) one WHERE one ->> 'rank' IS NOT NULL))
        FROM ranking k WHERE k.round_id = r.id AND k.superseded_at IS NULL) AS ranking,
       (SELECT json_build_object('poolFen', e.pool_fen, 'committedFen', e.committed_fen) FROM envelope e WHERE e.round_id = r.id) AS envelope,
       (SELECT json_build_object('id', d.id, 'roundId', d.round_id, 'rankingId', d.ranking_id, 'state', d.state, 'note', d.note, 'submittedBy', d.submitted_by, 'submittedAt', d.submitted_at, 'submitter', s.name,
          'approvedBy', d.approved_by, 'approvedAt', d.approved_at, 'approver', p.name, 'returnReason', d.return_reason, 'revision', d.revision)
        FROM decision d LEFT JOIN user_account s ON s.id = d.submitted_by LEFT JOIN user_account p ON p.id = d.approved_by WHERE d.round_id = r.id) AS decision,
       COALESCE((SELECT json_agg(json_build_object('id', n.id, 'kind', n.kind, 'number', n.number, 'title', n.title, 'state', n.state, 'startsOn', n.starts_on, 'endsOn', n.ends_on, 'endsAt', n.ends_at,
          'calendarCertain', n.calendar_certain, 'daysConfirmedBy', n.days_confirmed_by, 'revision', n.revision, 'lines', jsonb_array_length(n.content -> 'lines'),
          'objections', (SELECT json_build_object('received', count(*), 'open', count(*) FILTER (WHERE b.state = ANY ($2)), 'yours', count(*) FILTER (WHERE b.state = ANY ($2) AND NOT ${involvedSql('b', '$3::uuid')})) FROM objection b WHERE b.notice_id = n.id)) ORDER BY n.created_at, n.id)
        FROM public_notice n WHERE n.round_id = r.id), '[]') AS notices,
       EXISTS (SELECT 1 FROM public_notice n WHERE n.round_id = r.id AND n.published_at IS NOT NULL) AS published,
       EXISTS (SELECT 1 FROM award w WHERE w.round_id = r.id AND w.state = 'approved' AND w.notice_id IS NULL) AS waiting,
       COALESCE((SELECT json_agg(json_build_object('id', z.id, 'applicationId', z.application_id, 'project', a.title, 'organization', o.name, 'tierKey', z.tier_key, 'amountFen', z.amount_fen) ORDER BY w.rank NULLS LAST, z.id)
        FROM prize z JOIN application a ON a.id = z.application_id JOIN organization o ON o.id = a.organization_id LEFT JOIN award w ON w.application_id = z.application_id AND w.round_id = z.round_id WHERE z.round_id = r.id), '[]') AS prizes,
       COALESCE((SELECT json_agg(json_build_object('day', c.day, 'kind', c.kind)) FROM calendar_day c WHERE c.tenant_id = r.tenant_id
          AND EXISTS (SELECT 1 FROM public_notice n WHERE n.round_id = r.id AND n.state = 'draft')), '[]') AS days
     FROM round r WHERE r.id = $1`,
    [roundId, HOLDING, userId],
  );
  return found(rows[0]);
}
