import type { Text } from '@weichuang/domain/forms/definition';
import type { Role } from '@weichuang/domain/identity/access';

/**
 * A page of a slice about one round, at `/app/rounds/:roundId/<path>`. A slice brings its own:
 * `export const roundTabs: RoundTab[]` in `features/<slice>/round-tabs.ts`; nothing here has to be edited for it.
 */
export interface RoundTab {
  /** below the round's address; '' is the overview */
  readonly path: string;
  readonly label: Text;
  /** position in the cycle: needs 10, applications 20, eligibility 30, judging 40, awards 50, agreements 60, money 70, supervision 80, evaluation 90, reports 100, people 110 */
  readonly order: number;
  /** whose tab it is; absent: everybody's who may see the round */
  readonly roles?: readonly Role[];
}

const modules = import.meta.glob<{ roundTabs: readonly RoundTab[] }>('../*/round-tabs.ts', { eager: true });

const OWN: readonly RoundTab[] = [
  { path: '', label: { zh: '概况', en: 'Overview' }, order: 0 },
  { path: 'people', label: { zh: '人员', en: 'People' }, order: 110, roles: ['street_manager', 'street_handler', 'street_leader', 'auditor', 'undertaker'] },
];

/** The tabs a person with these roles is offered, in the order of the cycle. */
export const tabsFor = (roles: readonly Role[]): readonly RoundTab[] =>
  [...OWN, ...Object.values(modules).flatMap((module) => module.roundTabs ?? [])]
    .filter((tab) => !tab.roles || tab.roles.some((role) => roles.includes(role)))
    .sort((a, b) => a.order - b.order);
