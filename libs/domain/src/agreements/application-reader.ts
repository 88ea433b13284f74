import { refuseIf } from '@weichuang/kernel/checks';
import type { Refusal } from '@weichuang/kernel/denial';
import type { Role } from '../identity/access';

/** Roles that are for some projects of the street: they read an application where the project is theirs. */
const ASSIGNED_ROLES: readonly Role[] = ['supervisor', 'evaluator'];

export interface ApplicationReader {
  /** the roles by which the person was let in */
  readonly roles: readonly Role[];
  /** is the project's supervisor, its coach, or evaluates it */
  readonly assigned: boolean;
}

/**
 * Why a person may not read a project's application: supervisors and evaluators read those of their own projects alone.
 * @returns `PROJECT.NOT_ASSIGNED`, or null
 */
export const whyNotReadApplication = ({ roles, assigned }: ApplicationReader): Refusal | null =>
  refuseIf(!assigned && roles.every((role) => ASSIGNED_ROLES.includes(role)), 'PROJECT.NOT_ASSIGNED', undefined, 'forbidden');
