import type { Field, FieldType, FormDefinition, Section } from '@weichuang/domain/forms/definition';

export const FIELD_TYPES: readonly FieldType[] = [
  'text', 'longtext', 'number', 'integer', 'money', 'date', 'period', 'choice', 'multichoice', 'phone', 'email', 'table', 'budget', 'people', 'file', 'declaration', 'community', 'need', 'score',
];
/** What a column of a table may be. */
export const COLUMN_TYPES: readonly FieldType[] = ['text', 'longtext', 'number', 'integer', 'money', 'date', 'choice', 'phone', 'email'];

/** Where something stands: a section, or a field in it. */
export interface Place {
  readonly section: number;
  readonly field: number | null;
}

const swapped = <T>(list: readonly T[], from: number, to: number): readonly T[] => list.map((item, i) => (i === to ? list[from]! : i === from ? list[to]! : item)); // both are positions of the list

/** A definition is never changed in place: each of these makes a new one. */
export const withSection = (definition: FormDefinition, at: number, change: (section: Section) => Section): FormDefinition => ({
  sections: definition.sections.map((section, i) => (i === at ? change(section) : section)),
});
export const withField = (definition: FormDefinition, { section, field }: Place, change: (field: Field) => Field): FormDefinition =>
  withSection(definition, section, (one) => ({ ...one, fields: one.fields.map((item, i) => (i === field ? change(item) : item)) }));

export const addSection = (definition: FormDefinition): FormDefinition => ({
  sections: [...definition.sections, { id: freshId('part', idsOf(definition)), title: { zh: '' }, fields: [] }],
});
export const addField = (definition: FormDefinition, section: number, type: FieldType): FormDefinition =>
  withSection(definition, section, (one) => ({ ...one, fields: [...one.fields, retyped({ id: freshId(type, idsOf(definition)), type, label: { zh: '' } }, type)] }));
export const remove = (definition: FormDefinition, { section, field }: Place): FormDefinition =>
  field === null ? { sections: definition.sections.filter((_, i) => i !== section) } : withSection(definition, section, (one) => ({ ...one, fields: one.fields.filter((_, i) => i !== field) }));

/** One step up or down; a field at the edge of its section goes over into the next. Returns where it then stands; null: nowhere to go. */
export function move(definition: FormDefinition, place: Place, by: -1 | 1): { definition: FormDefinition; place: Place } | null {
  const { section, field } = place;
  if (field === null) {
    const to = section + by;
    return definition.sections[to] ? { definition: { sections: swapped(definition.sections, section, to) }, place: { section: to, field: null } } : null;
  }
  const own = definition.sections[section];
  const to = field + by;
  if (own?.fields[to]) return { definition: withSection(definition, section, (one) => ({ ...one, fields: swapped(one.fields, field, to) })), place: { section, field: to } };
  const moved = own?.fields[field];
  const next = definition.sections[section + by];
  if (!moved || !next) return null;
  const taken = withSection(definition, section, (one) => ({ ...one, fields: one.fields.filter((_, i) => i !== field) }));
  const put = withSection(taken, section + by, (one) => ({ ...one, fields: by === 1 ? [moved, ...one.fields] : [...one.fields, moved] }));
  return { definition: put, place: { section: section + by, field: by === 1 ? 0 : next.fields.length } };
}

const idsOf = (definition: FormDefinition): ReadonlySet<string> => new Set(definition.sections.flatMap((section) => [section.id, ...section.fields.map((field) => field.id)]));

/** `text_2`: readable, and not yet taken. */
export function freshId(base: string, taken: ReadonlySet<string>): string {
  for (let n = 1; ; n++) if (!taken.has(`${base}_${n}`)) return `${base}_${n}`;
}

/** The field as another type: what both types have stays, what the new one needs is there. */
export function retyped(field: Field, type: FieldType): Field {
  const { id, label, help, required, showIf, personal, identifying } = field;
  const kept = { id, label, ...(help && { help }), ...(required && { required }), ...(showIf && { showIf }), ...(personal && { personal }), ...(identifying && { identifying }) };
  const choices = type === 'choice' || type === 'multichoice';
  return {
    ...kept,
    type,
    ...(choices && { options: field.options ?? [{ id: 'a', label: { zh: '' } }] }),
    ...(type === 'table' && { columns: field.columns ?? [{ id: 'col_1', type: 'text', label: { zh: '' } }] }),
    ...(type === 'score' && { score: field.score ?? { max: '10', step: '1', kind: 'base' }, required: required ?? true }),
    ...((type === 'text' || type === 'longtext') && field.maxLength && { maxLength: field.maxLength }),
    ...(type === 'file' && { accept: field.accept ?? ['pdf', 'image'] }),
  };
}

/** The place a problem's path names: `sections.1.fields.2.options.0.label`. */
export function placeOf(path: string): Place | null {
  const [, section, , field] = /^sections\.(\d+)(\.fields\.(\d+))?/.exec(path) ?? [];
  return section === undefined ? null : { section: Number(section), field: field === undefined ? null : Number(field) };
}
