import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { getProjectApplication, HandedIn } from '@weichuang/contracts/agreements/application';
import type { Reply } from '@weichuang/contracts/http/route';
import type { Ctx } from '@weichuang/platform/context/ctx';
import { found, missing } from '@weichuang/platform/http/refused';
import { FilesService } from '../files/files.service';
import { FileReaders } from '../files/readers';
import { materialFor, type Material } from '../forms/material';
import { handedInOf, type HandedInRow, namesIn } from './handed-in.queries';
import { ensureLooksInto } from './looks-into';
import { projectBehind } from './looks-into.queries';
import { OptimisationService } from './optimisation.service';

/** The application behind a project, for those who look after the project: as it was handed in, without anything personal. */
@Injectable()
export class HandedInService implements OnModuleInit {
  constructor(
    private readonly files: FilesService,
    private readonly readers: FileReaders,
    private readonly plans: OptimisationService,
  ) {}

  onModuleInit(): void {
    // the plan begins with the application's files, so both may name one
    for (const kind of ['application', 'optimisation'] as const)
      this.readers.of(kind, async (ctx, file) => {
        const projectId = found(await projectBehind(ctx, kind, file.subjectId));
        const { material } = await this.open(ctx, projectId);
        if (![...material.fileIds, ...(await this.plans.fileIds(ctx, projectId))].includes(file.id)) throw missing();
      });
  }

  /** @throws Refused PROJECT.NOT_ASSIGNED (403), NOT_FOUND */
  async view(ctx: Ctx, projectId: string): Promise<Reply<typeof getProjectApplication>> {
    const { row, material } = await this.open(ctx, projectId);
    const files: HandedIn['files'] = (await this.files.byIds(ctx, material.fileIds)).map(({ id, name, size, mediaType }) => ({ id, name, size, mediaType }));
    return {
      applicationId: row.applicationId, version: row.version, submittedAt: row.submittedAt, title: row.title, requestedFen: row.requestedFen, ownFen: row.ownFen,
      definition: { sections: [...material.definition.sections] }, answers: { ...material.answers }, files, ...(await namesIn(ctx, row.tenantId, material.needIds)),
      categories: row.config.budget.categories.map(({ id, name }) => ({ id, name })), whole: ctx.may('application.read'),
    };
  }

  /** A file that the shown answers name. @throws Refused PROJECT.NOT_ASSIGNED (403), NOT_FOUND */
  async file(ctx: Ctx, projectId: string, fileId: string, reply: FastifyReply, inline: boolean): Promise<void> {
    const { material } = await this.open(ctx, projectId);
    if (!material.fileIds.includes(fileId)) throw missing();
    return this.files.send(ctx, fileId, reply, inline);
  }

  private async open(ctx: Ctx, projectId: string): Promise<{ row: HandedInRow; material: Material }> {
    await ensureLooksInto(ctx, projectId);
    const row = found(await handedInOf(ctx, projectId));
    // who it is has been public since the notice; what is personal stays with those who handle the application
    return { row, material: materialFor(row.definition, row.answers, false) };
  }
}
