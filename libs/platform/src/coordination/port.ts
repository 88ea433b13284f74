/** What several processes share beside the database's rows: rate limits, locks, live messages. One port, two adapters. */
export interface Coordination {
  readonly backend: 'redis' | 'postgres';
  /** Takes one point of `key`. Seconds to wait when none is left, else 0. Counts survive a restart. */
  consume(key: string, points: number, seconds: number): Promise<number>;
  /** Gives all points back: after a right password. */
  reset(key: string): Promise<void>;
  /** Runs `work` while no other process does under the same name; null when another one does. */
  exclusively<T>(name: string, work: () => Promise<T>): Promise<T | null>;
  /** Tells every process; small messages only (under 7,000 bytes), lost when nobody listens. */
  publish(topic: string, message: unknown): Promise<void>;
  subscribe(listener: (topic: string, message: unknown) => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}
