import { Controller } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Input } from '@weichuang/contracts/http/route';
import { getFile, removeFile } from '@weichuang/contracts/files/file';
import { Can } from '@weichuang/platform/access/can';
import type { Ctx } from '@weichuang/platform/context/ctx';
import { Route } from '@weichuang/platform/http/route';
import { FilesService } from './files.service';
import { FileReaders } from './readers';

@Controller()
export class FilesController {
  constructor(
    private readonly files: FilesService,
    private readonly readers: FileReaders,
  ) {}

  @Route(getFile)
  @Can('file.read', { file: 'id' })
  async read(ctx: Ctx, { params, query }: Input<typeof getFile>, reply: FastifyReply) {
    await this.readers.ensure(ctx, params.id);
    return this.files.send(ctx, params.id, reply, query.inline === '1');
  }

  @Route(removeFile)
  @Can('file.remove', { file: 'id' })
  async remove(ctx: Ctx, { params }: Input<typeof removeFile>) {
    await this.files.remove(ctx, params.id);
    return { removed: true };
  }
}
