import { Module } from '@nestjs/common';
import { FilesController } from './files.controller';
import { FilesService } from './files.service';
import { Leftovers } from './leftovers';
import { FileReaders } from './readers';

@Module({ controllers: [FilesController], providers: [FilesService, FileReaders, Leftovers], exports: [FilesService, FileReaders] })
export class FilesModule {}
