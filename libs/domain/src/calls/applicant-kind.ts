import type { OrganizationType } from '../organizations/registration';
import type { ApplicantKind } from './round-config';

/** How a track sees an organization: the registered types are one kind, groups each their own. */
export const applicantKindOf = (type: OrganizationType): ApplicantKind => (type === 'filed_group' || type === 'resident_group' ? type : 'registered');
