import type { FieldProblem } from '@weichuang/kernel/denial';
import type { RoundConfig } from './round-config';

/** Every code `whatToLookAt` can give. */
export const ROUND_WARNING_CODES = ['ROUND.BEGINS_BEFORE_SIGNING'] as const;
export type RoundWarningCode = (typeof ROUND_WARNING_CODES)[number];

/** What a round may well be meant to have and is worth a second look before it is published; it keeps nothing from being published. */
export function whatToLookAt({ calendar }: Pick<RoundConfig, 'calendar'>): FieldProblem[] {
  const found: FieldProblem[] = [];
  const warn = (path: string, code: RoundWarningCode): void => void found.push({ path, code });
  // no project is carried out before its agreement is signed; dates that are none compare as false
  if (Date.parse(calendar.projectFrom) < Date.parse(calendar.signBy)) warn('calendar.projectFrom', 'ROUND.BEGINS_BEFORE_SIGNING');
  return found;
}
