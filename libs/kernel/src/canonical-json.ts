/**
 * JSON with the keys of every object in order of their UTF-16 units and no blanks (as RFC 8785), so that equal data gives
 * equal text, to be hashed or compared. Members that are undefined are left out; dates become their ISO text.
 * @throws TypeError for what JSON cannot say without loss: NaN, infinities, bigint, functions, undefined in a list, a cycle
 */
export function canonicalJson(value: unknown): string {
  return write(value, '$', []);
}

function write(value: unknown, path: string, above: readonly object[]): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`no JSON for ${value} at ${path}`);
    return JSON.stringify(value);
  }
  if (typeof value !== 'object') throw new TypeError(`no JSON for ${typeof value} at ${path}`);
  if (above.includes(value)) throw new TypeError(`a cycle at ${path}`);
  if (value instanceof Date) return JSON.stringify(value.toISOString());
  const within = [...above, value];
  if (Array.isArray(value)) return `[${value.map((item: unknown, index) => write(item, `${path}[${index}]`, within)).join(',')}]`;
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${write(member, `${path}.${key}`, within)}`);
  return `{${members.join(',')}}`;
}
