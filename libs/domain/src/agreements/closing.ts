import { firstRefusal, refuseIf } from '@weichuang/kernel/checks';
import type { Refusal } from '@weichuang/kernel/denial';
import type { AgreementState } from './agreement.machine';
import type { ProjectState } from './project.machine';

export interface ProjectStanding {
  readonly state: ProjectState;
  /** null: none was ever drafted */
  readonly agreement: AgreementState | null;
}

/** Its agreement came into force: there is something to carry out, to pay and to account for. */
export const hasBegun = ({ agreement }: Pick<ProjectStanding, 'agreement'>): boolean => agreement === 'current' || agreement === 'ended';

/** Ended before it began: given up, or its agreement not signed in time. */
export const hasLapsed = (one: ProjectStanding): boolean => one.state === 'terminated' && !hasBegun(one);

/**
 * Why nothing is arranged, handed in or audited any more. One that was terminated under way is still accounted for.
 * @returns `PROJECT.LAPSED`, `PROJECT.CLOSED`, or null
 */
export const whyNotClosing = (one: ProjectStanding): Refusal | null => firstRefusal(refuseIf(hasLapsed(one), 'PROJECT.LAPSED'), refuseIf(one.state === 'closed', 'PROJECT.CLOSED'));
