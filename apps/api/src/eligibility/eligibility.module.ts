import { Module } from '@nestjs/common';
import { ApplicationsModule } from '../applications/applications.module';
import { EligibilityController } from './eligibility.controller';
import { Checks } from './checks';
import { DecisionsService } from './decisions.service';
import { ScreeningService } from './screening.service';

@Module({ imports: [ApplicationsModule], controllers: [EligibilityController], providers: [Checks, ScreeningService, DecisionsService] })
export class EligibilityModule {}
