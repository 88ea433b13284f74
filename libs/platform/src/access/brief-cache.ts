/**
 * Remembers answers for a moment, so that a hot route asks the database once a second and not at each request.
 * Old answers live one second at most: an ended session or a declared conflict takes effect within it.
 */
export class BriefCache<V> {
  private readonly entries = new Map<string, { readonly value: Promise<V>; readonly until: number }>();

  constructor(
    private readonly lifeMs = 1000,
    private readonly most = 20_000,
  ) {}

  get(key: string, load: () => Promise<V>): Promise<V> {
    const now = performance.now();
    const held = this.entries.get(key);
    if (held && held.until > now) return held.value;
    const value = load();
    this.entries.set(key, { value, until: now + this.lifeMs });
    // a failure is not remembered
    value.catch(() => this.entries.delete(key));
    if (this.entries.size > this.most) this.trim(now);
    return value;
  }

  forget(key: string): void {
    this.entries.delete(key);
  }

  clear(): void {
    this.entries.clear();
  }

  private trim(now: number): void {
    for (const [key, entry] of this.entries) if (entry.until <= now || this.entries.size > this.most / 2) this.entries.delete(key);
  }
}
