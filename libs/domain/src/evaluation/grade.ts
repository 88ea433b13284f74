import { compareDecimals, decimal } from '@weichuang/kernel/decimal';
import type { GradeRule } from '../calls/round-config';

/**
 * The grade of a score: the first one, from the best down, whose threshold is reached; thresholds are inclusive, 85 is A where
 * A begins at 85. A veto (一票否决) gives the lowest grade whatever the score.
 * Null when no grade is reached or, with a veto, none fails: the scale has a gap, see `gradeProblems`.
 * @param grades from the best down
 */
export function gradeOf(score: string, grades: readonly GradeRule[], vetoed: boolean): GradeRule | null {
  if (vetoed) {
    const lowest = grades.at(-1);
    return lowest && !lowest.passes ? lowest : null;
  }
  const value = decimal(score);
  return grades.find((grade) => compareDecimals(value, decimal(grade.minScore)) >= 0) ?? null;
}

export type GradeProblem = 'GRADE.NONE' | 'GRADE.NOT_DESCENDING' | 'GRADE.GAP_AT_ZERO' | 'GRADE.NONE_FAILS' | 'GRADE.FAIL_ABOVE_PASS';

/** What is wrong with a scale, asked when a round is published: it must descend, reach 0, and fail somewhere, never above a pass. */
export function gradeProblems(grades: readonly GradeRule[]): GradeProblem[] {
  if (grades.length === 0) return ['GRADE.NONE'];
  const problems: GradeProblem[] = [];
  const pairs = grades.slice(1).map((grade, i) => [grades[i] ?? grade, grade] as const);
  if (pairs.some(([above, below]) => compareDecimals(decimal(above.minScore), decimal(below.minScore)) <= 0)) problems.push('GRADE.NOT_DESCENDING');
  if (compareDecimals(decimal(grades.at(-1)?.minScore ?? '0'), decimal('0')) !== 0) problems.push('GRADE.GAP_AT_ZERO');
  if (grades.every((grade) => grade.passes)) problems.push('GRADE.NONE_FAILS');
  if (pairs.some(([above, below]) => !above.passes && below.passes)) problems.push('GRADE.FAIL_ABOVE_PASS');
  return problems;
}
