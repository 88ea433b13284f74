import type { Role } from '../identity/access';

/**
 * Who is told of what, and where the message leads. People are found by their role where the thing belongs:
 * the street's staff, the round's undertaker, the organization's owner and members, the community.
 */
export interface TellingRule {
  /** the event's kind; its sentence is `TELL.<kind>` */
  readonly kind: string;
  readonly roles: readonly Role[];
  /** only the person whose own the thing is, of these roles: a sheet's judge, an evaluation's evaluator, a project's supervisor; where nobody is named, all of them */
  readonly own?: boolean;
  /** where it leads; `:id` is the subject, `:round` its round, `:project` its project */
  readonly link: string;
  /** a letter by e-mail besides the message in the page */
  readonly mail: boolean;
}

const APPLICANT: readonly Role[] = ['applicant_owner', 'applicant_member'];
const DESK: readonly Role[] = ['street_handler', 'undertaker'];

/** The project's page, on the tab where the thing stands. */
const project = (tab?: string): string => `/app/projects/:project${tab ? `?tab=${tab}` : ''}`;

const rule = (kind: string, roles: readonly Role[], link: string, mail = true, own = false): TellingRule => ({ kind, roles, link, mail, own });

export const TELLING_RULES: readonly TellingRule[] = [
  rule('need.file', DESK, '/app/rounds/:round/needs', false),
  rule('need.return', ['community_committee'], '/app/rounds/:round/needs'),
  rule('pairing.request', ['community_committee'], '/app/pairings'),
  rule('pairing.accept', APPLICANT, '/app/pairings'),
  rule('pairing.decline', APPLICANT, '/app/pairings'),
  rule('application.submit', DESK, '/app/applications/:id', false),
  rule('application.resubmit', DESK, '/app/applications/:id', false),
  rule('application.return', APPLICANT, '/app/applications/:id'),
  rule('application.qualify', APPLICANT, '/app/applications/:id'),
  rule('application.disqualify', APPLICANT, '/app/applications/:id'),
  rule('application.shortlisted', APPLICANT, '/app/applications/:id'),
  rule('application.not_shortlisted', APPLICANT, '/app/applications/:id'),
  rule('review_stage.declare', ['judge'], '/app/judging'),
  rule('review_stage.open', ['judge'], '/app/judging'),
  rule('scorecard.reopen', ['judge'], '/app/judging', true, true),
  rule('decision.submit', ['street_leader'], '/app/rounds/:round/awards'),
  rule('decision.approve', ['street_manager', 'street_handler'], '/app/rounds/:round/awards', false),
  rule('decision.return', ['street_manager', 'street_handler'], '/app/rounds/:round/awards'),
  rule('objection.received', ['street_manager', 'street_handler'], '/app/rounds/:round/awards'),
  rule('award.grant', APPLICANT, '/app/projects'),
  rule('award.decline', ['street_manager', 'street_handler'], '/app/rounds/:round/awards'),
  rule('award.promote', ['street_leader'], '/app/rounds/:round/awards'),
  rule('award.expire', APPLICANT, '/app/projects/:project'),
  // its money is back in the pool: who allocates is told
  rule('agreement.expire', ['street_manager', 'street_handler'], '/app/rounds/:round/awards'),
  rule('project.assigned', ['supervisor'], project(), false, true),
  rule('project.suspend', APPLICANT, project()),
  rule('project.resume', APPLICANT, project()),
  rule('project.resume_after_midterm', APPLICANT, project()),
  rule('project.terminate', APPLICANT, project()),
  rule('project.accept', APPLICANT, project('money'), false),
  rule('project.accept_without_midterm', APPLICANT, project('money'), false),
  rule('project.close', APPLICANT, project(), false),
  // the coach, or whoever may coach where none is named
  rule('optimisation.submit', ['undertaker', 'supervisor'], project('plan'), false, true),
  rule('optimisation.commented', APPLICANT, project('plan'), false),
  rule('optimisation.coach_return', APPLICANT, project('plan')),
  rule('optimisation.coach_approve', ['street_manager', 'street_handler'], project('plan'), false),
  rule('optimisation.return', APPLICANT, project('plan')),
  rule('optimisation.approve', APPLICANT, project('plan')),
  rule('agreement.issue', APPLICANT, project('agreement')),
  rule('agreement.recall', APPLICANT, project('agreement')),
  rule('agreement.sign', DESK, project('agreement'), false),
  rule('agreement.reject_scan', APPLICANT, project('agreement')),
  rule('agreement.confirm', APPLICANT, project('agreement')),
  // its gate is open, and by when it is to be paid
  rule('tranche.due', ['street_manager', 'street_finance', 'street_handler'], project('money')),
  rule('tranche.reminded', ['street_manager', 'street_finance'], project('money')),
  rule('tranche.request', ['street_leader', 'street_manager'], project('money')),
  rule('tranche.sendBack', ['street_finance', 'street_handler'], project('money')),
  rule('tranche.approve', ['street_finance'], project('money')),
  rule('tranche.pay', APPLICANT, project('money')),
  rule('tranche.withhold', APPLICANT, project('money')),
  rule('tranche.release', APPLICANT, project('money'), false),
  rule('tranche.reduce', APPLICANT, project('money')),
  rule('tranche.cancel', APPLICANT, project('money')),
  rule('expense.reopen', APPLICANT, project('expenses')),
  rule('visit.logged', APPLICANT, project('supervision'), false),
  rule('project.visit_reminded', ['supervisor'], project('supervision'), true, true),
  rule('finding.opened', APPLICANT, project('supervision')),
  rule('finding.report', ['supervisor'], project('supervision'), true, true),
  rule('finding.reject', APPLICANT, project('supervision')),
  rule('finding.extend', APPLICANT, project('supervision'), false),
  rule('finding.withdraw', APPLICANT, project('supervision'), false),
  rule('finding.fall_due', APPLICANT, project('supervision')),
  rule('finding.close', APPLICANT, project('supervision'), false),
  rule('progress_report.submit', DESK, '/app/progress-reports/:id', false),
  rule('progress_report.submit_late', DESK, '/app/progress-reports/:id', false),
  rule('progress_report.fall_late', APPLICANT, '/app/progress-reports/:id'),
  rule('progress_report.return', APPLICANT, '/app/progress-reports/:id'),
  rule('progress_report.accept', APPLICANT, '/app/progress-reports/:id', false),
  rule('evaluation.assigned', ['evaluator'], '/app/evaluations/:id', true, true),
  rule('evaluation.reassign', ['evaluator'], '/app/evaluations/:id', true, true),
  rule('evaluation.recuse', ['street_manager', 'street_handler', 'undertaker'], '/app/evaluations/:id'),
  rule('evaluation.submit', ['street_manager', 'undertaker'], '/app/evaluations/:id', false),
  rule('evaluation.return', ['evaluator'], '/app/evaluations/:id', true, true),
  rule('evaluation.reopen', ['evaluator'], '/app/evaluations/:id', true, true),
  rule('evaluation.confirm', APPLICANT, project('evaluation')),
];

/** Fills a link's places; a place that is not known leads to the work bench. */
export function linkOf(rule: TellingRule, ids: { readonly id: string; readonly round: string | null; readonly project: string | null }): string {
  const places: Readonly<Record<string, string | null>> = { id: ids.id, round: ids.round, project: ids.project };
  let known = true;
  const link = rule.link.replace(/:(id|round|project)/g, (_, name: string) => {
    const value = places[name];
    if (!value) known = false;
    return value ?? '';
  });
  return known ? link : '/app';
}
