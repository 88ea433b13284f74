const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
declare const crypto: { getRandomValues(array: Uint8Array): Uint8Array };

let lastMs = -1;
let count = 0;

/**
 * A new UUID version 7 (RFC 9562): its first 48 bits are the milliseconds, so ids made later sort later
 * and B-tree inserts stay at the right edge. Within one millisecond the next 12 bits count up (6.2, method 1), so that
 * what one process writes in a row also sorts in that row.
 */
// an id's time only orders it; it decides nothing
// eslint-disable-next-line no-restricted-properties
export function newId(now: number = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let i = 5, rest = now; i >= 0; i--, rest = Math.floor(rest / 256)) bytes[i] = rest % 256;
  // the lower half at first, so that at least 2,048 follow before the count begins again
  count = now === lastMs && count < 0xfff ? count + 1 : ((bytes[6]! & 0x07) << 8) | bytes[7]!;
  lastMs = now;
  bytes[6] = 0x70 | (count >> 8);
  bytes[7] = count & 0xff;
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  let out = '';
  for (let i = 0; i < 16; i++) out += (i === 4 || i === 6 || i === 8 || i === 10 ? '-' : '') + HEX[bytes[i]!];
  return out;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
export const isId = (text: string): boolean => UUID.test(text);
