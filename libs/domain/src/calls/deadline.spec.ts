import { windowAt, windowRefusal } from './deadline';

const window = { openAt: '2026-03-10T09:00:00+08:00', closeAt: '2026-04-10T17:00:00+08:00' };
const extension = { until: '2026-04-12T17:00:00+08:00', reason: '停电' };

it.each([
  ['a moment before', '2026-03-10T08:59:59.999+08:00', null, 'not_yet', undefined],
  ['the opening instant is inside', '2026-03-10T09:00:00+08:00', null, 'open', 'far'],
  ['a day left', '2026-04-09T17:00:00+08:00', null, 'open', 'day'],
  ['an hour left', '2026-04-10T16:00:00+08:00', null, 'open', 'hour'],
  ['ten minutes left', '2026-04-10T16:50:00+08:00', null, 'open', 'ten_minutes'],
  ['the last millisecond', '2026-04-10T16:59:59.999+08:00', null, 'open', 'ten_minutes'],
  ['the closing instant is outside', '2026-04-10T17:00:00+08:00', null, 'closed', undefined],
  ['in another zone it is the same instant', '2026-04-10T09:00:00Z', null, 'closed', undefined],
  ['with an extension', '2026-04-11T17:00:00+08:00', extension, 'open', 'day'],
  ['an extension that is over', '2026-04-12T17:00:00+08:00', extension, 'closed', undefined],
  ['an extension never shortens', '2026-04-10T16:00:00+08:00', { until: '2026-04-01T00:00:00+08:00', reason: '误' }, 'open', 'hour'],
])('%s', (_rule, now, more, state, nearness) => {
  const view = windowAt(window, new Date(now), more);
  expect(view.state).toBe(state);
  expect('nearness' in view ? view.nearness : undefined).toBe(nearness);
  expect(windowRefusal(window, new Date(now), more)?.code ?? null).toBe({ not_yet: 'CALL.NOT_OPEN', open: null, closed: 'CALL.CLOSED' }[state as 'open']);
});

it('counts the time left to the millisecond', () => {
  expect(windowAt(window, new Date('2026-04-10T16:59:58.500+08:00'))).toMatchObject({ msLeft: 1500 });
});
