import type { PermissionTable } from '@weichuang/domain/identity/access';
import { identityPermissions } from '@weichuang/domain/identity/permissions';
import { filePermissions } from '@weichuang/domain/files/permissions';
import { applicationsPermissions } from '@weichuang/domain/applications/permissions';
import { eligibilityPermissions } from '@weichuang/domain/eligibility/permissions';
import { awardPermissions } from '@weichuang/domain/awards/permissions';
import { agreementsPermissions } from '@weichuang/domain/agreements/permissions';
import { disbursementsPermissions } from '@weichuang/domain/disbursements/permissions';

/** All slices' tables in one: a permission that is not here is nobody's. */
export const permissions: PermissionTable = { ...identityPermissions, ...filePermissions, ...awardPermissions, ...applicationsPermissions, ...eligibilityPermissions, ...agreementsPermissions, ...disbursementsPermissions };
