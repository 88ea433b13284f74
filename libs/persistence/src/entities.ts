import { EventLogRow } from './audit/event-log.entity';
import { organizationEntities } from './organizations/entities';
import { identityEntities } from './identity/entities';
import { fileEntities } from './files/entities';
import { formsEntities } from './forms/entities';
import { callsEntities } from './calls/entities';
import { needsEntities } from './needs/entities';
import { judgingEntities } from './judging/entities';
import { awardEntities } from './awards/entities';
import { applicationEntities } from './applications/entities';
import { eligibilityEntities } from './eligibility/entities';
import { agreementEntities } from './agreements/entities';
import { disbursementEntities } from './disbursements/entities';
import { reportEntities } from './reports/entities';
import { notificationEntities } from './notifications/entities';
import { paperEntities } from './papers/entities';
import { supervisionEntities } from './supervision/entities';
import { evaluationEntities } from './evaluation/entities';

/** Every entity, listed by class: one line a slice. */
export const entities = [EventLogRow, ...organizationEntities, ...identityEntities, ...fileEntities, ...formsEntities, ...callsEntities, ...needsEntities, ...judgingEntities, ...awardEntities, ...applicationEntities, ...eligibilityEntities, ...agreementEntities, ...disbursementEntities, ...reportEntities, ...notificationEntities, ...supervisionEntities, ...evaluationEntities, ...paperEntities];
