import { afterLoss } from './keep-focus';

const held = (isConnected: boolean, ...states: string[]) => ({ isConnected, matches: (selector: string) => states.includes(selector) });

it.each([
  ['has gone', held(false), false, 'page'],
  ['has gone while it was busy', held(false, '[data-loading]'), true, 'page'],
  ['is busy', held(true, ':disabled', '[data-loading]'), false, 'wait'],
  ['was only busy', held(true), true, 'back'],
  ['was busy and is done with', held(true, ':disabled'), true, 'page'],
  ['is disabled', held(true, ':disabled'), false, 'page'],
  ['was left by a click', held(true), false, 'leave'],
] as const)('the focus of what %s', (_what, last, waiting, expected) => expect(afterLoss(last, waiting)).toBe(expected));
