import type { Field } from './definition';

/** The columns of a `people` field that names none: enough to reach a person, no more. */
export const PEOPLE_COLUMNS: readonly Field[] = [
  { id: 'name', type: 'text', label: { zh: '姓名', en: 'Name' }, required: true, maxLength: 40 },
  { id: 'phone', type: 'phone', label: { zh: '联系电话', en: 'Phone' } },
  { id: 'role', type: 'text', label: { zh: '分工', en: 'Role' }, maxLength: 60 },
];

/** The columns of a field with rows; none for any other. */
export const columnsOf = (field: Field): readonly Field[] => field.columns ?? (field.type === 'people' ? PEOPLE_COLUMNS : []);
