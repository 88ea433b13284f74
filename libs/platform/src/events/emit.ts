import { newId } from '@weichuang/kernel/id';
import { EventLogRow } from '@weichuang/persistence/audit/event-log.entity';
import { tenantOf, type Ctx, type HeardEvent } from '../context/ctx';

/** What happened, to what. `data` holds what the audit needs (before and after) and ids for listeners; no secrets. */
export interface DomainEvent {
  readonly kind: string;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly roundId?: string | null;
  readonly tenantId?: string;
  readonly data?: Record<string, unknown>;
}

/**
 * Writes the event in the request's own transaction, then lets higher slices that listen do their part in it, as the system:
 * no change without its event, no event without the change, no half of what follows from it.
 */
export async function emit(ctx: Ctx, event: DomainEvent): Promise<void> {
  const heard: HeardEvent = {
    id: newId(),
    kind: event.kind,
    tenantId: event.tenantId ?? tenantOf(ctx),
    subject: event.subject,
    roundId: event.roundId ?? ctx.scope.roundId,
    data: event.data ?? {},
  };
  await ctx.em.insert(EventLogRow, {
    id: heard.id,
    tenantId: heard.tenantId,
    happenedAt: ctx.now,
    kind: event.kind,
    subjectKind: event.subject.kind,
    subjectId: event.subject.id,
    roundId: heard.roundId,
    actorId: ctx.actor?.userId ?? null,
    actorRole: ctx.roles[0] ?? null,
    requestId: ctx.requestId,
    // TypeORM's deep-partial of a record cannot be inferred
    data: heard.data as object,
  });
  for (const listen of ctx.listeners.get(event.kind) ?? []) await listen(ctx.asSystem(), heard);
}
