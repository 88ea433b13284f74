import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { isGroup } from '@weichuang/domain/organizations/registration';
import { lineAmountFen } from '@weichuang/domain/applications/budget';
import { budgetFieldOf, budgetLinesOf } from '@weichuang/domain/applications/budget-lines';
import { fieldsOfForm } from '@weichuang/domain/forms/visible-fields';
import { chineseDate } from '@weichuang/documents/kit/format';
import { dateInChina } from '@weichuang/kernel/clock';
import { isId } from '@weichuang/kernel/id';
import type { Output } from '@weichuang/contracts/http/route';
import type { getReceipt } from '@weichuang/contracts/applications/papers';
import type { ApplicationRow, ApplicationVersionRow } from '@weichuang/persistence/applications/entities';
import { UserRow } from '@weichuang/persistence/identity/entities';
import type { OrganizationRow } from '@weichuang/persistence/organizations/entities';
import type { Ctx } from '@weichuang/platform/context/ctx';
import { HOUSE, type House } from '@weichuang/platform/house';
import { found, refused } from '@weichuang/platform/http/refused';
import { digestSeal, markOf } from '@weichuang/platform/papers/papers';
import { paperFonts } from '../house/paper-fonts';
import { namesIn } from './papers.queries';
import { ReadingService } from './reading.service';
import { fileIds, SubmissionService } from './submission.service';

/** The papers of an application: receipt and printed form. One page or a few, so they are made while one waits. */
@Injectable()
export class PapersService {
  constructor(
    @Inject(HOUSE) private readonly house: House,
    private readonly reading: ReadingService,
    private readonly submission: SubmissionService,
  ) {}

  /** @throws Refused APPLICATION.NOT_SUBMITTED */
  async receipt(ctx: Ctx, id: string): Promise<Output<typeof getReceipt>> {
    const { row, version, known } = await this.handedIn(ctx, id);
    const [submitter, { files }] = [await ctx.em.findOneBy(UserRow, { id: version.submittedBy }), await namesIn(ctx, { communities: [], needs: [], files: fileIds(known.definition, version.answers) })];
    return {
      number: version.receiptNumber ?? '', applicationNumber: row.number ?? '', title: version.title, round: known.place.round_title, street: known.place.street_name,
      track: found(known.config.tracks.find((one) => one.id === row.trackId)).name, organization: known.place.organization.name, submitter: submitter?.name ?? '',
      version: version.version, requestedFen: version.requestedFen, ownFen: version.ownFen, receivedAt: version.submittedAt.toISOString(), closesAt: known.config.calendar.closeAt,
      contentHash: version.digest, files: files.map(({ name, size, digest }) => ({ name, size, digest })),
    };
  }

  async receiptPdf(ctx: Ctx, id: string, reply: FastifyReply): Promise<void> {
    const receipt = await this.receipt(ctx, id);
    const { renderReceipt } = await import('@weichuang/documents/receipt/render');
    const { bytes } = renderReceipt(
      {
        applicationNo: receipt.applicationNumber, programme: receipt.street, round: receipt.round, project: receipt.title, track: receipt.track.zh, organization: receipt.organization,
        submitter: receipt.submitter, requestedFen: receipt.requestedFen, submittedAt: new Date(receipt.receivedAt), closesAt: new Date(receipt.closesAt), version: receipt.version,
        files: receipt.files.map((file) => ({ name: file.name, size: sizeText(file.size), digest: file.digest })),
        receiver: receipt.street,
        verification: this.mark(receipt.contentHash),
      },
      await paperFonts(this.house),
    );
    await sendPdf(reply, bytes, `申报回执 ${receipt.applicationNumber}.pdf`);
  }

