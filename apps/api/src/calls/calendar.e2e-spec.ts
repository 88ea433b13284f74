import { getNotice, draftNotice } from '@weichuang/contracts/awards/notice';
import { getCalendar, setCalendarDay, unsetCalendarDay } from '@weichuang/contracts/calls/calendar';
import { getScreening } from '@weichuang/contracts/eligibility/screening';
import { testApi, type TestApi } from '@weichuang/testing/api';
import { applications } from '@weichuang/testing/builders/applications';
import { decidedRound } from '@weichuang/testing/builders/awards';
import { publishedRound } from '@weichuang/testing/builders/calls';
import { permissions } from '../permissions';
import { slices } from '../slices';

let t: TestApi;
beforeAll(async () => {
  t = await testApi(slices, permissions);
});
afterAll(() => t.close());
// a Monday; the five working days from here hold no holiday
beforeEach(async () => (await t.world()).at('2026-03-02T09:00:00+08:00'));

const off = (reason = '街道搬迁') => ({ kind: 'off' as const, reason });

it('shows the official days of a published year, and says which years are not', async () => {
  const w = await t.world();
  const params = { tenantId: w.tenantId };
  const handler = await w.as('street_handler');
  const view = await handler.do(getCalendar, { params });
  expect(view).toMatchObject({ year: 2026, today: '2026-03-02', published: true, own: [], maySet: false });
  expect(view.source).toContain('2026');
  expect(view.official).toContainEqual({ day: '2026-05-09', kind: 'work' });
  expect(view.official).toContainEqual({ day: '2026-10-07', kind: 'off' });
  expect(await handler.do(getCalendar, { params, query: { year: 2031 } })).toMatchObject({ published: false, source: null, official: [] });
});

it('is set by the manager, tells the log, and moves what is still to come', async () => {
  const w = await t.world();
  const params = { tenantId: w.tenantId };
  const manager = await w.as('street_manager');
  const { roundId } = await publishedRound(w);
  await w.rows(`UPDATE round SET config = jsonb_set(jsonb_set(config, '{calendar,noticeFrom}', '"2026-03-09T09:00:00+08:00"'), '{notice}', config -> 'notice' || '{"workingDays":5,"countFirstDay":true}') WHERE id = $1`, [roundId]);
  const planned = async () => (await manager.do(getCalendar, { params })).counted.filter((one) => one.kind === 'planned_notice');
  expect(await planned()).toMatchObject([{ id: roundId, from: '2026-03-09', to: '2026-03-13', workingDays: 5, fixed: false, link: `/app/rounds/${roundId}` }]);
  const day = { ...params, day: '2026-03-11' };
  const set = await manager.do(setCalendarDay, { params: day, body: off() });
  expect(set.own).toMatchObject([{ day: '2026-03-11', kind: 'off', reason: '街道搬迁', by: '王小明' }]);
  expect(await planned()).toMatchObject([{ to: '2026-03-16' }]);
  await manager.do(setCalendarDay, { params: { ...params, day: '2026-03-14' }, body: { kind: 'work', reason: '补班' } });
  expect(await planned()).toMatchObject([{ to: '2026-03-14' }]);
  await manager.do(setCalendarDay, { params: day, body: off('街道停电') });
  expect((await manager.do(unsetCalendarDay, { params: day })).own).toMatchObject([{ day: '2026-03-14' }]);
  expect(await planned()).toMatchObject([{ to: '2026-03-13' }]);
  expect((await manager.call(unsetCalendarDay, { params: day })).status).toBe(404);
  expect(await w.rows(`SELECT kind, data -> 'before' ->> 'reason' AS before, data -> 'after' ->> 'reason' AS after FROM event_log WHERE tenant_id = $1 ORDER BY id`, [w.tenantId])).toEqual([
    { kind: 'calendar.set', before: null, after: '街道搬迁' }, { kind: 'calendar.set', before: null, after: '补班' },
    { kind: 'calendar.set', before: '街道搬迁', after: '街道停电' }, { kind: 'calendar.unset', before: '街道停电', after: null },
  ]);
});

it('is what corrections and notices are counted by, in this street and no other', async () => {
  const w = await t.world();
  const handler = await w.as('street_handler');
  const manager = await w.as('street_manager');
  const round = await publishedRound(w);
  const [application] = await applications(w, round, 1, { state: 'submitted' });
  const until = async () => (await handler.do(getScreening, { params: { id: application?.id ?? '' } })).correctBy.until.slice(0, 10);
  const decided = await decidedRound(w, 2, 1);
  const { id } = await handler.do(draftNotice, { params: { roundId: decided.roundId } });
  const ends = async () => (await handler.do(getNotice, { params: { id }, query: { startsOn: '2026-03-03' } })).proposed?.endsOn ?? '';
  const before = [await until(), await ends()] as const;
  const other = await t.world();
  const elsewhere = await other.as('street_manager');
  await elsewhere.do(setCalendarDay, { params: { tenantId: other.tenantId, day: '2026-03-04' }, body: off() });
  expect([await until(), await ends()]).toEqual(before);
  await manager.do(setCalendarDay, { params: { tenantId: w.tenantId, day: '2026-03-04' }, body: off() });
  const after = [await until(), await ends()] as const;
  expect(after[0] > before[0]).toBe(true);
  expect(after[1] > before[1]).toBe(true);
});

it.each([
  ['today', '2026-03-02', 'off', 'CALENDAR.DAY_PAST'],
  ['a day past', '2026-02-26', 'off', 'CALENDAR.DAY_PAST'],
  ['a weekend off', '2026-03-14', 'off', 'CALENDAR.DAY_SO_ALREADY'],
  ['a weekday worked', '2026-03-11', 'work', 'CALENDAR.DAY_SO_ALREADY'],
] as const)('refuses %s', async (_, day, kind, code) => {
  const w = await t.world();
  const answer = await (await w.as('street_manager')).call(setCalendarDay, { params: { tenantId: w.tenantId, day }, body: { kind, reason: '试试' } });
  expect(answer.problem).toMatchObject({ status: 422, code });
});

it('is the manager’s to change, the staff’s to see, nobody else’s', async () => {
  const w = await t.world();
  const params = { tenantId: w.tenantId };
  const day = { ...params, day: '2026-03-11' };
  for (const role of ['street_handler', 'street_leader', 'auditor'] as const) {
    const one = await w.as(role);
    expect((await one.call(getCalendar, { params })).status).toBe(200);
    expect((await one.call(setCalendarDay, { params: day, body: off() })).status).toBe(403);
    expect((await one.call(unsetCalendarDay, { params: day })).status).toBe(403);
  }
  expect((await (await w.as('supervisor')).call(getCalendar, { params })).status).toBe(403);
  const stranger = await w.stranger();
  expect((await stranger.call(getCalendar, { params })).status).toBe(404);
  expect((await stranger.call(setCalendarDay, { params: day, body: off() })).status).toBe(404);
  expect((await (await w.as('street_manager')).call(setCalendarDay, { params: { ...params, day: '2026-02-30' }, body: off() })).status).toBe(404);
});
