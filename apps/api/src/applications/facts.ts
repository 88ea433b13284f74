import type { ApplicationFacts } from '@weichuang/domain/applications/application.machine';
import { whatIsMissing } from '@weichuang/domain/applications/completeness';
import type { ApplicantKind, RoundConfig } from '@weichuang/domain/calls/round-config';
import type { FormDefinition } from '@weichuang/domain/forms/definition';
import { applicantKindOf } from '@weichuang/domain/calls/applicant-kind';
import { isRegistered } from '@weichuang/domain/organizations/registration';
import type { FieldProblem } from '@weichuang/kernel/denial';
import type { ApplicationRow } from '@weichuang/persistence/applications/entities';
import type { OrganizationRow } from '@weichuang/persistence/organizations/entities';
import type { PlaceRow } from './applications.queries';

/** How a track sees an organization of this kind; null: as none of its applicants. */
export const kindOf = (kind: OrganizationRow['kind']): ApplicantKind | null => (kind === 'other' ? null : applicantKindOf(kind));

export const registered = (kind: OrganizationRow['kind']): boolean => kind !== 'other' && isRegistered(kind);

/** What still stands between the application as it is written now and its submission. */
export function missingOf(config: RoundConfig, definition: FormDefinition, row: Pick<ApplicationRow, 'title' | 'trackId' | 'communityId' | 'answers'>, place: PlaceRow): FieldProblem[] {
  return whatIsMissing(config, definition, row.answers, {
    title: row.title,
    trackId: row.trackId,
    applicantKind: kindOf(place.organization.kind),
    host: place.host && { registered: registered(place.host.kind) },
    communityId: row.communityId,
    need: place.need && { published: place.need.state === 'published', communityId: place.need.communityId },
    pairing: place.pairing?.state ?? null,
    files: new Set(place.files),
  });
}

/** The facts of the application's machine; what a verb brings itself (a reason, named fields) is laid over them. */
export function factsOf(now: Date, config: RoundConfig, row: ApplicationRow, place: PlaceRow, problems: readonly FieldProblem[], brought: Partial<ApplicationFacts> = {}): ApplicationFacts {
  return {
    now,
    window: config.calendar,
    extension: null,
    problems,
    correctBy: row.returnUntil?.toISOString() ?? null,
    returns: row.returns,
    maxReturns: config.eligibility.maxReturns,
    returnedFields: row.returnFields ?? [],
    reason: null,
    screening: 'open',
    judgingBegun: place.judging_begun,
    ...brought,
  };
}
