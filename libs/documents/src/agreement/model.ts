import type { AgreementContent, PartyCard } from '@weichuang/domain/agreements/agreement-content';
import type { Verification } from '../kit/boxes';

/** A grant agreement (资助协议) of two or three parties, in the order 甲方, 乙方, 丙方. Money in fen, rates basis points, dates `YYYY-MM-DD`. */
export interface Agreement extends Omit<AgreementContent, 'parties'> {
  readonly no: string;
  readonly createdAt: Date;
  readonly parties: readonly AgreementPartyCard[];
  readonly verification: Verification | null;
}

export type AgreementPartyCard = Omit<PartyCard, 'party'>;
