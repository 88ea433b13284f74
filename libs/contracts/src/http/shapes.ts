import { isUnseen } from '@weichuang/kernel/text';
import { z } from 'zod';

/** Shapes that most contracts share. */
export const Id = z.uuid();
export const IdParams = z.object({ id: Id });
export const RoundParams = z.object({ roundId: Id });

/** Integer fen, never negative. */
export const Fen = z.int().min(0).max(9_000_000_000_000);

/** YYYY-MM-DD */
export const DateOnly = z.iso.date();

/** An instant in a request: ISO 8601 with offset. */
export const InstantIn = z.iso.datetime({ offset: true });

/** An instant in a response: a Date of the database, sent as ISO 8601 in UTC. */
export const Instant = z.preprocess((value) => (value instanceof Date ? value.toISOString() : value), z.string());

/** An exact decimal as text: a score, a rate. */
export const Decimal = z.string().regex(/^-?\d{1,9}(\.\d{1,6})?$/);

/** What holds nothing that can be seen is empty. */
const seen = (text: string): string => (isUnseen(text) ? '' : text);

/** No control characters; U+0000 cannot be stored and lone surrogates cannot be sent. */
export const Line = (max: number) =>
  z
    .string()
    .trim()
    .overwrite(seen)
    .max(max)
     
    .refine((text) => !/[\u0000-\u001f\u007f]/.test(text) && text.isWellFormed(), { error: 'TEXT.CONTROL' });
export const Prose = (max: number) =>
  z
    .string()
    .trim()
    .overwrite(seen)
    .max(max)
     
    .refine((text) => !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text) && text.isWellFormed(), { error: 'TEXT.CONTROL' });

/** A text in both languages; English may be missing. */
export const TextSchema = z.object({ zh: Line(400), en: Line(800).optional() });

/** What may be done next, and why not: the server's own answer, shown by the web as it is. */
export const Action = z.object({
  event: z.string(),
  allowed: z.boolean(),
  why: z
    .object({ code: z.string(), detail: z.string().optional(), params: z.record(z.string(), z.unknown()).optional() })
    .optional(),
});
export type Action = z.output<typeof Action>;

/** Keyset paging: `after` is the opaque cursor of the last page's end. */
export const PageQuery = z.object({
  after: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** A page of rows; `total` is exact up to 10,000 and then says that there are more. */
export const PageOf = <T extends z.ZodType>(row: T) =>
  z.object({
    rows: z.array(row),
    next: z.string().nullable(),
    total: z.object({ count: z.number(), capped: z.boolean() }),
  });

/** RFC 9457 */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  code: z.string(),
  detail: z.string().optional(),
  fields: z
    .array(z.object({ path: z.string(), code: z.string(), message: z.string(), params: z.record(z.string(), z.unknown()).optional() }))
    .optional(),
  requestId: z.string(),
});
export type Problem = z.output<typeof Problem>;
