import { agreementMachine, type AgreementFacts } from '@weichuang/domain/agreements/agreement.machine';
import { projectMachine, type ProjectFacts, type TerminationReason } from '@weichuang/domain/agreements/project.machine';
import { endOfDayInChina } from '@weichuang/kernel/clock';
import { AgreementRow, ProjectRow } from '@weichuang/persistence/agreements/entities';
import type { Ctx } from '../context/ctx';
import { transition } from '../transition/transition';

/** What ending asks of the facts is the reason alone. */
const facts = (terminationReason: TerminationReason, reason: string): ProjectFacts => ({
  agreementCurrent: false, hasMidterm: false, midtermPasses: null, finalPasses: null, openFindings: 0, missingDocuments: [], finalReportAccepted: false,
  settled: false, terminationReason, reason,
});

/** Ends a project by rule, as the system: its award fell away, or nobody signed in time. One that has ended already stays as it is. */
export async function endProject(ctx: Ctx, projectId: string, why: TerminationReason, reason: string): Promise<void> {
  const row = await ctx.em.findOneBy(ProjectRow, { id: projectId });
  if (!row || !projectMachine.steps.terminate.from.includes(row.state)) return;
  await transition(ctx, ProjectRow, projectId, projectMachine, 'terminate', {
    facts: () => facts(why, reason),
    apply: (project) => {
      project.endedReason = why;
      project.endedNote = reason;
    },
    data: () => ({ why, reason }),
  });
}

/** Ending and expiring ask the clock and the reason alone. */
const clockFacts = (row: AgreementRow, now: Date, reason: string | null): AgreementFacts => ({
  now, signBy: endOfDayInChina(row.signBy).toISOString(), optimisationApproved: true, noticeOver: true, objectionOpen: false, parties: [], signedBy: [],
  scanStored: true, contentProblem: null, reason,
});

/** An unsigned agreement whose last day is over expires. @throws Refused STATE.WRONG when it was signed meanwhile */
export async function expireAgreement(ctx: Ctx, projectId: string): Promise<void> {
  const row = await ctx.em.findOneBy(AgreementRow, { projectId });
  if (!row) return;
  await transition(ctx, AgreementRow, row.id, agreementMachine, 'expire', {
    facts: (held) => clockFacts(held, ctx.now, null),
    data: (held) => ({ projectId, signBy: held.signBy }),
  });
}

/** A current agreement ends with its project. */
export async function endAgreement(ctx: Ctx, projectId: string, reason: string): Promise<void> {
  const row = await ctx.em.findOneBy(AgreementRow, { projectId });
  if (row?.state !== 'current') return;
  await transition(ctx, AgreementRow, row.id, agreementMachine, 'end', {
    facts: (held) => clockFacts(held, ctx.now, reason),
    apply: (agreement) => {
      agreement.reason = reason;
    },
    data: () => ({ projectId, reason }),
  });
}
