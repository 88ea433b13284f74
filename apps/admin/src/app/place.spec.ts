import { membershipAt, rolesIn } from './place';
import type { Membership } from './session';

const named = (name: string | undefined) => (name ? { id: name, name } : null);
const at = (id: string, role: Membership['role'], where: { tenant?: string; round?: string; organization?: string; district?: string } = {}): Membership => ({
  id, role, tenant: named(where.tenant), round: named(where.round), organization: named(where.organization), community: null, district: named(where.district),
});
const ALL = [
  at('undertaker-A', 'undertaker', { tenant: 'A' }),
  at('judge-R1', 'judge', { tenant: 'A', round: 'R1' }),
  at('judge-R2', 'judge', { tenant: 'A', round: 'R2' }),
  at('undertaker-B', 'undertaker', { tenant: 'B' }),
  at('owner', 'applicant_owner', { organization: 'O' }),
];
const DISTRICT = at('district', 'auditor', { district: 'D' });
const shown = (id: string) => ALL.find((one) => one.id === id) ?? null;

it.each([
  ['stays where it reaches', 'undertaker-A', { tenantId: 'A', roundId: 'R2' }, 'undertaker-A'],
  ['goes to the other street in the same role', 'undertaker-A', { tenantId: 'B', roundId: 'R9' }, 'undertaker-B'],
  ['goes to the other round in the same role', 'judge-R1', { tenantId: 'A', roundId: 'R2' }, 'judge-R2'],
  ['goes from the round to the street where it has no more of its own', 'judge-R1', { tenantId: 'A', roundId: 'R3' }, 'undertaker-A'],
  ['takes the round’s own role where only the round is known', 'undertaker-B', { roundId: 'R2' }, 'judge-R2'],
  ['stays with its own organization', 'owner', { tenantId: 'A', roundId: 'R1', organizationId: 'O' }, 'owner'],
  ['goes to the organization from a street without a role', 'undertaker-B', { tenantId: 'C', roundId: 'R8', organizationId: 'O' }, 'owner'],
] as const)('%s', (_, from, place, to) => expect(membershipAt(ALL, shown(from), place)?.id).toBe(to));

it('changes nothing where no membership is known to reach', () => expect(membershipAt(ALL, shown('owner'), { tenantId: 'C', roundId: 'R8' })).toBeNull());
it('a district’s auditor stays one everywhere, and is one where no street’s role reaches', () => {
  expect(membershipAt([...ALL, DISTRICT], DISTRICT, { tenantId: 'A', roundId: 'R1' })).toBe(DISTRICT);
  expect(membershipAt([...ALL, DISTRICT], shown('undertaker-A'), { tenantId: 'C', roundId: 'R8' })).toBe(DISTRICT);
  expect(membershipAt([...ALL, DISTRICT], shown('undertaker-A'), { roundId: 'R8' })).toBeNull();
});

it.each([
  ['the street’s and the round’s own', { tenantId: 'A', roundId: 'R1' }, ['undertaker', 'judge']],
  ['but not another round’s', { tenantId: 'A', roundId: 'R3' }, ['undertaker']],
  ['and what the session says where none is known', { tenantId: 'C', roundId: 'R8' }, ['supervisor']],
] as const)('roles in a round: %s', (_, place, roles) => expect(rolesIn(ALL, place, ['supervisor'])).toEqual(roles));
