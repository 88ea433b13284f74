import type { TrancheGate } from '@weichuang/domain/calls/round-config';
import type { TrancheState } from '@weichuang/domain/disbursements/tranche.machine';
import type { Ctx } from '@weichuang/platform/context/ctx';
import { anywhere, COUNT_CAP, pageOf, readCursor } from '@weichuang/platform/http/page';

/** A tranche with its project and the names of those who acted. */
export interface TrancheRecord {
  readonly id: string;
  readonly projectId: string;
  readonly revision: number;
  readonly sequence: number;
  readonly name: string;
  readonly gate: TrancheGate;
  readonly amountFen: number;
  readonly paidFen: number;
  readonly returnedFen: number;
  readonly state: TrancheState;
  readonly dueOn: string | null;
  readonly requesterId: string | null;
  readonly requestedBy: string | null;
  readonly requestedAt: Date | null;
  readonly approvedBy: string | null;
  readonly approvedAt: Date | null;
  readonly paidBy: string | null;
  readonly paidOn: string | null;
  readonly voucherNumber: string | null;
  readonly returnedOn: string | null;
  readonly returnVoucher: string | null;
  readonly reason: string | null;
  readonly number: string;
  readonly title: string;
  readonly organization: string;
  readonly grantFen: number;
  /** paid and returned over all tranches of the grant */
  readonly allPaidFen: number;
  readonly allReturnedFen: number;
}

const SELECT = `SELECT t.id, t.project_id AS "projectId", t.revision, t.sequence, t.name, t.gate, t.amount_fen AS "amountFen", t.paid_fen AS "paidFen", t.returned_fen AS "returnedFen",
  t.state, t.due_on AS "dueOn", t.requested_by AS "requesterId", q.name AS "requestedBy", t.requested_at AS "requestedAt", v.name AS "approvedBy", t.approved_at AS "approvedAt",
  y.name AS "paidBy", t.paid_on AS "paidOn", t.voucher_number AS "voucherNumber", t.returned_on AS "returnedOn", t.return_voucher AS "returnVoucher", t.reason,
  p.number, p.title, o.name AS organization, p.grant_fen AS "grantFen", s.paid AS "allPaidFen", s.returned AS "allReturnedFen"
  FROM tranche t JOIN project p ON p.id = t.project_id JOIN organization o ON o.id = p.organization_id
  LEFT JOIN user_account q ON q.id = t.requested_by LEFT JOIN user_account v ON v.id = t.approved_by LEFT JOIN user_account y ON y.id = t.paid_by
  CROSS JOIN LATERAL (SELECT sum(x.paid_fen)::bigint AS paid, sum(x.returned_fen)::bigint AS returned FROM tranche x WHERE x.project_id = p.id) s`;

export const tranchesOf = (ctx: Ctx, projectId: string): Promise<TrancheRecord[]> => ctx.em.query(`${SELECT} WHERE t.project_id = $1 ORDER BY t.sequence`, [projectId]);

export async function trancheOf(ctx: Ctx, id: string): Promise<TrancheRecord | null> {
  const rows: TrancheRecord[] = await ctx.em.query(`${SELECT} WHERE t.id = $1`, [id]);
  return rows[0] ?? null;
}

export async function balanceOf(ctx: Ctx, projectId: string): Promise<{ grantFen: number; netPaidFen: number } | null> {
  const rows: { grantFen: number; netPaidFen: number }[] = await ctx.em.query('SELECT grant_fen AS "grantFen", net_paid_fen AS "netPaidFen" FROM payment_balance WHERE project_id = $1', [projectId]);
  return rows[0] ?? null;
}

const STATES = { requested: ['requested'], approved: ['approved'], paid: ['paid', 'returned'], held: ['withheld', 'cancelled'] } as const;

export interface PaymentQuery {
  readonly after?: string | undefined;
  readonly limit: number;
  readonly only?: keyof typeof STATES | undefined;
  readonly q?: string | undefined;
  /** of these alone */
  readonly ids: readonly string[] | null;
}

/** Tranches of a round in the order of project number and sequence. */
export async function paymentsOf(ctx: Ctx, roundId: string, query: PaymentQuery) {
  const after = readCursor(query.after, ['text', 'int', 'id']);
  const given = [roundId, query.only ? STATES[query.only] : null, query.q ? anywhere(query.q) : null, query.ids];
  const filters = `t.round_id = $1 AND ($2::text[] IS NULL OR t.state = ANY ($2)) AND ($3::text IS NULL OR p.number ILIKE $3 OR p.title ILIKE $3 OR o.name ILIKE $3) AND ($4::uuid[] IS NULL OR t.id = ANY ($4))`;
  const found: TrancheRecord[] = await ctx.em.query(
    `${SELECT} WHERE ${filters} AND ($5::text IS NULL OR (p.number, t.sequence, t.id) > ($5, $6::int, $7::uuid)) ORDER BY p.number, t.sequence, t.id LIMIT $8`,
    [...given, after?.[0] ?? null, after?.[1] ?? null, after?.[2] ?? null, query.limit + 1],
  );
  const counted: { count: number }[] = await ctx.em.query(
    `SELECT count(*)::int AS count FROM (SELECT 1 FROM tranche t JOIN project p ON p.id = t.project_id JOIN organization o ON o.id = p.organization_id WHERE ${filters} LIMIT ${COUNT_CAP + 1}) x`,
    given,
  );
  return pageOf(found, query.limit, counted[0]?.count ?? 0, (row) => [row.number, row.sequence, row.id], (row) => row);
}

/** Tranches of a round that nobody has asked for yet. */
export const waitingTranches = (ctx: Ctx, roundId: string): Promise<{ id: string; projectId: string; gate: TrancheGate; amountFen: number }[]> =>
  ctx.em.query(`SELECT id, project_id AS "projectId", gate, amount_fen AS "amountFen" FROM tranche WHERE round_id = $1 AND state IN ('planned', 'reduced')`, [roundId]);

export async function sumsOf(ctx: Ctx, roundId: string) {
  const rows: { grantFen: number; paidFen: number; returnedFen: number; requestedFen: number; approvedFen: number }[] = await ctx.em.query(
    `SELECT (SELECT coalesce(sum(grant_fen), 0)::bigint FROM project WHERE round_id = $1) AS "grantFen", coalesce(sum(paid_fen), 0)::bigint AS "paidFen", coalesce(sum(returned_fen), 0)::bigint AS "returnedFen",
       coalesce(sum(amount_fen) FILTER (WHERE state = 'requested'), 0)::bigint AS "requestedFen", coalesce(sum(amount_fen) FILTER (WHERE state = 'approved'), 0)::bigint AS "approvedFen"
     FROM tranche WHERE round_id = $1`,
    [roundId],
  );
  return rows[0] ?? { grantFen: 0, paidFen: 0, returnedFen: 0, requestedFen: 0, approvedFen: 0 };
}
