import type { Role } from '@weichuang/domain/identity/access';
import type { Membership } from './session';

/** Where a page's subject lies; what a page does not know it leaves out. */
export interface Place {
  readonly tenantId?: string | undefined;
  readonly roundId?: string | undefined;
  readonly organizationId?: string | undefined;
}

/** Does this membership reach the place? A round's only that round, a street's all its rounds, an organization's whatever is its own. A district's is not known here. */
export const reaches = (one: Membership, place: Place): boolean =>
  one.round ? one.round.id === place.roundId : one.tenant ? one.tenant.id === place.tenantId : one.organization ? one.organization.id === place.organizationId : false;

/** Of a whole district, or of the platform: it may reach any street. */
const wide = (one: Membership): boolean => !one.round && !one.tenant && !one.organization && !one.community;

/**
 * The membership a person works in on a page of this place: the one shown as long as it reaches, or may reach, that far; else the same role
 * where the page is, else any other there, the round's own first. Null: none is known to reach, so nothing changes.
 */
export function membershipAt(all: readonly Membership[], shown: Membership | null, place: Place): Membership | null {
  if (shown && (reaches(shown, place) || wide(shown))) return shown;
  const there = all.filter((one) => reaches(one, place));
  const best = (among: readonly Membership[]) => among.find((one) => one.round) ?? among[0];
  return best(there.filter((one) => one.role === shown?.role)) ?? best(there) ?? (place.tenantId ? (all.find(wide) ?? null) : null);
}

/** Roles that count in this round: those of the street, and those of the round itself, but not those of another round. */
export const rolesIn = (all: readonly Membership[], place: Place, otherwise: readonly Role[]): readonly Role[] => {
  const there = all.filter((one) => reaches(one, place) || wide(one)).map((one) => one.role);
  return there.length ? [...new Set(there)] : otherwise;
};
