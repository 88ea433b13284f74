import type { Answers, Field, FormDefinition } from '@weichuang/domain/forms/definition';
import { definitionForJudges, forJudges } from '@weichuang/domain/forms/judge-view';
import { isId } from '@weichuang/kernel/id';

export interface Material {
  readonly definition: FormDefinition;
  readonly answers: Answers;
  /** ids of stored files that the answers name, in their order */
  readonly fileIds: readonly string[];
  readonly needIds: readonly string[];
}

/**
 * What of an application a judge may see, and, not blind, whoever supervises or evaluates its project: nothing personal. Whatever is
 * not in it, none of their routes gives out.
 */
export function materialFor(definition: FormDefinition, answers: Answers, blind: boolean): Material {
  const open = { definition: definitionForJudges(definition, answers, blind), answers: forJudges(definition, answers, blind) };
  return { ...open, fileIds: idsIn(open, 'file'), needIds: idsIn(open, 'need') };
}

function idsIn({ definition, answers }: { definition: FormDefinition; answers: Answers }, type: Field['type']): string[] {
  const ids: string[] = [];
  const take = (value: unknown): void => {
    for (const one of Array.isArray(value) ? value : [value]) if (typeof one === 'string' && isId(one)) ids.push(one);
  };
  for (const field of definition.sections.flatMap((section) => section.fields)) {
    const value = answers[field.id];
    if (field.type === type) take(value);
    for (const column of field.columns ?? [])
      if (column.type === type && Array.isArray(value)) for (const row of value as unknown[]) take(cell(row, column.id));
  }
  return [...new Set(ids)];
}

const cell = (row: unknown, id: string): unknown => (typeof row === 'object' && row !== null && Object.hasOwn(row, id) ? (row as Record<string, unknown>)[id] : undefined); // an object with this very key
