import { Module } from '@nestjs/common';
import { CallsModule } from '../calls/calls.module';
import { FilesModule } from '../files/files.module';
import { AwardsController } from './awards.controller';
import { AwardsService } from './awards.service';
import { DecisionsService } from './decisions.service';
import { NoticesController } from './notices.controller';
import { NoticesService } from './notices.service';
import { ObjectionsService } from './objections.service';
import { AwardsPortalService } from './portal.service';
import { PrizesService } from './prizes.service';
import { RoundAwardsService } from './round-awards.service';

@Module({
  imports: [CallsModule, FilesModule],
  controllers: [AwardsController, NoticesController],
  providers: [AwardsService, DecisionsService, NoticesService, ObjectionsService, AwardsPortalService, PrizesService, RoundAwardsService],
  exports: [AwardsService],
})
export class AwardsModule {}
