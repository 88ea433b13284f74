import { HealthModule } from './health/health.controller';
import { IdentityModule } from './identity/identity.module';
import { FilesModule } from './files/files.module';
import { LiveModule } from './live/live.module';

/** The slices' Nest modules, lowest first. */
export const slices = [HealthModule, LiveModule, IdentityModule, FilesModule];
