/**
 * One engine for every configured form: application forms, rubrics, evaluation indexes, progress reports, checklists.
 * A published definition never changes; answers stay pinned to the version they were begun on.
 */

/** A text in both languages; `en` falls back to `zh`. */
export interface Text {
  readonly zh: string;
  readonly en?: string;
}

export type FieldType =
  | 'text' // one line
  | 'longtext' // several lines; length counts code points
  | 'number' // decimal, as a string of digits, never a float
  | 'integer'
  | 'money' // integer fen
  | 'date' // YYYY-MM-DD
  | 'period' // { from, to } dates
  | 'choice'
  | 'multichoice'
  | 'phone'
  | 'email'
  | 'table' // rows of typed columns
  | 'budget' // BudgetLine[]
  | 'people' // a table of persons, personal data
  | 'file' // ids of stored files
  | 'declaration' // must be ticked
  | 'community' // id of a community of the street
  | 'need' // id of a published need
  | 'score'; // { score: decimal string, comment? }

/** Answers may be unknown: a condition over an unknown answer is unknown, which is not "no". */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly field: string; readonly is: 'answered' }
  | { readonly field: string; readonly is: 'equals' | 'includes'; readonly value: string | number | boolean }
  | { readonly field: string; readonly is: 'atLeast' | 'atMost'; readonly value: number };

export interface Option {
  readonly id: string;
  readonly label: Text;
}

export interface ScoreSpec {
  /** highest score of a base item, highest bonus, or highest deduction; a decimal string */
  readonly max: string;
  /** smallest step, a decimal string: '1', '0.5', '0.01' */
  readonly step: string;
  readonly kind: 'base' | 'bonus' | 'penalty' | 'veto';
  /** what a good, a middling and a poor performance look like, each from a percentage of max */
  readonly anchors?: readonly { readonly fromPct: number; readonly text: Text }[];
  readonly commentRequired?: boolean;
  /** name of the figure the system fills in, for evaluation indexes */
  readonly source?: string;
}

export interface Field {
  readonly id: string;
  readonly type: FieldType;
  readonly label: Text;
  readonly help?: Text;
  readonly required?: boolean;
  readonly maxLength?: number;
  readonly min?: number;
  readonly max?: number;
  readonly options?: readonly Option[];
  readonly columns?: readonly Field[];
  readonly minRows?: number;
  readonly maxRows?: number;
  readonly showIf?: Condition;
  readonly score?: ScoreSpec;
  /** judges never get the answer of a personal field, nor of an identifying one when judging is blind */
  readonly personal?: boolean;
  readonly identifying?: boolean;
  readonly accept?: readonly ('pdf' | 'image' | 'word' | 'excel')[];
}

export interface Section {
  readonly id: string;
  readonly title: Text;
  readonly help?: Text;
  readonly fields: readonly Field[];
}

export interface FormDefinition {
  readonly sections: readonly Section[];
}

/** Answers by field id. Unanswered is absent, null, '' or []. */
export type Answers = Readonly<Record<string, unknown>>;

export interface BudgetLine {
  readonly id: string;
  readonly category: string;
  readonly content: string;
  readonly unitPriceFen: number;
  /** up to two decimals, as hundredths: 1.5 days is 150 */
  readonly quantityHundredths: number;
  readonly unit?: string;
  /** who pays: the grant, or the applicant and its partners */
  readonly source: 'grant' | 'own';
}
