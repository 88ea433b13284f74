import type { RoundConfig } from '@weichuang/domain/calls/round-config';
import type { ProjectState } from '@weichuang/domain/agreements/project.machine';
import type { ExpenseState } from '@weichuang/domain/disbursements/expense.machine';
import type { Answers, FormDefinition } from '@weichuang/domain/forms/definition';
import type { Ctx } from '@weichuang/platform/context/ctx';

/** What an expense is measured by. */
export interface ExpenseBasis {
  readonly state: ProjectState;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly organizationId: string;
  readonly roundId: string;
  readonly tenantId: string;
  readonly config: RoundConfig;
  readonly definition: FormDefinition;
  readonly answers: Answers;
  readonly netPaidFen: number;
}

export async function expenseBasis(ctx: Ctx, projectId: string): Promise<ExpenseBasis | null> {
  const rows: ExpenseBasis[] = await ctx.em.query(
    `SELECT p.state, coalesce(p.starts_on, ((r.config->'calendar'->>'projectFrom')::timestamptz AT TIME ZONE 'Asia/Shanghai')::date) AS "startsOn", coalesce(p.ends_on, ((r.config->'calendar'->>'projectTo')::timestamptz AT TIME ZONE 'Asia/Shanghai' - interval '1 ms')::date) AS "endsOn",
       p.organization_id AS "organizationId", p.round_id AS "roundId", p.tenant_id AS "tenantId", r.config, f.definition, m.answers, coalesce(b.net_paid_fen, 0) AS "netPaidFen"
     FROM project p JOIN round r ON r.id = p.round_id JOIN optimisation m ON m.project_id = p.id JOIN form_version f ON f.id = m.form_version_id
       LEFT JOIN payment_balance b ON b.project_id = p.id WHERE p.id = $1`,
    [projectId],
  );
  return rows[0] ?? null;
}

export interface Duplicate {
  readonly number: string;
  readonly expenseId: string;
  readonly organizationId: string;
  readonly projectId: string;
  readonly projectNumber: string;
  readonly payee: string;
  readonly spentOn: string;
  readonly amountFen: number;
}

/** Expenses of the whole street with one of these invoice numbers, blanks and case aside. */
export const sameInvoices = (ctx: Ctx, tenantId: string, numbers: readonly string[]): Promise<Duplicate[]> =>
  ctx.em.query(
    `SELECT lower(e.invoice_number) AS number, e.id AS "expenseId", p.organization_id AS "organizationId", e.project_id AS "projectId", p.number AS "projectNumber", e.payee,
       e.spent_on AS "spentOn", e.amount_fen AS "amountFen"
     FROM expense e JOIN project p ON p.id = e.project_id
     WHERE e.tenant_id = $1 AND lower(e.invoice_number) = ANY ($2) AND e.removed_at IS NULL ORDER BY e.created_at`,
    [tenantId, numbers.map((one) => one.toLowerCase())],
  );

export interface ExpenseRecord {
  readonly id: string;
  readonly revision: number;
  readonly category: string;
  readonly content: string;
  readonly payee: string;
  readonly invoiceNumber: string | null;
  readonly spentOn: string;
  readonly amountFen: number;
  readonly source: 'grant' | 'own';
  readonly recordedBy: string;
  readonly state: ExpenseState;
  readonly acceptedBy: string | null;
  readonly acceptedAt: Date | null;
  readonly reason: string | null;
  readonly files: { id: string; name: string; size: number; mediaType: string; purpose: string; createdAt: string }[];
}

export const expensesOf = (ctx: Ctx, projectId: string): Promise<ExpenseRecord[]> =>
  ctx.em.query(
    `SELECT e.id, e.revision, e.category, e.content, e.payee, e.invoice_number AS "invoiceNumber", e.spent_on AS "spentOn", e.amount_fen AS "amountFen", e.source, u.name AS "recordedBy", e.state, k.name AS "acceptedBy", e.accepted_at AS "acceptedAt", e.reason,
       coalesce((SELECT json_agg(json_build_object('id', f.id, 'name', f.name, 'size', f.size, 'mediaType', f.media_type, 'purpose', f.purpose, 'createdAt', f.created_at) ORDER BY f.created_at, f.id)
         FROM stored_file f WHERE f.subject_id = e.id AND f.removed_at IS NULL), '[]') AS files
     FROM expense e JOIN user_account u ON u.id = e.created_by LEFT JOIN user_account k ON k.id = e.accepted_by WHERE e.project_id = $1 AND e.removed_at IS NULL ORDER BY e.spent_on DESC, e.id DESC`,
    [projectId],
  );
