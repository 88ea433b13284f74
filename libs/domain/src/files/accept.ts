import { refuse, type Refusal } from '@weichuang/kernel/denial';
import { MEDIA_TYPES, type FileKind } from './kinds';
import { endingOf } from './name';

/** Every code that bringing, reading or removing a file can give. */
export const FILE_CODES = ['FILE.MISSING', 'FILE.EMPTY', 'FILE.TOO_LARGE', 'FILE.WRONG_TYPE', 'FILE.NAME_MISMATCH', 'FILE.DAMAGED', 'FILE.LOCKED', 'FILE.UNREADABLE'] as const;

/** What was found out about a sent file. */
export interface SentFile {
  readonly name: string;
  /** bytes */
  readonly size: number;
  /** from the bytes themselves; null is nothing we know */
  readonly mediaType: string | null;
}

/**
 * May this file be taken? The content decides, and the name must agree with it.
 * @param maxBytes largest size in bytes
 */
export function whyNotAccept(file: SentFile, accept: readonly FileKind[], maxBytes: number): Refusal | null {
  if (file.size === 0) return refuse('FILE.EMPTY', undefined, 'invalid');
  if (file.size > maxBytes) return tooLarge(maxBytes);
  const known = file.mediaType === null ? undefined : MEDIA_TYPES[file.mediaType];
  if (!known || !accept.includes(known.kind)) return refuse('FILE.WRONG_TYPE', { accept: endingsOf(accept) }, 'invalid');
  const ending = endingOf(file.name);
  if (ending && !known.endings.includes(ending)) return refuse('FILE.NAME_MISMATCH', { ending, content: known.endings[0] ?? '' }, 'invalid');
  return null;
}

/** @param maxBytes bytes; said in MB with at most one decimal */
export const tooLarge = (maxBytes: number): Refusal => refuse('FILE.TOO_LARGE', { max: `${Math.floor((maxBytes * 10) / (1024 * 1024)) / 10} MB` }, 'limit');

const endingsOf = (accept: readonly FileKind[]): string[] =>
  Object.values(MEDIA_TYPES).filter(({ kind }) => accept.includes(kind)).flatMap(({ endings }) => endings.slice(0, 1)).filter((ending, i, all) => all.indexOf(ending) === i);
