import { type Registration, checkRegistration, typeOfCode } from './registration';

const agency: Registration = { type: 'social_service_agency', name: '晨光社工中心', usccCode: '52320214MJ00000182', hostOrganizationId: null, hostType: null };
const group: Registration = { type: 'filed_group', name: '银发合唱队', usccCode: null, hostOrganizationId: 'h', hostType: 'association' };

it.each<[string, Registration, string[]]>([
  ['agency, 52', agency, []],
  ['typed with blanks', { ...agency, usccCode: '5232 0214 mj00 0001 82' }, []],
  ['association, 51', { ...agency, type: 'association', usccCode: '51320214MJ00000260' }, []],
  ['association with the code of an agency', { ...agency, type: 'association' }, ['usccCode ORGANIZATION.USCC_OF_OTHER_TYPE']],
  ['an enterprise', { ...agency, usccCode: '91350100M000100Y43' }, ['usccCode ORGANIZATION.USCC_OF_OTHER_TYPE']],
  ['one digit wrong', { ...agency, usccCode: '52320214MJ00000183' }, ['usccCode ORGANIZATION.USCC_INVALID']],
  ['no code', { ...agency, usccCode: ' ' }, ['usccCode ORGANIZATION.USCC_MISSING']],
  ['no name', { ...agency, name: '' }, ['name ORGANIZATION.NAME_MISSING']],
  ['a registered one needs no host', { ...agency, hostOrganizationId: 'h', hostType: 'association' }, ['hostOrganizationId ORGANIZATION.HOST_NOT_NEEDED']],
  ['a group behind its host', group, []],
  ['a group with a code', { ...group, usccCode: '52320214MJ00000182' }, ['usccCode ORGANIZATION.GROUP_HAS_NO_USCC']],
  ['a group alone', { ...group, hostOrganizationId: null, hostType: null }, ['hostOrganizationId ORGANIZATION.HOST_MISSING']],
  ['a group behind a group', { ...group, type: 'resident_group', hostType: 'filed_group' }, ['hostOrganizationId ORGANIZATION.HOST_NOT_REGISTERED']],
])('%s', (_rule, one, expected) => expect(checkRegistration(one).map((found) => `${found.path} ${found.code}`)).toEqual(expected));

it('reads the type from a code', () => {
  expect([typeOfCode('52320214MJ00000182'), typeOfCode('51320214MJ00000260'), typeOfCode('91350100M000100Y43'), typeOfCode('x')]).toEqual(['social_service_agency', 'association', null, null]);
});
