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
  rule('need.file', DESK, '/rounds/:round/needs', false),
  rule('need.return', ['community_committee'], '/rounds/:round/needs'),
  rule('pairing.request', ['community_committee'], '/rounds/:round/pairings'),
  rule('pairing.accept', APPLICANT, '/pairings'),
  rule('pairing.decline', APPLICANT, '/pairings'),
  rule('application.submit', DESK, '/applications/:id', false),
  rule('application.resubmit', DESK, '/applications/:id', false),
  rule('application.return', APPLICANT, '/applications/:id'),
  rule('application.qualify', APPLICANT, '/applications/:id'),
  rule('application.disqualify', APPLICANT, '/applications/:id'),
  rule('review_stage.declare', ['judge'], '/judging'),
  rule('review_stage.open', ['judge'], '/judging'),
  rule('scorecard.reopen', ['judge'], '/judging', true, true),
  rule('decision.submit', ['street_leader'], '/rounds/:round/awards'),
  rule('decision.approve', ['street_manager', 'street_handler'], '/rounds/:round/awards', false),
  rule('decision.return', ['street_manager', 'street_handler'], '/rounds/:round/awards'),
  rule('objection.received', ['street_manager', 'street_handler'], '/rounds/:round/awards'),
  rule('award.grant', APPLICANT, '/projects'),
  rule('project.assigned', ['supervisor'], '/projects', false),
  rule('optimisation.submit', ['undertaker', 'supervisor'], '/projects/:project', false),
  rule('optimisation.return', APPLICANT, '/projects/:project'),
  rule('optimisation.approve', APPLICANT, '/projects/:project'),
  rule('agreement.issue', APPLICANT, '/projects/:project'),
  rule('agreement.sign', DESK, '/projects/:project', false),
  rule('agreement.confirm', APPLICANT, '/projects/:project'),
  rule('tranche.request', ['street_leader', 'street_manager'], '/projects/:project'),
  rule('tranche.approve', ['street_finance'], '/projects/:project'),
  rule('tranche.pay', APPLICANT, '/projects/:project'),
  rule('tranche.withhold', APPLICANT, '/projects/:project'),
  rule('finding.opened', APPLICANT, '/projects/:project'),
  rule('finding.rectify', ['supervisor'], '/projects/:project'),
  rule('finding.reject', APPLICANT, '/projects/:project'),
  rule('finding.close', APPLICANT, '/projects/:project', false),
  rule('progress_report.submit', DESK, '/projects/:project', false),
  rule('progress_report.return', APPLICANT, '/projects/:project'),
  rule('progress_report.accept', APPLICANT, '/projects/:project', false),
  rule('evaluation.assigned', ['evaluator'], '/evaluations', true, true),
  rule('evaluation.submit', ['street_manager', 'undertaker'], '/projects/:project', false),
  rule('evaluation.return', ['evaluator'], '/evaluations', true, true),
  rule('evaluation.confirm', APPLICANT, '/projects/:project'),
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
  return known ? link : '/workbench';
}
