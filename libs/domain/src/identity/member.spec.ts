import { whyNotEnd, whyNotInvite, whyNotInviteToPlatform, type MemberFacts, type MemberWish } from './member';

const wish = (role: MemberWish['role'], more: Partial<MemberWish> = {}): MemberWish => ({ role, roundId: null, communityId: null, ...more });
const facts = (more: Partial<MemberFacts> = {}): MemberFacts => ({ by: ['street_manager'], held: [], disabled: false, ...more });
const held = (role: MemberWish['role'], roundId: string | null = null) => ({ role, roundId, communityId: null });

describe('giving a role', () => {
  it.each([
    ['a handler by a manager', wish('street_handler'), facts(), null],
    ['a manager by the platform', wish('street_manager'), facts({ by: ['platform_admin'] }), null],
    ['a handler by the platform', wish('street_handler'), facts({ by: ['platform_admin'] }), 'MEMBER.ROLE_NOT_YOURS'],
    ['a judge of a round', wish('judge', { roundId: 'r' }), facts(), null],
    ['a judge of nothing', wish('judge'), facts(), 'MEMBER.ROUND_NEEDED'],
    ['a handler of one round', wish('street_handler', { roundId: 'r' }), facts(), 'MEMBER.ROUND_NOT_WANTED'],
    ['an undertaker of all rounds', wish('undertaker'), facts(), null],
    ['an undertaker of one', wish('undertaker', { roundId: 'r' }), facts(), null],
    ['a committee without a community', wish('community_committee'), facts(), 'MEMBER.COMMUNITY_NEEDED'],
    ['a committee of its community', wish('community_committee', { communityId: 'c' }), facts(), null],
    ['a handler of a community', wish('street_handler', { communityId: 'c' }), facts(), 'MEMBER.COMMUNITY_NOT_WANTED'],
    ['the same again', wish('street_handler'), facts({ held: [held('street_handler')] }), 'MEMBER.ALREADY'],
    ['the same for another round', wish('judge', { roundId: 's' }), facts({ held: [held('judge', 'r')] }), null],
    ['one more role', wish('street_finance'), facts({ held: [held('street_handler')] }), null],
    ['an auditor who acts', wish('auditor'), facts({ held: [held('street_handler')] }), 'MEMBER.AUDITOR_SEPARATE'],
    ['an act for the auditor', wish('street_handler'), facts({ held: [held('auditor')] }), 'MEMBER.AUDITOR_SEPARATE'],
    ['somebody disabled', wish('street_handler'), facts({ disabled: true }), 'MEMBER.DISABLED'],
  ])('%s', (_, wanted, known, code) => expect(whyNotInvite(wanted, known)?.code ?? null).toBe(code));
});

it.each([
  ['roundId', wish('judge'), facts()],
  ['communityId', wish('community_committee'), facts()],
  ['email', wish('street_handler'), facts({ held: [held('street_handler')] })],
  ['role', wish('auditor'), facts({ held: [held('street_handler')] })],
])('says beside %s what is wrong there', (path, wanted, known) => expect(whyNotInvite(wanted, known)?.fields?.map((one) => one.path)).toEqual([path]));

describe('giving a role of the platform', () => {
  const admin = { role: 'platform_admin', districtId: null } as const;
  const auditor = { role: 'auditor', districtId: 'd' } as const;
  const nothing = { held: [], rolesInDistrict: [], disabled: false };
  it.each([
    ['an administrator', admin, nothing, null],
    ['an auditor of a district', auditor, nothing, null],
    ['an auditor of nowhere', { role: 'auditor', districtId: null }, nothing, 'MEMBER.DISTRICT_NEEDED'],
    ['an administrator of a district', { role: 'platform_admin', districtId: 'd' }, nothing, 'MEMBER.DISTRICT_NOT_WANTED'],
    ['the same again', admin, { ...nothing, held: [admin] }, 'MEMBER.ALREADY'],
    ['another district', auditor, { ...nothing, held: [{ role: 'auditor', districtId: 'e' }] }, null],
    ['an audit by who runs the platform', auditor, { ...nothing, held: [admin] }, 'MEMBER.AUDITOR_SEPARATE'],
    ['the platform to who audits', admin, { ...nothing, held: [auditor] }, 'MEMBER.AUDITOR_SEPARATE'],
    ['an audit by a handler there', auditor, { ...nothing, rolesInDistrict: ['street_handler'] }, 'MEMBER.AUDITOR_SEPARATE'],
    ['a district to one street’s auditor', auditor, { ...nothing, rolesInDistrict: ['auditor'] }, null],
    ['somebody disabled', admin, { ...nothing, disabled: true }, 'MEMBER.DISABLED'],
  ] as const)('%s', (_, wanted, known, code) => expect(whyNotInviteToPlatform(wanted, known)?.code ?? null).toBe(code));
});

describe('ending a role', () => {
  it.each([
    ['a handler', 'street_handler', 0, null],
    ['one of two managers', 'street_manager', 1, null],
    ['the last manager', 'street_manager', 0, 'MEMBER.LAST_MANAGER'],
    ['the last administrator', 'platform_admin', 0, 'MEMBER.LAST_ADMIN'],
    ['the last owner', 'applicant_owner', 0, 'MEMBER.LAST_OWNER'],
    ['a member of an organization', 'applicant_member', 0, null],
  ] as const)('%s', (_, role, sameRoleLeft, code) => expect(whyNotEnd(role, { sameRoleLeft })?.code ?? null).toBe(code));
});
