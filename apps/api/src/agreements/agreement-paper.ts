import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import type { AgreementContent } from '@weichuang/domain/agreements/agreement-content';
import { renderAgreement } from '@weichuang/documents/agreement/render';
import { loadFonts } from '@weichuang/documents/kit/fonts';
import type { PaperMark } from '@weichuang/platform/papers/papers';
import { HOUSE, type House } from '@weichuang/platform/house';

/** Makes the paper: one takes some 30 ms, so it is made in the request. */
@Injectable()
export class AgreementPaper {
  constructor(@Inject(HOUSE) private readonly house: House) {}

  /** `mark` is null for a draft, which proves nothing. @throws Error when the tranches do not add up to the grant: a bug, and no such paper may be signed */
  async render(number: string, content: AgreementContent, createdAt: Date, mark: PaperMark | null): Promise<Buffer> {
    const fonts = await loadFonts(join(this.house.settings.DATA_DIR, 'fonts'));
    return renderAgreement({ ...content, no: number, createdAt, verification: mark }, fonts).bytes;
  }
}
