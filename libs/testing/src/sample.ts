import { z } from 'zod';

interface Schema {
  readonly [key: string]: unknown;
}

/** The least that fits a contract's schema; every id in it is `id`. */
export function sampleOf(schema: z.ZodType, id: string): unknown {
  const root = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', target: 'draft-2020-12' }) as Schema; // a plain object
  return least(root, root, id);
}

function least(schema: Schema, root: Schema, id: string): unknown {
  const inner = (value: unknown) => least(value as Schema, root, id); // schemas within schemas
  if (typeof schema['$ref'] === 'string') return inner(schema['$ref'].split('/').slice(1).reduce<unknown>((at, key) => (at as Schema)[key], root)); // a path of objects
  if ('const' in schema) return schema['const'];
  if ('default' in schema) return schema['default'];
  for (const list of ['enum', 'anyOf', 'oneOf', 'allOf'] as const) {
    const [first] = (schema[list] ?? []) as unknown[]; // lists in JSON Schema
    if (first !== undefined) return list === 'enum' ? first : inner(first);
  }
  const number = (key: string, otherwise: number): number => (typeof schema[key] === 'number' ? schema[key] : otherwise);
  switch (schema['type']) {
    case 'object':
      return Object.fromEntries(((schema['required'] ?? []) as string[]).map((key) => [key, inner((schema['properties'] as Schema)[key])])); // names of its properties
    case 'array':
      return Array.from({ length: number('minItems', 0) }, () => inner(schema['items']));
    case 'integer':
    case 'number':
      return Math.max(1, number('minimum', 1));
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return textOf(schema, id, number('minLength', 1));
  }
}

function textOf({ format, pattern }: Schema, id: string, length: number): string {
  if (format === 'uuid') return id;
  if (format === 'date') return '2026-08-03';
  if (format === 'date-time') return '2026-08-03T08:00:00+08:00';
  if (format === 'email') return 'somebody@test.local';
  return String(pattern ?? '').includes('\\d') ? '1' : 'x'.repeat(Math.max(1, length));
}
