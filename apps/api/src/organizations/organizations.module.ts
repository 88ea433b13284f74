import { Module } from '@nestjs/common';
import { OrganizationsController } from './organizations.controller';
import { OrganizationsService } from './organizations.service';
import { StreetsController } from './streets.controller';
import { StreetsService } from './streets.service';

@Module({ controllers: [OrganizationsController, StreetsController], providers: [OrganizationsService, StreetsService], exports: [OrganizationsService, StreetsService] })
export class OrganizationsModule {}
