import type { PermissionTable } from '@weichuang/domain/identity/access';
import { identityPermissions } from '@weichuang/domain/identity/permissions';
import { organizationPermissions } from '@weichuang/domain/organizations/permissions';
import { auditPermissions } from '@weichuang/domain/audit/permissions';
import { filePermissions } from '@weichuang/domain/files/permissions';
import { applicationsPermissions } from '@weichuang/domain/applications/permissions';
import { eligibilityPermissions } from '@weichuang/domain/eligibility/permissions';
import { awardPermissions } from '@weichuang/domain/awards/permissions';
import { agreementsPermissions } from '@weichuang/domain/agreements/permissions';
import { disbursementsPermissions } from '@weichuang/domain/disbursements/permissions';
import { judgingPermissions } from '@weichuang/domain/judging/permissions';
import { callsPermissions } from '@weichuang/domain/calls/permissions';
import { formsPermissions } from '@weichuang/domain/forms/permissions';
import { needsPermissions } from '@weichuang/domain/needs/permissions';
import { reportsPermissions } from '@weichuang/domain/reports/permissions';
import { supervisionPermissions } from '@weichuang/domain/supervision/permissions';
import { evaluationPermissions } from '@weichuang/domain/evaluation/permissions';
import { statsPermissions } from '@weichuang/domain/stats/permissions';

/** All slices' tables in one: a permission that is not here is nobody's. */
export const permissions: PermissionTable = { ...formsPermissions, ...callsPermissions, ...needsPermissions, ...identityPermissions, ...organizationPermissions, ...filePermissions, ...auditPermissions, ...judgingPermissions, ...awardPermissions, ...applicationsPermissions, ...eligibilityPermissions, ...agreementsPermissions, ...disbursementsPermissions, ...reportsPermissions, ...supervisionPermissions, ...evaluationPermissions, ...statsPermissions };
