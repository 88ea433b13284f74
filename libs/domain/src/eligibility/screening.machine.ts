import { type Refusal, refuse } from '@weichuang/kernel/denial';
import { defineMachine } from '@weichuang/kernel/machine';
import type { Outcome, RuleResult } from './rules';

/** A checker's word on one rule: answers a manual rule, or overrides an automatic one; both with the reason. */
export interface Verdict {
  readonly ruleId: string;
  readonly outcome: 'pass' | 'fail';
  readonly reason: string;
  readonly by: string;
}

export interface Concluded {
  readonly ruleId: string;
  readonly outcome: Outcome;
  /** the automatic outcome was turned by a person */
  readonly overridden: boolean;
}

/** What stands at each rule: the last verdict, else the automatic outcome. */
export function conclude(results: readonly RuleResult[], verdicts: readonly Verdict[]): Concluded[] {
  return results.map((result) => {
    const verdict = verdicts.findLast((one) => one.ruleId === result.ruleId);
    if (!verdict) return { ruleId: result.ruleId, outcome: result.outcome, overridden: false };
    return { ruleId: result.ruleId, outcome: verdict.outcome, overridden: result.outcome !== 'manual' && verdict.outcome !== result.outcome };
  });
}

/** A verdict must name a rule of the round, and overriding one needs a reason. */
export function verdictRefusal(results: readonly RuleResult[], verdict: Verdict): Refusal | null {
  const result = results.find((one) => one.ruleId === verdict.ruleId);
  if (!result) return refuse('ELIGIBILITY.RULE_UNKNOWN', { ruleId: verdict.ruleId }, 'missing');
  const turns = result.outcome !== verdict.outcome && (result.outcome !== 'manual' || verdict.outcome === 'fail');
  return turns && !verdict.reason.trim() ? refuse('ELIGIBILITY.REASON_MISSING', { ruleId: verdict.ruleId }, 'invalid') : null;
}

export interface ScreeningFacts {
  readonly concluded: readonly Concluded[];
  readonly reason: string | null;
  readonly returnedFields: readonly string[];
  readonly returns: number;
  readonly maxReturns: number;
  readonly judgingBegun: boolean;
}

export const SCREENING_STATES = ['open', 'sent_back', 'passed', 'failed'] as const;
export type ScreeningState = (typeof SCREENING_STATES)[number];

const ids = (facts: ScreeningFacts, outcome: Outcome): string[] => facts.concluded.filter((one) => one.outcome === outcome).map((one) => one.ruleId);
const reasonMissing = (facts: ScreeningFacts): Refusal | null => (facts.reason?.trim() ? null : refuse('ELIGIBILITY.REASON_MISSING', undefined, 'invalid'));

/** The eligibility check of one application: never a review of its merit. */
export const screeningMachine = defineMachine<ScreeningFacts>()({
  name: 'screening',
  initial: 'open',
  states: SCREENING_STATES,
  steps: {
    pass: {
      from: ['open'],
      to: 'passed',
      can: 'application.screen',
      unless: (f) => {
        const [failing, open] = [ids(f, 'fail'), ids(f, 'manual')];
        if (failing.length) return refuse('ELIGIBILITY.RULE_FAILS', { rules: failing });
        return open.length ? refuse('ELIGIBILITY.CHECK_OPEN', { rules: open }) : null;
      },
    },
    /** only for a rule of the call that does not hold, and in words the applicant gets to read */
    fail: {
      from: ['open', 'sent_back'],
      to: 'failed',
      can: 'application.screen',
      unless: (f) => (ids(f, 'fail').length ? reasonMissing(f) : refuse('ELIGIBILITY.NO_RULE_FAILS')),
    },
    send_back: {
      from: ['open'],
      to: 'sent_back',
      can: 'application.screen',
      unless: (f) =>
        f.returns >= f.maxReturns
          ? refuse('APPLICATION.NO_RETURNS_LEFT', { max: f.maxReturns })
          : f.returnedFields.length
            ? reasonMissing(f)
            : refuse('APPLICATION.RETURN_NAMES_NO_FIELD', undefined, 'invalid'),
    },
    /** the correction has come: everything is looked at again */
    resume: { from: ['sent_back'], to: 'open', can: 'application.submit' },
    reopen: {
      from: ['passed', 'failed'],
      to: 'open',
      can: 'application.screen',
      unless: (f) => (f.judgingBegun ? refuse('APPLICATION.JUDGING_BEGUN') : reasonMissing(f)),
    },
  },
});
export type ScreeningEvent = keyof typeof screeningMachine.steps;
