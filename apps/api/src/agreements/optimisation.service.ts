import { Injectable } from '@nestjs/common';
import { type FieldProblem, refuseFields } from '@weichuang/kernel/denial';
import { newId } from '@weichuang/kernel/id';
import { actionsOf } from '@weichuang/kernel/machine';
import { grantProblems, lockedInPatch, lockedProblems } from '@weichuang/domain/agreements/locked-fields';
import { optimisationMachine, type OptimisationEvent, type OptimisationFacts } from '@weichuang/domain/agreements/optimisation.machine';
import { type CommentThread, openThreads, planChanges } from '@weichuang/domain/agreements/plan-changes';
import { checkBudget } from '@weichuang/domain/applications/budget';
import type { Answers, BudgetLine } from '@weichuang/domain/forms/definition';
import { saveRevision } from '@weichuang/domain/forms/merge';
import { cleanAnswers, validateAnswers } from '@weichuang/domain/forms/validate';
import { fieldsOfForm } from '@weichuang/domain/forms/visible-fields';
import { onlyAssigned } from '@weichuang/domain/identity/access';
import { OptimisationRow } from '@weichuang/persistence/agreements/entities';
import { actorOf, type Ctx } from '@weichuang/platform/context/ctx';
import { emit } from '@weichuang/platform/events/emit';
import type { WeichuangRequest } from '@weichuang/platform/http/route';
import { ensure, found, missing, refused } from '@weichuang/platform/http/refused';
import { textOf } from '@weichuang/platform/http/texts';
import { transition } from '@weichuang/platform/transition/transition';
import { FilesService } from '../files/files.service';
import { ensureLooksInto } from './looks-into';
import { choicesOf, planBasis, type PlanBasis } from './optimisation.queries';
import { type OpenPlan, openPlan, wholePlan } from './open-plan';
import { said } from './said';

const EDITABLE = ['drafting', 'returned'];

/** The optimised plan between award and agreement. Routes name the project; there is one plan for each. */
@Injectable()
export class OptimisationService {
  constructor(private readonly files: FilesService) {}

  /** @throws Refused PROJECT.NOT_ASSIGNED (403) */
  async view(ctx: Ctx, projectId: string) {
    await ensureLooksInto(ctx, projectId);
    const row = await this.of(ctx, projectId);
    const basis = await this.basis(ctx, projectId);
    const plan = this.shown(ctx, row, basis);
    const problems = problemsOf(row.answers, basis);
    // whether this person coaches is asked with the coach as the person
    const running = basis.projectState === 'contracted';
    const may = (permission: string): boolean => running && ctx.may(permission, { ...ctx.scope, userId: basis.coachId });
    return {
      state: row.state,
      revision: row.revision,
      definition: plan.definition,
      answers: plan.answers,
      judged: plan.judged,
      whole: plan.whole,
      lockedFields: basis.config.optimisation.lockedFields,
      grantFen: basis.grantFen,
      budget: { categories: [...basis.config.budget.categories], caps: [...basis.config.budget.caps], maxRequestFen: basis.config.maxRequestFen, overCap: basis.config.overCap, grant: basis.config.grant },
      changes: planChanges(basis.definition, plan.judged, plan.answers),
      problems: problems.filter(plan.shows).map((one) => ({ ...one, message: textOf(ctx.locale, one.code, one.params ?? {}) })),
      // what is said to the coach is for the coach
      threads: row.comments.filter((one) => basis.coachId === actorOf(ctx).userId || plan.shows({ path: one.fieldId })).map(({ settledBy, ...thread }) => ({ ...thread, settled: settledBy !== null })),
      files: await this.files.byIds(ctx, plan.fileIds),
      ...(await choicesOf(ctx, projectId)),
      returnReason: row.returnReason,
      actions: said(ctx, actionsOf(optimisationMachine, row.state, { problems, openThreads: openThreads(row.comments), reason: '…' }, may)),
      may: { edit: EDITABLE.includes(row.state) && may('optimisation.edit'), discuss: row.state !== 'approved' && may('optimisation.discuss'), settle: row.state !== 'approved' && may('optimisation.coach') },
    };
  }

