import { Module } from '@nestjs/common';
import { FilesModule } from '../files/files.module';
import { AgreementPaper } from './agreement-paper';
import { AgreementController } from './agreement.controller';
import { AgreementService } from './agreement.service';
import { HandedInService } from './handed-in.service';
import { OptimisationController } from './optimisation.controller';
import { OptimisationService } from './optimisation.service';
import { ProjectsController } from './projects.controller';
import { ProjectsService } from './projects.service';

@Module({
  imports: [FilesModule],
  controllers: [ProjectsController, OptimisationController, AgreementController],
  providers: [ProjectsService, HandedInService, OptimisationService, AgreementService, AgreementPaper],
  exports: [ProjectsService],
})
export class AgreementsModule {}
