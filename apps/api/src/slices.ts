import { HealthModule } from './health/health.controller';
import { IdentityModule } from './identity/identity.module';
import { LiveModule } from './live/live.module';

/** The slices' Nest modules, lowest first. */
export const slices = [HealthModule, LiveModule, IdentityModule];
