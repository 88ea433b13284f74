import fc from 'fast-check';
import { type ActivityFigures, activityProblems, minutesOf, overlapping, sumActivities } from './activity-record';

const limits = { projectFrom: '2026-05-10', projectTo: '2027-02-08', today: '2026-07-01', timeNow: '10:20' };
const one: ActivityFigures = { date: '2026-06-30', from: '09:00', to: '11:30', attendance: 30, distinct: 18, volunteers: 4, signInSheets: 1, photos: 3 };

it.each<[string, Partial<ActivityFigures>, string[]]>([
  ['sound', {}, []],
  ['everybody once', { distinct: 30 }, []],
  ['more persons than comings', { distinct: 31 }, ['distinct ACTIVITY.MORE_PERSONS_THAN_ATTENDANCES']],
  ['nobody', { attendance: 0, distinct: 0 }, ['attendance ACTIVITY.NOBODY_CAME']],
  ['comings of nobody', { distinct: 0 }, ['distinct ACTIVITY.NOBODY_CAME']],
  ['half a person', { distinct: 1.5 }, ['distinct ACTIVITY.NOT_A_COUNT']],
  ['before the project', { date: '2026-05-09' }, ['date ACTIVITY.BEFORE_PROJECT']],
  ['its first day', { date: '2026-05-10' }, []],
  ['after the project', { date: '2027-02-09' }, ['date ACTIVITY.AFTER_PROJECT']],
  ['tomorrow', { date: '2026-07-02' }, ['date ACTIVITY.IN_THE_FUTURE']],
  ['this afternoon, filed in the morning', { date: '2026-07-01', from: '14:00', to: '16:00' }, ['to ACTIVITY.NOT_OVER']],
  ['going on', { date: '2026-07-01', from: '09:00', to: '10:21' }, ['to ACTIVITY.NOT_OVER']],
  ['over this minute', { date: '2026-07-01', from: '09:00', to: '10:20' }, []],
  ['tomorrow is said once', { date: '2026-07-02', from: '14:00', to: '16:00' }, ['date ACTIVITY.IN_THE_FUTURE']],
  ['no such day', { date: '2026-06-31' }, ['date ACTIVITY.NOT_A_DATE']],
  ['backwards', { to: '09:00' }, ['to ACTIVITY.ENDS_BEFORE_IT_BEGINS']],
  ['no such time', { from: '24:10' }, ['from ACTIVITY.NOT_A_TIME']],
  ['no sign-in sheet, no photo', { signInSheets: 0, photos: 0 }, ['signInSheets ACTIVITY.SIGN_IN_MISSING', 'photos ACTIVITY.PHOTO_MISSING']],
])('%s', (_rule, more, expected) => expect(activityProblems({ ...one, ...more }, limits).map((found) => `${found.path} ${found.code}`)).toEqual(expected));

it('sums comings, and only bounds persons', () => {
  expect(sumActivities([one, { ...one, attendance: 12, distinct: 12 }])).toEqual({ sessions: 2, attendance: 42, distinctAtLeast: 18, distinctAtMost: 30, volunteerMinutes: 1200 });
  expect(minutesOf(one)).toBe(150);
});

it('persons never outnumber comings in any sum of sound records', () => {
  const record = fc.nat(500).chain((attendance) => fc.nat(attendance).map((distinct) => ({ ...one, attendance, distinct })));
  fc.assert(
    fc.property(fc.array(record), (records) => {
      const sums = sumActivities(records);
      return sums.distinctAtLeast <= sums.distinctAtMost && sums.distinctAtMost <= sums.attendance;
    }),
  );
});

it('hints at overlapping times of one day', () => {
  const a = { date: '2026-06-30', from: '09:00', to: '11:00' };
  expect(overlapping([{ ...a, from: '11:00', to: '12:00' }, a])).toEqual([]);
  expect(overlapping([{ ...a, from: '10:59', to: '12:00' }, a])).toHaveLength(1);
  expect(overlapping([{ ...a, date: '2026-07-01' }, a])).toEqual([]);
});
