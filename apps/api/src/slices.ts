import { HealthModule } from './health/health.controller';
import { OrganizationsModule } from './organizations/organizations.module';
import { IdentityModule } from './identity/identity.module';
import { AuditModule } from './audit/audit.module';
import { FilesModule } from './files/files.module';
import { CallsModule } from './calls/calls.module';
import { FormsModule } from './forms/forms.module';
import { NeedsModule } from './needs/needs.module';
import { ApplicationsModule } from './applications/applications.module';
import { EligibilityModule } from './eligibility/eligibility.module';
import { JudgingModule } from './judging/judging.module';
import { AwardsModule } from './awards/awards.module';
import { PortalModule } from './portal/portal.module';
import { AgreementsModule } from './agreements/agreements.module';
import { DisbursementsModule } from './disbursements/disbursements.module';
import { LiveModule } from './live/live.module';
import { ReportsModule } from './reports/reports.module';
import { NotificationsModule } from './notifications/notifications.module';
import { SupervisionModule } from './supervision/supervision.module';
import { EvaluationModule } from './evaluation/evaluation.module';
import { StatsModule } from './stats/stats.module';

/** The slices' Nest modules, lowest first. */
export const slices = [HealthModule, LiveModule, OrganizationsModule, IdentityModule, FilesModule, AuditModule, FormsModule, CallsModule, NeedsModule, ApplicationsModule, EligibilityModule, JudgingModule, AwardsModule, PortalModule, ReportsModule, NotificationsModule, AgreementsModule, DisbursementsModule, SupervisionModule, EvaluationModule, StatsModule];
