import { Module } from '@nestjs/common';
import { CallsModule } from '../calls/calls.module';
import { NeedsController } from './needs.controller';
import { NeedsService } from './needs.service';
import { PairingsController } from './pairings.controller';
import { PairingsService } from './pairings.service';

@Module({ imports: [CallsModule], controllers: [NeedsController, PairingsController], providers: [NeedsService, PairingsService], exports: [NeedsService, PairingsService] })
export class NeedsModule {}
