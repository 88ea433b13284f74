import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { onlyAssigned } from '@weichuang/domain/identity/access';
import { StoredFileRow } from '@weichuang/persistence/files/entities';
import { actorOf, type Ctx } from '@weichuang/platform/context/ctx';
import { found, refused } from '@weichuang/platform/http/refused';

/** Lets the reader through or throws what it refuses. */
export type FileReader = (ctx: Ctx, file: Pick<StoredFileRow, 'id' | 'subjectId' | 'purpose' | 'uploadedBy'>) => Promise<void>;

/**
 * Who supervises or evaluates some projects of a street reads the files of these alone. Which those are, the slice knows whose
 * thing the file belongs to: it says so here when it starts. What no slice has spoken for stays closed.
 */
@Injectable()
export class FileReaders {
  private readonly readers = new Map<string, FileReader>();
  private readonly confidential = new Map<string, FileReader>();

  of(subjectKind: string, reader: FileReader): void {
    this.readers.set(subjectKind, reader);
  }

  /** Files that not even everybody of the street's staff may read: the slice is asked about each of them, whoever reads. */
  ofConfidential(subjectKind: string, reader: FileReader): void {
    this.confidential.set(subjectKind, reader);
  }

  /** @throws Refused NOT_FOUND, FORBIDDEN, and what the slice says */
  async ensure(ctx: Ctx, id: string): Promise<void> {
    const row = found(await ctx.em.findOneBy(StoredFileRow, { id, removedAt: IsNull() }));
    await this.confidential.get(row.subjectKind)?.(ctx, row);
    if (!onlyAssigned(ctx.roles)) return;
    // one's own stays one's own
    if (row.uploadedBy === actorOf(ctx).userId) return;
    const reader = this.readers.get(row.subjectKind);
    if (!reader) throw refused('FORBIDDEN', { permission: 'file.read' }, 'forbidden');
    await reader(ctx, row);
  }
}
