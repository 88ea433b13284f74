import { parseDecimal } from '@weichuang/kernel/decimal';
import { WHOLE_BP } from '@weichuang/kernel/percent';
import type { GradeRule, RoundConfig } from './round-config';
import { descending, repeated, type Report, type RoundCheckFacts } from './round-findings';

/** What follows the judging: notice, agreement, tranches, reports and evaluations. */
export function checkAfterwards(config: RoundConfig, { published }: RoundCheckFacts, report: Report): void {
  const { notice, agreement, tranches, evaluation, progressReport } = config;
  if (!(Number.isInteger(notice.workingDays) && notice.workingDays >= 1)) report('notice.workingDays', 'ROUND.NOTICE_DAYS');
  // an objection must be able to reach somebody
  if (!notice.contact.phone.trim() && !notice.contact.email.trim()) report('notice.contact', 'ROUND.CONTACT_MISSING');
  if (agreement.parties.length < 2) report('agreement.parties', 'ROUND.PARTIES_MISSING');
  // whoever gets the money is bound by it
  else if (!agreement.parties.includes('organization')) report('agreement.parties', 'ROUND.ORGANIZATION_NO_PARTY');
  if (new Set(agreement.parties).size < agreement.parties.length) report('agreement.parties', 'ROUND.PARTY_REPEATED');
  const { quota } = config;
  if (quota && !(quota.projects.max >= 1 && quota.projects.min <= quota.projects.max)) report('quota.projects', 'ROUND.QUOTA_REVERSED');
  if (!tranches.length) report('tranches', 'ROUND.TRANCHES_MISSING');
  repeated(tranches, (i, id) => report(`tranches.${i}.id`, 'ROUND.RULE_REPEATED', { id }));
  tranches.forEach((tranche, i) => {
    if (!(Number.isInteger(tranche.bp) && tranche.bp >= 1 && tranche.bp <= WHOLE_BP)) report(`tranches.${i}.bp`, 'ROUND.TRANCHE_SHARE');
  });
  const sum = tranches.reduce((total, tranche) => total + tranche.bp, 0);
  if (tranches.length && sum !== WHOLE_BP) report('tranches', 'ROUND.TRANCHES_DO_NOT_ADD_UP', { sumBp: sum });
  if (!published.has(progressReport.formVersionId)) report('progressReport.formVersionId', 'ROUND.FORM_MISSING');
  repeated(evaluation, (i, id) => report(`evaluation.${i}.id`, 'ROUND.EVALUATION_REPEATED', { id }));
  const stages = new Set(evaluation.map((stage) => stage.id));
  if (tranches.some((tranche) => tranche.on === 'midterm_pass') && !stages.has('midterm')) report('evaluation', 'ROUND.MIDTERM_EVALUATION_MISSING');
  if (tranches.some((tranche) => tranche.on.startsWith('accepted')) && !stages.has('final')) report('evaluation', 'ROUND.FINAL_EVALUATION_MISSING');
  evaluation.forEach((stage, i) => {
    if (!published.has(stage.indexVersionId)) report(`evaluation.${i}.indexVersionId`, 'ROUND.FORM_MISSING');
    checkGrades(stage.grades, `evaluation.${i}.grades`, report);
  });
}

/** From the best down, the last from 0, and no failing grade above a passing one. */
function checkGrades(grades: readonly GradeRule[], path: string, report: Report): void {
  if (!grades.length) return report(path, 'ROUND.GRADES_MISSING');
  descending(grades.map((grade) => grade.minScore), (i) => report(`${path}.${i}.minScore`, 'ROUND.GRADES_NOT_DESCENDING'), (i) => report(`${path}.${i}.minScore`, 'ROUND.NOT_A_SCORE'));
  const last = parseDecimal(grades.at(-1)?.minScore ?? '');
  if (last && last.units > 0n) report(`${path}.${grades.length - 1}.minScore`, 'ROUND.GRADES_LEAVE_A_GAP');
  grades.forEach((grade, i) => {
    if (grade.passes && grades[i - 1]?.passes === false) report(`${path}.${i}.passes`, 'ROUND.GRADES_PASS_ORDER');
  });
}
