import { gradeOf } from '@weichuang/domain/evaluation/grade';
import type { FormDefinition } from '@weichuang/domain/forms/definition';
import { scoreItems } from '@weichuang/domain/judging/score-total';
import { newId } from '@weichuang/kernel/id';
import type { Client, World } from '../world';
import type { BuiltRound } from './calls';
import { insertRows } from './insert';
import { type BuiltProject, runningProject } from './projects';

export interface EvaluationWish {
  readonly stage?: 'midterm' | 'final';
  /** default `submitted` */
  readonly state?: 'in_progress' | 'submitted' | 'confirmed';
  /** a whole number of points, as a decimal string; default '86' */
  readonly score?: string;
}

/** Gives this many points: the first items full until the points are used up. */
export function scoredAnswers(definition: FormDefinition, points: number): Record<string, { score: string; comment: string }> {
  let left = points;
  const base = scoreItems(definition).filter(({ spec }) => spec.kind === 'base');
  return Object.fromEntries(
    base.map(({ field, spec }) => {
      const given = Math.min(left, Number(spec.max));
      left -= given;
      return [field.id, { score: String(given), comment: '已核对活动记录与票据' }];
    }),
  );
}

/** An evaluation of the project by a new evaluator, written as a row without events. @returns its id */
export async function evaluationOf(w: World, round: BuiltRound, project: BuiltProject, wish: EvaluationWish = {}): Promise<string> {
  const { stage = 'midterm', state = 'submitted', score = '86' } = wish;
  const asked = round.config.evaluation.find((each) => each.id === stage);
  if (!asked) throw new Error('the round has no such evaluation');
  const [version] = await w.rows<{ definition: FormDefinition }>('SELECT definition FROM form_version WHERE id = $1', [asked.indexVersionId]);
  if (!version) throw new Error('no such index');
  const grade = gradeOf(score, asked.grades, false);
  const id = newId();
  const evaluator = await w.as('evaluator');
  await insertRows(w, 'evaluation', [
    {
      id, tenant_id: w.tenantId, round_id: round.roundId, project_id: project.id, stage, index_version_id: asked.indexVersionId, evaluator_id: evaluator.userId,
      method: '现场核查与资料查阅', declared: true, evaluated_on: null, answers: scoredAnswers(version.definition, Number(score)), strengths: '活动组织扎实\n居民参与度高',
      problems: '票据整理不及时', suggestions: '按月整理票据', total: score, grade_key: grade?.id ?? null, passes: grade?.passes ?? null, state, revision: 1,
    },
  ]);
  return id;
}

export interface LookedAfter {
  readonly project: BuiltProject;
  readonly supervisor: Client;
  readonly coach: Client;
  readonly evaluator: Client;
  /** of its midterm, assigned and not begun */
  readonly evaluationId: string;
}

/** A running project with a supervisor, a coach and an evaluator of its own: those who look into it though they have no part in it. */
export async function lookedAfterProject(w: World, round: BuiltRound): Promise<LookedAfter> {
  const [supervisor, coach, evaluator] = [await w.as('supervisor'), await w.as('supervisor'), await w.as('evaluator')];
  const project = await runningProject(w, round, { supervisorId: supervisor.userId, coachId: coach.userId });
  const asked = round.config.evaluation.find((each) => each.id === 'midterm');
  if (!asked) throw new Error('the round has no midterm evaluation');
  const evaluationId = newId();
  await insertRows(w, 'evaluation', [
    { id: evaluationId, tenant_id: w.tenantId, round_id: round.roundId, project_id: project.id, stage: 'midterm', index_version_id: asked.indexVersionId, evaluator_id: evaluator.userId, state: 'assigned', revision: 1 },
  ]);
  return { project, supervisor, coach, evaluator, evaluationId };
}
