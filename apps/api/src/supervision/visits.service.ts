import { Injectable, type OnModuleInit } from '@nestjs/common';
import { dateInChina } from '@weichuang/kernel/clock';
import { refuseFields, type FieldProblem } from '@weichuang/kernel/denial';
import { newId } from '@weichuang/kernel/id';
import { actionsOf } from '@weichuang/kernel/machine';
import type { FileView } from '@weichuang/contracts/files/file';
import type { closeFinding, logVisit } from '@weichuang/contracts/supervision/delivery';
import type { Input } from '@weichuang/contracts/http/route';
import { findingMachine, type FindingFacts } from '@weichuang/domain/supervision/finding.machine';
import { ProjectRow } from '@weichuang/persistence/agreements/entities';
import { FindingRow, VisitRow } from '@weichuang/persistence/supervision/entities';
import { actorOf, type Ctx } from '@weichuang/platform/context/ctx';
import { emit } from '@weichuang/platform/events/emit';
import { ensure, found, refused } from '@weichuang/platform/http/refused';
import type { WeichuangRequest } from '@weichuang/platform/http/route';
import { transition } from '@weichuang/platform/transition/transition';
import { ensureLooksInto } from '../agreements/looks-into';
import { FilesService } from '../files/files.service';
import { FileReaders } from '../files/readers';
import { said } from '../agreements/said';
import { visitsOf } from './supervision.queries';

const ENDED: readonly string[] = ['closed', 'terminated'];

/** Advice is the supervisor's own word to the grantee; evaluators do not read it. */
const ADVICE_READERS = ['street_manager', 'street_handler', 'undertaker', 'supervisor', 'applicant_owner', 'applicant_member', 'auditor'];

@Injectable()
export class VisitsService implements OnModuleInit {
  constructor(
    private readonly files: FilesService,
    private readonly readers: FileReaders,
  ) {}

  onModuleInit(): void {
    this.readers.of('visit', async (ctx, file) => {
      // evaluators read no visits
      if (!ctx.may('visit.read')) throw refused('FORBIDDEN', { permission: 'visit.read' }, 'forbidden');
      await ensureLooksInto(ctx, found(await ctx.em.findOneBy(VisitRow, { id: file.subjectId })).projectId);
    });
    this.readers.of('finding', async (ctx, file) => ensureLooksInto(ctx, found(await ctx.em.findOneBy(FindingRow, { id: file.subjectId })).projectId));
  }

  /** @throws Refused PROJECT.NOT_ASSIGNED (403) */
  async list(ctx: Ctx, projectId: string) {
    await ensureLooksInto(ctx, projectId);
    const { visits, nextOn } = await visitsOf(ctx.em, projectId);
    const findings = await ctx.em.find(FindingRow, { where: { projectId }, order: { createdAt: 'ASC' } });
    const readsAdvice = ctx.roles.some((role) => ADVICE_READERS.includes(role));
    const files = await this.files.listOf(ctx, [...visits, ...findings].map((each) => each.id));
    const of = (id: string, purpose: string) => (files.get(id) ?? []).filter((file) => file.purpose === purpose);
    const views = findings.map((finding) => this.view(ctx, finding, of(finding.id, 'proof')));
    const [me, writes] = [actorOf(ctx).userId, ctx.may('visit.log')];
    return {
      rows: visits.map((visit) => ({
        ...visit, advice: readsAdvice ? visit.advice : null, findings: views.filter((each) => each.visitId === visit.id),
        photos: of(visit.id, 'photo'), may: { attach: writes && visit.supervisorId === me && !ENDED.includes(visit.projectState) },
      })),
      may: { log: ctx.may('visit.log') },
      nextOn,
      openFindings: findings.filter((finding) => finding.state !== 'closed').length,
    };
  }

