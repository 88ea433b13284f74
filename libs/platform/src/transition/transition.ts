import type { EntityTarget, FindOptionsWhere, ObjectLiteral } from 'typeorm';
import { refuse } from '@weichuang/kernel/denial';
import { whyNot, type Machine } from '@weichuang/kernel/machine';
import type { Ctx } from '../context/ctx';
import { emit } from '../events/emit';
import { ensure, found } from '../http/refused';

/** A row that a machine moves. */
export interface StateRow extends ObjectLiteral {
  id: string;
  state: string;
  revision: number;
  tenantId?: string;
  roundId?: string | null;
}

export interface TransitionOptions<Row, F> {
  /** what the step's rule asks about; loaded after the row is locked */
  readonly facts: (row: Row) => Promise<F> | F;
  /** other columns that change with the state */
  readonly apply?: (row: Row) => Promise<void> | void;
  /** goes into the event beside from and to */
  readonly data?: (row: Row) => Record<string, unknown>;
  /** the revision the person saw; another one is refused as stale */
  readonly revision?: number;
}

/**
 * The one way a state changes: locks the row, asks the machine, saves, emits `<machine>.<event>` in the same transaction.
 * @throws Refused NOT_FOUND, FORBIDDEN, REVISION.STALE, STATE.WRONG or the step's own reason
 */
export async function transition<Row extends StateRow, S extends string, E extends string, F>(
  ctx: Ctx,
  entity: EntityTarget<Row>,
  id: string,
  machine: Machine<S, E, F>,
  event: NoInfer<E>,
  options: TransitionOptions<Row, F>,
): Promise<Row> {
  const row = found(
    // a row is found by its id whatever its other columns are
    await ctx.em.findOne(entity, { where: { id } as FindOptionsWhere<Row>, lock: { mode: 'pessimistic_write' } }),
  );
  const step = machine.steps[event];
  if (!ctx.may(step.can)) ensure(refuse('FORBIDDEN', { permission: step.can }, 'forbidden'));
  if (options.revision !== undefined && options.revision !== row.revision)
    ensure(refuse('REVISION.STALE', { yours: options.revision, current: row.revision }, 'stale'));
  const from = row.state as S; // the column's CHECK holds the machine's states
  ensure(whyNot(machine, from, event, await options.facts(row)));
  row.state = step.to;
  row.revision += 1;
  await options.apply?.(row);
  await ctx.em.save(entity, row);
  await emit(ctx, {
    kind: `${machine.name}.${event}`,
    subject: { kind: machine.name, id },
    roundId: row.roundId ?? ctx.scope.roundId,
    ...(row.tenantId ? { tenantId: row.tenantId } : {}),
    data: { from, to: step.to, ...options.data?.(row) },
  });
  return row;
}
