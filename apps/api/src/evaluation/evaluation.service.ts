import { Inject, Injectable } from '@nestjs/common';
import { refuse } from '@weichuang/kernel/denial';
import { newId } from '@weichuang/kernel/id';
import { actionsOf } from '@weichuang/kernel/machine';
import type { answerEvaluation, assignEvaluations, recuseEvaluation, saveEvaluation } from '@weichuang/contracts/evaluation/evaluation';
import type { Input, Output } from '@weichuang/contracts/http/route';
import type { EvaluationStage } from '@weichuang/domain/calls/round-config';
import { mayBeAssigned } from '@weichuang/domain/evaluation/assignable';
import { evaluationMachine, type EvaluationFacts } from '@weichuang/domain/evaluation/evaluation.machine';
import { gradeOf } from '@weichuang/domain/evaluation/grade';
import { indexScore, suggestedScores } from '@weichuang/domain/evaluation/index-score';
import type { Answers, FormDefinition } from '@weichuang/domain/forms/definition';
import { ProjectRow } from '@weichuang/persistence/agreements/entities';
import { RoundRow } from '@weichuang/persistence/calls/entities';
import { EvaluationRow } from '@weichuang/persistence/evaluation/entities';
import { FormVersionRow } from '@weichuang/persistence/forms/entities';
import { actorOf, tenantOf, type Ctx } from '@weichuang/platform/context/ctx';
import { emit } from '@weichuang/platform/events/emit';
import { HOUSE, type House } from '@weichuang/platform/house';
import { ensure, found, refused } from '@weichuang/platform/http/refused';
import { textOf } from '@weichuang/platform/http/texts';
import { transition } from '@weichuang/platform/transition/transition';
import { ensureLooksInto } from '../agreements/looks-into';
import { ProjectsService } from '../agreements/projects.service';
import { said } from '../agreements/said';
import { briefs, evaluatorsOf, knownRates, recusedFrom, roundEvaluations, tiedTo } from './evaluation.queries';

@Injectable()
export class EvaluationService {
  constructor(
    @Inject(HOUSE) private readonly house: House,
    private readonly projects: ProjectsService,
  ) {}

  async ofRound(ctx: Ctx, roundId: string, stage: 'midterm' | 'final') {
    const round = found(await ctx.em.findOneBy(RoundRow, { id: roundId }));
    // who only evaluates sees neither what others evaluate nor who they are
    const own = ctx.roles.every((role) => role === 'evaluator') ? actorOf(ctx).userId : null;
    const evaluators = await evaluatorsOf(ctx.em, tenantOf(ctx), roundId);
    const known = new Set(evaluators.map((each) => each.id));
    const rows = await roundEvaluations(ctx.em, roundId, stage, own);
    return {
      rows: rows.map((row) => ({ ...row, assignable: mayBeAssigned({ project: row.projectState, evaluation: row.evaluation?.state ?? null }), notFor: own === null ? [...new Set(row.notFor)].filter((id) => known.has(id)) : [] })),
      evaluators: own === null ? evaluators : evaluators.filter((each) => each.id === own), may: { assign: ctx.may('evaluation.assign') },
      due: round.config.evaluation.find((each) => each.id === stage)?.due ?? null,
    };
  }

  /**
   * What this evaluator may not have is left for another and named in the answer.
   * @throws Refused EVALUATION.NO_SUCH_STAGE, EVALUATION.NOT_AN_EVALUATOR, EVALUATION.NONE_TO_ASSIGN; EVALUATION.RECUSED, EVALUATION.EVALUATOR_TIED when it may have none
   */
  async assign(ctx: Ctx, roundId: string, body: Input<typeof assignEvaluations>['body']): Promise<Output<typeof assignEvaluations>> {
    const round = found(await ctx.em.findOneBy(RoundRow, { id: roundId }));
    const stage = this.stage(round, body.stage);
    if (!(await evaluatorsOf(ctx.em, tenantOf(ctx), roundId)).some((each) => each.id === body.evaluatorId)) throw refused('EVALUATION.NOT_AN_EVALUATOR', undefined, 'invalid');
    const rows = await roundEvaluations(ctx.em, roundId, body.stage);
    const open = rows.filter((row) => mayBeAssigned({ project: row.projectState, evaluation: row.evaluation?.state ?? null }) && (!body.projectIds || body.projectIds.includes(row.projectId)));
    const closed = await this.closedTo(ctx, open, body.evaluatorId);
    const wanted = open.filter((row) => !closed.has(row.projectId));
    if (!wanted.length) throw refused([...closed.values()][0] ?? 'EVALUATION.NONE_TO_ASSIGN');
    for (const { projectId, evaluation } of wanted) {
      if (evaluation) {
        await this.reassign(ctx, evaluation.id, body.evaluatorId);
        continue;
      }
      const id = newId();
      await ctx.em.insert(EvaluationRow, {
        id, tenantId: round.tenantId, roundId, projectId, stage: body.stage, indexVersionId: stage.indexVersionId, evaluatorId: body.evaluatorId, method: '', declared: false, evaluatedOn: null,
        answers: {}, strengths: '', problems: '', suggestions: '', total: null, gradeKey: null, passes: null, state: evaluationMachine.initial, returnReason: null, recusalReason: null, recusedIds: [], confirmedBy: null, confirmedAt: null, revision: 1,
      });
      await emit(ctx, { kind: 'evaluation.assigned', subject: { kind: 'evaluation', id }, roundId, data: { projectId, stage: body.stage, evaluatorId: body.evaluatorId } });
    }
    const left = open.flatMap(({ projectId, number, title }) => {
      const code = closed.get(projectId);
      return code ? [{ projectId, number, title, code, why: textOf(ctx.locale, code, {}) }] : [];
    });
    return { assigned: wanted.length, left };
  }

