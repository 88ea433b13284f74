import { zodResolver } from '@hookform/resolvers/zod';
import { useMemo } from 'react';
import { useForm, type DefaultValues, type FieldValues, type UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';

/** The part of a zod issue that a sentence needs. */
interface Issue {
  readonly code?: string;
  readonly input?: unknown;
  readonly minimum?: number | bigint;
  readonly maximum?: number | bigint;
  readonly origin?: string;
  readonly format?: string;
}

/** Key and figures of the sentence for an issue; the texts are under `problem` in the kit's messages. */
export function issueKey(issue: Issue): { key: string; params: Record<string, string> } {
  // what MoneyInput gives for a text that is no sum
  if (Number.isNaN(issue.input)) return { key: 'money', params: {} };
  const blank = issue.input === undefined || issue.input === null || issue.input === '';
  const what = issue.origin === 'string' ? 'Text' : issue.origin === 'array' ? 'List' : 'Number';
  switch (issue.code) {
    case 'too_small':
      return blank ? { key: 'required', params: {} } : { key: `tooSmall${what}`, params: { min: String(issue.minimum) } };
    case 'too_big':
      return { key: `tooBig${what}`, params: { max: String(issue.maximum) } };
    case 'invalid_format':
      return blank ? { key: 'required', params: {} } : { key: issue.format === 'email' ? 'email' : issue.format === 'date' ? 'date' : 'format', params: {} };
    case 'invalid_type':
    case 'invalid_value':
    case 'invalid_union':
      return { key: blank ? 'required' : 'format', params: {} };
    default:
      return { key: 'format', params: {} };
  }
}

/**
 * A form over a schema of `contracts`: its input is what is typed, its output what is sent.
 * Checked when a field is left, then while it is put right.
 */
export function useZodForm<In extends FieldValues, Out>(
  schema: z.ZodType<Out, In>,
  defaultValues: DefaultValues<In>,
): UseFormReturn<In, unknown, Out> {
  const { t } = useTranslation('ui');
  const resolver = useMemo(
    () =>
      zodResolver<In, unknown, Out>(schema, {
        error: (issue: Issue) => {
          const { key, params } = issueKey(issue);
          return t(`problem.${key}`, params);
        },
      }),
    [schema, t],
  );
  return useForm<In, unknown, Out>({ resolver, defaultValues, mode: 'onTouched' });
}
