import { fileTypeFromBuffer } from 'file-type/core';
import { MEDIA_TYPES } from '@weichuang/domain/files/kinds';
import { isSoundOffice } from './office-check';

/** What the bytes are. */
export interface Sniffed {
  /** null: nothing we know */
  readonly mediaType: string | null;
  /** it begins like one but is not whole, or carries what it should not */
  readonly damaged: boolean;
}

/** Finds out from the bytes alone what a file is; its name and the sender's word count for nothing. */
export async function sniff(bytes: Buffer): Promise<Sniffed> {
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined);
  const mediaType = found?.mime ?? null;
  const known = mediaType === null ? undefined : MEDIA_TYPES[mediaType];
  if (!known) return { mediaType, damaged: false };
  return { mediaType, damaged: !isWhole(bytes, mediaType ?? '', known.kind) };
}

function isWhole(bytes: Buffer, mediaType: string, kind: string): boolean {
  if (kind === 'word' || kind === 'excel') return isSoundOffice(bytes);
  if (kind === 'pdf') return bytes.subarray(0, 5).toString('latin1') === '%PDF-' && bytes.subarray(-2048).includes('%%EOF');
  if (mediaType === 'image/jpeg') return bytes.subarray(-4096).includes(Buffer.from([0xff, 0xd9]));
  if (mediaType === 'image/png') return bytes.subarray(-64).includes('IEND') && sanePixels(bytes.readUInt32BE(16), bytes.readUInt32BE(20));
  return bytes.length > 32;
}

/** An image of a few kilobytes that unfolds to gigapixels stops whoever opens it. */
const sanePixels = (width: number, height: number): boolean => width > 0 && height > 0 && width * height <= 120_000_000;
