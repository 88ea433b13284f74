import type { FastifyReply } from 'fastify';
import { dateInChina } from '@weichuang/kernel/clock';
import type { PublicNoticeRow } from '@weichuang/persistence/awards/entities';
import type { Ctx } from '@weichuang/platform/context/ctx';
import type { House } from '@weichuang/platform/house';
import { issuedSeal, markOf } from '@weichuang/platform/papers/papers';
import { paperFonts } from '../house/paper-fonts';

/** The notice as the paper that is hung up; a draft has neither number nor dates of its own yet. */
export async function sendNoticePaper(house: House, ctx: Ctx, row: PublicNoticeRow, reply: FastifyReply): Promise<void> {
  const { content } = row;
  const { now } = ctx;
  const seal = await issuedSeal(ctx, row.id);
  const issuedOn = dateInChina(row.publishedAt ?? now);
  const extra: string[] = [];
  if (content.judges?.length) extra.push(`评委：${content.judges.join('、')}。`);
  const { renderNotice } = await import('@weichuang/documents/notice/render');
  const paper = renderNotice(
    {
      title: row.title,
      docNo: row.number ?? '（未发布）',
      issuer: content.issuer,
      issuedOn,
      createdAt: row.publishedAt ?? now,
      paragraphs: [...content.paragraphs, ...extra],
      rows: content.lines.map((line) => ({ project: line.project, organization: line.organization, community: line.community ?? '', amountFen: line.amountFen })),
      totalFen: content.lines.reduce((sum, line) => sum + line.amountFen, 0),
      prizes: content.prizes,
      from: row.startsOn ?? issuedOn,
      to: row.endsOn ?? issuedOn,
      workingDays: content.workingDays,
      objection: content.objection,
      contact: { person: '', ...content.contact },
      verification: seal && markOf(seal, house.settings.PUBLIC_URL),
    },
    await paperFonts(house),
  );
  if (paper.missing.length) house.logger.warn({ noticeId: row.id, missing: paper.missing }, 'characters that no font has');
  const name = `${row.number ?? '公示稿'}.pdf`;
  await reply
    .header('content-type', 'application/pdf')
    .header('content-disposition', `attachment; filename="notice.pdf"; filename*=UTF-8''${encodeURIComponent(name)}`)
    .send(paper.bytes);
}
