import type { FieldProblem } from '@weichuang/kernel/denial';
import { type UsccKind, parseUscc } from '@weichuang/kernel/uscc';

/** Registered organizations have legal personality and a code; groups on file or of residents have neither (豫民文〔2021〕235号). */
export const ORGANIZATION_TYPES = ['association', 'social_service_agency', 'foundation', 'filed_group', 'resident_group'] as const;
export type OrganizationType = (typeof ORGANIZATION_TYPES)[number];

/** Every code the rules of registration can give. */
export const ORGANIZATION_CODES = [
  'ORGANIZATION.NAME_MISSING',
  'ORGANIZATION.USCC_MISSING',
  'ORGANIZATION.USCC_INVALID',
  'ORGANIZATION.USCC_OF_OTHER_TYPE',
  'ORGANIZATION.GROUP_HAS_NO_USCC',
  'ORGANIZATION.HOST_MISSING',
  'ORGANIZATION.HOST_NOT_REGISTERED',
  'ORGANIZATION.HOST_NOT_NEEDED',
] as const;
export type OrganizationCode = (typeof ORGANIZATION_CODES)[number];

export interface Registration {
  readonly type: OrganizationType;
  readonly name: string;
  /** as typed; normalised by the check */
  readonly usccCode: string | null;
  readonly hostOrganizationId: string | null;
  /** type of the host, when one is named and found */
  readonly hostType: OrganizationType | null;
}

export const isRegistered = (type: OrganizationType): boolean => type === 'association' || type === 'social_service_agency' || type === 'foundation';

/** Without legal personality: somebody leads it, nobody is its legal representative. */
export const isGroup = (type: string): boolean => type === 'filed_group' || type === 'resident_group';

/** The type a code speaks of (51, 52, 53), or null: the form fills the type in from it. */
export function typeOfCode(usccCode: string): OrganizationType | null {
  const read = parseUscc(usccCode);
  return 'problem' in read ? null : (OF_KIND[read.kind] ?? null);
}

const OF_KIND: Partial<Record<UsccKind, OrganizationType>> = { association: 'association', social_service_agency: 'social_service_agency', foundation: 'foundation' };

/**
 * Type and code agree (GB 32100-2015: 51 association, 52 social service agency, 53 foundation); a group has no code and needs a
 * registered host that signs and holds the money.
 */
export function checkRegistration(one: Registration): FieldProblem[] {
  const found: FieldProblem[] = [];
  if (!one.name.trim()) found.push({ path: 'name', code: 'ORGANIZATION.NAME_MISSING' });
  return [...found, ...(isRegistered(one.type) ? registeredProblems(one) : groupProblems(one))];
}

function registeredProblems(one: Registration): FieldProblem[] {
  const found: FieldProblem[] = [];
  if (!one.usccCode?.trim()) found.push({ path: 'usccCode', code: 'ORGANIZATION.USCC_MISSING' });
  else {
    const read = parseUscc(one.usccCode);
    if ('problem' in read) found.push({ path: 'usccCode', code: 'ORGANIZATION.USCC_INVALID', params: { problem: read.problem } });
    else if (read.kind !== one.type) found.push({ path: 'usccCode', code: 'ORGANIZATION.USCC_OF_OTHER_TYPE', params: { type: one.type, kind: read.kind } });
  }
  if (one.hostOrganizationId !== null) found.push({ path: 'hostOrganizationId', code: 'ORGANIZATION.HOST_NOT_NEEDED' });
  return found;
}

function groupProblems(one: Registration): FieldProblem[] {
  const found: FieldProblem[] = [];
  if (one.usccCode?.trim()) found.push({ path: 'usccCode', code: 'ORGANIZATION.GROUP_HAS_NO_USCC' });
  if (one.hostOrganizationId === null) found.push({ path: 'hostOrganizationId', code: 'ORGANIZATION.HOST_MISSING' });
  else if (one.hostType === null || !isRegistered(one.hostType)) found.push({ path: 'hostOrganizationId', code: 'ORGANIZATION.HOST_NOT_REGISTERED' });
  return found;
}
