import { z } from 'zod';
import { trancheMachine } from '@weichuang/domain/disbursements/tranche.machine';
import { defineRoute } from '../http/route';
import { Action, DateOnly, Fen, Id, IdParams, Instant, Line, PageOf, PageQuery, Prose, RoundParams } from '../http/shapes';

const Revision = z.int().min(1);
const State = z.enum(trancheMachine.states);

/** One condition of a gate, met or missing, in words, and who can meet it. */
export const GateConditionView = z.object({
  condition: z.string(),
  met: z.boolean(),
  code: z.string(),
  text: z.string(),
  actor: z.enum(['grantee', 'street', 'undertaker', 'supervisor', 'evaluator', 'auditor']),
});

export const TrancheView = z.object({
  id: Id,
  revision: Revision,
  sequence: z.number(),
  name: z.string(),
  gate: z.enum(['signed', 'midterm_pass', 'accepted', 'accepted_and_audited']),
  conditions: z.array(GateConditionView),
  amountFen: Fen,
  paidFen: Fen,
  returnedFen: Fen,
  state: State,
  dueOn: DateOnly.nullable(),
  requestedBy: z.string().nullable(),
  requestedAt: Instant.nullable(),
  approvedBy: z.string().nullable(),
  approvedAt: Instant.nullable(),
  paidBy: z.string().nullable(),
  paidOn: DateOnly.nullable(),
  voucherNumber: z.string().nullable(),
  returnedOn: DateOnly.nullable(),
  returnVoucher: z.string().nullable(),
  reason: z.string().nullable(),
  actions: z.array(Action),
});
export type TrancheView = z.output<typeof TrancheView>;

export const listTranches = defineRoute({
  method: 'GET',
  path: '/projects/:id/tranches',
  summary: '分期拨付 Tranches of a project',
  params: IdParams,
  response: z.object({
    grantFen: Fen,
    /** paid less returned */
    netPaidFen: Fen,
    /** `masked`: the reader may not see the whole number */
    account: z.object({ holder: z.string(), bank: z.string(), number: z.string(), masked: z.boolean() }).nullable(),
    rows: z.array(TrancheView),
  }),
});

const Moved = z.object({ id: Id, state: State, revision: Revision, paidFen: Fen, returnedFen: Fen });
export type TrancheMoved = z.output<typeof Moved>;
const Reason = Prose(1000).default('');

export const requestTranche = defineRoute({ method: 'POST', path: '/tranches/:id/request', summary: '申请拨付 Ask for a tranche', params: IdParams, body: z.object({ revision: Revision }), response: Moved, idempotent: true });
export const approveTranche = defineRoute({ method: 'POST', path: '/tranches/:id/approval', summary: '批准拨付 Approve a tranche', params: IdParams, body: z.object({ revision: Revision }), response: Moved, idempotent: true });
export const sendBackTranche = defineRoute({ method: 'POST', path: '/tranches/:id/send-back', summary: '退回拨付申请 Send a request back', params: IdParams, body: z.object({ revision: Revision, reason: Reason }), response: Moved, idempotent: true });

/** `amountFen` is what the treasury's voucher says: it must be the tranche's own amount. */
export const payTranche = defineRoute({
  method: 'POST', path: '/tranches/:id/payment', summary: '登记拨付 Record a payment', params: IdParams,
  body: z.object({ revision: Revision, amountFen: Fen, voucherNumber: Line(60), paidOn: DateOnly }), response: Moved, idempotent: true,
});
export const returnMoney = defineRoute({
  method: 'POST', path: '/tranches/:id/returned', summary: '登记退回资金 Record money that came back', params: IdParams,
  body: z.object({ revision: Revision, amountFen: Fen, voucherNumber: Line(60), returnedOn: DateOnly, reason: Reason }), response: Moved, idempotent: true,
});
/** `amountFen`: what it is reduced to, for `reduce` only */
export const holdTranche = defineRoute({
  method: 'POST', path: '/tranches/:id/hold', summary: '暂缓、恢复、核减、取消 Withhold, release, reduce, cancel', params: IdParams,
  body: z.object({ event: z.enum(['withhold', 'release', 'reduce', 'cancel']), revision: Revision, reason: Reason, amountFen: Fen.default(0) }), response: Moved, idempotent: true,
});

export const PaymentRow = z.object({
  trancheId: Id,
  projectId: Id,
  revision: Revision,
  number: z.string(),
  title: z.string(),
  organization: z.string(),
  sequence: z.number(),
  name: z.string(),
  gate: z.string(),
  state: State,
  amountFen: Fen,
  paidFen: Fen,
  returnedFen: Fen,
  dueOn: DateOnly.nullable(),
  paidOn: DateOnly.nullable(),
  voucherNumber: z.string().nullable(),
  requestedBy: z.string().nullable(),
  approvedBy: z.string().nullable(),
  /** how many conditions of the gate are missing; 0 is open */
  missing: z.number(),
  actions: z.array(Action),
});
export type PaymentRow = z.output<typeof PaymentRow>;

/** `ready`: gate open and not asked for; otherwise by state. In the order of project number and tranche. */
export const listPayments = defineRoute({
  method: 'GET',
  path: '/rounds/:roundId/payments',
  summary: '一轮的拨付 Payments of a round',
  params: RoundParams,
  query: PageQuery.extend({ only: z.enum(['ready', 'requested', 'approved', 'paid', 'held']).optional(), q: Line(60).optional() }),
  response: PageOf(PaymentRow).extend({
    sums: z.object({ grantFen: Fen, paidFen: Fen, returnedFen: Fen, requestedFen: Fen, approvedFen: Fen }),
  }),
});
