import { Module } from '@nestjs/common';
import { FilesModule } from '../files/files.module';
import { IdentityModule } from '../identity/identity.module';
import { AssignmentService } from './assignment.service';
import { DeclarationService } from './declaration.service';
import { JudgeController } from './judge.controller';
import { JudgeInvitations } from './judge-invitations';
import { PanelController } from './panel.controller';
import { PanelService } from './panel.service';
import { RankingController } from './ranking.controller';
import { RankingService } from './ranking.service';
import { RankingSource } from './ranking-source';
import { RankingViews } from './ranking-view';
import { Rubrics } from './rubrics';
import { ScorePartsService } from './score-parts.service';
import { SheetReader } from './sheet-reader';
import { SheetsService } from './sheets.service';
import { ShortlistService } from './shortlist.service';
import { StagesService } from './stages.service';

@Module({
  imports: [FilesModule, IdentityModule],
  controllers: [PanelController, JudgeController, RankingController],
  providers: [StagesService, ShortlistService, PanelService, JudgeInvitations, AssignmentService, DeclarationService, SheetReader, SheetsService, RankingService, RankingSource, RankingViews, ScorePartsService, Rubrics],
})
export class JudgingModule {}
