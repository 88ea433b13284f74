import type { Verification } from '../kit/boxes';

/** A grant agreement (资助协议) of two or three parties. Money in fen, rates basis points, dates `YYYY-MM-DD`. */
export interface Agreement {
  readonly no: string;
  readonly title: string;
  readonly programme: string;
  readonly createdAt: Date;
  /** in order: 甲方, 乙方, 丙方 */
  readonly parties: readonly AgreementPartyCard[];
  readonly recital: string;
  readonly project: {
    readonly name: string;
    readonly no: string;
    readonly community: string;
    readonly period: { readonly from: string; readonly to: string };
    readonly goals: readonly string[];
  };
  readonly grantFen: number;
  readonly tranches: readonly {
    readonly name: string;
    readonly condition: string;
    readonly shareBp: number;
    readonly amountFen: number;
  }[];
  readonly account: { readonly holder: string; readonly bank: string; readonly number: string };
  /** duties by the order of the parties */
  readonly duties: readonly { readonly party: string; readonly items: readonly string[] }[];
  readonly clauses: readonly { readonly title: string; readonly paragraphs: readonly string[] }[];
  /** 本协议一式…份 and the like */
  readonly closing: string;
  readonly verification: Verification | null;
}

export interface AgreementPartyCard {
  /** 甲方, 乙方, 丙方 */
  readonly label: string;
  /** 资助方, 承接方, 监督方 */
  readonly role: string;
  readonly name: string;
  readonly uscc: string;
  readonly address: string;
  readonly representative: string;
  readonly contact: string;
  readonly phone: string;
}
