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

const STAFF: ReadonlySet<Role> = new Set<Role>(['street_manager', 'street_handler', 'street_finance', 'street_leader', 'auditor', 'undertaker']);

/**
 * Is this event of the project's told to the reader? How an evaluation is made, who stepped aside from it and why, is the street's;
 * everybody else hears of its result.
 */
export const toldOf = (kind: string, roles: readonly Role[]): boolean => !kind.startsWith('evaluation.') || kind === 'evaluation.confirm' || roles.some((role) => STAFF.has(role));
