import { streetMicro, streetMicroTemplate } from './templates/street-micro';
import { datesFrom } from './templates/template';
import { whatToLookAt } from './round-warnings';

const { calendar } = streetMicro(datesFrom(streetMicroTemplate, '2026-03-10'), Object.fromEntries(Object.keys(streetMicroTemplate.forms).map((key) => [key, key])));
const EARLY = ['calendar.projectFrom ROUND.BEGINS_BEFORE_SIGNING'];

it.each<[string, Partial<typeof calendar>, string[]]>([
  ['projects begin while others still sign', { signBy: '2026-05-24T23:59:59+08:00', projectFrom: '2026-05-10T00:00:00+08:00' }, EARLY],
  ['a second before the last moment', { signBy: '2026-05-24T23:59:59+08:00', projectFrom: '2026-05-24T23:59:58+08:00' }, EARLY],
  ['at that moment', { signBy: '2026-05-24T23:59:59+08:00', projectFrom: '2026-05-24T23:59:59+08:00' }, []],
  ['the day after', { signBy: '2026-05-24T23:59:59+08:00', projectFrom: '2026-05-25T00:00:00+08:00' }, []],
  ['the same moment in another zone', { signBy: '2026-05-24T16:00:00Z', projectFrom: '2026-05-25T00:00:00+08:00' }, []],
  ['a date that is none: the check says that', { signBy: '' }, []],
])('%s', (_rule, more, expected) => expect(whatToLookAt({ calendar: { ...calendar, ...more } }).map((one) => `${one.path} ${one.code}`)).toEqual(expected));

it('the template’s own days are worth a look', () => expect(whatToLookAt({ calendar }).map((one) => one.path)).toEqual(['calendar.projectFrom']));
