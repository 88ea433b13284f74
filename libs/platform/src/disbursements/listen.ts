import { dueDate, planTranches } from '@weichuang/domain/agreements/tranche-plan';
import type { RoundConfig, TrancheGate } from '@weichuang/domain/calls/round-config';
import { trancheMachine, type TrancheFacts } from '@weichuang/domain/disbursements/tranche.machine';
import { dateInChina } from '@weichuang/kernel/clock';
import { newId } from '@weichuang/kernel/id';
import { ProjectRow } from '@weichuang/persistence/agreements/entities';
import { RoundRow } from '@weichuang/persistence/calls/entities';
import { TrancheRow } from '@weichuang/persistence/disbursements/entities';
import { streetCalendar } from '../calls/street-calendar';
import type { Ctx } from '../context/ctx';
import { emit } from '../events/emit';
import type { House } from '../house';
import { found } from '../http/refused';
import { transition } from '../transition/transition';

/** What follows for the money from what happens to projects, in the same transaction. Both processes call this when they start. */
export function listenForTranches(house: Pick<House, 'on'>): void {
  house.on('project.created', (ctx, event) => plan(ctx, event.subject.id));
  house.on('agreement.confirm', (ctx, event) => {
    const { projectId, signedOn } = event.data;
    if (typeof projectId !== 'string') throw new Error('a confirmed agreement without its project');
    return setDue(ctx, projectId, ['signed'], typeof signedOn === 'string' ? signedOn : dateInChina(ctx.now));
  });
  house.on('project.pass_midterm', (ctx, event) => setDue(ctx, event.subject.id, ['midterm_pass'], dateInChina(ctx.now)));
  for (const kind of ['project.accept', 'project.accept_without_midterm'])
    house.on(kind, (ctx, event) => setDue(ctx, event.subject.id, ['accepted', 'accepted_and_audited'], dateInChina(ctx.now)));
  house.on('project.terminate', (ctx, event) => stop(ctx, event.subject.id));
}

async function plan(ctx: Ctx, projectId: string): Promise<void> {
  if (await ctx.em.existsBy(TrancheRow, { projectId })) return;
  const project = found(await ctx.em.findOneBy(ProjectRow, { id: projectId }));
  const config = await configOf(ctx, project.roundId);
  const planned = planTranches(project.grantFen, config.tranches);
  const { tenantId, roundId } = project;
  await ctx.em.insert(
    TrancheRow,
    planned.map((one, i) => ({
      id: newId(), tenantId, roundId, projectId, planKey: one.planId, name: config.tranches[i]?.name.zh ?? one.planId, sequence: i + 1, gate: one.on,
      amountFen: one.amountFen, state: 'planned' as const, paidFen: 0, returnedFen: 0, revision: 1,
    })),
  );
  await ctx.em.query('INSERT INTO payment_balance (project_id, tenant_id, grant_fen) VALUES ($1, $2, $3)', [projectId, tenantId, project.grantFen]);
  await emit(ctx, {
    kind: 'tranche.planned', subject: { kind: 'project', id: projectId }, tenantId, roundId,
    data: { grantFen: project.grantFen, tranches: planned.map((one) => ({ id: one.planId, amountFen: one.amountFen })) },
  });
}

/** From the opening of its gate the programme's days run. */
async function setDue(ctx: Ctx, projectId: string, gates: readonly TrancheGate[], opened: string): Promise<void> {
  const rows = (await ctx.em.findBy(TrancheRow, { projectId })).filter((one) => gates.includes(one.gate) && one.paidOn === null);
  const first = rows[0];
  if (!first) return;
  const config = await configOf(ctx, first.roundId);
  for (const row of rows) {
    const line = config.tranches.find((one) => one.id === row.planKey);
    const due =
      line?.withinWorkingDays !== undefined
        ? (await streetCalendar(ctx.em, row.tenantId)).addWorkdays(opened, line.withinWorkingDays, { countFirstDay: false }).date
        : dueDate(opened, line?.withinDays ?? null);
    if (due === null || due === row.dueOn) continue;
    await ctx.em.update(TrancheRow, { id: row.id }, { dueOn: due });
    await emit(ctx, { kind: 'tranche.due', subject: { kind: 'tranche', id: row.id }, tenantId: row.tenantId, roundId: row.roundId, data: { projectId, dueOn: due } });
  }
}

/** Nothing more is paid to a project that was ended. */
async function stop(ctx: Ctx, projectId: string): Promise<void> {
  const reason = '项目终止';
  const facts = (row: TrancheRow): TrancheFacts => ({
    actorId: '', requesterId: row.requestedBy, missing: [], grantFen: 0, amountFen: row.amountFen, paidFen: row.paidFen, returnedFen: row.returnedFen,
    othersPaidFen: 0, othersReturnedFen: 0, stepFen: 0, voucher: '', reason,
  });
  const move = (row: TrancheRow, event: 'withhold' | 'cancel') =>
    transition(ctx, TrancheRow, row.id, trancheMachine, event, {
      facts,
      apply: (tranche) => {
        tranche.reason = reason;
      },
      data: () => ({ projectId, reason }),
    });
  for (const row of await ctx.em.find(TrancheRow, { where: { projectId }, order: { sequence: 'ASC' } })) {
    // what was approved is first held back
    if (row.state === 'approved') await move(row, 'withhold');
    if (row.state === 'approved' || trancheMachine.steps.cancel.from.includes(row.state)) await move(row, 'cancel');
  }
}

const configOf = async (ctx: Ctx, roundId: string): Promise<RoundConfig> => found(await ctx.em.findOneBy(RoundRow, { id: roundId })).config;
