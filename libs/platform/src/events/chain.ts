import { createHash } from 'node:crypto';
import { canonicalJson } from '@weichuang/kernel/canonical-json';

/** An event as the chain sees it: every column that a change could falsify. */
export interface ChainedEvent {
  readonly id: string;
  readonly tenant_id: string;
  readonly happened_at: Date;
  readonly recorded_at: Date;
  readonly kind: string;
  readonly subject_kind: string;
  readonly subject_id: string;
  readonly round_id: string | null;
  readonly actor_id: string | null;
  readonly actor_role: string | null;
  readonly request_id: string | null;
  readonly data: unknown;
}

/** The link before the first one. */
export const GENESIS = Buffer.alloc(32);

/** SHA-256 over the previous hash, the place in the chain and the event in canonical JSON. */
export function linkHash(previous: Buffer, seq: number, event: ChainedEvent): Buffer {
  const content = canonicalJson({
    seq,
    id: event.id,
    tenant: event.tenant_id,
    happenedAt: event.happened_at.toISOString(),
    recordedAt: event.recorded_at.toISOString(),
    kind: event.kind,
    subject: [event.subject_kind, event.subject_id],
    round: event.round_id,
    actor: [event.actor_id, event.actor_role],
    request: event.request_id,
    data: event.data,
  });
  return createHash('sha256').update(previous).update(content).digest();
}