  /** Of these projects those that this evaluator may not have: by project, the refusal's code. */
  private async closedTo(ctx: Ctx, rows: readonly { readonly projectId: string }[], evaluatorId: string): Promise<Map<string, string>> {
    const aside = await recusedFrom(ctx.em, rows.map((row) => row.projectId), evaluatorId);
    const tied = await tiedTo(ctx.em, rows.map((row) => row.projectId), evaluatorId);
    return new Map(rows.flatMap(({ projectId }): [string, string][] =>
      aside.has(projectId) ? [[projectId, 'EVALUATION.RECUSED']] : tied.has(projectId) ? [[projectId, 'EVALUATION.EVALUATOR_TIED']] : [],
    ));
  }

  /** What the first one wrote is gone with him; the log keeps that it was. @throws Refused EVALUATION.RECUSED, EVALUATION.EVALUATOR_TIED */
  private async reassign(ctx: Ctx, id: string, evaluatorId: string): Promise<void> {
    await transition(ctx, EvaluationRow, id, evaluationMachine, 'reassign', {
      facts: async (held) => this.facts(ctx, { ...held, evaluatorId }, await this.known(ctx, held), held.answers, { recused: held.recusedIds.includes(evaluatorId) }),
      apply: (held) => void Object.assign(held, {
        evaluatorId, declared: false, answers: {}, method: '', evaluatedOn: null, strengths: '', problems: '', suggestions: '', total: null, gradeKey: null, passes: null, returnReason: null, recusalReason: null,
      }),
      data: (held) => ({ projectId: held.projectId, stage: held.stage, evaluatorId }),
    });
    // whose it is belongs to its scope, which is remembered for a second
    this.house.scopes.forgetAll();
  }

  /** @throws Refused EVALUATION.NOT_YOURS (403), REASON.REQUIRED */
  async recuse(ctx: Ctx, id: string, body: Input<typeof recuseEvaluation>['body']) {
    const row = await transition(ctx, EvaluationRow, id, evaluationMachine, 'recuse', {
      revision: body.revision,
      facts: async (held) => this.facts(ctx, held, await this.known(ctx, held), held.answers, { reason: body.reason }),
      apply: (held) => void Object.assign(held, { recusalReason: body.reason, recusedIds: [...held.recusedIds, held.evaluatorId], declared: false, total: null, gradeKey: null, passes: null }),
      data: (held) => ({ projectId: held.projectId, evaluatorId: held.evaluatorId, reason: body.reason }),
    });
    return { state: row.state, revision: row.revision };
  }

  async mine(ctx: Ctx) {
    return { rows: await briefs(ctx.em, { evaluatorId: actorOf(ctx).userId }) };
  }

  /** The grantee sees results, not work in progress. @throws Refused PROJECT.NOT_ASSIGNED (403) */
  async ofProject(ctx: Ctx, projectId: string) {
    await ensureLooksInto(ctx, projectId);
    const grantee = ctx.roles.every((role) => role === 'applicant_owner' || role === 'applicant_member');
    return { rows: await briefs(ctx.em, { projectId, confirmedOnly: grantee }) };
  }

  async detail(ctx: Ctx, id: string) {
    const row = found(await ctx.em.findOneBy(EvaluationRow, { id }));
    const brief = found((await briefs(ctx.em, { id }))[0]);
    const known = await this.known(ctx, row);
    const rates = await knownRates(ctx.em, row.projectId, row.stage);
    const score = indexScore(known.definition, row.answers);
    const facts = await this.facts(ctx, row, known, row.answers, { reason: '…' });
    return {
      ...brief, definition: known.definition, answers: row.answers, method: row.method, declared: row.declared, evaluatedOn: row.evaluatedOn, strengths: row.strengths, problems: row.problems,
      suggestions: row.suggestions, returnReason: row.returnReason, recusalReason: row.recusalReason, revision: row.revision, fullMarks: score.fullMarks, missing: [...score.missing], grades: [...known.stage.grades],
      suggested: suggestedScores(known.definition, rates), rates, mine: row.evaluatorId === actorOf(ctx).userId,
      actions: said(ctx, actionsOf(evaluationMachine, row.state, facts, (permission) => ctx.may(permission))),
    };
  }

