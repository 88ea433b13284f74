import type { Answers, BudgetLine, Field, FormDefinition } from '@weichuang/domain/forms/definition';
import type { FieldProblem } from '@weichuang/kernel/denial';
import type { SaveAnswers } from '../autosave/autosaver';

/** The rules of forms, as `domain/forms` has them: the kit asks, it never decides. */
export interface FormRules {
  readonly visibleFields: (definition: FormDefinition, answers: Answers) => readonly Field[];
  readonly validateAnswers: (definition: FormDefinition, answers: Answers, options: { readonly mode: 'final' }) => readonly FieldProblem[];
  readonly progressOf: (definition: FormDefinition, answers: Answers, extra?: readonly FieldProblem[]) => {
    readonly sections: readonly { readonly sectionId: string; readonly state: SectionState; readonly missing: number; readonly wrong: number }[];
  };
  readonly columnsOf: (field: Field) => readonly Field[];
}

export type SectionState = 'not_started' | 'in_progress' | 'done';

export interface Choice {
  readonly id: string;
  readonly label: string;
  /** second line: who asked for it, how many it concerns */
  readonly hint?: string;
}

export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly href?: string;
}

/** Stores one file; rejects with an Error whose message is for the reader. Progress runs from 0 to 1. */
export type Upload = (
  file: File,
  options: { readonly fieldId: string; readonly onProgress: (share: number) => void; readonly signal: AbortSignal },
) => Promise<StoredFile>;

export interface BudgetBar {
  readonly id: string;
  readonly label: string;
  readonly usedFen: number;
  readonly limitFen: number | null;
  readonly clause?: string;
  /** the least sum whose removal makes the limit hold, as the check says it */
  readonly reduceFen?: number;
}

export interface BudgetTotals {
  /** amount of each line, in the lines' order; null while a line has no price or quantity */
  readonly lineFen: readonly (number | null)[];
  readonly grantFen: number;
  readonly ownFen: number;
  readonly totalFen: number;
  readonly bars: readonly BudgetBar[];
}

/** Categories of the round, and its arithmetic from `domain`. */
export interface BudgetSupport {
  readonly categories: readonly { readonly id: string; readonly label: string }[];
  readonly totals: (lines: readonly Partial<BudgetLine>[]) => BudgetTotals;
}

/** What fields need beyond the definition. */
export interface FormSupport {
  readonly rules: FormRules;
  /** the sentence of a problem, in the reader's language (`contracts/forms/problems.*.json`) */
  readonly problemText: (problem: FieldProblem) => string;
  readonly communities?: readonly Choice[];
  readonly needs?: readonly Choice[];
  readonly upload?: Upload;
  /** files that answers refer to, by id */
  readonly files?: Readonly<Record<string, StoredFile>>;
  readonly budget?: BudgetSupport;
  /** sums and caps: problems that no single field knows, with paths into the answers */
  readonly extraProblems?: (answers: Answers) => readonly FieldProblem[];
}

export interface FormRendererProps {
  readonly definition: FormDefinition;
  /** as the server has them */
  readonly answers: Answers;
  readonly revision: number;
  readonly support: FormSupport;
  readonly onSave: SaveAnswers;
  /** unique per person and form, for the copy on the device: `userId/applicationId` */
  readonly draftKey: string;
  /** `sections`: one at a time with a list of them; `plain`: all below each other, for sheets and short forms */
  readonly layout?: 'sections' | 'plain';
  /** no field can be changed */
  readonly readOnly?: boolean;
  /** fields that may not be changed, with the reason shown beside them */
  readonly locked?: { readonly fields: readonly string[]; readonly why: string };
  /** what the server found at the last submission */
  readonly problems?: readonly FieldProblem[];
  /** path of the field to begin at, for links from elsewhere */
  readonly start?: string;
  /** below help and totals on the right */
  readonly aside?: React.ReactNode;
  /** the last act: shown at the end; called only when nothing is missing and everything is saved */
  readonly submit?: { readonly label: string; readonly onSubmit: () => Promise<unknown> | void };
  /** told after every change, for totals that stand elsewhere (a score sheet's sum) */
  readonly onAnswers?: (answers: Answers) => void;
}
