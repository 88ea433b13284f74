import { Inject, Injectable } from '@nestjs/common';
import type { AgreementContent } from '@weichuang/domain/agreements/agreement-content';
import type { PaperMark } from '@weichuang/platform/papers/papers';
import { HOUSE, type House } from '@weichuang/platform/house';
import { paperFonts } from '../house/paper-fonts';

/** Makes the paper: one takes some 30 ms, so it is made in the request. */
@Injectable()
export class AgreementPaper {
  constructor(@Inject(HOUSE) private readonly house: House) {}

  /** `mark` is null for a draft, which proves nothing. @throws Error when the tranches do not add up to the grant: a bug, and no such paper may be signed */
  async render(number: string, content: AgreementContent, createdAt: Date, mark: PaperMark | null): Promise<Buffer> {
    const { renderAgreement } = await import('@weichuang/documents/agreement/render');
    return renderAgreement({ ...content, no: number, createdAt, verification: mark }, await paperFonts(this.house)).bytes;
  }
}