  /** @throws Refused PROJECT.NOT_ASSIGNED (403), VISIT.INVALID: a day in the future, a rectification due before the visit */
  async log(ctx: Ctx, projectId: string, body: Input<typeof logVisit>['body']): Promise<{ id: string }> {
    await ensureLooksInto(ctx, projectId);
    const project = found(await ctx.em.findOneBy(ProjectRow, { id: projectId }));
    if (ENDED.includes(project.state)) throw refused('VISIT.PROJECT_ENDED');
    const problems: FieldProblem[] = [];
    if (body.visitedOn > dateInChina(ctx.now)) problems.push({ path: 'visitedOn', code: 'VISIT.IN_THE_FUTURE' });
    body.findings.forEach((finding, i) => {
      if (finding.rectifyBy <= body.visitedOn) problems.push({ path: `findings.${i}.rectifyBy`, code: 'VISIT.RECTIFY_BEFORE_VISIT' });
    });
    if (problems.length) ensure(refuseFields('VISIT.INVALID', problems));
    const id = newId();
    const place = { tenantId: project.tenantId, roundId: project.roundId, projectId };
    const { findings, ...visit } = body;
    await ctx.em.insert(VisitRow, { id, ...place, supervisorId: actorOf(ctx).userId, ...visit, revision: 1, createdAt: ctx.now });
    await emit(ctx, { kind: 'visit.logged', subject: { kind: 'visit', id }, roundId: project.roundId, data: { projectId, visitedOn: body.visitedOn, method: body.method, findings: findings.length } });
    for (const finding of findings) {
      const findingId = newId();
      await ctx.em.insert(FindingRow, { id: findingId, ...place, visitId: id, ...finding, state: findingMachine.initial, rectification: null, closedNote: null, revision: 1, createdAt: ctx.now });
      await emit(ctx, { kind: 'finding.opened', subject: { kind: 'finding', id: findingId }, roundId: project.roundId, data: { projectId, severity: finding.severity, rectifyBy: finding.rectifyBy } });
    }
    return { id };
  }

  /** @throws Refused PROJECT.NOT_ASSIGNED (403), VISIT.PROJECT_ENDED, and what `receive` refuses */
  async addPhoto(ctx: Ctx, id: string, request: WeichuangRequest): Promise<FileView> {
    const { projectId } = found(await ctx.em.findOneBy(VisitRow, { id }));
    await ensureLooksInto(ctx, projectId);
    if (ENDED.includes(found(await ctx.em.findOneBy(ProjectRow, { id: projectId })).state)) throw refused('VISIT.PROJECT_ENDED');
    return this.files.receive(ctx, request, { subject: { kind: 'visit', id }, purpose: 'photo', accept: ['image'], maxBytes: 20 * 1024 * 1024 });
  }

  async report(ctx: Ctx, id: string, body: { revision: number; account: string }) {
    const row = await transition(ctx, FindingRow, id, findingMachine, 'report', {
      revision: body.revision,
      facts: async (finding) => this.facts(ctx, finding, { account: body.account }),
      apply: (finding) => void (finding.rectification = body.account),
      data: () => ({ account: body.account }),
    });
    return { state: row.state, revision: row.revision };
  }

  async addProof(ctx: Ctx, id: string, request: WeichuangRequest): Promise<FileView> {
    const finding = found(await ctx.em.findOneBy(FindingRow, { id }));
    if (finding.state === 'closed') throw refused('FINDING.CLOSED');
    return this.files.receive(ctx, request, { subject: { kind: 'finding', id }, purpose: 'proof', accept: ['image', 'pdf'], maxBytes: 20 * 1024 * 1024 });
  }

  /** @throws Refused PROJECT.NOT_ASSIGNED (403) and what the machine refuses */
  async close(ctx: Ctx, id: string, body: Input<typeof closeFinding>['body']) {
    await ensureLooksInto(ctx, found(await ctx.em.findOneBy(FindingRow, { id })).projectId);
    const dueOn = body.how === 'extend' ? body.rectifyBy : undefined;
    const row = await transition(ctx, FindingRow, id, findingMachine, body.how, {
      revision: body.revision,
      facts: async (finding) => this.facts(ctx, finding, { reason: body.note, ...(dueOn ? { dueOn } : {}) }),
      apply: (finding) => {
        // of this answer: what was said when it was sent back does not stand under a closed one
        finding.closedNote = body.note || null;
        if (dueOn) finding.rectifyBy = dueOn;
      },
      data: () => ({ note: body.note, ...(dueOn ? { rectifyBy: dueOn } : {}) }),
    });
    return { state: row.state, revision: row.revision };
  }

  private async facts(ctx: Ctx, finding: FindingRow, given: Partial<FindingFacts>): Promise<FindingFacts> {
    return factsOf(ctx, finding, (await this.files.list(ctx, finding.id, 'proof')).length, given);
  }

  private view(ctx: Ctx, row: FindingRow, proofs: readonly FileView[]) {
    const facts = factsOf(ctx, row, proofs.length, { reason: '…', account: '…' });
    return {
      id: row.id, visitId: row.visitId, severity: row.severity, description: row.description, state: row.state, rectifyBy: row.rectifyBy, rectification: row.rectification,
      closedNote: row.closedNote, revision: row.revision, proofs: [...proofs],
      actions: said(ctx, actionsOf(findingMachine, row.state, facts, (permission) => ctx.may(permission))),
    };
  }
}

const factsOf = (ctx: Ctx, finding: FindingRow, proofs: number, given: Partial<FindingFacts>): FindingFacts => ({
  today: dateInChina(ctx.now), dueOn: finding.rectifyBy, account: finding.rectification, proofs, reason: null, ...given,
});