  /** The last submitted version, or the named one. */
  async formPdf(ctx: Ctx, id: string, wanted: number | undefined, reply: FastifyReply): Promise<void> {
    const { row, version, known } = await this.handedIn(ctx, id, wanted);
    const { definition, config, place } = known;
    const { answers } = version;
    const idsOf = (type: 'community' | 'need'): string[] => fieldsOfForm(definition).filter((field) => field.type === type).flatMap((field) => (typeof answers[field.id] === 'string' && isId(String(answers[field.id])) ? [String(answers[field.id])] : []));
    const { names } = await namesIn(ctx, { communities: idsOf('community'), needs: idsOf('need'), files: fileIds(definition, answers) });
    const budget = budgetFieldOf(definition, answers);
    const lines = budget ? budgetLinesOf(answers[budget.id]) : [];
    const { renderApplicationForm } = await import('@weichuang/documents/application-form/render');
    const { bytes } = renderApplicationForm(
      {
        no: row.number ?? '', programme: place.street_name, round: place.round_title, track: found(config.tracks.find((one) => one.id === row.trackId)).name.zh, project: version.title,
        createdAt: version.submittedAt, date: dateInChina(version.submittedAt),
        organization: { name: place.organization.name, facts: factsOf(place.organization, place.host?.name ?? null) },
        definition, answers,
        names: { ...names, ...Object.fromEntries(config.budget.categories.map((one) => [one.id, one.name.zh])) },
        budgets: budget
          ? { [budget.id]: { lineFen: Object.fromEntries(lines.flatMap((line) => { const fen = lineAmountFen(line); return fen === null ? [] : [[line.id, fen] as const]; })), grantFen: version.requestedFen, ownFen: version.ownFen, totalFen: version.requestedFen + version.ownFen } }
          : {},
        signatures: [
          { title: '申报单位', text: '本单位承诺申报内容真实、准确、完整。', lines: ['负责人（签字）：'], seal: '（盖章）' },
          ...(place.host ? [{ title: '依托单位意见', lines: ['负责人（签字）：'], seal: '（盖章）' }] : []),
          { title: '实施社区意见', lines: ['负责人（签字）：'], seal: '（盖章）' },
        ],
        verification: this.mark(version.digest),
      },
      await paperFonts(this.house),
    );
    await sendPdf(reply, bytes, `${version.title} 申报书 ${row.number ?? ''}.pdf`);
  }

  private async handedIn(ctx: Ctx, id: string, wanted?: number): Promise<{ row: ApplicationRow; version: ApplicationVersionRow; known: Awaited<ReturnType<SubmissionService['know']>> }> {
    const row = await this.reading.visible(ctx, id);
    if (row.submittedVersion === 0) throw refused('APPLICATION.NOT_SUBMITTED');
    return { row, version: await this.reading.versionRow(ctx, id, wanted ?? row.submittedVersion), known: await this.submission.know(ctx, row) };
  }

  private mark(digest: string) {
    return markOf(digestSeal(digest), this.house.settings.PUBLIC_URL);
  }
}

function factsOf(organization: OrganizationRow, host: string | null) {
  const { uscc, registrar, registeredOn, assessmentLevel, profile } = organization;
  const facts: [string, string | null | undefined, boolean?][] = [
    ['统一社会信用代码', uscc, true], ['登记机关', registrar], ['登记时间', registeredOn && chineseDate(registeredOn)], ['评估等级', assessmentLevel], ['依托单位', host, true],
    [isGroup(organization.kind) ? '负责人' : '法定代表人', profile.legalRepresentative], ['联系人', profile.contactName], ['联系电话', profile.contactPhone], ['电子邮箱', profile.contactEmail], ['通讯地址', profile.address, true],
  ];
  return facts.flatMap(([label, value, wide]) => (value ? [{ label, value, ...(wide ? { wide } : {}) }] : []));
}

const sizeText = (bytes: number): string => (bytes >= 1024 * 1024 ? `${(bytes / 1024 / 1024).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1024))} kB`);

async function sendPdf(reply: FastifyReply, bytes: Buffer, name: string): Promise<void> {
  await reply
    .headers({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="application.pdf"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)}`,
      'content-security-policy': "default-src 'none'; sandbox",
    })
    .send(bytes);
}
