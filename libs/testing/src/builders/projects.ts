import { type AgreementContent, draftAgreement } from '@weichuang/domain/agreements/agreement-content';
import type { RoundConfig } from '@weichuang/domain/calls/round-config';
import { planTranches } from '@weichuang/domain/agreements/tranche-plan';
import type { Answers, BudgetLine } from '@weichuang/domain/forms/definition';
import { newId } from '@weichuang/kernel/id';
import { dateInChina } from '@weichuang/kernel/clock';
import type { World } from '../world';
import { type BuiltApplication, applications } from './applications';
import { insertRows } from './insert';
import { frozenRanking } from './judging';

export interface ProjectOptions {
  /** default 2,000,000 */
  readonly grantFen?: number;
  /** default true: agreement current, project active, plan approved; false: all still open */
  readonly signed?: boolean;
  readonly supervisorId?: string | null;
  readonly coachId?: string | null;
  /** the application it comes from; a qualified one is made otherwise */
  readonly application?: BuiltApplication;
  /** default true: the organization's account for payments is known */
  readonly account?: boolean;
}

export interface BuiltProject {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly grantFen: number;
  readonly applicationId: string;
  readonly awardId: string;
  readonly organizationId: string;
  readonly communityId: string;
  readonly optimisationId: string;
  readonly agreementId: string;
  readonly agreement: AgreementContent;
  /** in the order of the plan */
  readonly tranches: readonly { readonly id: string; readonly planKey: string; readonly amountFen: number }[];
}

/**
 * A funded project as the cycle would leave it, written as rows without events: granted award, optimised plan fitted to the grant,
 * agreement, tranches and the balance. The round is best in state `executing`.
 */
export async function runningProject(w: World, round: { readonly roundId: string }, options: ProjectOptions = {}): Promise<BuiltProject> {
  const { grantFen = 2_000_000, signed = true } = options;
  const [found] = await w.rows<{ config: RoundConfig; title: string }>('SELECT config, title FROM round WHERE id = $1', [round.roundId]);
  if (!found) throw new Error('no such round');
  const { config } = found;
  const application = options.application ?? (await applications(w, round, 1, { state: 'qualified' }))[0];
  if (!application) throw new Error('no application');
  const awardId = await grantedAward(w, round.roundId, application, grantFen);
  const [id, optimisationId, agreementId] = [newId(), newId(), newId()];
  const number = application.number ?? `P-${id.slice(-6)}`;
  const [startsOn, endsOn] = [dateInChina(new Date(config.calendar.projectFrom)), dateInChina(new Date(config.calendar.projectTo))];
  await insertRows(w, 'project', [
    {
      id, tenant_id: w.tenantId, round_id: round.roundId, application_id: application.id, award_id: awardId, organization_id: application.organizationId,
      community_id: application.communityId, number, title: application.title, grant_fen: grantFen, state: signed ? 'active' : 'contracted',
      coach_id: options.coachId ?? null, supervisor_id: options.supervisorId ?? null, starts_on: startsOn, ends_on: endsOn, revision: 1, created_at: now(w),
    },
  ]);
  const answers: Answers = signed ? { ...application.answers, budget: fittedBudget(application.answers, config, grantFen) } : application.answers;
  const [form] = await w.rows<{ form_version_id: string }>('SELECT form_version_id FROM application WHERE id = $1', [application.id]);
  if (!form) throw new Error('no such application');
  await insertRows(w, 'optimisation', [
    {
      id: optimisationId, tenant_id: w.tenantId, round_id: round.roundId, project_id: id, form_version_id: form.form_version_id, answers,
      state: signed ? 'approved' : 'drafting', comments: [], revision: 1, created_at: now(w),
    },
  ]);
  const planned = planTranches(grantFen, config.tranches);
  const content = draftAgreement({
    programme: found.title,
    parties: [
      { party: 'street', details: partyOf('测试街道办事处') },
      { party: 'organization', details: partyOf(application.organizationName) },
    ],
    project: { name: application.title, no: number, community: '测试社区', period: { from: startsOn, to: endsOn }, goals: ['服务居民 120 人'] },
    grantFen,
    plan: config.tranches,
    amounts: planned.map((one) => one.amountFen),
    account: { holder: application.organizationName, bank: '江苏银行测试支行', number: '3200160360500001' },
  });
  await insertRows(w, 'agreement', [
    {
      id: agreementId, tenant_id: w.tenantId, round_id: round.roundId, project_id: id, number: `${number}-XY`, state: signed ? 'current' : 'draft', content,
      issued_at: signed ? now(w) : null, sign_by: dateInChina(new Date(config.calendar.signBy)), signed_on: signed ? dateInChina(w.house.clock.now()) : null,
      revision: 1, created_at: now(w),
    },
  ]);
  const tranches = planned.map((one, i) => ({ id: newId(), plan: one, sequence: i + 1, name: config.tranches[i]?.name.zh ?? one.planId }));
  await insertRows(
    w, 'tranche',
    tranches.map(({ id: trancheId, plan, sequence, name }) => ({
      id: trancheId, tenant_id: w.tenantId, round_id: round.roundId, project_id: id, plan_key: plan.planId, name, sequence, gate: plan.on,
      amount_fen: plan.amountFen, state: 'planned', paid_fen: 0, returned_fen: 0, revision: 1, created_at: now(w),
    })),
  );
  await insertRows(w, 'payment_balance', [{ project_id: id, tenant_id: w.tenantId, grant_fen: grantFen, net_paid_fen: 0 }]);
  if (options.account !== false)
    await w.rows(`UPDATE organization SET profile = profile || $2 WHERE id = $1`, [
      application.organizationId, JSON.stringify({ accountName: application.organizationName, bankName: '江苏银行测试支行', accountNumber: '3200160360500001' }),
    ]);
  return {
    id, number, title: application.title, grantFen, applicationId: application.id, awardId, organizationId: application.organizationId,
    communityId: application.communityId, optimisationId, agreementId, agreement: content,
    tranches: tranches.map(({ id: trancheId, plan }) => ({ id: trancheId, planKey: plan.planId, amountFen: plan.amountFen })),
  };
}

