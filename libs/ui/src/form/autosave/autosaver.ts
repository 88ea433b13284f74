import type { Answers } from '@weichuang/domain/forms/definition';

/**
 * What the server says to a saved part. A conflict: `theirs` has the server's answers (null: none) of the fields that somebody
 * else changed first; everything else of the part is saved.
 */
export type SaveResult =
  | { readonly ok: true; readonly revision: number; readonly savedAt: string }
  | { readonly conflict: true; readonly revision: number; readonly theirs: Answers }
  /** it will not be taken, however often it is sent: closed, no right. `why` is for the reader */
  | { readonly refused: true; readonly why: string };

/** Sends a part of the answers. Rejects when the server could not be reached: then it is tried again. */
export type SaveAnswers = (patch: Answers, revision: number) => Promise<SaveResult>;

export type SaveStatus =
  | { readonly kind: 'clean' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved'; readonly at: string }
  | { readonly kind: 'offline'; readonly since: number }
  | { readonly kind: 'conflict'; readonly theirs: Answers; readonly revision: number; readonly fields: readonly string[] }
  | { readonly kind: 'refused'; readonly why: string };

export interface LocalCopy {
  readonly revision: number;
  readonly patch: Answers;
}

/** Where what the server has not yet acknowledged is kept; it may fail, saving goes on without it. */
export interface LocalStore {
  read(): LocalCopy | null;
  write(copy: LocalCopy | null): void;
}

export interface AutosaverOptions {
  readonly revision: number;
  readonly save: SaveAnswers;
  readonly local: LocalStore;
  readonly debounceMs?: number;
  readonly now?: () => number;
  /** of a conflict: what somebody else changed in fields that nobody touches here; there is nothing to choose, it is shown */
  readonly onTheirs?: (theirs: Answers) => void;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/**
 * Saves changed answers a moment after the typing stops, one request at a time.
 * What was not acknowledged stays in the local copy and is sent again: when the network is back, with growing pauses,
 * or when the form is opened the next time. A stale answer stops saving until the person has chosen.
 */
export class Autosaver {
  private revision: number;
  private pending: Record<string, unknown> = {};
  private inFlight: Record<string, unknown> | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private failures = 0;
  private current: SaveStatus = { kind: 'clean' };
  private readonly listeners = new Set<() => void>();
  private stopped = false;

  constructor(private readonly options: AutosaverOptions) {
    this.revision = options.revision;
    const copy = options.local.read();
    if (copy && Object.keys(copy.patch).length) {
      this.pending = { ...copy.patch };
      // the revision it was typed on: if the server has moved on since, it will say so
      this.revision = copy.revision;
      this.current = { kind: 'waiting' };
      this.schedule(0);
    }
  }

  /** Answers that were typed here earlier and never reached the server. */
  get unsaved(): Answers {
    return { ...this.inFlight, ...this.pending };
  }

  readonly status = (): SaveStatus => this.current;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** One field has a new answer. */
  change(field: string, value: unknown): void {
    this.pending[field] = value ?? null;
    this.keep();
    if (this.current.kind === 'conflict' || this.current.kind === 'refused') return;
    if (this.current.kind !== 'offline') this.set({ kind: this.inFlight ? 'saving' : 'waiting' });
    if (!this.inFlight && this.failures === 0) this.schedule(this.options.debounceMs ?? 1_200);
  }

  /** Sends now what is waiting: on leaving a section, on "save", when the network is back. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    if (this.inFlight || this.stopped || this.current.kind === 'conflict' || this.current.kind === 'refused') return;
    if (!Object.keys(this.pending).length) return;
    const sent = this.pending;
    this.inFlight = sent;
    this.pending = {};
    this.set({ kind: 'saving' });
    try {
      this.settle(sent, await this.options.save(sent, this.revision));
    } catch {
      this.pending = { ...sent, ...this.pending };
      this.inFlight = null;
      this.failures++;
      this.keep();
      this.set({ kind: 'offline', since: this.current.kind === 'offline' ? this.current.since : (this.options.now ?? Date.now)() });
      this.schedule(Math.min(2_000 * 2 ** (this.failures - 1), 60_000));
    }
  }

  /** The person has chosen: `mine` are sent again on the server's revision, the others are given up. */
  resolve(mine: readonly string[]): void {
    if (this.current.kind !== 'conflict') return;
    const { revision, fields } = this.current;
    this.revision = revision;
    for (const field of Object.keys(this.current.theirs)) if (!fields.includes(field) || !mine.includes(field)) delete this.pending[field];
    this.keep();
    this.set(Object.keys(this.pending).length ? { kind: 'waiting' } : { kind: 'clean' });
    void this.flush();
  }

  /** The form is left; what is waiting stays in the local copy. */
  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  /** The form is shown again after `stop`. */
  start(): void {
    this.stopped = false;
    if (Object.keys(this.pending).length) this.schedule(0);
  }

  private settle(sent: Record<string, unknown>, result: SaveResult): void {
    this.inFlight = null;
    this.failures = 0;
    if ('ok' in result) {
      this.revision = result.revision;
      this.keep();
      if (Object.keys(this.pending).length) {
        this.set({ kind: 'waiting' });
        this.schedule(this.options.debounceMs ?? 1_200);
      } else this.set({ kind: 'saved', at: result.savedAt });
      return;
    }
    if ('refused' in result) {
      this.pending = { ...sent, ...this.pending };
      this.keep();
      this.set({ kind: 'refused', why: result.why });
      return;
    }
    const open = Object.entries(sent).filter(([field]) => field in result.theirs);
    this.pending = { ...Object.fromEntries(open), ...this.pending };
    this.keep();
    const untouched = Object.entries(result.theirs).filter(([field]) => !(field in this.pending));
    if (untouched.length) this.options.onTheirs?.(Object.fromEntries(untouched));
    // what was typed while this was under way is asked about too
    const fields = Object.keys(this.pending).filter((field) => field in result.theirs && !same(this.pending[field], result.theirs[field]));
    this.set({ kind: 'conflict', theirs: result.theirs, revision: result.revision, fields });
    // both changed the same to the same: nothing to choose
    if (!fields.length) this.resolve([]);
  }

  private keep(): void {
    const patch = this.unsaved;
    this.options.local.write(Object.keys(patch).length ? { revision: this.revision, patch } : null);
  }

  private schedule(ms: number): void {
    clearTimeout(this.timer);
    if (!this.stopped) this.timer = setTimeout(() => void this.flush(), ms);
  }

  private set(status: SaveStatus): void {
    this.current = status;
    this.listeners.forEach((listener) => listener());
  }
}
