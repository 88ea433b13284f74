import { ORGANIZATION_TYPES } from '../organizations/registration';
import { applicantKindOf } from './applicant-kind';

it('sees the registered types as one kind, and groups as what they are', () => {
  expect(ORGANIZATION_TYPES.map(applicantKindOf)).toEqual(['registered', 'registered', 'registered', 'filed_group', 'resident_group']);
});
