import type { SheetBrief } from '@weichuang/contracts/judging/sheets';
import type { Rubric } from './rubrics';
import type { MySheetRow } from './sheets.queries';

/** A sheet in the judge's list: how much of it is done. */
export function briefOf(row: MySheetRow, rubric: Rubric, blind: boolean): SheetBrief {
  const asked = rubric.items.filter(({ spec, field }) => spec.kind === 'base' || field.required);
  const open = row.state !== 'recused' && row.state !== 'voided';
  return {
    id: row.id,
    state: row.state,
    revision: row.revision,
    application: { id: row.applicationId, number: row.number, title: row.title, organization: blind ? null : row.organization, community: row.community },
    done: asked.filter(({ field }) => row.items[field.id]?.score).length,
    items: asked.length,
    total: open ? row.total : null,
    fullMarks: rubric.fullMarks,
  };
}

const isOpen = (sheet: SheetBrief): boolean => sheet.state === 'assigned' || sheet.state === 'in_progress';
const share = (sheet: SheetBrief): number => (sheet.items ? sheet.done / sheet.items : 0);

/** Open ones with the least done first; then those handed in, then those that are closed to the judge. Otherwise as they came. */
export function inOrder(sheets: readonly SheetBrief[]): SheetBrief[] {
  const group = (sheet: SheetBrief): number => (isOpen(sheet) ? 0 : sheet.state === 'locked' ? 1 : 2);
  return [...sheets].sort((a, b) => group(a) - group(b) || (isOpen(a) ? share(a) - share(b) : 0));
}

/** Where "save and next" goes: the open sheet with the least done, another than this one. */
export const nextOf = (sheets: readonly SheetBrief[], current: string): string | null => inOrder(sheets).find((sheet) => sheet.id !== current && isOpen(sheet))?.id ?? null;
