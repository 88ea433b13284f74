import type { Verification } from '../kit/boxes';

/** A public notice (公示) of the projects that are to be funded. Money in fen, dates `YYYY-MM-DD`. */
export interface PublicNotice {
  readonly title: string;
  /** 〔2026〕3号, or empty */
  readonly docNo: string;
  readonly issuer: string;
  readonly issuedOn: string;
  readonly createdAt: Date;
  readonly paragraphs: readonly string[];
  readonly rows: readonly NoticeRow[];
  readonly totalFen: number;
  readonly prizes: readonly { readonly tier: string; readonly project: string; readonly organization: string; readonly amountFen: number }[];
  readonly from: string;
  readonly to: string;
  readonly workingDays: number;
  readonly objection: string;
  readonly contact: { readonly person: string; readonly phone: string; readonly email: string; readonly address: string };
  readonly verification: Verification | null;
}

export interface NoticeRow {
  readonly project: string;
  readonly organization: string;
  readonly community: string;
  readonly amountFen: number;
}
