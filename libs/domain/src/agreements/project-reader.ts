import { refuseIf } from '@weichuang/kernel/checks';
import type { Refusal } from '@weichuang/kernel/denial';
import { onlyAssigned, type Role } from '../identity/access';

export interface ProjectReader {
  /** the roles by which the person was let in */
  readonly roles: readonly Role[];
  /** is the project's supervisor, its coach, or evaluates it */
  readonly assigned: boolean;
}

/**
 * Why a person may not look into a project's papers: supervisors, coaches and evaluators look into their own projects alone.
 * @returns `PROJECT.NOT_ASSIGNED`, or null
 */
export const whyNotLookInto = ({ roles, assigned }: ProjectReader): Refusal | null =>
  refuseIf(!assigned && onlyAssigned(roles), 'PROJECT.NOT_ASSIGNED', undefined, 'forbidden');
