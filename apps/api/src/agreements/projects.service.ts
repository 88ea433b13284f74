import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { actionsOf } from '@weichuang/kernel/machine';
import { toldOf } from '@weichuang/domain/agreements/project-reader';
import { hasBegun, hasLapsed, whyNotClosing } from '@weichuang/domain/agreements/closing';
import { projectLine } from '@weichuang/domain/agreements/project-line';
import { projectMachine, type ProjectEvent, type TerminationReason } from '@weichuang/domain/agreements/project.machine';
import type { FileView } from '@weichuang/contracts/files/file';
import { ProjectRow } from '@weichuang/persistence/agreements/entities';
import { listenForProjects } from '@weichuang/platform/agreements/listen';
import { actorOf, type Ctx } from '@weichuang/platform/context/ctx';
import { emit } from '@weichuang/platform/events/emit';
import { HOUSE, type House } from '@weichuang/platform/house';
import type { WeichuangRequest } from '@weichuang/platform/http/route';
import { ensure, found, missing, refused } from '@weichuang/platform/http/refused';
import { transition } from '@weichuang/platform/transition/transition';
import { refuse } from '@weichuang/kernel/denial';
import { eventText } from '../audit/event-text';
import { FilesService } from '../files/files.service';
import { FileReaders } from '../files/readers';
import { ensureLooksInto, looksInto } from './looks-into';
import { said } from './said';
import { knowledgeOf, missingPapers, projectFacts, type ProjectKnowledge } from './project-facts.queries';
import { candidatesOf, detailOf, projectsOfPerson, timelineOf } from './projects.queries';

export const SUPERVISOR_ROLES = ['supervisor'] as const;
export const COACH_ROLES = ['supervisor', 'undertaker', 'street_handler'] as const;

@Injectable()
export class ProjectsService implements OnModuleInit {
  constructor(
    @Inject(HOUSE) private readonly house: House,
    private readonly files: FilesService,
    private readonly readers: FileReaders,
  ) {}

  onModuleInit(): void {
    listenForProjects(this.house);
    this.readers.of('project', (ctx, file) => ensureLooksInto(ctx, file.subjectId));
  }

  async view(ctx: Ctx, id: string) {
    const row = found(await detailOf(ctx, id));
    const known = await this.knowledge(ctx, id);
    const missingIds = missingPapers(known);
    const closing = whyNotClosing(known) === null;
    const looks = await looksInto(ctx, id);
    const stored = looks ? await this.files.list(ctx, id) : [];
    return {
      ...row,
      audit: row.audit && { clean: row.audit.clean, on: row.audit.on, note: row.audit.note },
      line: projectLine(known.config, { state: row.state, evaluating: known.evaluating, passed: known.final === true }, ctx.now, hasBegun(known)),
      // a reason is asked for when the step is taken
      actions: said(ctx, actionsOf(projectMachine, row.state, projectFacts(known, { reason: '…', terminationReason: 'breach' }), ctx.may))
        // of the two ways back only the one that fits
        .filter((one) => one.allowed || !one.event.startsWith('resume')),
      may: {
        assign: ctx.may('project.assign') && !hasLapsed(known),
        papers: ctx.may('project.papers') && closing,
        audit: ctx.may('project.audit') && closing,
        readAgreement: ctx.may('agreement.read'),
        readApplication: looks && ctx.may('project.application'),
        readDelivery: looks && ctx.may('delivery.read'),
        readVisits: looks && ctx.may('visit.read'),
        readExpenses: looks && ctx.may('expense.read'),
        readEvaluations: looks && ctx.may('evaluation.list'),
      },
      papers: known.config.closeDocuments.map(({ id: paperId, name }) => ({
        id: paperId, name, complete: !missingIds.includes(paperId), files: stored.filter((file) => file.purpose === `paper:${paperId}`),
      })),
    };
  }

  mine(ctx: Ctx) {
    const { userId, memberships } = actorOf(ctx);
    const grantee = memberships.filter((one) => one.role === 'applicant_owner' || one.role === 'applicant_member');
    const committee = memberships.filter((one) => one.role === 'community_committee');
    return projectsOfPerson(ctx, userId, grantee.flatMap((one) => one.organizationId ?? []), committee.flatMap((one) => one.communityId ?? []));
  }

  async timeline(ctx: Ctx, id: string) {
    return { rows: (await timelineOf(ctx, id)).filter(({ kind }) => toldOf(kind, ctx.roles)).map(({ data, ...row }) => ({ ...row, text: eventText(ctx.locale, row.kind, data) })) };
  }