  async save(ctx: Ctx, id: string, body: Input<typeof saveEvaluation>['body']) {
    const { revision, answers, declared, ...words } = body;
    let grade: string | null = null;
    let missing: readonly string[] = [];
    const row = await transition(ctx, EvaluationRow, id, evaluationMachine, 'save', {
      revision,
      facts: async (held) => this.facts(ctx, { ...held, declared }, await this.known(ctx, held), answers),
      apply: async (held) => {
        const known = await this.known(ctx, held);
        const score = indexScore(known.definition, answers);
        const given = gradeOf(score.total ?? score.soFar, known.stage.grades, score.vetoed.length > 0);
        ({ missing } = score);
        grade = score.complete ? (given?.id ?? null) : null;
        Object.assign(held, words, { answers, declared, total: score.total ?? score.soFar, gradeKey: grade, passes: grade === null ? null : (given?.passes ?? null) });
      },
      data: (held) => ({ total: held.total, grade: held.gradeKey }),
    });
    return { revision: row.revision, total: row.total ?? '0', grade, missing: [...missing] };
  }

  async submit(ctx: Ctx, id: string, revision: number) {
    const row = await transition(ctx, EvaluationRow, id, evaluationMachine, 'submit', {
      revision,
      facts: async (held) => this.facts(ctx, held, await this.known(ctx, held), held.answers),
      apply: (held) => void (held.returnReason = null),
      data: (held) => ({ total: held.total, grade: held.gradeKey }),
    });
    return { state: row.state, revision: row.revision };
  }

  /** Confirming lets the project pass its mid-term, or sends it to rectification: the tranches' gates ask for that. */
  async answer(ctx: Ctx, id: string, body: Input<typeof answerEvaluation>['body']) {
    const row = await transition(ctx, EvaluationRow, id, evaluationMachine, body.how, {
      revision: body.revision,
      facts: async (held) => this.facts(ctx, held, await this.known(ctx, held), held.answers, { reason: body.reason }),
      apply: (held) => {
        held.returnReason = body.how === 'confirm' ? null : body.reason;
        if (body.how === 'reopen') Object.assign(held, { confirmedBy: null, confirmedAt: null });
        if (body.how === 'confirm') Object.assign(held, { confirmedBy: actorOf(ctx).userId, confirmedAt: ctx.now });
      },
      data: (held) => ({ total: held.total, grade: held.gradeKey, passes: held.passes, reason: body.reason }),
    });
    if (body.how === 'confirm' && row.stage === 'midterm') await this.moveProject(ctx, row);
    return { state: row.state, revision: row.revision };
  }

  private async moveProject(ctx: Ctx, row: EvaluationRow): Promise<void> {
    const project = found(await ctx.em.findOneBy(ProjectRow, { id: row.projectId }));
    // open findings hold the step back; it is taken when the last one is closed
    const open: { n: number }[] = await ctx.em.query(`SELECT count(*) AS n FROM finding WHERE project_id = $1 AND state <> 'closed'`, [row.projectId]);
    if (!row.passes && project.state === 'active') await this.projects.move(ctx.asSystem(), row.projectId, 'fail_midterm', { reason: '中期评估不合格' });
    if (row.passes && ['active', 'rectifying'].includes(project.state) && !open[0]?.n) await this.projects.move(ctx.asSystem(), row.projectId, 'pass_midterm');
  }

  /** A finding that was closed last lets a passed mid-term take effect. */
  async afterFinding(ctx: Ctx, projectId: string): Promise<void> {
    const row = await ctx.em.findOneBy(EvaluationRow, { projectId, stage: 'midterm', state: 'confirmed' });
    if (row?.passes) await this.moveProject(ctx, row);
  }

  private async known(ctx: Ctx, row: EvaluationRow): Promise<{ definition: FormDefinition; stage: EvaluationStage }> {
    const { definition } = found(await ctx.em.findOneBy(FormVersionRow, { id: row.indexVersionId }));
    return { definition, stage: this.stage(found(await ctx.em.findOneBy(RoundRow, { id: row.roundId })), row.stage) };
  }

  private stage(round: RoundRow, id: 'midterm' | 'final'): EvaluationStage {
    const stage = round.config.evaluation.find((each) => each.id === id);
    if (!stage) ensure(refuse('EVALUATION.NO_SUCH_STAGE'));
    return stage as EvaluationStage; // refused the line above
  }

  private async facts(ctx: Ctx, row: EvaluationRow, known: { definition: FormDefinition; stage: EvaluationStage }, answers: Answers, given: Partial<EvaluationFacts> = {}): Promise<EvaluationFacts> {
    const score = indexScore(known.definition, answers);
    const tied = await tiedTo(ctx.em, [row.projectId], row.evaluatorId);
    const grade = score.complete ? gradeOf(score.total ?? score.soFar, known.stage.grades, score.vetoed.length > 0) : null;
    return {
      actorId: ctx.actor?.userId ?? '', evaluatorId: row.evaluatorId, declared: row.declared, conflicted: tied.size > 0, missing: score.missing, problems: score.problems,
      grade: grade?.id ?? null, passes: grade?.passes ?? null, reason: '', recused: false, ...given,
    };
  }
}
