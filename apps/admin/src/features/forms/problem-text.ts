import en from '@weichuang/contracts/forms/problems.en.json';
import zh from '@weichuang/contracts/forms/problems.zh-CN.json';
import type { FieldProblem } from '@weichuang/kernel/denial';

/** The sentence of a problem of an answer, in the reader's language. */
export function problemText(language: string, { code, params }: FieldProblem): string {
  const texts: Readonly<Record<string, string>> = language.startsWith('en') ? en : zh;
  return (texts[code] ?? code).replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => String(params?.[name] ?? ''));
}