  /** @throws Refused OPTIMISATION.CLOSED, OPTIMISATION.LOCKED with the fields that were judged, REQUEST.INVALID for what cannot be stored */
  async save(ctx: Ctx, projectId: string, body: { revision: number; patch: Answers }) {
    const row = await this.locked(ctx, projectId);
    if (!EDITABLE.includes(row.state)) throw refused('OPTIMISATION.CLOSED', { state: row.state });
    const basis = await this.open(ctx, projectId);
    const locked = lockedInPatch(basis.judged, body.patch, basis.config.optimisation.lockedFields);
    if (locked.length) ensure(refuseFields('OPTIMISATION.LOCKED', locked));
    const taken = new Set(fieldsOfForm(basis.definition).map((field) => field.id));
    // a field taken away is null, which the form's cleaning would not know
    const patch = { ...cleanAnswers(basis.definition, body.patch), ...Object.fromEntries(Object.entries(body.patch).filter(([id, value]) => value === null && taken.has(id))) };
    const broken = validateAnswers(basis.definition, patch, { mode: 'draft' });
    if (broken.length) ensure(refuseFields('REQUEST.INVALID', broken));
    const saved = saveRevision({ revision: row.revision, answers: row.answers, touched: row.touched }, { baseRevision: body.revision, patch });
    if (saved.revision !== row.revision) {
      Object.assign(row, { answers: saved.answers, touched: saved.touched, revision: saved.revision });
      await ctx.em.save(OptimisationRow, row);
      await emit(ctx, { kind: 'optimisation.saved', subject: { kind: 'optimisation', id: row.id }, roundId: row.roundId, data: { projectId, fields: Object.keys(patch), revision: row.revision } });
    }
    return { revision: row.revision, savedAt: ctx.now, conflicts: Object.fromEntries(saved.conflicts.map(({ fieldId, theirs }) => [fieldId, theirs ?? null])) };
  }

  async addFile(ctx: Ctx, projectId: string, request: WeichuangRequest) {
    const row = await this.of(ctx, projectId);
    if (!EDITABLE.includes(row.state)) throw refused('OPTIMISATION.CLOSED', { state: row.state });
    return this.files.receive(ctx, request, { subject: { kind: 'optimisation', id: row.id }, purpose: 'answer', accept: ['pdf', 'image', 'word', 'excel'], maxBytes: 20 * 1024 * 1024 });
  }

  /** A remark on a field, or a reply to one; a reply of the grantee leaves it open. @throws Refused NOT_FOUND for no such field or thread */
  async comment(ctx: Ctx, projectId: string, body: { fieldId: string; threadId: string | null; text: string }) {
    const row = await this.locked(ctx, projectId);
    if (row.state === 'approved') throw refused('OPTIMISATION.CLOSED', { state: row.state });
    const { definition } = await this.basis(ctx, projectId);
    if (!fieldsOfForm(definition).some((field) => field.id === body.fieldId)) throw missing();
    const { userId, name } = actorOf(ctx);
    const entry = { id: newId(), userId, name, text: body.text, at: ctx.now.toISOString() };
    const held = body.threadId === null ? null : found(row.comments.find((one) => one.id === body.threadId));
    const thread: CommentThread = held
      ? { ...held, settledBy: null, entries: [...held.entries, entry] }
      : { id: newId(), fieldId: body.fieldId, settledBy: null, entries: [entry] };
    await this.keep(ctx, row, held ? row.comments.map((one) => (one.id === thread.id ? thread : one)) : [...row.comments, thread], {
      kind: 'optimisation.commented', data: { projectId, threadId: thread.id, fieldId: thread.fieldId, entryId: entry.id },
    });
    return { revision: row.revision, threadId: thread.id };
  }

