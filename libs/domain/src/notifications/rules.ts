import type { Role } from '../identity/access';

/**
 * Who is told of what, and where the message leads. People are found by their role where the thing belongs:
 * the street's staff, the round's undertaker, the organization's owner and members, the community.
 */
export interface TellingRule {
  /** the event's kind; its sentence is `TELL.<kind>` */
  readonly kind: string;
  readonly roles: readonly Role[];
  /** only the person whose own the thing is, of these roles: a sheet's judge, an evaluation's evaluator */
  readonly own?: boolean;
  /** where it leads; `:id` is the subject, `:round` its round, `:project` its project */
  readonly link: string;
  /** a letter by e-mail besides the message in the page */
  readonly mail: boolean;
}

const APPLICANT: readonly Role[] = ['applicant_owner', 'applicant_member'];
const DESK: readonly Role[] = ['street_handler', 'undertaker'];

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
  rule('project.assigned', ['supervisor'], '/app/projects', false),
  rule('optimisation.submit', ['undertaker', 'supervisor'], '/app/projects/:project', false),
  rule('optimisation.return', APPLICANT, '/app/projects/:project'),
  rule('optimisation.approve', APPLICANT, '/app/projects/:project'),
  rule('agreement.issue', APPLICANT, '/app/projects/:project'),
  rule('agreement.sign', DESK, '/app/projects/:project', false),
  rule('agreement.confirm', APPLICANT, '/app/projects/:project'),
  // its gate is open, and by when it is to be paid
  rule('tranche.due', ['street_manager', 'street_finance', 'street_handler'], '/app/projects/:project'),
  rule('tranche.reminded', ['street_manager', 'street_finance'], '/app/projects/:project'),
  rule('tranche.request', ['street_leader', 'street_manager'], '/app/projects/:project'),
  rule('tranche.approve', ['street_finance'], '/app/projects/:project'),
  rule('tranche.pay', APPLICANT, '/app/projects/:project'),
  rule('tranche.withhold', APPLICANT, '/app/projects/:project'),
  rule('expense.reopen', APPLICANT, '/app/projects/:project'),
  rule('finding.opened', APPLICANT, '/app/projects/:project'),
  rule('finding.rectify', ['supervisor'], '/app/projects/:project'),
  rule('finding.reject', APPLICANT, '/app/projects/:project'),
  rule('finding.close', APPLICANT, '/app/projects/:project', false),
  rule('progress_report.submit', DESK, '/app/projects/:project', false),
  rule('progress_report.return', APPLICANT, '/app/projects/:project'),
  rule('progress_report.accept', APPLICANT, '/app/projects/:project', false),
  rule('evaluation.assigned', ['evaluator'], '/app/evaluations', true, true),
  rule('evaluation.reassign', ['evaluator'], '/app/evaluations', true, true),
  rule('evaluation.recuse', ['street_manager', 'street_handler', 'undertaker'], '/app/rounds/:round/evaluations'),
  rule('evaluation.submit', ['street_manager', 'undertaker'], '/app/projects/:project', false),
  rule('evaluation.return', ['evaluator'], '/app/evaluations', true, true),
  rule('evaluation.confirm', APPLICANT, '/app/projects/:project'),
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
