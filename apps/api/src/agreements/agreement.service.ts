import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { rmbCapitals } from '@weichuang/kernel/capitals';
import { dateInChina, endOfDayInChina } from '@weichuang/kernel/clock';
import { actionsOf } from '@weichuang/kernel/machine';
import { type AgreementContent, type AgreementWording, contentProblem, goalsOf, periodOf, reword } from '@weichuang/domain/agreements/agreement-content';
import { agreementMachine, type AgreementFacts } from '@weichuang/domain/agreements/agreement.machine';
import type { AgreementParty } from '@weichuang/domain/calls/round-config';
import { shownAccount } from '@weichuang/domain/organizations/account-number';
import type { FileView } from '@weichuang/contracts/files/file';
import { AgreementRow } from '@weichuang/persistence/agreements/entities';
import { actorOf, type Ctx } from '@weichuang/platform/context/ctx';
import { emit } from '@weichuang/platform/events/emit';
import { HOUSE, type House } from '@weichuang/platform/house';
import type { WeichuangRequest } from '@weichuang/platform/http/route';
import { found, refused } from '@weichuang/platform/http/refused';
import { issuePaper, markOf, sealPaper, withdrawPapers } from '@weichuang/platform/papers/papers';
import { keepFile } from '@weichuang/platform/storage/keep-file';
import { transition } from '@weichuang/platform/transition/transition';
import { dispositionOf, FilesService } from '../files/files.service';
import { FileReaders } from '../files/readers';
import { AgreementPaper } from './agreement-paper';
import { accountScope, maySeeAccount } from './account';
import { type AgreementPlace, agreementPlace, projectOfAgreement } from './agreement.queries';
import { ProjectsService } from './projects.service';
import { said } from './said';

const SCAN_BYTES = 20 * 1024 * 1024;
interface Given {
  readonly signedBy?: readonly AgreementParty[];
  readonly reason?: string;
  readonly scanStored?: boolean;
}

/** The agreement of a project. Routes name the project; there is one agreement for each. */
@Injectable()
export class AgreementService implements OnModuleInit {
  constructor(
    @Inject(HOUSE) private readonly house: House,
    private readonly files: FilesService,
    private readonly paper: AgreementPaper,
    private readonly projects: ProjectsService,
    private readonly readers: FileReaders,
  ) {}

  /** The papers name the account in full, so they are not for everybody who reads the agreement. */
  onModuleInit(): void {
    this.readers.ofConfidential('agreement', async (ctx, file) => {
      const place = await this.place(ctx, found(await projectOfAgreement(ctx, file.subjectId)));
      // an earlier scan is still its bringer's
      if (!(file.purpose === 'scan' ? maySeeScan(ctx, { ...place, scanBroughtBy: file.uploadedBy }) : maySeeAccount(ctx, place))) throw refused('FORBIDDEN', { permission: 'organization.account' }, 'forbidden');
    });
  }

  async view(ctx: Ctx, projectId: string) {
    const row = await this.of(ctx, projectId);
    const place = await this.place(ctx, projectId);
    const content = { ...shown(row, place), account: shownAccount(shown(row, place).account, maySeeAccount(ctx, place)) };
    const running = place.projectState === 'contracted';
    const files = await this.files.byIds(ctx, [maySeeAccount(ctx, place) ? row.pdfFileId : null, maySeeScan(ctx, place) ? row.scanFileId : null].filter((id) => id !== null));
    const fileOf = (id: string | null): FileView | null => files.find((one) => one.id === id) ?? null;
    // whoever confirms says which signatures are there, and a reason is given with its step
    const facts = this.facts(ctx, row, place, { signedBy: row.content.parties.map((one) => one.party), reason: '…' });
    return {
      id: row.id, projectId, number: row.number, state: row.state, revision: row.revision, content, capitals: rmbCapitals(content.grantFen), issuedAt: row.issuedAt,
      signBy: row.signBy, signedOn: row.signedOn, signedBy: row.signedBy, reason: row.reason, pdf: fileOf(row.pdfFileId), scan: fileOf(row.scanFileId), scanned: row.scanFileId !== null,
      // the scan itself is the signing
      actions: running ? said(ctx, actionsOf(agreementMachine, row.state, facts, ctx.may)).filter((one) => one.event !== 'sign') : [],
      may: {
        edit: running && row.state === 'draft' && ctx.may('agreement.edit'),
        upload: running && (row.state === 'signed' || (row.state === 'issued' && ctx.now < endOfDayInChina(row.signBy))) && ctx.may('agreement.sign'),
      },
    };
  }

