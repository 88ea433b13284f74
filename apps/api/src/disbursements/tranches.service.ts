import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { dateInChina } from '@weichuang/kernel/clock';
import { actionsOf } from '@weichuang/kernel/machine';
import { formatFen } from '@weichuang/kernel/money';
import { gateConditions, missingAt } from '@weichuang/domain/disbursements/gate';
import { trancheMachine, type TrancheFacts } from '@weichuang/domain/disbursements/tranche.machine';
import { shownAccount } from '@weichuang/domain/organizations/account-number';
import { TrancheRow } from '@weichuang/persistence/disbursements/entities';
import { actorOf, type Ctx } from '@weichuang/platform/context/ctx';
import { listenForTranches } from '@weichuang/platform/disbursements/listen';
import { HOUSE, type House } from '@weichuang/platform/house';
import { found, refused } from '@weichuang/platform/http/refused';
import { textOf } from '@weichuang/platform/http/texts';
import { transition } from '@weichuang/platform/transition/transition';
import { maySeeAccount } from '../agreements/account';
import { knowledgeOf, type ProjectKnowledge } from '../agreements/project-facts.queries';
import { said } from '../agreements/said';
import { addToBalance } from './balance';
import { ACTORS, gateFacts } from './gate-facts';
import { balanceOf, paymentsOf, sumsOf, type TrancheRecord, trancheOf, tranchesOf, waitingTranches } from './tranches.queries';

interface Given {
  readonly stepFen?: number;
  readonly voucher?: string;
  readonly reason?: string;
}
type Event = keyof typeof trancheMachine.steps;

/** Money of a grant, tranche by tranche. The system pays nothing: it says what may be paid and records what was. */
@Injectable()
export class TranchesService implements OnModuleInit {
  constructor(@Inject(HOUSE) private readonly house: House) {}

  onModuleInit(): void {
    listenForTranches(this.house);
  }

  async list(ctx: Ctx, projectId: string) {
    const known = found((await knowledgeOf(ctx, [projectId])).get(projectId));
    const rows = await tranchesOf(ctx, projectId);
    const balance = found(await balanceOf(ctx, projectId));
    const facts = gateFacts(known);
    return {
      ...balance,
      account: known.account && shownAccount(known.account, maySeeAccount(ctx, known)),
      rows: rows.map((row) => ({
        ...row,
        conditions: gateConditions(row.gate, facts).map((one) => ({
          condition: one.condition, met: one.met, code: one.code, actor: ACTORS[one.condition],
          text: textOf(ctx.locale, one.met ? `GATE_MET.${one.condition}` : one.code, one.params ?? {}),
        })),
        actions: this.actions(ctx, row, known),
      })),
    };
  }

  async payments(ctx: Ctx, roundId: string, query: { after?: string | undefined; limit: number; only?: 'ready' | 'requested' | 'approved' | 'paid' | 'held' | undefined; q?: string | undefined }) {
    const { only, ...rest } = query;
    const page = await paymentsOf(ctx, roundId, { ...rest, only: only === 'ready' ? undefined : only, ids: only === 'ready' ? await this.ready(ctx, roundId) : null });
    const known = await knowledgeOf(ctx, [...new Set(page.rows.map((row) => row.projectId))]);
    return {
      ...page,
      rows: page.rows.map((row) => {
        const project = found(known.get(row.projectId));
        return { ...row, trancheId: row.id, missing: missingAt(row.gate, gateFacts(project)).length, actions: this.actions(ctx, row, project) };
      }),
      sums: await sumsOf(ctx, roundId),
    };
  }

  request(ctx: Ctx, id: string, revision: number) {
    return this.move(ctx, id, 'request', revision, {}, (row) => {
      Object.assign(row, { requestedBy: actorOf(ctx).userId, requestedAt: ctx.now, reason: null });
    });
  }

  approve(ctx: Ctx, id: string, revision: number) {
    return this.move(ctx, id, 'approve', revision, {}, (row) => {
      Object.assign(row, { approvedBy: actorOf(ctx).userId, approvedAt: ctx.now });
    });
  }

  sendBack(ctx: Ctx, id: string, body: { revision: number; reason: string }) {
    return this.move(ctx, id, 'sendBack', body.revision, { reason: body.reason }, (row) => {
      Object.assign(row, { ...UNASKED, reason: body.reason });
    });
  }

