/** A count with separators; past the cap it says that there are more: `10,000+`. */
export const countText = (count: number, capped = false): string =>
  `${String(count).replace(/\B(?=(\d{3})+(?!\d))/g, ',')}${capped ? '+' : ''}`;

/** Bytes → `900 B`, `42 kB`, `1.3 MB`. */
export function fileSize(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1_000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
