import { budgetProblems } from '@weichuang/domain/applications/completeness';
import { applicantKindOf } from '@weichuang/domain/calls/applicant-kind';
import type { RoundConfig } from '@weichuang/domain/calls/round-config';
import type { EligibilityFacts } from '@weichuang/domain/eligibility/rules';
import type { FormDefinition } from '@weichuang/domain/forms/definition';
import { isRegistered } from '@weichuang/domain/organizations/registration';
import { addMonths } from '@weichuang/kernel/calendar';
import { dateInChina } from '@weichuang/kernel/clock';
import type { ScreenedRow } from './screening.queries';

/** The facts of the call's rules from what the data say. */
export function eligibilityFacts(row: ScreenedRow, config: RoundConfig, definition: FormDefinition): EligibilityFacts {
  const { organization, host } = row;
  const group = organization.kind === 'filed_group' || organization.kind === 'resident_group';
  const track = config.tracks.find((one) => one.id === row.track_id);
  const onDay = dateInChina(new Date(config.calendar.closeAt));
  return {
    applicantKind: organization.kind === 'other' ? null : applicantKindOf(organization.kind),
    track: { applicants: track?.applicants ?? [], hostRequired: track?.hostRequired ?? false },
    host: host && { name: host.name, registered: host.kind !== 'other' && isRegistered(host.kind) },
    usccCode: group ? (host?.uscc ?? null) : organization.uscc,
    registeredOn: organization.registeredOn,
    onDay,
    applications: row.applications,
    needId: row.need && 'cited',
    needPublished: row.need && row.need.state === 'published',
    pairing: row.pairing ?? 'none',
    budgetProblems: budgetProblems(config, definition, row.answers),
    isUndertaker: row.undertaker === organization.id,
    sanctions: sanctionsOf(row, config, onDay),
  };
}

/**
 * A project of this street that was terminated bars its organization for the round's own number of years. Other registers are not
 * looked at by machine, so without such a project the answer is "not known" and a person looks.
 */
function sanctionsOf(row: ScreenedRow, config: RoundConfig, onDay: string): EligibilityFacts['sanctions'] {
  const years = config.deviation?.excludeYears ?? 0;
  const running = row.terminated
    .map((at) => addMonths(dateInChina(new Date(at)), years * 12))
    .filter((until) => until > onDay)
    .map((until) => ({ kind: 'terminated_project', until }));
  return running.length ? running : null;
}
