import { Module } from '@nestjs/common';
import { ApplicationsModule } from '../applications/applications.module';
import { EligibilityController } from './eligibility.controller';
import { ScreeningService } from './screening.service';

@Module({ imports: [ApplicationsModule], controllers: [EligibilityController], providers: [ScreeningService] })
export class EligibilityModule {}
