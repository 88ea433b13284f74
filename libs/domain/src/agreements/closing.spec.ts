import type { AgreementState } from './agreement.machine';
import { whyNotClosing } from './closing';
import type { ProjectState } from './project.machine';

it.each<[ProjectState, AgreementState | null, string | null]>([
  ['contracted', 'draft', null],
  ['active', 'current', null],
  ['accepted', 'current', null],
  ['closed', 'ended', 'PROJECT.CLOSED'],
  ['terminated', 'current', null],
  ['terminated', 'ended', null],
  ['terminated', 'expired', 'PROJECT.LAPSED'],
  ['terminated', 'draft', 'PROJECT.LAPSED'],
  ['terminated', null, 'PROJECT.LAPSED'],
])('closing papers and audit of a project that is %s with an agreement that is %s: %s', (state, agreement, code) => expect(whyNotClosing({ state, agreement })?.code ?? null).toBe(code));
