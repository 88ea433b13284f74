import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { endOfDayInChina } from '@weichuang/kernel/clock';
import { newId } from '@weichuang/kernel/id';
import { actionsOf } from '@weichuang/kernel/machine';
import type { answerProgressReport } from '@weichuang/contracts/supervision/delivery';
import type { Input } from '@weichuang/contracts/http/route';
import type { FileView } from '@weichuang/contracts/files/file';
import { mergePatch } from '@weichuang/domain/forms/merge';
import { progressOf } from '@weichuang/domain/forms/progress';
import { fieldsOfForm } from '@weichuang/domain/forms/visible-fields';
import { cleanAnswers, validateAnswers } from '@weichuang/domain/forms/validate';
import type { Answers, FormDefinition } from '@weichuang/domain/forms/definition';
import { onlyAssigned } from '@weichuang/domain/identity/access';
import { progressReportMachine, type ProgressReportFacts } from '@weichuang/domain/supervision/progress-report.machine';
import { ApplicationRow } from '@weichuang/persistence/applications/entities';
import { RoundRow } from '@weichuang/persistence/calls/entities';
import { FormVersionRow } from '@weichuang/persistence/forms/entities';
import { ProjectRow } from '@weichuang/persistence/agreements/entities';
import { ProgressReportRow } from '@weichuang/persistence/supervision/entities';
import type { Ctx } from '@weichuang/platform/context/ctx';
import { emit } from '@weichuang/platform/events/emit';
import { HOUSE, type House } from '@weichuang/platform/house';
import { found, missing, refused } from '@weichuang/platform/http/refused';
import type { WeichuangRequest } from '@weichuang/platform/http/route';
import { transition } from '@weichuang/platform/transition/transition';
import { ensureLooksInto } from '../agreements/looks-into';
import { FilesService } from '../files/files.service';
import { FileReaders } from '../files/readers';
import { materialFor } from '../forms/material';
import { said } from '../agreements/said';
import { knownFigures, returnedFields } from './supervision.queries';

const WRITABLE: readonly string[] = ['due', 'draft', 'late', 'returned'];

@Injectable()
export class ProgressReportsService implements OnModuleInit {
  constructor(
    @Inject(HOUSE) private readonly house: House,
    private readonly files: FilesService,
    private readonly readers: FileReaders,
  ) {}

  onModuleInit(): void {
    // a project that begins owes a report for each evaluation its round has
    this.house.on('project.start', (ctx, event) => this.plan(ctx, event.subject.id));
    this.readers.of('progress_report', async (ctx, file) => {
      const row = found(await ctx.em.findOneBy(ProgressReportRow, { id: file.subjectId }));
      await ensureLooksInto(ctx, row.projectId);
      if (!this.shown(ctx, row, await this.definition(ctx, row)).shows(file.purpose)) throw missing();
    });
  }

  /** @throws Refused PROJECT.NOT_ASSIGNED (403) */
  async list(ctx: Ctx, projectId: string) {
    await ensureLooksInto(ctx, projectId);
    return ctx.em.find(ProgressReportRow, { where: { projectId }, order: { dueAt: 'ASC' } });
  }

  /** @throws Refused PROJECT.NOT_ASSIGNED (403) */
  async detail(ctx: Ctx, id: string) {
    const row = found(await ctx.em.findOneBy(ProgressReportRow, { id }));
    await ensureLooksInto(ctx, row.projectId);
    const project = found(await ctx.em.findOneBy(ProjectRow, { id: row.projectId }));
    const definition = await this.definition(ctx, row);
    const facts = this.facts(ctx, row, definition, { reason: '…', returnedFields: ['…'] });
    const shown = this.shown(ctx, row, definition);
    return {
      ...row, answers: shown.answers, project: { id: project.id, title: project.title, number: project.number }, definition: shown.definition,
      files: (await this.files.list(ctx, id)).filter((file) => shown.shows(file.purpose)), returnedFields: row.returnReason ? (await returnedFields(ctx.em, id)).filter(shown.shows) : [],
      known: await knownFigures(ctx.em, row.projectId), actions: said(ctx, actionsOf(progressReportMachine, row.state, facts, (permission) => ctx.may(permission))),
      may: { write: ctx.may('progress.submit') && WRITABLE.includes(row.state) },
    };
  }

  /** Never fails on what is missing or unfinished. @throws Refused REVISION.STALE, PROGRESS.NOT_OPEN */
  async save(ctx: Ctx, id: string, revision: number, patch: Answers) {
    const row = found(await ctx.em.findOne(ProgressReportRow, { where: { id }, lock: { mode: 'pessimistic_write' } }));
    if (!WRITABLE.includes(row.state)) throw refused('PROGRESS.NOT_OPEN', { state: row.state });
    if (row.revision !== revision) throw refused('REVISION.STALE', { yours: revision, current: row.revision }, 'stale');
    const definition = await this.definition(ctx, row);
    row.answers = cleanAnswers(definition, mergePatch(row.answers, { ...patch, stage: row.stage }));
    if (row.state === 'due') row.state = progressReportMachine.steps.begin.to;
    row.revision += 1;
    await ctx.em.save(ProgressReportRow, row);
    await emit(ctx, { kind: 'progress_report.saved', subject: { kind: 'progress_report', id }, roundId: row.roundId, data: { fields: Object.keys(patch) } });
    return { revision: row.revision, savedAt: ctx.now, missing: progressOf(definition, row.answers).missing };
  }

