import { Inject, Injectable } from '@nestjs/common';
import type { MultipartFile } from '@fastify/multipart';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { In, IsNull } from 'typeorm';
import { refuse } from '@weichuang/kernel/denial';
import { tooLarge, whyNotAccept } from '@weichuang/domain/files/accept';
import { MEDIA_TYPES, OWN_PAPERS, SHOWN_INLINE, type FileKind } from '@weichuang/domain/files/kinds';
import { safeName } from '@weichuang/domain/files/name';
import type { FileView } from '@weichuang/contracts/files/file';
import { StoredFileRow } from '@weichuang/persistence/files/entities';
import type { Ctx } from '@weichuang/platform/context/ctx';
import { emit } from '@weichuang/platform/events/emit';
import { HOUSE, type House } from '@weichuang/platform/house';
import { ensure, found, missing, refused } from '@weichuang/platform/http/refused';
import { keepFile, type FileToKeep } from '@weichuang/platform/storage/keep-file';
import { Leftovers } from './leftovers';
import { sniff } from './sniff';

const MB = 1024 * 1024;
export const DEFAULT_MAX_BYTES = 10 * MB;

export interface ReceiveOptions extends Pick<FileToKeep, 'subject' | 'purpose' | 'organizationId' | 'roundId'> {
  readonly accept: readonly FileKind[];
  /** bytes, at most 20 MB; 10 MB when not given */
  readonly maxBytes?: number;
  /** its name without ending, where the sender's own might say too much */
  readonly keptAs?: string;
  /** the same rules before anything is stored: a full list, a field that takes no file */
  readonly before?: (file: { readonly size: number; readonly mediaType: string; readonly fields: Readonly<Record<string, string>> }) => Promise<void> | void;
}

export interface ReceivedFile extends FileView {
  /** the form's other fields, which the client sends before the file */
  readonly fields: Readonly<Record<string, string>>;
}

const viewOf = (row: StoredFileRow): FileView => ({
  id: row.id, name: row.name, size: row.size, mediaType: row.mediaType, purpose: row.purpose, createdAt: row.createdAt.toISOString(),
});

/** The browser's own viewer draws a PDF, in a frame of ours only; a sandbox would keep the viewer out. */
const VIEWED = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";

@Injectable()
export class FilesService {
  constructor(
    @Inject(HOUSE) private readonly house: House,
    private readonly leftovers: Leftovers,
  ) {}

  /**
   * Takes the one file of a multipart request: looks at its bytes, stores it, writes its row in the request's transaction
   * under its subject. When the request is refused after all, the contents are taken away again.
   * @throws Refused FILE.MISSING, FILE.EMPTY, FILE.TOO_LARGE, FILE.WRONG_TYPE, FILE.NAME_MISMATCH, FILE.DAMAGED, STORAGE.FULL
   */
  async receive(ctx: Ctx, request: FastifyRequest, options: ReceiveOptions): Promise<ReceivedFile> {
    const maxBytes = options.maxBytes ?? DEFAULT_MAX_BYTES;
    const part = await request.file({ limits: { fileSize: maxBytes, files: 1 } }).catch(brokenForm);
    if (!part) throw refused('FILE.MISSING', undefined, 'invalid');
    const bytes = await readAll(part, maxBytes);
    const { mediaType, damaged } = await sniff(bytes);
    const name = safeName(part.filename, `文件.${MEDIA_TYPES[mediaType ?? '']?.endings[0] ?? 'bin'}`);
    ensure(whyNotAccept({ name, size: bytes.length, mediaType }, options.accept, maxBytes));
    if (damaged || mediaType === null) throw refused('FILE.DAMAGED', undefined, 'invalid');
    const fields = fieldsOf(part);
    await options.before?.({ size: bytes.length, mediaType, fields });
    const row = await keepFile(ctx, this.noting(request), { ...options, bytes, name: options.keptAs === undefined ? name : `${options.keptAs}.${MEDIA_TYPES[mediaType]?.endings[0] ?? 'bin'}`, mediaType });
    await emit(ctx, {
      kind: 'file.received',
      subject: options.subject,
      roundId: row.roundId,
      data: { fileId: row.id, name: row.name, size: row.size, mediaType, sha256: row.sha256, purpose: row.purpose },
    });
    return { ...viewOf(row), fields };
  }

