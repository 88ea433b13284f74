import { z } from 'zod';
import { AnswersSchema, FormDefinitionSchema } from '../forms/definition.schema';
import { defineRoute } from '../http/route';
import { Action, DateOnly, Id, IdParams, Prose, RoundParams, TextSchema } from '../http/shapes';

const Stage = z.enum(['midterm', 'final']);
const Named = z.object({ id: Id, name: z.string() });
const Revision = z.int().min(1);
/** The result has one word everywhere, on pages and on paper: the round's own name of the grade; whether it passes only colours it. */
const Result = { gradeName: TextSchema.nullable(), passes: z.boolean().nullable() };

export const EvaluationBrief = z.object({
  id: Id, stage: Stage, state: z.string(), total: z.string().nullable(), grade: z.string().nullable(), ...Result, evaluator: z.string(),
  project: z.object({ id: Id, number: z.string(), title: z.string(), organization: z.string(), host: z.string().nullable() }), round: Named, due: z.string(),
});

export const listRoundEvaluations = defineRoute({
  method: 'GET', path: '/rounds/:roundId/evaluations', summary: '本轮评估 Evaluations of a round', params: RoundParams, query: z.object({ stage: Stage }),
  response: z.object({
    rows: z.array(z.object({
      projectId: Id, number: z.string(), title: z.string(), organization: z.string(), projectState: z.string(),
      evaluation: z.object({ id: Id, state: z.string(), total: z.string().nullable(), grade: z.string().nullable(), ...Result, evaluator: z.string(), recusalReason: z.string().nullable() }).nullable(),
      reportState: z.string().nullable(),
      /** nobody evaluates it, and it can be evaluated */
      assignable: z.boolean(),
      /** of `evaluators` those who may not have it: tied to it, or stepped aside from it */
      notFor: z.array(Id),
    })),
    evaluators: z.array(Named), may: z.object({ assign: z.boolean() }), due: z.string().nullable(),
  }),
});
/**
 * The round's projects without an evaluation of this stage or whose evaluator stepped aside, or the named ones of these. `left`: those
 * that this evaluator may not have, each with the reason; refused only when nothing is left to assign.
 */
export const assignEvaluations = defineRoute({
  method: 'POST', path: '/rounds/:roundId/evaluations', summary: '指派评估方 Assign an evaluator', params: RoundParams, idempotent: true,
  body: z.object({ stage: Stage, evaluatorId: Id, projectIds: z.array(Id).min(1).max(2000).optional() }), 
  response: z.object({ assigned: z.number(), left: z.array(z.object({ projectId: Id, number: z.string(), title: z.string(), code: z.string(), why: z.string() })) }),
});
export const listMyEvaluations = defineRoute({ method: 'GET', path: '/evaluations', summary: '我的评估任务 My evaluations', response: z.object({ rows: z.array(EvaluationBrief) }) });
export const listProjectEvaluations = defineRoute({ method: 'GET', path: '/projects/:id/evaluations', summary: '项目的评估 Evaluations of a project', params: IdParams, response: z.object({ rows: z.array(EvaluationBrief) }) });

export const getEvaluation = defineRoute({
  method: 'GET', path: '/evaluations/:id', summary: '评估详情 An evaluation', params: IdParams,
  response: EvaluationBrief.extend({
    definition: FormDefinitionSchema, answers: AnswersSchema, method: z.string(), declared: z.boolean(), evaluatedOn: z.string().nullable(), strengths: z.string(), problems: z.string(), suggestions: z.string(),
    returnReason: z.string().nullable(), recusalReason: z.string().nullable(), revision: z.number(), fullMarks: z.string(), missing: z.array(z.string()),
    grades: z.array(z.object({ id: z.string(), name: z.object({ zh: z.string(), en: z.string().optional() }), minScore: z.string(), passes: z.boolean() })),
    /** scores the system can fill in from its records, by item, with the rate behind each in basis points */
    suggested: z.record(z.string(), z.string()), rates: z.record(z.string(), z.number().nullable()), actions: z.array(Action), mine: z.boolean(),
  }),
});
export const saveEvaluation = defineRoute({
  method: 'PUT', path: '/evaluations/:id', summary: '保存评估 Save an evaluation', params: IdParams,
  body: z.object({ revision: Revision, answers: AnswersSchema, declared: z.boolean(), method: Prose(500).default(''), evaluatedOn: DateOnly.nullable().default(null), strengths: Prose(3000).default(''), problems: Prose(3000).default(''), suggestions: Prose(3000).default('') }),
  response: z.object({ revision: z.number(), total: z.string(), grade: z.string().nullable(), missing: z.array(z.string()) }),
});
const moved = z.object({ state: z.string(), revision: z.number() });
export const submitEvaluation = defineRoute({ method: 'POST', path: '/evaluations/:id/submission', summary: '提交评估 Submit an evaluation', params: IdParams, body: z.object({ revision: Revision }), response: moved });
/** A conflict of interest: the evaluator steps aside, the street asks another. */
export const recuseEvaluation = defineRoute({
  method: 'POST', path: '/evaluations/:id/recusal', summary: '申报利害关系并回避 Declare a conflict and step aside', params: IdParams, body: z.object({ revision: Revision, reason: Prose(1000).default('') }), response: moved,
});
/** Confirming decides: the grade opens or shuts the next tranche. */
export const answerEvaluation = defineRoute({
  method: 'POST', path: '/evaluations/:id/answer', summary: '确认、退回或复评 Confirm, return or evaluate again', params: IdParams,
  body: z.object({ revision: Revision, how: z.enum(['confirm', 'return', 'reopen']), reason: Prose(1000).default('') }), response: moved,
});
