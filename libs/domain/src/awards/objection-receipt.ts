/** no 0, 1, I, O: it is copied from paper and read out on the phone */
const LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/**
 * The receipt number of an objection, `YY2026-7K3M-Q9XD`: whoever has it may ask what became of the objection, so it cannot be
 * guessed (40 random bits).
 * @param random at least 8 random bytes
 */
export function objectionNumber(year: number, random: Uint8Array): string {
  if (random.length < 8) throw new RangeError('not enough randomness');
  const letters = Array.from(random.slice(0, 8), (byte) => LETTERS.charAt(byte % LETTERS.length)).join('');
  return `YY${year}-${letters.slice(0, 4)}-${letters.slice(4)}`;
}

/** Below this many characters a statement cannot say which fact is wrong. */
export const CONCRETE_FROM = 10;
export const isConcrete = (statement: string): boolean => [...statement.trim()].length >= CONCRETE_FROM;