/** From now on this person supervises the project. */
export async function supervisedBy(w: World, projectId: string, userId: string): Promise<void> {
  await w.rows('UPDATE project SET supervisor_id = $2 WHERE id = $1', [projectId, userId]);
}

const now = (w: World): string => w.house.clock.now().toISOString();

const partyOf = (name: string) => ({ name, uscc: '11320214MB0000001R', address: '测试路 1 号', representative: '周立言', contact: '鲍晨', phone: '0510-85210001' });

/** The round's decision is made once; every award joins it. */
async function grantedAward(w: World, roundId: string, application: BuiltApplication, grantFen: number): Promise<string> {
  const [held] = await w.rows<{ id: string }>(`SELECT id FROM decision WHERE round_id = $1 AND state <> 'superseded'`, [roundId]);
  const decisionId = held?.id ?? newId();
  if (!held) {
    const ranking = await frozenRanking(w, { roundId }, [application], ['88.50']);
    await insertRows(w, 'decision', [
      { id: decisionId, tenant_id: w.tenantId, round_id: roundId, ranking_id: ranking.id, state: 'published', note: '', approved_at: now(w), revision: 1, created_at: now(w) },
    ]);
  }
  const awardId = newId();
  await insertRows(w, 'award', [
    {
      id: awardId, tenant_id: w.tenantId, round_id: roundId, decision_id: decisionId, application_id: application.id, organization_id: application.organizationId,
      rank: 1, score: '88.50', amount_fen: grantFen, committed: true, reason: '', state: 'granted', revision: 1, created_at: now(w),
    },
  ]);
  return awardId;
}

/** Own money stays; the grant's lines become two that are the grant to the fen. */
export function fittedBudget(answers: Answers, config: RoundConfig, grantFen: number): BudgetLine[] {
  const before = Array.isArray(answers['budget']) ? (answers['budget'] as BudgetLine[]) : []; // the application form's budget
  const [first, second] = config.budget.categories;
  const most = Math.ceil((grantFen * 8) / 10);
  const line = (id: string, category: string, content: string, fen: number): BudgetLine => ({ id, category, content, unitPriceFen: fen, quantityHundredths: 100, unit: '项', source: 'grant' });
  return [
    line('g1', first?.id ?? 'activity', '主题活动物料与场地', most),
    line('g2', second?.id ?? first?.id ?? 'activity', '志愿者误餐与交通补贴', grantFen - most),
    ...before.filter((one) => one.source === 'own'),
  ];
}