  /** @throws Refused AGREEMENT.ISSUED when the paper is out, AGREEMENT.PARTIES_CHANGED, REVISION.STALE */
  async edit(ctx: Ctx, projectId: string, { revision, signBy, ...words }: AgreementWording & { revision: number; signBy: string }) {
    const row = found(await ctx.em.findOne(AgreementRow, { where: { projectId }, lock: { mode: 'pessimistic_write' } }));
    if (row.revision !== revision) throw refused('REVISION.STALE', { yours: revision, current: row.revision }, 'stale');
    if (row.state !== 'draft') throw refused('AGREEMENT.ISSUED');
    const place = await this.open(ctx, projectId);
    const before = row.content;
    const stands = shown(row, place);
    const content = reword(stands, maySeeAccount(ctx, place) ? words : { ...words, account: stands.account });
    if ('code' in content) throw refused(content.code, content.params, content.kind);
    Object.assign(row, { content, signBy, revision: row.revision + 1 });
    await ctx.em.save(AgreementRow, row);
    await emit(ctx, { kind: 'agreement.edited', subject: { kind: 'agreement', id: row.id }, roundId: row.roundId, data: { projectId, before: recorded(before), after: recorded(content), accountChanged: before.account.number !== content.account.number, signBy } });
    return { revision: row.revision };
  }

  async preview(ctx: Ctx, projectId: string, reply: FastifyReply): Promise<void> {
    const row = await this.of(ctx, projectId);
    const place = await this.place(ctx, projectId);
    const content = shown(row, place);
    const { holder, bank, number } = shownAccount(content.account, maySeeAccount(ctx, place));
    const bytes = await this.paper.render(row.number, { ...content, account: { holder, bank, number } }, ctx.now, null);
    await reply.type('application/pdf').header('content-disposition', dispositionOf(`${row.number}（预览）.pdf`, true)).header('content-length', bytes.length).send(bytes);
  }

  /** Makes the paper as it will be signed, and stores it. */
  async issue(ctx: Ctx, projectId: string, revision: number) {
    const { id } = await this.of(ctx, projectId);
    const place = await this.open(ctx, projectId);
    return transition(ctx, AgreementRow, id, agreementMachine, 'issue', {
      revision,
      facts: (row) => this.facts(ctx, row, place),
      apply: async (row) => {
        row.content = shown(row, place);
        row.issuedAt = ctx.now;
        row.reason = null;
        const mark = markOf(sealPaper(row.content), this.house.settings.PUBLIC_URL);
        const bytes = await this.paper.render(row.number, row.content, ctx.now, mark);
        const file = await keepFile(ctx, this.house.storage, { bytes, name: `资助协议 ${row.number}.pdf`, mediaType: 'application/pdf', subject: { kind: 'agreement', id }, purpose: 'agreement' });
        await this.files.lock(ctx, [file.id]);
        row.pdfFileId = file.id;
        const { parties, project } = row.content;
        const name = (party: AgreementParty) => parties.find((one) => one.party === party)?.name ?? '';
        await issuePaper(ctx, mark, {
          kind: 'agreement', subjectId: id, roundId: row.roundId, number: row.number, title: project.name, organization: name('organization'), issuer: name('street'), fileSha256: file.sha256,
        });
      },
      data: (row) => ({ projectId, pdfFileId: row.pdfFileId, grantFen: row.content.grantFen, signBy: row.signBy }),
    });
  }

  async recall(ctx: Ctx, projectId: string, body: { revision: number; reason: string }) {
    return this.undo(ctx, projectId, 'recall', body);
  }

  async rejectScan(ctx: Ctx, projectId: string, body: { revision: number; reason: string }) {
    return this.undo(ctx, projectId, 'reject_scan', body);
  }

  /** The signed paper's scan; one that is there and not confirmed is replaced. @throws Refused AGREEMENT.TOO_LATE, STATE.WRONG */
  async upload(ctx: Ctx, projectId: string, request: WeichuangRequest): Promise<FileView> {
    const { id, state } = await this.of(ctx, projectId);
    const place = await this.open(ctx, projectId);
    const receive = () => this.files.receive(ctx, request, { subject: { kind: 'agreement', id }, purpose: 'scan', accept: ['pdf', 'image'], maxBytes: SCAN_BYTES });
    if (state === 'signed') return this.replaceScan(ctx, id, projectId, receive);
    const brought: FileView[] = [];
    await transition(ctx, AgreementRow, id, agreementMachine, 'sign', {
      // the file comes with this very step
      facts: (row) => this.facts(ctx, row, place, { scanStored: true }),
      apply: async (row) => {
        const file = await receive();
        brought.push(file);
        row.scanFileId = file.id;
        row.reason = null;
      },
      data: (row) => ({ projectId, scanFileId: row.scanFileId }),
    });
    return found(brought[0]);
  }

