import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

type Locale = 'zh-CN' | 'en';
type Texts = Map<string, string>;

/**
 * The sentences of refusals and field problems: `contracts/<slice>/*.{zh-CN,en}.json`, a file a slice, code → text
 * with `{{param}}`. Read once at start.
 */
function load(locale: Locale): Texts {
  const texts: Texts = new Map();
  // works from source and from dist: the files lie beside the module
  const root = dirname(dirname(require.resolve('@weichuang/contracts/http/route')));
  for (const slice of readdirSync(root, { withFileTypes: true })) {
    if (!slice.isDirectory()) continue;
    const folder = join(root, slice.name);
    for (const file of readdirSync(folder))
      if (file.endsWith(`.${locale}.json`))
        for (const [code, text] of Object.entries(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, string>))
          texts.set(code, text);
  }
  if (!existsSync(root) || texts.size === 0) throw new Error('no texts found');
  return texts;
}

const all: Partial<Record<Locale, Texts>> = {};

/** The sentence for a code; the code itself when it has none (a test sees to it that each has one). */
export function textOf(locale: Locale, code: string, params: Readonly<Record<string, unknown>>): string {
  const texts = (all[locale] ??= load(locale));
  const text = texts.get(code) ?? code;
  return text.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => {
    const value = params[name];
    return value === undefined ? '' : Array.isArray(value) ? value.join('、') : String(value as string | number | boolean);
  });
}
export const hasText = (locale: Locale, code: string): boolean => (all[locale] ??= load(locale)).has(code);
