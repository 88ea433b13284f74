import { z } from 'zod';
import type { Condition, Field, FormDefinition, Text } from '@weichuang/domain/forms/definition';

const Key = z.string().min(1).max(64);
const Count = z.int().min(0).max(1_000_000);
const Limit = z.number().min(-1e12).max(1e12);

const ConditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(ConditionSchema).max(20) }),
    z.strictObject({ any: z.array(ConditionSchema).max(20) }),
    z.strictObject({ not: ConditionSchema }),
    z.strictObject({ field: Key, is: z.literal('answered') }),
    z.strictObject({ field: Key, is: z.enum(['equals', 'includes']), value: z.union([z.string().max(400), z.number(), z.boolean()]) }),
    z.strictObject({ field: Key, is: z.enum(['atLeast', 'atMost']), value: z.number() }),
  ]),
);

const FieldTypeSchema = z.enum([
  'text',
  'longtext',
  'number',
  'integer',
  'money',
  'date',
  'period',
  'choice',
  'multichoice',
  'phone',
  'email',
  'table',
  'budget',
  'people',
  'file',
  'declaration',
  'community',
  'need',
  'score',
]);

interface Leaves {
  readonly TextIn: z.ZodType<Text>;
  readonly DecimalText: z.ZodType<string>;
  readonly Id: z.ZodType<string>;
}

/** The shape, with what its texts, scores and ids may be. */
function definitionOf({ TextIn, DecimalText, Id }: Leaves): z.ZodType<FormDefinition> {
  const ScoreSchema = z.strictObject({
    max: DecimalText,
    step: DecimalText,
    kind: z.enum(['base', 'bonus', 'penalty', 'veto']),
    anchors: z.array(z.strictObject({ fromPct: z.number().min(0).max(100), text: TextIn })).max(10).optional(),
    commentRequired: z.boolean().optional(),
    source: Key.optional(),
  });

  const FieldSchema: z.ZodType<Field> = z.lazy(() =>
    z.strictObject({
      id: Id,
      type: FieldTypeSchema,
      label: TextIn,
      help: TextIn.optional(),
      required: z.boolean().optional(),
      maxLength: Count.optional(),
      min: Limit.optional(),
      max: Limit.optional(),
      options: z.array(z.strictObject({ id: Id, label: TextIn })).max(300).optional(),
      columns: z.array(FieldSchema).max(40).optional(),
      minRows: Count.optional(),
      maxRows: Count.optional(),
      showIf: ConditionSchema.optional(),
      score: ScoreSchema.optional(),
      personal: z.boolean().optional(),
      identifying: z.boolean().optional(),
      accept: z.array(z.enum(['pdf', 'image', 'word', 'excel'])).max(4).optional(),
    }),
  );

  return z.strictObject({
    sections: z
      .array(z.strictObject({ id: Id, title: TextIn, help: TextIn.optional(), fields: z.array(FieldSchema).max(200) }))
      .max(60),
  });
}

const Definition = definitionOf({
  // English may be missing
  TextIn: z.strictObject({ zh: z.string().trim().min(1).max(400), en: z.string().trim().max(800).optional() }),
  DecimalText: z.string().regex(/^\d{1,9}(\.\d{1,6})?$/),
  Id: Key,
});
const Draft = definitionOf({
  TextIn: z.strictObject({ zh: z.string().trim().max(400), en: z.string().trim().max(800).optional() }),
  DecimalText: z.string().trim().max(20),
  Id: z.string().max(64),
});

/** Deeper than any form: sections, fields, columns, and a condition of some levels. */
const DEEPEST = 40;

/** Is a JSON value nested no deeper than `most`? Without recursion, for it guards the recursion that follows. */
function isShallow(value: unknown, most: number): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length; depth++) {
    if (depth > most) return false;
    level = level.flatMap((one): unknown[] => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  }
  return true;
}

/**
 * A form, rubric, index or checklist in a request: its shape, strictly (an unknown key is refused, so that a misspelt one is seen).
 * Whether it can be published is `checkDefinition`'s to say. A value nested beyond all forms is refused as no definition at all.
 */
export const FormDefinitionSchema: z.ZodType<FormDefinition> = z.preprocess((value) => (isShallow(value, DEEPEST) ? value : null), Definition);

/** A definition that is being written: labels, ids and scores may still be blank. */
export const FormDefinitionDraft: z.ZodType<FormDefinition> = z.preprocess((value) => (isShallow(value, DEEPEST) ? value : null), Draft);

/**
 * Answers in a request: any JSON by field id. What they may be is the definition's to say (`cleanAnswers`, `validateAnswers`),
 * which the server has and the contract has not.
 */
export const AnswersSchema = z.record(z.string().min(1).max(64), z.unknown());

/** One place that is wrong, as it travels to the page. */
export const FieldProblemSchema = z.object({
  path: z.string(),
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])).optional(),
});
