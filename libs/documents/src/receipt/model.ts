import type { Verification } from '../kit/boxes';

/** The receipt of a submitted application (申报回执): its number and the moment it came in. */
export interface SubmissionReceipt {
  readonly applicationNo: string;
  readonly programme: string;
  readonly round: string;
  readonly project: string;
  readonly track: string;
  readonly organization: string;
  readonly submitter: string;
  readonly requestedFen: number;
  readonly submittedAt: Date;
  readonly closesAt: Date;
  /** 第几次提交, from 1 */
  readonly version: number;
  readonly files: readonly { readonly name: string; readonly size: string; readonly digest: string }[];
  readonly receiver: string;
  readonly verification: Verification;
}
