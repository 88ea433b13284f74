import { type Refusal, refuse } from '@weichuang/kernel/denial';
import { defineMachine } from '@weichuang/kernel/machine';

/** Why a project ends early. */
export const TERMINATION_REASONS = ['force_majeure', 'breach', 'applicant_request', 'funder_policy', 'evaluation_failed', 'not_signed'] as const;
export type TerminationReason = (typeof TERMINATION_REASONS)[number];

export interface ProjectFacts {
  readonly agreementCurrent: boolean;
  /** the round has a mid-term evaluation */
  readonly hasMidterm: boolean;
  /** grade of the last decided evaluation of the stage: does it pass; null: none yet */
  readonly midtermPasses: boolean | null;
  readonly finalPasses: boolean | null;
  readonly openFindings: number;
  /** papers the round asks for before acceptance that are not in */
  readonly missingDocuments: readonly string[];
  readonly finalReportAccepted: boolean;
  /** settlement is done: nothing to pay and nothing to give back */
  readonly settled: boolean;
  readonly terminationReason: TerminationReason | null;
  readonly reason: string | null;
}

export const PROJECT_STATES = ['contracted', 'active', 'rectifying', 'midterm_passed', 'accepted', 'closed', 'suspended', 'terminated'] as const;
export type ProjectState = (typeof PROJECT_STATES)[number];

const reasonMissing = (f: ProjectFacts): Refusal | null => (f.reason?.trim() ? null : refuse('PROJECT.REASON_MISSING', undefined, 'invalid'));
const findingsOpen = (f: ProjectFacts): Refusal | null => (f.openFindings ? refuse('PROJECT.FINDINGS_OPEN', { count: f.openFindings }) : null);
const acceptance = (f: ProjectFacts): Refusal | null =>
  findingsOpen(f) ??
  (f.finalPasses === null
    ? refuse('PROJECT.FINAL_EVALUATION_OPEN')
    : !f.finalPasses
      ? refuse('PROJECT.FINAL_EVALUATION_FAILED')
      : !f.finalReportAccepted
        ? refuse('PROJECT.FINAL_REPORT_OPEN')
        : f.missingDocuments.length
          ? refuse('PROJECT.DOCUMENTS_MISSING', { documents: f.missingDocuments })
          : null);

/** A funded project from its contract to its close. */
export const projectMachine = defineMachine<ProjectFacts>()({
  name: 'project',
  initial: 'contracted',
  states: PROJECT_STATES,
  steps: {
    start: {
      from: ['contracted'],
      to: 'active',
      can: 'project.start',
      unless: (f) => (f.agreementCurrent ? null : refuse('PROJECT.AGREEMENT_NOT_CURRENT')),
    },
    pass_midterm: {
      from: ['active', 'rectifying'],
      to: 'midterm_passed',
      can: 'project.evaluate',
      unless: (f) =>
        findingsOpen(f) ??
        (f.midtermPasses === null ? refuse('PROJECT.MIDTERM_OPEN') : f.midtermPasses ? null : refuse('PROJECT.MIDTERM_FAILED')),
    },
    /** the evaluation failed: put right by a date, then looked at a second time */
    fail_midterm: {
      from: ['active'],
      to: 'rectifying',
      can: 'project.evaluate',
      unless: (f) => (f.midtermPasses === false ? null : refuse('PROJECT.MIDTERM_NOT_FAILED')),
    },
    accept: { from: ['midterm_passed'], to: 'accepted', can: 'project.accept', unless: acceptance },
    /** rounds without a mid-term */
    accept_without_midterm: {
      from: ['active'],
      to: 'accepted',
      can: 'project.accept',
      unless: (f) => (f.hasMidterm ? refuse('PROJECT.MIDTERM_OPEN') : acceptance(f)),
    },
    close: { from: ['accepted'], to: 'closed', can: 'project.close', unless: (f) => (f.settled ? null : refuse('PROJECT.SETTLEMENT_OPEN')) },
    suspend: { from: ['active', 'rectifying', 'midterm_passed'], to: 'suspended', can: 'project.suspend', unless: reasonMissing },
    /** back to where it was: before or after the mid-term */
    resume: {
      from: ['suspended'],
      to: 'active',
      can: 'project.suspend',
      unless: (f) => (f.midtermPasses === true ? refuse('PROJECT.MIDTERM_PASSED_ALREADY') : reasonMissing(f)),
    },
    resume_after_midterm: {
      from: ['suspended'],
      to: 'midterm_passed',
      can: 'project.suspend',
      unless: (f) => (f.midtermPasses === true ? reasonMissing(f) : refuse('PROJECT.MIDTERM_OPEN')),
    },
    terminate: {
      from: ['contracted', 'active', 'rectifying', 'midterm_passed', 'suspended'],
      to: 'terminated',
      can: 'project.terminate',
      unless: (f) => (f.terminationReason === null ? refuse('PROJECT.TERMINATION_REASON_MISSING', undefined, 'invalid') : reasonMissing(f)),
    },
  },
});
export type ProjectEvent = keyof typeof projectMachine.steps;
