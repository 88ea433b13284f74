import { Module } from '@nestjs/common';
import { FilesModule } from '../files/files.module';
import { ApplicationsController } from './applications.controller';
import { ListsService } from './lists.service';
import { PapersService } from './papers.service';
import { Pinned } from './pinned';
import { ReadingService } from './reading.service';
import { SubmissionService } from './submission.service';
import { WritingService } from './writing.service';

@Module({
  imports: [FilesModule],
  controllers: [ApplicationsController],
  providers: [Pinned, WritingService, SubmissionService, ReadingService, ListsService, PapersService],
  exports: [Pinned, SubmissionService],
})
export class ApplicationsModule {}
