import type { Readable } from 'node:stream';

/** Where file contents lie. Names are made by us, never by a user. */
export interface Storage {
  put(name: string, bytes: Buffer): Promise<void>;
  get(name: string): Promise<Readable>;
  remove(name: string): Promise<void>;
  /** Is it there and writable? Used by the health check. */
  ping(): Promise<void>;
}