  async people(ctx: Ctx, id: string) {
    const { roundId } = found(await ctx.em.findOneBy(ProjectRow, { id }));
    return { supervisors: await candidatesOf(ctx, roundId, SUPERVISOR_ROLES, 'supervisor_id'), coaches: await candidatesOf(ctx, roundId, COACH_ROLES, 'coach_id') };
  }

  /** @throws Refused PROJECT.LAPSED, REVISION.STALE, PROJECT.NOT_A_SUPERVISOR, PROJECT.NOT_A_COACH when the person has no such role here */
  async assign(ctx: Ctx, id: string, body: { revision: number; supervisorId: string | null; coachId: string | null }) {
    const row = await this.locked(ctx, id, body.revision);
    if (hasLapsed(await this.knowledge(ctx, id))) throw refused('PROJECT.LAPSED');
    const people = await this.people(ctx, id);
    // whoever was named before may stay, whatever became of the role
    if (body.supervisorId !== null && body.supervisorId !== row.supervisorId && !people.supervisors.some((one) => one.id === body.supervisorId))
      throw refused('PROJECT.NOT_A_SUPERVISOR', undefined, 'invalid');
    if (body.coachId !== null && body.coachId !== row.coachId && !people.coaches.some((one) => one.id === body.coachId)) throw refused('PROJECT.NOT_A_COACH', undefined, 'invalid');
    const before = { supervisorId: row.supervisorId, coachId: row.coachId };
    row.supervisorId = body.supervisorId;
    row.coachId = body.coachId;
    row.revision += 1;
    await ctx.em.save(ProjectRow, row);
    await emit(ctx, { kind: 'project.assigned', subject: { kind: 'project', id }, roundId: row.roundId, data: { before, after: { supervisorId: row.supervisorId, coachId: row.coachId } } });
    // who may act on the project follows from its supervisor
    this.house.scopes.forgetAll();
    return { revision: row.revision };
  }

  /** Moves a project by its machine, with the facts of all slices. Evaluation calls it for `pass_midterm` and `fail_midterm`, as the system. */
  async move(ctx: Ctx, id: string, event: ProjectEvent, given: { revision?: number; reason?: string; terminationReason?: TerminationReason } = {}): Promise<ProjectRow> {
    const { reason = '', terminationReason = null } = given;
    return transition(ctx, ProjectRow, id, projectMachine, event, {
      facts: async () => projectFacts(await this.knowledge(ctx, id), { reason, terminationReason }),
      ...(given.revision === undefined ? {} : { revision: given.revision }),
      apply: (row) => {
        if (event === 'terminate' || event === 'suspend') row.endedNote = reason;
        if (event === 'terminate') row.endedReason = terminationReason;
        if (event === 'resume' || event === 'resume_after_midterm') row.endedNote = null;
      },
      data: () => ({ reason, ...(terminationReason ? { why: terminationReason } : {}) }),
    });
  }

  /** @throws Refused PROJECT.CLOSED, PROJECT.LAPSED, REVISION.STALE */
  async audit(ctx: Ctx, id: string, body: { revision: number; clean: boolean; on: string; note: string }) {
    const row = await this.locked(ctx, id, body.revision);
    ensure(whyNotClosing(await this.knowledge(ctx, id)));
    const before = row.audit;
    row.audit = { clean: body.clean, on: body.on, note: body.note, by: actorOf(ctx).userId };
    row.revision += 1;
    await ctx.em.save(ProjectRow, row);
    await emit(ctx, { kind: 'project.audited', subject: { kind: 'project', id }, roundId: row.roundId, data: { before, after: row.audit } });
    return { revision: row.revision };
  }

  /** A paper that the round asks for before acceptance. @throws Refused PROJECT.CLOSED, PROJECT.LAPSED, NOT_FOUND when it asks for no such paper */
  async addPaper(ctx: Ctx, id: string, paperId: string, request: WeichuangRequest): Promise<FileView> {
    const known = await this.knowledge(ctx, id);
    if (!known.config.closeDocuments.some((one) => one.id === paperId)) throw missing();
    ensure(whyNotClosing(known));
    return this.files.receive(ctx, request, { subject: { kind: 'project', id }, purpose: `paper:${paperId}`, accept: ['pdf', 'image', 'word', 'excel'], maxBytes: 20 * 1024 * 1024 });
  }

  async knowledge(ctx: Ctx, id: string): Promise<ProjectKnowledge> {
    return found((await knowledgeOf(ctx, [id])).get(id));
  }

  private async locked(ctx: Ctx, id: string, revision: number): Promise<ProjectRow> {
    const row = found(await ctx.em.findOne(ProjectRow, { where: { id }, lock: { mode: 'pessimistic_write' } }));
    if (row.revision !== revision) ensure(refuse('REVISION.STALE', { yours: revision, current: row.revision }, 'stale'));
    return row;
  }
}