  async addFile(ctx: Ctx, id: string, field: string, request: WeichuangRequest): Promise<FileView> {
    const row = found(await ctx.em.findOneBy(ProgressReportRow, { id }));
    if (!WRITABLE.includes(row.state)) throw refused('PROGRESS.NOT_OPEN', { state: row.state });
    const asked = fieldsOfForm(await this.definition(ctx, row)).find((each) => each.id === field && each.type === 'file');
    if (!asked) throw refused('FILE.NO_SUCH_FIELD', undefined, 'invalid');
    return this.files.receive(ctx, request, { subject: { kind: 'progress_report', id }, purpose: field, accept: asked.accept ?? ['pdf', 'image'], maxBytes: 20 * 1024 * 1024 });
  }

  async submit(ctx: Ctx, id: string, revision: number) {
    const before = found(await ctx.em.findOneBy(ProgressReportRow, { id }));
    const late = before.state === 'late' || (before.state !== 'returned' && ctx.now >= before.dueAt);
    const row = await transition(ctx, ProgressReportRow, id, progressReportMachine, before.state === 'late' ? 'submit_late' : 'submit', {
      revision,
      facts: async (report) => this.facts(ctx, report, await this.definition(ctx, report)),
      apply: (report) => {
        report.submittedAt = ctx.now;
        report.late = report.late || late;
        report.returnReason = null;
      },
      data: () => ({ late }),
    });
    return { state: row.state, revision: row.revision };
  }

  async answer(ctx: Ctx, id: string, body: Input<typeof answerProgressReport>['body']) {
    const row = await transition(ctx, ProgressReportRow, id, progressReportMachine, body.how, {
      revision: body.revision,
      facts: async (report) => this.facts(ctx, report, await this.definition(ctx, report), { reason: body.reason, returnedFields: body.fields }),
      apply: (report) => void (report.returnReason = body.how === 'return' ? body.reason : null),
      data: () => ({ reason: body.reason, fields: body.fields }),
    });
    return { state: row.state, revision: row.revision };
  }

  private async plan(ctx: Ctx, projectId: string): Promise<void> {
    const project = await ctx.em.findOneByOrFail(ProjectRow, { id: projectId });
    const round = await ctx.em.findOneByOrFail(RoundRow, { id: project.roundId });
    const { trackId } = await ctx.em.findOneByOrFail(ApplicationRow, { id: project.applicationId });
    const track = round.config.tracks.find((each) => each.id === trackId);
    const formVersionId = track?.progressReportFormVersionId ?? round.config.progressReport.formVersionId;
    for (const stage of round.config.evaluation) {
      if (await ctx.em.existsBy(ProgressReportRow, { projectId, stage: stage.id })) continue;
      const id = newId();
      await ctx.em.insert(ProgressReportRow, {
        id, tenantId: project.tenantId, roundId: project.roundId, projectId, stage: stage.id, formVersionId, answers: { stage: stage.id }, state: progressReportMachine.initial,
        dueAt: endOfDayInChina(stage.due), submittedAt: null, late: false, returnReason: null, revision: 1,
      });
      await emit(ctx, { kind: 'progress_report.due', subject: { kind: 'progress_report', id }, roundId: project.roundId, data: { projectId, stage: stage.id, dueAt: stage.due } });
    }
  }

  private async definition(ctx: Ctx, row: ProgressReportRow): Promise<FormDefinition> {
    return found(await ctx.em.findOneBy(FormVersionRow, { id: row.formVersionId })).definition;
  }

  /** Whoever supervises or evaluates the project gets nothing personal. */
  private shown(ctx: Ctx, row: ProgressReportRow, definition: FormDefinition): { definition: FormDefinition; answers: Answers; shows: (fieldId: string) => boolean } {
    const answers = this.whole(row);
    if (!onlyAssigned(ctx.roles)) return { definition, answers, shows: () => true };
    const open = materialFor(definition, answers, false);
    const ids = new Set(fieldsOfForm(open.definition).map((field) => field.id));
    return { ...open, shows: (fieldId) => ids.has(fieldId) };
  }

  /** the kind of report is the row's, nobody has to choose it */
  private whole = (row: ProgressReportRow): Answers => ({ ...row.answers, stage: row.stage });

  private facts(ctx: Ctx, row: ProgressReportRow, definition: FormDefinition, given: Partial<ProgressReportFacts> = {}): ProgressReportFacts {
    return {
      now: ctx.now, dueAt: row.dueAt.toISOString(), excusedUntil: null, failsWhenLate: false, problems: validateAnswers(definition, this.whole(row), { mode: 'final' }),
      returnedFields: [], reason: null, ...given,
    };
  }
}
