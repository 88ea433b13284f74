import { Module } from '@nestjs/common';
import { FormsModule } from '../forms/forms.module';
import { FormsController } from './forms.controller';
import { NewRoundsService } from './new-rounds.service';
import { RoundMovesService } from './round-moves.service';
import { RoundsController } from './rounds.controller';
import { RoundsService } from './rounds.service';

@Module({ imports: [FormsModule], controllers: [RoundsController, FormsController], providers: [RoundsService, NewRoundsService, RoundMovesService], exports: [RoundsService, RoundMovesService] })
export class CallsModule {}
