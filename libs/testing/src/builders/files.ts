import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { newId } from '@weichuang/kernel/id';
import type { World } from '../world';

/** A PDF that a sniffer takes for one; `text` makes its bytes differ. */
export const aPdf = (text = ''): Buffer =>
  Buffer.from(`%PDF-1.7\n% ${text}\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`);

/** A one-colour PNG. */
export function aPng(side = 2): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const size = Buffer.alloc(4);
    size.writeUInt32BE(data.length);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([size, body, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const rows = Buffer.alloc(side * (1 + side * 3), 0x66);
  for (let y = 0; y < side; y++) rows[y * (1 + side * 3)] = 0;
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

/** A ZIP of stored entries: name → content. Office files are such. */
export function aZip(entries: Readonly<Record<string, string>>): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, text] of Object.entries(entries)) {
    const [path, data] = [Buffer.from(name), Buffer.from(text)];
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt32LE(crc32(data), 14);
    local.writeUInt32LE(data.length, 18);
    local.writeUInt32LE(data.length, 22);
    local.writeUInt16LE(path.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    local.copy(entry, 6, 4, 30);
    entry.writeUInt32LE(at, 42);
    parts.push(local, path, data);
    directory.push(entry, path);
    at += 30 + path.length + data.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(entries).length, 8);
  end.writeUInt16LE(Object.keys(entries).length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, list, end]);
}

const CONTENT_TYPES = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml',
};

/** The frame of an Office file, with more entries if wanted. */
export const anOffice = (kind: keyof typeof CONTENT_TYPES, more: Readonly<Record<string, string>> = {}): Buffer =>
  aZip({
    '[Content_Types].xml': `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/${kind === 'docx' ? 'word/document' : 'xl/workbook'}.xml" ContentType="${CONTENT_TYPES[kind]}"/></Types>`,
    [kind === 'docx' ? 'word/document.xml' : 'xl/workbook.xml']: '<x/>',
    ...more,
  });

export interface FileWish {
  readonly subject: { readonly kind: string; readonly id: string };
  readonly purpose?: string;
  readonly organizationId?: string | null;
  readonly roundId?: string | null;
  readonly uploadedBy?: string | null;
  readonly name?: string;
  readonly bytes?: Buffer;
}

/** A stored file with its contents, without going through an upload. @returns its id */
export async function fileIn(w: World, wish: FileWish): Promise<string> {
  const id = newId();
  const bytes = wish.bytes ?? aPdf(id);
  const storageName = `files/test/${id}`;
  await w.house.storage.put(storageName, bytes);
  await w.rows(
    `INSERT INTO stored_file (id, tenant_id, round_id, organization_id, subject_kind, subject_id, purpose, name, media_type, size, sha256, storage_name, uploaded_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [id, w.tenantId, wish.roundId ?? null, wish.organizationId ?? null, wish.subject.kind, wish.subject.id, wish.purpose ?? 'attachment', wish.name ?? '附件.pdf',
      bytes[0] === 0x89 ? 'image/png' : 'application/pdf', bytes.length, createHash('sha256').update(bytes).digest('hex'), storageName, wish.uploadedBy ?? null],
  );
  return id;
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let k = 0; k < 8; k++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