  /** @throws Refused TRANCHE.AMOUNT_DIFFERS, TRANCHE.PAID_IN_FUTURE, MONEY.ABOVE_GRANT, TRANCHE.NO_VOUCHER */
  pay(ctx: Ctx, id: string, body: { revision: number; amountFen: number; voucherNumber: string; paidOn: string }) {
    if (body.paidOn > dateInChina(ctx.now)) throw refused('TRANCHE.PAID_IN_FUTURE', undefined, 'invalid');
    return this.move(ctx, id, 'pay', body.revision, { voucher: body.voucherNumber }, async (row) => {
      if (body.amountFen !== row.amountFen) throw refused('TRANCHE.AMOUNT_DIFFERS', { given: formatFen(body.amountFen), amount: formatFen(row.amountFen) }, 'invalid');
      await addToBalance(ctx, row.projectId, row.amountFen);
      Object.assign(row, { paidFen: row.amountFen, paidBy: actorOf(ctx).userId, paidOn: body.paidOn, voucherNumber: body.voucherNumber });
    });
  }

  giveBack(ctx: Ctx, id: string, body: { revision: number; amountFen: number; voucherNumber: string; returnedOn: string; reason: string }) {
    if (body.returnedOn > dateInChina(ctx.now)) throw refused('TRANCHE.PAID_IN_FUTURE', undefined, 'invalid');
    return this.move(ctx, id, 'return', body.revision, { stepFen: body.amountFen, voucher: body.voucherNumber, reason: body.reason }, async (row) => {
      await addToBalance(ctx, row.projectId, -body.amountFen);
      Object.assign(row, { returnedFen: row.returnedFen + body.amountFen, returnedOn: body.returnedOn, returnVoucher: body.voucherNumber, reason: body.reason || null });
    });
  }

  hold(ctx: Ctx, id: string, body: { event: 'withhold' | 'release' | 'reduce' | 'cancel'; revision: number; reason: string; amountFen: number }) {
    return this.move(ctx, id, body.event, body.revision, { stepFen: body.amountFen, reason: body.reason }, (row) => {
      // what was asked for and approved before is asked for again
      Object.assign(row, { ...UNASKED, reason: body.reason });
      if (body.event === 'reduce') row.amountFen = body.amountFen;
    });
  }

  private async move(ctx: Ctx, id: string, event: Event, revision: number, given: Given, apply: (row: TrancheRow) => Promise<void> | void): Promise<TrancheRow> {
    return transition(ctx, TrancheRow, id, trancheMachine, event, {
      revision,
      // the row is locked: what is read now of this tranche stays so
      facts: async () => {
        const record = found(await trancheOf(ctx, id));
        return this.facts(ctx, record, found((await knowledgeOf(ctx, [record.projectId])).get(record.projectId)), given);
      },
      apply,
      data: (row) => ({ projectId: row.projectId, amountFen: event === 'return' || event === 'reduce' ? given.stepFen : row.amountFen, voucher: given.voucher, reason: given.reason }),
    });
  }

  private facts(ctx: Ctx, row: TrancheRecord, known: ProjectKnowledge, given: Given): TrancheFacts {
    return {
      actorId: actorOf(ctx).userId,
      requesterId: row.requesterId,
      missing: missingAt(row.gate, gateFacts(known)),
      grantFen: row.grantFen,
      amountFen: row.amountFen,
      paidFen: row.paidFen,
      returnedFen: row.returnedFen,
      othersPaidFen: row.allPaidFen - row.paidFen,
      othersReturnedFen: row.allReturnedFen - row.returnedFen,
      stepFen: given.stepFen ?? 0,
      voucher: given.voucher ?? '',
      reason: given.reason ?? '',
    };
  }

  /** Voucher, reason and amount are asked for when the step is taken; here they count as given. */
  private actions(ctx: Ctx, row: TrancheRecord, known: ProjectKnowledge) {
    const given = (stepFen: number) => this.facts(ctx, row, known, { stepFen, voucher: '…', reason: '…' });
    const back = row.paidFen - row.returnedFen;
    const views = actionsOf(trancheMachine, row.state, given(0), ctx.may).filter((one) => one.event !== 'return' || back > 0);
    const giving = actionsOf(trancheMachine, row.state, given(back), ctx.may);
    return said(ctx, views.map((one) => (one.event === 'return' ? (giving.find((other) => other.event === 'return') ?? one) : one)));
  }

  private async ready(ctx: Ctx, roundId: string): Promise<string[]> {
    const rows = await waitingTranches(ctx, roundId);
    const known = await knowledgeOf(ctx, [...new Set(rows.map((row) => row.projectId))]);
    return rows.filter((row) => row.amountFen > 0 && missingAt(row.gate, gateFacts(found(known.get(row.projectId)))).length === 0).map((row) => row.id);
  }
}

const UNASKED = { requestedBy: null, requestedAt: null, approvedBy: null, approvedAt: null };
