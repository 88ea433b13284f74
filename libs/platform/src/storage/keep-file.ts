import { createHash, randomUUID } from 'node:crypto';
import { newId } from '@weichuang/kernel/id';
import { StoredFileRow } from '@weichuang/persistence/files/entities';
import { tenantOf, type Ctx } from '../context/ctx';
import type { Storage } from './port';

export const FILES_FOLDER = 'files';

export interface FileToKeep {
  readonly bytes: Buffer;
  readonly name: string;
  readonly mediaType: string;
  readonly subject: { readonly kind: string; readonly id: string };
  /** what it is for at its subject: a form field's key, `scan`, `invoice` */
  readonly purpose: string;
  /** whose it is; by default the organization and the round of the request */
  readonly organizationId?: string | null;
  readonly roundId?: string | null;
}

/**
 * Puts the contents into the storage, then the row into the request's transaction: a row never points at nothing.
 * When the transaction is rolled back afterwards the contents are an orphan: the API takes it away at once, the sweep
 * takes what is left.
 */
export async function keepFile(ctx: Ctx, storage: Storage, file: FileToKeep): Promise<StoredFileRow> {
  const at = ctx.now.toISOString();
  const row = ctx.em.create(StoredFileRow, {
    id: newId(),
    tenantId: tenantOf(ctx),
    roundId: file.roundId === undefined ? ctx.scope.roundId : file.roundId,
    organizationId: file.organizationId === undefined ? ctx.scope.organizationId : file.organizationId,
    subjectKind: file.subject.kind,
    subjectId: file.subject.id,
    purpose: file.purpose,
    name: file.name,
    mediaType: file.mediaType,
    size: file.bytes.length,
    sha256: createHash('sha256').update(file.bytes).digest('hex'),
    storageName: `${FILES_FOLDER}/${at.slice(0, 4)}/${at.slice(5, 7)}/${randomUUID()}`,
    uploadedBy: ctx.actor?.userId ?? null,
    lockedAt: null,
    removedAt: null,
    createdAt: ctx.now,
  });
  await storage.put(row.storageName, file.bytes);
  await ctx.em.insert(StoredFileRow, row);
  return row;
}
