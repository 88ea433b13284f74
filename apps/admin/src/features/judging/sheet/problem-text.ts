import type { FieldProblem } from '@weichuang/kernel/denial';
import formsEn from '@weichuang/contracts/forms/problems.en.json';
import formsZh from '@weichuang/contracts/forms/problems.zh-CN.json';
import judgingEn from '@weichuang/contracts/judging/refusals.en.json';
import judgingZh from '@weichuang/contracts/judging/refusals.zh-CN.json';

const TEXTS: Readonly<Record<'zh' | 'en', Readonly<Record<string, string>>>> = { zh: { ...formsZh, ...judgingZh }, en: { ...formsEn, ...judgingEn } };

/** The sentence of a problem, as the server would say it. */
export function problemText(language: string, problem: FieldProblem): string {
  const text = TEXTS[language.startsWith('en') ? 'en' : 'zh'][problem.code] ?? problem.code;
  return text.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => String(problem.params?.[name] ?? ''));
}
