import type { Ctx } from '@weichuang/platform/context/ctx';
import type { House } from '@weichuang/platform/house';

/** An event of the log as the worker reads it. */
export interface LoggedEvent {
  readonly id: string;
  readonly kind: string;
  readonly tenantId: string;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly roundId: string | null;
  readonly actorId: string | null;
  readonly happenedAt: Date;
  readonly data: Readonly<Record<string, unknown>>;
}

/**
 * Something that follows from an event, after its transaction: a notice to people, a job. May run twice for one event
 * (the process may die after the work and before the queue knows), so it must not do it twice: dedup keys, upserts.
 */
export interface Listener {
  readonly name: string;
  /** which kinds; the relay hands over no others */
  readonly kinds: readonly string[];
  run(ctx: Ctx, event: LoggedEvent, house: House): Promise<void>;
}
