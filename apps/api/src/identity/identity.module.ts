import { Module } from '@nestjs/common';
import { OrganizationsModule } from '../organizations/organizations.module';
import { AccountsController } from './accounts.controller';
import { AccountsService } from './accounts.service';
import { LinksService } from './links.service';
import { MembersController } from './members.controller';
import { MembersService } from './members.service';
import { PeopleService } from './people.service';
import { PlatformController } from './platform.controller';
import { PlatformService } from './platform.service';
import { SessionsController } from './sessions.controller';
import { SessionsService } from './sessions.service';

@Module({
  imports: [OrganizationsModule],
  controllers: [SessionsController, AccountsController, MembersController, PlatformController],
  providers: [SessionsService, AccountsService, LinksService, MembersService, PeopleService, PlatformService],
  exports: [SessionsService, AccountsService, LinksService, MembersService],
})
export class IdentityModule {}