  /** Files of a subject that are still there, oldest first. */
  async list(ctx: Ctx, subjectId: string, purpose?: string): Promise<FileView[]> {
    const rows = await ctx.em.find(StoredFileRow, {
      where: { subjectId, removedAt: IsNull(), ...(purpose === undefined ? {} : { purpose }) },
      order: { createdAt: 'ASC', id: 'ASC' },
    });
    return rows.map(viewOf);
  }

  /** Files of many things, in one statement: by thing, the oldest first. A thing without files is not among them. */
  async listOf(ctx: Ctx, subjectIds: readonly string[], purpose?: string): Promise<ReadonlyMap<string, readonly FileView[]>> {
    const rows = !subjectIds.length ? [] : await ctx.em.find(StoredFileRow, {
      where: { subjectId: In([...subjectIds]), removedAt: IsNull(), ...(purpose === undefined ? {} : { purpose }) },
      order: { createdAt: 'ASC', id: 'ASC' },
    });
    const found = new Map<string, FileView[]>();
    for (const row of rows) found.set(row.subjectId, [...(found.get(row.subjectId) ?? []), viewOf(row)]);
    return found;
  }

  /** Files by id, in the order asked for; ids that are not there are left out. */
  async byIds(ctx: Ctx, ids: readonly string[]): Promise<FileView[]> {
    if (!ids.length) return [];
    const rows = await ctx.em.findBy(StoredFileRow, { id: In([...ids]), removedAt: IsNull() });
    const views = new Map(rows.map((row) => [row.id, viewOf(row)]));
    return ids.flatMap((id) => views.get(id) ?? []);
  }

  /**
   * Puts files that were brought for one thing under another of the same place: an answer's file under the submitted version.
   * @throws Refused NOT_FOUND when one of them is not there or is another organization's
   */
  async link(ctx: Ctx, ids: readonly string[], subject: { readonly kind: string; readonly id: string }, purpose?: string): Promise<void> {
    for (const row of await this.own(ctx, ids)) {
      row.subjectKind = subject.kind;
      row.subjectId = subject.id;
      if (purpose !== undefined) row.purpose = purpose;
      await ctx.em.save(row);
    }
  }

  /** From now on these files stay: their papers have been formally submitted. */
  async lock(ctx: Ctx, ids: readonly string[]): Promise<void> {
    for (const row of await this.own(ctx, ids)) {
      row.lockedAt ??= ctx.now;
      await ctx.em.save(row);
    }
  }

  /** Their paper was given back for correction: they may be taken away again. */
  async unlock(ctx: Ctx, ids: readonly string[]): Promise<void> {
    for (const row of await this.own(ctx, ids)) {
      row.lockedAt = null;
      await ctx.em.save(row);
    }
  }

  /** @throws Refused NOT_FOUND, FILE.LOCKED */
  async remove(ctx: Ctx, id: string): Promise<void> {
    const row = found(await ctx.em.findOne(StoredFileRow, { where: { id, removedAt: IsNull() }, lock: { mode: 'pessimistic_write' } }));
    if (row.lockedAt) ensure(refuse('FILE.LOCKED'));
    row.removedAt = ctx.now;
    await ctx.em.save(row);
    await emit(ctx, {
      kind: 'file.removed',
      subject: { kind: row.subjectKind, id: row.subjectId },
      roundId: row.roundId,
      data: { fileId: row.id, name: row.name, sha256: row.sha256, purpose: row.purpose },
    });
  }

