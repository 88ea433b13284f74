import { Controller } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Input } from '@weichuang/contracts/http/route';
import { addExpense, addVoucher, checkInvoice, listExpenses, removeExpense } from '@weichuang/contracts/disbursements/expenses';
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
