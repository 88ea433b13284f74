import type { Answers, FormDefinition } from '@weichuang/domain/forms/definition';
import type { Fact, SignatureBox, Verification } from '../kit/boxes';

/** The application (申报书) as it is printed and filed: the form in its published version, the answers, and who applies. */
export interface ApplicationForm {
  readonly no: string;
  readonly programme: string;
  readonly round: string;
  readonly track: string;
  readonly project: string;
  readonly createdAt: Date;
  readonly date: string;
  readonly organization: OrganizationCard;
  readonly definition: FormDefinition;
  readonly answers: Answers;
  /** names for the ids that answers hold: communities, needs, files, budget categories */
  readonly names: Readonly<Record<string, string>>;
  /** by the id of each budget field */
  readonly budgets: Readonly<Record<string, BudgetFigures>>;
  readonly signatures: readonly SignatureBox[];
  readonly verification: Verification | null;
}

export interface OrganizationCard {
  readonly name: string;
  /** further facts in order: 统一社会信用代码, 登记机关, 法定代表人 … */
  readonly facts: readonly Fact[];
}

/** What the budget comes to, in fen; the form computes nothing. */
export interface BudgetFigures {
  readonly lineFen: Readonly<Record<string, number>>;
  readonly grantFen: number;
  readonly ownFen: number;
  readonly totalFen: number;
}
