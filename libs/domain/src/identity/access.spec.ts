import { covers, NOWHERE, rolesFor, type Membership, type Role } from './access';

const membership = (role: Role, ids: Partial<Membership> = {}): Membership => ({
  id: 'm', role, tenantId: null, roundId: null, organizationId: null, communityId: null, ...ids,
});

describe('a membership covers what it names and nothing else', () => {
  it.each([
    ['its street', membership('street_handler', { tenantId: 't' }), { ...NOWHERE, tenantId: 't', roundId: 'r' }, true],
    ['not another street', membership('street_handler', { tenantId: 't' }), { ...NOWHERE, tenantId: 'u' }, false],
    ['its round', membership('judge', { tenantId: 't', roundId: 'r' }), { ...NOWHERE, tenantId: 't', roundId: 'r' }, true],
    ['not another round', membership('judge', { tenantId: 't', roundId: 'r' }), { ...NOWHERE, tenantId: 't', roundId: 's' }, false],
    ['not what has no round', membership('judge', { tenantId: 't', roundId: 'r' }), { ...NOWHERE, tenantId: 't' }, false],
    ['its organization in any street', membership('applicant_owner', { organizationId: 'o' }), { ...NOWHERE, tenantId: 'u', organizationId: 'o' }, true],
    ['not another organization', membership('applicant_owner', { organizationId: 'o' }), { ...NOWHERE, tenantId: 't', organizationId: 'p' }, false],
    ['a street role without a street', membership('street_leader'), { ...NOWHERE, tenantId: 't' }, false],
  ])('%s', (_, held, scope, expected) => expect(covers(held, scope)).toBe(expected));
});

it('a permission that no table names is nobody’s', () => {
  expect(rolesFor({}, 'anything', 'u', [membership('platform_admin')], NOWHERE)).toEqual([]);
});

it('an own grant needs the thing to be the person’s', () => {
  const table = { 'scorecard.save': ['judge:own'] } as const;
  const held = [membership('judge', { tenantId: 't', roundId: 'r' })];
  const scope = { ...NOWHERE, tenantId: 't', roundId: 'r', userId: 'me' };
  expect(rolesFor(table, 'scorecard.save', 'me', held, scope)).toEqual(['judge']);
  expect(rolesFor(table, 'scorecard.save', 'you', held, scope)).toEqual([]);
});
