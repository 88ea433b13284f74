import { Controller } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Input } from '@weichuang/contracts/http/route';
import { acceptExpense, addExpense, addVoucher, checkInvoice, editExpense, listExpenses, removeExpense, reopenExpense } from '@weichuang/contracts/disbursements/expenses';
import { Can } from '@weichuang/platform/access/can';
import type { Ctx } from '@weichuang/platform/context/ctx';
import { Route, type WeichuangRequest } from '@weichuang/platform/http/route';
import { ExpensesService } from './expenses.service';

@Controller()
export class ExpensesController {
  constructor(private readonly expenses: ExpensesService) {}

  @Route(listExpenses)
  @Can('expense.read', { project: 'id' })
  list(ctx: Ctx, { params }: Input<typeof listExpenses>) {
    return this.expenses.list(ctx, params.id);
  }

  @Route(addExpense)
  @Can('expense.record', { project: 'id' })
  add(ctx: Ctx, { params, body }: Input<typeof addExpense>) {
    return this.expenses.add(ctx, params.id, body);
  }

  @Route(editExpense)
  @Can('expense.record', { expense: 'id' })
  edit(ctx: Ctx, { params, body }: Input<typeof editExpense>) {
    return this.expenses.edit(ctx, params.id, body);
  }

  @Route(acceptExpense)
  @Can('expense.accept', { expense: 'id' })
  accept(ctx: Ctx, { params, body }: Input<typeof acceptExpense>) {
    return this.expenses.accept(ctx, params.id, body.revision);
  }

  @Route(reopenExpense)
  @Can('expense.accept', { expense: 'id' })
  reopen(ctx: Ctx, { params, body }: Input<typeof reopenExpense>) {
    return this.expenses.reopen(ctx, params.id, body.revision, body.reason);
  }

  @Route(removeExpense)
  @Can('expense.record', { expense: 'id' })
  remove(ctx: Ctx, { params, query }: Input<typeof removeExpense>) {
    return this.expenses.remove(ctx, params.id, query.revision);
  }

  @Route(addVoucher)
  @Can('expense.record', { expense: 'id' })
  addVoucher(ctx: Ctx, { params }: Input<typeof addVoucher>, _reply: FastifyReply, request: WeichuangRequest) {
    return this.expenses.addVoucher(ctx, params.id, request);
  }

  @Route(checkInvoice)
  @Can('expense.read', { project: 'id' })
  check(ctx: Ctx, { params, query }: Input<typeof checkInvoice>) {
    return this.expenses.check(ctx, params.id, query.number);
  }
}
