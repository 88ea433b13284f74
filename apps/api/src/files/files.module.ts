import { Module } from '@nestjs/common';
import { FilesController } from './files.controller';
import { FilesService } from './files.service';
import { Leftovers } from './leftovers';

@Module({ controllers: [FilesController], providers: [FilesService, Leftovers], exports: [FilesService] })
export class FilesModule {}