  async settle(ctx: Ctx, projectId: string, threadId: string, settled: boolean) {
    const row = await this.locked(ctx, projectId);
    if (row.state === 'approved') throw refused('OPTIMISATION.CLOSED', { state: row.state });
    found(row.comments.find((one) => one.id === threadId));
    const settledBy = settled ? actorOf(ctx).userId : null;
    await this.keep(ctx, row, row.comments.map((one) => (one.id === threadId ? { ...one, settledBy } : one)), { kind: settled ? 'optimisation.settled' : 'optimisation.reopened', data: { projectId, threadId } });
    return { revision: row.revision };
  }

  async move(ctx: Ctx, projectId: string, event: OptimisationEvent, body: { revision: number; reason: string }) {
    const { id } = await this.of(ctx, projectId);
    return transition(ctx, OptimisationRow, id, optimisationMachine, event, {
      revision: body.revision,
      facts: async (row): Promise<OptimisationFacts> => ({
        problems: problemsOf(row.answers, await this.open(ctx, projectId)), openThreads: openThreads(row.comments), reason: body.reason,
      }),
      apply: (row) => {
        row.returnReason = event === 'coach_return' || event === 'return' ? body.reason : null;
      },
      data: () => ({ projectId, reason: body.reason }),
    });
  }

  /** Files that the plan names, as far as this person sees it. */
  async fileIds(ctx: Ctx, projectId: string): Promise<readonly string[]> {
    return this.shown(ctx, await this.of(ctx, projectId), await this.basis(ctx, projectId)).fileIds;
  }

  private shown(ctx: Ctx, row: OptimisationRow, basis: PlanBasis): OpenPlan {
    return (onlyAssigned(ctx.roles) ? openPlan : wholePlan)(basis.definition, row.answers, basis.judged);
  }

  private async keep(ctx: Ctx, row: OptimisationRow, comments: CommentThread[], event: { kind: string; data: Record<string, unknown> }): Promise<void> {
    // remarks are beside the answers: who is writing meanwhile does not become stale
    row.comments = comments;
    await ctx.em.update(OptimisationRow, { id: row.id }, { comments: comments as object[] }); // TypeORM's deep-partial of lists cannot be inferred
    await emit(ctx, { ...event, subject: { kind: 'optimisation', id: row.id }, roundId: row.roundId });
  }

  private async of(ctx: Ctx, projectId: string): Promise<OptimisationRow> {
    return found(await ctx.em.findOneBy(OptimisationRow, { projectId }));
  }

  private async locked(ctx: Ctx, projectId: string): Promise<OptimisationRow> {
    return found(await ctx.em.findOne(OptimisationRow, { where: { projectId }, lock: { mode: 'pessimistic_write' } }));
  }

  /** @throws Refused PROJECT.CLOSED when the project was ended meanwhile */
  private async open(ctx: Ctx, projectId: string): Promise<PlanBasis> {
    const basis = await this.basis(ctx, projectId);
    if (basis.projectState !== 'contracted') throw refused('PROJECT.CLOSED');
    return basis;
  }

  private async basis(ctx: Ctx, projectId: string): Promise<PlanBasis> {
    return found(await planBasis(ctx, projectId));
  }
}

/** Everything that stands in the way of handing the plan in: the form, "three unchanged", the round's caps, the grant to the fen. */
export function problemsOf(answers: Answers, basis: PlanBasis): FieldProblem[] {
  const { definition, judged, config, grantFen } = basis;
  const budgetField = fieldsOfForm(definition).find((field) => field.type === 'budget');
  const form = validateAnswers(definition, answers, { mode: 'final' });
  const locked = lockedProblems(judged, answers, config.optimisation.lockedFields);
  if (!budgetField || form.some((one) => one.path === budgetField.id || one.path.startsWith(`${budgetField.id}.`))) return [...form, ...locked];
  const lines = (answers[budgetField.id] ?? []) as BudgetLine[]; // the form's own check has passed
  const caps = checkBudget(config, lines, budgetField.id).problems;
  return [...form, ...locked, ...(caps.length ? caps : grantProblems(lines, grantFen, budgetField.id))];
}