  /**
   * Sends a file's bytes: a download, or an image within a page. The caller has settled who may see it.
   * @throws Refused NOT_FOUND, FILE.UNREADABLE
   */
  async send(ctx: Ctx, id: string, reply: FastifyReply, inline = false): Promise<void> {
    const row = found(await ctx.em.findOneBy(StoredFileRow, { id, removedAt: IsNull() }));
    const tag = `"${row.sha256}"`;
    const paper = row.mediaType === 'application/pdf' && OWN_PAPERS.has(`${row.subjectKind} ${row.purpose}`);
    const shown = inline && (paper || SHOWN_INLINE.has(row.mediaType));
    void reply.headers({
      'content-type': row.mediaType,
      'content-disposition': dispositionOf(row.name, shown),
      'content-security-policy': shown && paper ? VIEWED : "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      // kept, but asked again each time: the right to see it may have ended
      'cache-control': 'private, no-cache',
      etag: tag,
    });
    if (reply.request.headers['if-none-match'] === tag) {
      await reply.status(304).send();
      return;
    }
    let stream;
    try {
      stream = await this.house.storage.get(row.storageName);
    } catch (err) {
      this.house.logger.error({ err, fileId: row.id }, 'a file’s contents cannot be read');
      throw refused('FILE.UNREADABLE', undefined, 'limit');
    }
    await reply.header('content-length', row.size).send(stream);
  }

  /** The bytes, for documents and packages. @throws Error when the storage cannot give them */
  async read(ctx: Ctx, id: string): Promise<{ readonly name: string; readonly bytes: Buffer; readonly mediaType: string }> {
    const row = found(await ctx.em.findOneBy(StoredFileRow, { id, removedAt: IsNull() }));
    const chunks: Buffer[] = [];
    for await (const chunk of await this.house.storage.get(row.storageName)) chunks.push(chunk as Buffer); // a stream without encoding gives buffers
    return { name: row.name, bytes: Buffer.concat(chunks), mediaType: row.mediaType };
  }

  private async own(ctx: Ctx, ids: readonly string[]): Promise<StoredFileRow[]> {
    if (!ids.length) return [];
    const rows = await ctx.em.findBy(StoredFileRow, { id: In([...ids]), removedAt: IsNull() });
    const { organizationId } = ctx.scope;
    const all = new Set(rows.map(({ id }) => id));
    if (ids.some((id) => !all.has(id)) || rows.some((row) => row.organizationId !== null && organizationId !== null && row.organizationId !== organizationId)) throw missing();
    return rows;
  }

  /** The storage, with each name noted before it is written: a write that fails half-way leaves nothing either. */
  private noting(request: FastifyRequest): House['storage'] {
    const { storage } = this.house;
    return {
      ...storage,
      put: (name, bytes) => {
        this.leftovers.note(request, name);
        return storage.put(name, bytes);
      },
    };
  }
}

async function readAll(part: MultipartFile, maxBytes: number): Promise<Buffer> {
  try {
    return await part.toBuffer();
  } catch (error) {
    if ((error as { code?: string }).code === 'FST_REQ_FILE_TOO_LARGE') ensure(tooLarge(maxBytes)); // read as unknown
    return brokenForm(error);
  }
}

/** What the parser of forms says of one without a boundary or an end: the sender's mistake; what has a code is known already. */
function brokenForm(error: unknown): never {
  if ((error as { code?: string }).code) throw error; // read as unknown
  throw refused('REQUEST.INVALID', undefined, 'invalid');
}

function fieldsOf(part: MultipartFile): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [name, field] of Object.entries(part.fields)) {
    const one = Array.isArray(field) ? field[0] : field;
    if (one?.type === 'field' && typeof one.value === 'string') fields[name] = one.value;
  }
  return fields;
}

/** RFC 6266: an ASCII name for the old, the real one in UTF-8 (RFC 5987). */
export function dispositionOf(name: string, inline = false): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return `${inline ? 'inline' : 'attachment'}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
