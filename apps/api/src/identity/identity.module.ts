import { Module } from '@nestjs/common';
import { OrganizationsModule } from '../organizations/organizations.module';
import { AccountsController } from './accounts.controller';
import { AccountsService } from './accounts.service';
import { LinksService } from './links.service';
import { MembersController } from './members.controller';
import { MembersService } from './members.service';
import { PeopleService } from './people.service';
import { SessionsController } from './sessions.controller';
import { SessionsService } from './sessions.service';

@Module({
  imports: [OrganizationsModule],
  controllers: [SessionsController, AccountsController, MembersController],
  providers: [SessionsService, AccountsService, LinksService, MembersService, PeopleService],
  exports: [SessionsService, AccountsService, LinksService, MembersService],
})
export class IdentityModule {}
