import { readLongAgo } from './listeners';

const now = new Date('2026-07-15T02:00:00Z');

it.each([
  ['news of the demo long past is read', true, '2026-04-20T01:00:00Z', '2026-04-21T01:00:00.000Z'],
  ['fresh news of the demo is not', true, '2026-07-10T07:30:00Z', null],
  ['a product in use never reads for its people', false, '2026-04-20T01:00:00Z', null],
])('%s', (_rule, demo, happenedAt, readAt) => {
  expect(readLongAgo(demo, new Date(happenedAt), now)?.toISOString() ?? null).toBe(readAt);
});
