/** What an Office file may unpack to; a file of 20 MB with more is made to burst its reader. */
const MOST_UNPACKED = 256 * 1024 * 1024;
const MOST_ENTRIES = 5_000;
// macros, embedded programs
const ACTIVE = /(^|\/)(vbaProject\.bin|vbaData\.xml|activeX\/|.*\.(exe|dll|js|vbs|ps1|bat))/i;

const END = 0x06054b50;
const ENTRY = 0x02014b50;

/**
 * Reads an Office file's table of contents (PKWARE APPNOTE 4.3.12, 4.3.16) without unpacking anything.
 * @returns whether it is whole, of sane size and without macros, encryption and names that lead outside
 */
export function isSoundOffice(bytes: Buffer): boolean {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + 22 > bytes.length || bytes.readUInt32LE(end) !== END) return false;
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  // 0xffff is the mark of the 64-bit form, which no paper needs
  if (count === 0 || count > MOST_ENTRIES) return false;
  let unpacked = 0;
  let hasTypes = false;
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== ENTRY) return false;
    const encrypted = (bytes.readUInt16LE(at + 8) & 1) === 1;
    unpacked += bytes.readUInt32LE(at + 24);
    const nameLength = bytes.readUInt16LE(at + 28);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    if (encrypted || unpacked > MOST_UNPACKED || name.includes('..') || name.startsWith('/') || ACTIVE.test(name)) return false;
    hasTypes ||= name === '[Content_Types].xml';
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return hasTypes;
}
