import { compareDecimals, decimal, parseDecimal } from '@weichuang/kernel/decimal';
import type { FieldProblem } from '@weichuang/kernel/denial';
import type { ScorePart } from '../calls/round-config';

/**
 * What is wrong with a part of the score that staff enter: `SCORE.NOT_A_NUMBER`, `SCORE.NEGATIVE`, `SCORE.ABOVE_MAX`, `SCORE.NOT_ALLOWED`
 * at `value`, `SCORE.EVIDENCE_REQUIRED` at `evidence`.
 * @param value decimal string
 */
export function scorePartProblems(part: ScorePart, value: string, evidence: string): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const given = parseDecimal(value);
  if (!given) problems.push({ path: 'value', code: 'SCORE.NOT_A_NUMBER' });
  else if (given.units < 0n) problems.push({ path: 'value', code: 'SCORE.NEGATIVE' });
  else if (compareDecimals(given, decimal(part.max)) > 0) problems.push({ path: 'value', code: 'SCORE.ABOVE_MAX', params: { max: part.max } });
  else if (part.allowed && given.units !== 0n && !part.allowed.some((one) => compareDecimals(given, decimal(one)) === 0))
    problems.push({ path: 'value', code: 'SCORE.NOT_ALLOWED', params: { allowed: part.allowed } });
  if (!evidence.trim()) problems.push({ path: 'evidence', code: 'SCORE.EVIDENCE_REQUIRED' });
  return problems;
}
