import type { ProjectDetail } from '@weichuang/contracts/agreements/projects';
import type { Text } from '@weichuang/domain/forms/definition';
import type { ComponentType } from 'react';

/**
 * A tab of the project page. A slice brings its own: `export const projectTabs: ProjectTab[]` in `features/<slice>/project-tabs.tsx`,
 * with components loaded lazily; nothing here has to be edited for it.
 */
export interface ProjectTab {
  /** in the address: `?tab=activities` */
  readonly id: string;
  readonly label: Text;
  /** overview 0, application 5, plan 10, agreement 20, money 30, expenses 40, activities 50, supervision 60, reports 70, evaluation 80 */
  readonly order: number;
  readonly count?: (project: ProjectDetail) => number | undefined;
  readonly show?: (project: ProjectDetail) => boolean;
  readonly content: ComponentType<{ readonly project: ProjectDetail }>;
  /** what can be done about this tab's matter, on the right in place of the project's own steps */
  readonly next?: ComponentType<{ readonly project: ProjectDetail }>;
}

const modules = import.meta.glob<{ projectTabs: readonly ProjectTab[] }>('../*/project-tabs.tsx', { eager: true });

export const tabsOf = (project: ProjectDetail): readonly ProjectTab[] =>
  Object.values(modules)
    .flatMap((module) => module.projectTabs ?? [])
    .filter((tab) => tab.show?.(project) ?? true)
    .sort((a, b) => a.order - b.order);
