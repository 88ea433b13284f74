import type { Output } from '@weichuang/contracts/http/route';
import type { getEvaluation } from '@weichuang/contracts/evaluation/evaluation';
import { gradeOf } from '@weichuang/domain/evaluation/grade';
import { indexScore } from '@weichuang/domain/evaluation/index-score';
import type { Answers, Field, FormDefinition } from '@weichuang/domain/forms/definition';

export type Evaluation = Output<typeof getEvaluation>;

// beside the index's own questions; a form's field ids have no colon
const WORDS = { evaluatedOn: 'words:evaluatedOn', method: 'words:method', strengths: 'words:strengths', problems: 'words:problems', suggestions: 'words:suggestions' } as const;
const longtext = (id: string, zh: string, en: string): Field => ({ id, type: 'longtext', label: { zh, en }, maxLength: 3000 });

/** Published indexes were checked by the domain's own rules. */
export const indexOf = (evaluation: Evaluation) => evaluation.definition as unknown as FormDefinition;

/** The index and, as one more section, what the evaluator says in words: one form, saved by itself. */
export const withWords = (index: FormDefinition): FormDefinition => ({
  sections: [
    ...index.sections,
    {
      id: 'words',
      title: { zh: '评估意见', en: 'In words' },
      fields: [
        { id: WORDS.evaluatedOn, type: 'date', label: { zh: '评估日期', en: 'Evaluated on' } },
        { ...longtext(WORDS.method, '评估方式', 'How it was evaluated'), maxLength: 500 },
        longtext(WORDS.strengths, '主要成效与亮点', 'Strengths'),
        longtext(WORDS.problems, '存在问题', 'Problems'),
        longtext(WORDS.suggestions, '改进建议', 'Suggestions'),
      ],
    },
  ],
});

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

export const answersOf = (evaluation: Evaluation): Answers => ({
  ...evaluation.answers, [WORDS.evaluatedOn]: evaluation.evaluatedOn, [WORDS.method]: evaluation.method, [WORDS.strengths]: evaluation.strengths, [WORDS.problems]: evaluation.problems,
  [WORDS.suggestions]: evaluation.suggestions,
});

/** What the save route takes. */
export function bodyOf(answers: Answers) {
  const own = Object.fromEntries(Object.entries(answers).filter(([id]) => !id.startsWith('words:')));
  return {
    answers: own, declared: true, evaluatedOn: text(answers[WORDS.evaluatedOn]) || null, method: text(answers[WORDS.method]), strengths: text(answers[WORDS.strengths]),
    problems: text(answers[WORDS.problems]), suggestions: text(answers[WORDS.suggestions]),
  };
}

/** Total and grade of what stands in the form now, by the same rules as the server's. */
export function scored(evaluation: Evaluation, answers: Answers) {
  const score = indexScore(indexOf(evaluation), answers);
  return { ...score, grade: score.complete ? gradeOf(score.total ?? score.soFar, evaluation.grades, score.vetoed.length > 0) : null };
}

/** The answers with the system's suggestions in these items; a comment that is there stays. */
export function withSuggestions(evaluation: Evaluation, answers: Answers, items: readonly string[]): Answers {
  const taken = items.map((id) => {
    const held = answers[id];
    const comment = typeof held === 'object' && held !== null && 'comment' in held ? { comment: held.comment } : {};
    return [id, { ...comment, score: evaluation.suggested[id] }];
  });
  return { ...answers, ...Object.fromEntries(taken) };
}

export const scoreOf = (answers: Answers, id: string): string => {
  const held = answers[id];
  return typeof held === 'object' && held !== null && 'score' in held ? text(held.score) : '';
};
