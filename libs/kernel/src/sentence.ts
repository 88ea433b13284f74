/**
 * The word that fits a number: `one|other`, as English has it (`1 return is left`, `2 returns are left`).
 * @param words singular and plural, with a bar between them
 */
export function wordFor(value: unknown, words: string): string {
  const [one = '', other = one] = words.split('|');
  return Number(value) === 1 ? one : other;
}

/** A text that stands between quotation marks has single ones inside: `“‘晨光敲门’独居老人关怀项目”`. */
export const nested = (text: string): string => text.replaceAll('“', '‘').replaceAll('”', '’');
