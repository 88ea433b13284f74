import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { nested, wordFor } from '@weichuang/kernel/sentence';

type Locale = 'zh-CN' | 'en';
type Texts = Map<string, string>;

/**
 * The sentences of refusals and field problems: `contracts/<slice>/*.{zh-CN,en}.json`, a file a slice, code → text
 * with `{{param}}`, and `{{param|one|other}}` for the word that fits a number. Read once at start.
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
  const say = (name: string): string => {
    const value = params[name];
    return value === undefined ? '' : Array.isArray(value) ? value.join(locale === 'en' ? ', ' : '、') : String(value as string | number | boolean);
  };
  return text
    .replace(/\{\{(\w+)\|([^{}]*)\}\}/g, (_, name: string, words: string) => wordFor(params[name], words))
    .replace(/“\{\{(\w+)\}\}”/g, (_, name: string) => `“${nested(say(name))}”`)
    .replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => say(name));
}
export const hasText = (locale: Locale, code: string): boolean => (all[locale] ??= load(locale)).has(code);
