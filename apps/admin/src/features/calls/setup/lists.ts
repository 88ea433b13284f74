import type { TFunction } from 'i18next';
import type { Option } from './controls';

const of = (t: TFunction<'calls'>, group: string, values: readonly string[]): Option[] => values.map((value) => ({ value, label: t(`${group}.${value}`) }));

/** The choices of the configuration, in the reader's words. */
export const choices = (t: TFunction<'calls'>) => ({
  applicants: of(t, 'applicant', ['registered', 'filed_group', 'resident_group']),
  grant: of(t, 'grant', ['fixed', 'requested', 'tiered', 'matched']),
  overCap: of(t, 'overCap', ['invalid', 'truncate']),
  cap: of(t, 'cap', ['share_of_grant', 'share_of_total', 'absolute', 'unit_price', 'forbidden', 'min_own_share']),
  rule: of(t, 'rule', [
    'applicant_kind', 'host_named', 'uscc_valid', 'registered_months', 'max_applications', 'need_cited', 'paired', 'within_caps', 'budget_adds_up', 'not_undertaker', 'not_sanctioned', 'manual',
  ]),
  aggregate: of(t, 'aggregate', ['mean', 'trimmed_mean', 'median', 'sum', 'standard_score']),
  total: of(t, 'total', ['weighted', 'sum']),
  rounding: of(t, 'rounding', ['half_up', 'half_even', 'down']),
  tie: of(t, 'tie', ['criterion', 'median', 'higher_own_share', 'lower_request', 'earlier_submission', 'funder_decides']),
  panel: of(t, 'panel', ['expert', 'public']),
  party: of(t, 'party', ['street', 'undertaker', 'organization', 'service_centre', 'community']),
  gate: of(t, 'gate', ['signed', 'midterm_pass', 'accepted', 'accepted_and_audited']),
  evaluation: of(t, 'evaluation', ['midterm', 'final']),
  late: of(t, 'late', ['accept', 'fail_without_excuse']),
});
