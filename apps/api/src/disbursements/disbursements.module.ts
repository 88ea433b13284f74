import { Module } from '@nestjs/common';
import { FilesModule } from '../files/files.module';
import { ExpensesController } from './expenses.controller';
import { ExpensesService } from './expenses.service';
import { TranchesController } from './tranches.controller';
import { TranchesService } from './tranches.service';

@Module({ imports: [FilesModule], controllers: [TranchesController, ExpensesController], providers: [TranchesService, ExpensesService] })
export class DisbursementsModule {}
