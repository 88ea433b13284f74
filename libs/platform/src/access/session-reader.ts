import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { Membership } from '@weichuang/domain/identity/access';
import type { Actor } from '../context/ctx';
import { BriefCache } from './brief-cache';

export const sessionDigest = (token: string): Buffer => createHash('sha256').update(token).digest();

export const SESSION_COOKIE = 'wc_session';
/** A session that is not used ends; it ends in any case after the absolute limit set at sign-in. */
export const IDLE_LIMIT_MS = 12 * 3600_000;

interface SessionRecord {
  session_id: string;
  user_id: string;
  name: string;
  email: string;
  locale: string;
  seen_at: Date;
  memberships: Membership[];
  tenants: string[];
}

/** Token → person, with what it may do where. */
export class SessionReader {
  private readonly cache = new BriefCache<Actor | null>();

  constructor(private readonly source: DataSource) {}

  read(token: string): Promise<Actor | null> {
    return this.cache.get(token, () => this.load(token));
  }

  peek(token: string): { readonly value: Actor | null } | undefined {
    return this.cache.peek(token);
  }

  forget(token: string): void {
    this.cache.forget(token);
  }

  forgetAll(): void {
    this.cache.clear();
  }

  // Sessions live by the real clock: moving the demo's clock signs nobody out.
  private async load(token: string): Promise<Actor | null> {
    if (token.length < 20 || token.length > 100) return null;
    const digest = sessionDigest(token);
    const rows: SessionRecord[] = await this.source.query('SELECT * FROM load_session($1, now())', [digest]);
    const row = rows[0];
    if (!row) return null;
    const idle = Date.now() - row.seen_at.getTime();
    if (idle > IDLE_LIMIT_MS) return null;
    if (idle > 60_000) await this.source.query('UPDATE session SET seen_at = now() WHERE token_hash = $1', [digest]);
    return {
      userId: row.user_id,
      sessionId: row.session_id,
      name: row.name,
      email: row.email,
      locale: row.locale,
      memberships: row.memberships,
      tenants: row.tenants,
    };
  }
}
