import type { DataSource } from 'typeorm';

/**
 * The one clock. In a demo or a test it runs ahead of or behind the real one by an offset kept in the database,
 * shared by all processes within a second. In production it is the machine's own, and cannot be moved.
 */
export class VirtualClock {
  private offset = 0;
  private readAt = 0;

  constructor(
    private readonly source: DataSource,
    private readonly movable: boolean,
  ) {}

  now(): Date {
    return new Date(Date.now() + this.offset);
  }

  /** Milliseconds ahead of the real clock. */
  get offsetMs(): number {
    return this.offset;
  }

  /** Is the offset older than a second? */
  get stale(): boolean {
    return this.movable && Date.now() - this.readAt >= 1000;
  }

  /** Looks the offset up again when it is stale. */
  async refresh(force = false): Promise<void> {
    if (!force && !this.stale) return;
    this.readAt = Date.now();
    const rows: { offset_ms: number }[] = await this.source.query('SELECT offset_ms FROM virtual_clock');
    this.offset = rows[0]?.offset_ms ?? 0;
  }

  /** Sets what time it is, for every process on this database. @throws Error in production */
  async moveTo(instant: Date): Promise<void> {
    if (!this.movable) throw new Error('the clock cannot be moved in production');
    this.offset = instant.getTime() - Date.now();
    await this.source.query('UPDATE virtual_clock SET offset_ms = $1', [this.offset]);
    this.readAt = Date.now();
  }
}
