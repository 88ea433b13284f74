import { PLACE_KEYS } from '@weichuang/domain/applications/saving';
import type { FormDefinition } from '@weichuang/domain/forms/definition';
import type { WorkCalendar } from '@weichuang/kernel/calendar';
import { dateInChina, endOfDayInChina } from '@weichuang/kernel/clock';

/** The end of the n-th working day after today, in China, by the street's calendar. */
export function correctBy(now: Date, workingDays: number, workdays: WorkCalendar): { at: Date; certain: boolean } {
  const { date, certain } = workdays.addWorkdays(dateInChina(now), workingDays, { countFirstDay: false });
  return { at: endOfDayInChina(date), certain };
}

const PLACE_LABELS: Readonly<Record<(typeof PLACE_KEYS)[number], { zh: string; en: string }>> = {
  title: { zh: '项目名称', en: 'Title' },
  host: { zh: '依托单位', en: 'Host organization' },
  community: { zh: '实施社区', en: 'Community' },
  need: { zh: '对应需求', en: 'Need' },
  pairing: { zh: '社区结对', en: 'Pairing' },
};
const PLACE_SECTION = { zh: '申报信息', en: 'Application' };

/** Everything a return may name: the form's fields, and what lies beside the form. */
export function returnable(definition: FormDefinition) {
  const fields = definition.sections.flatMap((section) => section.fields.map((field) => ({ id: field.id, label: field.label, section: section.title })));
  const taken = new Set(fields.map((field) => field.id));
  return [...fields, ...PLACE_KEYS.filter((key) => key !== 'title' || !taken.has('project_name')).filter((key) => !taken.has(key)).map((key) => ({ id: key, label: PLACE_LABELS[key], section: PLACE_SECTION }))];
}
