import { crc32 } from 'node:zlib';

export interface ZipEntry {
  readonly name: string;
  readonly at: Date;
  /** asked for when its turn comes: one file is held at a time */
  readonly bytes: () => Promise<Buffer>;
}

/** A plain archive counts sizes in 32 bits. */
export const ZIP_MAX_BYTES = 0xfff0_0000;
export const ZIP_MAX_ENTRIES = 65_000;

/**
 * An archive as it grows. Entries are stored as they are: PDF and pictures are compressed already. Names are UTF-8; the same
 * name twice gets a number. The caller keeps below ZIP_MAX_BYTES and ZIP_MAX_ENTRIES.
 */
export async function* zip(entries: Iterable<ZipEntry>): AsyncGenerator<Buffer> {
  const directory: Buffer[] = [];
  const names = new Map<string, number>();
  let offset = 0;
  for (const entry of entries) {
    const bytes = await entry.bytes();
    const name = Buffer.from(single(entry.name, names));
    const [date, time] = dosTime(entry.at);
    // from "version needed" to "extra length", the same in both headers: UTF-8 names, stored
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(0x0800, 2);
    facts.writeUInt16LE(time, 6);
    facts.writeUInt16LE(date, 8);
    facts.writeUInt32LE(crc32(bytes), 10);
    facts.writeUInt32LE(bytes.length, 14);
    facts.writeUInt32LE(bytes.length, 18);
    facts.writeUInt16LE(name.length, 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x03', 'latin1'), facts, tail, name);
    yield Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), facts, name]);
    yield bytes;
    offset += 30 + name.length + bytes.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  const count = directory.length / 4;
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  yield listed;
  yield end;
}

function single(name: string, names: Map<string, number>): string {
  const seen = names.get(name) ?? 0;
  names.set(name, seen + 1);
  return seen ? name.replace(/(\.\w+)?$/, `（${seen + 1}）$1`) : name;
}

/** In China's time; seconds are even. */
function dosTime(at: Date): [date: number, time: number] {
  const local = new Date(at.getTime() + 8 * 3_600_000);
  return [
    ((local.getUTCFullYear() - 1980) << 9) | ((local.getUTCMonth() + 1) << 5) | local.getUTCDate(),
    (local.getUTCHours() << 11) | (local.getUTCMinutes() << 5) | (local.getUTCSeconds() >> 1),
  ];
}
