/**
 * Remembers answers for a moment, so that a hot route asks the database once a second and not at each request.
 * Old answers live one second at most: an ended session or a declared conflict takes effect within it.
 */
export class BriefCache<V> {
  private readonly entries = new Map<string, { readonly value: Promise<V>; readonly until: number; known?: { readonly value: V } }>();

  constructor(
    private readonly lifeMs = 1000,
    private readonly most = 20_000,
  ) {}

  get(key: string, load: () => Promise<V>): Promise<V> {
    const now = performance.now();
    const held = this.entries.get(key);
    if (held && held.until > now) return held.value;
    const value = load();
    const entry: { value: Promise<V>; until: number; known?: { value: V } } = { value, until: now + this.lifeMs };
    this.entries.set(key, entry);
    value.then(
      (known) => (entry.known = { value: known }),
      // a failure is not remembered
      () => this.entries.delete(key),
    );
    if (this.entries.size > this.most) this.trim(now);
    return value;
  }

  /** The answer when it is at hand: a hot route then waits for no promise. */
  peek(key: string): { readonly value: V } | undefined {
    const held = this.entries.get(key);
    return held && held.until > performance.now() ? held.known : undefined;
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
