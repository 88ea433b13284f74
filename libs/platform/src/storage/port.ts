import type { Readable } from 'node:stream';

export interface StoredName {
  readonly name: string;
  readonly modifiedAt: Date;
}

/** Where file contents lie. Names are made by us, never by a user. */
export interface Storage {
  put(name: string, bytes: Buffer): Promise<void>;
  get(name: string): Promise<Readable>;
  remove(name: string): Promise<void>;
  /** Every name below `folder`, unfinished ones too. */
  list(folder: string): AsyncIterable<StoredName>;
  /** Is it there and writable? Used by the health check. */
  ping(): Promise<void>;
}
