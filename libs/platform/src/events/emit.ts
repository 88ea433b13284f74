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
 * The event's row, for a hot write that inserts it in its own statement: values in the order of {@link EVENT_COLUMNS}.
 * Nobody can listen to such an event in the transaction; the relay sends it like any other.
 */
export const eventValues = (ctx: Ctx, event: DomainEvent): unknown[] => [
  newId(), event.tenantId ?? tenantOf(ctx), ctx.now, event.kind, event.subject.kind, event.subject.id, event.roundId ?? ctx.scope.roundId,
  ctx.actor?.userId ?? null, ctx.roles[0] ?? null, ctx.requestId, JSON.stringify(event.data ?? {}),
];
export const EVENT_COLUMNS = 'id, tenant_id, happened_at, kind, subject_kind, subject_id, round_id, actor_id, actor_role, request_id, data';

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
