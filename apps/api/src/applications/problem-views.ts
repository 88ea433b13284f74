import type { ProblemView } from '@weichuang/contracts/applications/views';
import type { Action } from '@weichuang/contracts/http/shapes';
import type { FieldProblem } from '@weichuang/kernel/denial';
import type { ActionView } from '@weichuang/kernel/machine';
import { textOf } from '@weichuang/platform/http/texts';

type Locale = 'zh-CN' | 'en';

/** Problems with their sentences, each once. */
export function problemViews(locale: Locale, problems: readonly FieldProblem[]): ProblemView[] {
  const seen = new Set<string>();
  return problems.flatMap(({ path, code, params }) => {
    if (seen.has(`${path} ${code}`)) return [];
    seen.add(`${path} ${code}`);
    return [{ path, code, message: textOf(locale, code, params ?? {}), ...(params ? { params: { ...params } } : {}) }];
  });
}

/** A machine's answer for the web, with the sentence of each reason. */
export const actionViews = (locale: Locale, actions: readonly ActionView[]): Action[] =>
  actions.map(({ event, allowed, why }) => ({
    event,
    allowed,
    ...(why ? { why: { code: why.code, detail: textOf(locale, why.code, why.params ?? {}), ...(why.params ? { params: { ...why.params } } : {}) } } : {}),
  }));
