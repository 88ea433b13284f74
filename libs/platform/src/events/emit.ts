import { newId } from '@weichuang/kernel/id';
import { EventLogRow } from '@weichuang/persistence/audit/event-log.entity';
import { tenantOf, type Ctx } from '../context/ctx';

/** What happened, to what. `data` holds what the audit needs (before and after) and ids for listeners; no secrets. */
export interface DomainEvent {
  readonly kind: string;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly roundId?: string | null;
  readonly tenantId?: string;
  readonly data?: Record<string, unknown>;
}

/** Writes the event in the request's own transaction: no change without it, no event without the change. */
export async function emit(ctx: Ctx, event: DomainEvent): Promise<void> {
  await ctx.em.insert(EventLogRow, {
    id: newId(),
    tenantId: event.tenantId ?? tenantOf(ctx),
    happenedAt: ctx.now,
    kind: event.kind,
    subjectKind: event.subject.kind,
    subjectId: event.subject.id,
    roundId: event.roundId ?? ctx.scope.roundId,
    actorId: ctx.actor?.userId ?? null,
    actorRole: ctx.roles[0] ?? null,
    requestId: ctx.requestId,
    // TypeORM's deep-partial of a record cannot be inferred
    data: (event.data ?? {}) as object,
  });
}
