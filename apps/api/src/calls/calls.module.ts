import { Module } from '@nestjs/common';
import { FormsModule } from '../forms/forms.module';
import { CalendarController } from './calendar.controller';
import { CalendarService } from './calendar.service';
import { FormsController } from './forms.controller';
import { NewRoundsService } from './new-rounds.service';
import { RoundMovesService } from './round-moves.service';
import { RoundsController } from './rounds.controller';
import { RoundsService } from './rounds.service';

@Module({ imports: [FormsModule], controllers: [RoundsController, FormsController, CalendarController], providers: [RoundsService, NewRoundsService, RoundMovesService, CalendarService], exports: [RoundsService, RoundMovesService] })
export class CallsModule {}