  /** Staff have compared the paper: the agreement is current and the project starts. */
  async confirm(ctx: Ctx, projectId: string, body: { revision: number; signedOn: string; signedBy: AgreementParty[] }) {
    const { id } = await this.of(ctx, projectId);
    const place = await this.open(ctx, projectId);
    if (body.signedOn > dateInChina(ctx.now)) throw refused('AGREEMENT.SIGNED_IN_FUTURE', undefined, 'invalid');
    const row = await transition(ctx, AgreementRow, id, agreementMachine, 'confirm', {
      revision: body.revision,
      facts: (held) => this.facts(ctx, held, place, { signedBy: body.signedBy }),
      apply: (held) => {
        held.signedOn = body.signedOn;
        held.signedBy = body.signedBy;
        held.confirmedBy = actorOf(ctx).userId;
      },
      data: () => ({ projectId, signedOn: body.signedOn, signedBy: body.signedBy }),
    });
    if (row.scanFileId) await this.files.lock(ctx, [row.scanFileId]);
    await this.projects.move(ctx.asSystem(), projectId, 'start');
    return row;
  }

  private async undo(ctx: Ctx, projectId: string, event: 'recall' | 'reject_scan', body: { revision: number; reason: string }) {
    const { id } = await this.of(ctx, projectId);
    const place = await this.open(ctx, projectId);
    return transition(ctx, AgreementRow, id, agreementMachine, event, {
      revision: body.revision,
      facts: (row) => this.facts(ctx, row, place, { reason: body.reason }),
      apply: async (row) => {
        row.reason = body.reason;
        row.scanFileId = null;
        if (event !== 'recall') return;
        Object.assign(row, { pdfFileId: null, issuedAt: null });
        await withdrawPapers(ctx, id);
      },
      data: () => ({ projectId, reason: body.reason }),
    });
  }

  private async replaceScan(ctx: Ctx, id: string, projectId: string, receive: () => Promise<FileView>): Promise<FileView> {
    const row = found(await ctx.em.findOne(AgreementRow, { where: { id }, lock: { mode: 'pessimistic_write' } }));
    if (row.state !== 'signed') throw refused('STATE.WRONG', { machine: 'agreement', state: row.state, event: 'sign' });
    const before = row.scanFileId;
    const file = await receive();
    row.scanFileId = file.id;
    row.revision += 1;
    await ctx.em.save(AgreementRow, row);
    await emit(ctx, { kind: 'agreement.scan_replaced', subject: { kind: 'agreement', id }, roundId: row.roundId, data: { projectId, before, after: file.id } });
    return file;
  }

  private facts(ctx: Ctx, row: AgreementRow, place: AgreementPlace, given: Given = {}): AgreementFacts {
    return {
      now: ctx.now,
      signBy: endOfDayInChina(row.signBy).toISOString(),
      optimisationApproved: place.optimisation === 'approved',
      // an award is granted only after its notice
      noticeOver: place.award === 'granted',
      objectionOpen: place.openObjections > 0,
      parties: row.content.parties.map((one) => one.party),
      signedBy: given.signedBy ?? row.signedBy,
      scanStored: given.scanStored ?? row.scanFileId !== null,
      contentProblem: contentProblem(shown(row, place)),
      reason: given.reason ?? null,
    };
  }

  private async of(ctx: Ctx, projectId: string): Promise<AgreementRow> {
    return found(await ctx.em.findOneBy(AgreementRow, { projectId }));
  }

  private async place(ctx: Ctx, projectId: string): Promise<AgreementPlace> {
    return found(await agreementPlace(ctx, projectId));
  }

  private async open(ctx: Ctx, projectId: string): Promise<AgreementPlace> {
    const place = await this.place(ctx, projectId);
    if (place.projectState !== 'contracted') throw refused('PROJECT.CLOSED');
    return place;
  }
}

/** A draft follows the plan and the account as they are now; what is issued stays as it was. */
function shown(row: AgreementRow, place: AgreementPlace): AgreementContent {
  if (row.state !== 'draft') return row.content;
  const { content } = row;
  const goals = content.project.goals.length ? content.project.goals : goalsOf(place.answers);
  const account = content.account.number.trim() || !place.account ? content.account : place.account;
  return { ...content, account, project: { ...content.project, goals, period: periodOf(place.answers) ?? content.project.period } };
}

/** A scan cannot be masked: it is for those who see the account, for those who bring it or compare it, and for whoever brought this one. */
const maySeeScan = (ctx: Ctx, place: AgreementPlace): boolean =>
  maySeeAccount(ctx, place) || ctx.may('agreement.sign', accountScope(ctx, place.payeeId)) || ctx.may('agreement.confirm') || place.scanBroughtBy === actorOf(ctx).userId;

/** As the log keeps it: its readers see no account in full. */
const recorded = (content: AgreementContent): Record<string, unknown> => {
  const { holder, bank, number } = shownAccount(content.account, false);
  return { ...content, account: { holder, bank, number } };
};
