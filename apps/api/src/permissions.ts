import type { PermissionTable } from '@weichuang/domain/identity/access';
import { identityPermissions } from '@weichuang/domain/identity/permissions';
import { filePermissions } from '@weichuang/domain/files/permissions';

/** All slices' tables in one: a permission that is not here is nobody's. */
export const permissions: PermissionTable = { ...identityPermissions, ...filePermissions };
