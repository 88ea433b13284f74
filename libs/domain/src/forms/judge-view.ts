import { isPlainObject, own } from './answer';
import type { Answers, Field, FormDefinition } from './definition';
import { columnsOf } from './people';
import { visibleFields } from './visible-fields';

/** Judges never get a personal field (`people` always is one), nor an identifying one when they judge blind. */
const closed = (field: Field, blind: boolean): boolean =>
  field.personal === true || field.type === 'people' || (blind && field.identifying === true);

/**
 * The answers a judge may read: shown fields of the definition alone (what the definition does not name never leaves),
 * without personal ones, and without identifying ones when `blind`; the same for the columns of tables.
 */
export function forJudges(definition: FormDefinition, answers: Answers, blind: boolean): Answers {
  const open: [string, unknown][] = [];
  for (const field of visibleFields(definition, answers)) {
    const value = own(answers, field.id);
    if (closed(field, blind) || value === undefined) continue;
    open.push([field.id, field.type === 'table' ? openRows(field, value, blind) : value]);
  }
  return Object.fromEntries(open);
}

/** Row ids are dropped as well: they may have been made from what a cell says. */
function openRows(field: Field, rows: unknown, blind: boolean): unknown {
  if (!Array.isArray(rows)) return [];
  const columns = columnsOf(field).filter((column) => !closed(column, blind));
  return rows.map((row: unknown) =>
    isPlainObject(row)
      ? Object.fromEntries(columns.filter((column) => Object.hasOwn(row, column.id)).map((column) => [column.id, row[column.id]]))
      : {},
  );
}

/**
 * The definition a judge's page is drawn from: the fields `forJudges` may answer, without their conditions (those may read
 * closed fields, and are decided already) and without sections left empty.
 */
export function definitionForJudges(definition: FormDefinition, answers: Answers, blind: boolean): FormDefinition {
  const shown = new Set(visibleFields(definition, answers).map((field) => field.id));
  const sections = definition.sections.map((section) => ({
    ...section,
    fields: section.fields
      .filter((field) => shown.has(field.id) && !closed(field, blind))
      .map(({ showIf: _decided, ...field }) =>
        field.columns ? { ...field, columns: field.columns.filter((column) => !closed(column, blind)) } : field,
      ),
  }));
  return { sections: sections.filter((section) => section.fields.length > 0) };
}
