import { Injectable } from '@nestjs/common';
import type { RoundAwardsView } from '@weichuang/contracts/awards/decision';
import { type AwardFacts, awardMachine } from '@weichuang/domain/awards/award.machine';
import { decisionOpen } from '@weichuang/domain/awards/adjust';
import { decisionMachine } from '@weichuang/domain/awards/decision.machine';
import { isSigningOver } from '@weichuang/domain/awards/signing';
import { firstRefusal, refuseIf } from '@weichuang/kernel/checks';
import { actionsOf, type ActionView } from '@weichuang/kernel/machine';
import type { RoundRow } from '@weichuang/persistence/calls/entities';
import type { Envelope } from '@weichuang/platform/awards/envelope';
import { actorOf, type Ctx } from '@weichuang/platform/context/ctx';
import { RoundsService } from '../calls/rounds.service';
import { action, actionsFor, ASKED, said } from './actions';
import { linesOf, type LineRow } from './awards.queries';
import { DecisionsService } from './decisions.service';
import { NoticesService } from './notices.service';
import { PrizesService } from './prizes.service';
import { type PageDecision, roundAwardsPage } from './round-awards.queries';

/** What the machine knows beside what people do: these follow from notices and objections. */
const FOLLOWS: ReadonlySet<string> = new Set(['notice', 'grant', 'cancel', 'approve']);

/** Everything of a round's awards as one page shows it. */
@Injectable()
export class RoundAwardsService {
  constructor(
    private readonly rounds: RoundsService,
    private readonly decisions: DecisionsService,
    private readonly notices: NoticesService,
    private readonly prizes: PrizesService,
  ) {}

  async view(ctx: Ctx, roundId: string): Promise<RoundAwardsView> {
    const round = await this.rounds.load(ctx, roundId);
    const known = await roundAwardsPage(ctx.em, roundId, actorOf(ctx).userId);
    const { decision, ranking } = known;
    const envelope = known.envelope ?? { poolFen: round.config.poolFen, committedFen: 0 };
    const rows = decision ? await linesOf(ctx.em, decision.id) : [];
    const plannedFen = rows.reduce((sum, line) => sum + (line.state === 'proposed' && !line.committed ? line.amountFen : 0), 0);
    const notices = this.notices.briefs(ctx, round, known);
    const drafted = notices.some((notice) => notice.state === 'draft');
    const frozen = round.state === 'reviewing' || round.state === 'deciding';
    return {
      round: { id: round.id, title: round.title, state: round.state, signBy: round.config.calendar.signBy },
      pool: { ...envelope, plannedFen, leftFen: envelope.poolFen - envelope.committedFen - plannedFen },
      grant: round.config.grant.kind,
      quota: round.config.quota?.projects ?? null,
      ranking: ranking ? { frozenAt: new Date(ranking.frozenAt).toISOString(), ranked: ranking.ranked } : null,
      open: action(ctx, 'open', firstRefusal(
        refuseIf(!ctx.may('award.allocate'), 'FORBIDDEN'), refuseIf(decision !== null, 'DECISION.EXISTS'), refuseIf(ranking === null, 'REVIEW.NOT_FROZEN'), refuseIf(!frozen, 'DECISION.ROUND_NOT_DECIDING'),
      )),
      decision: decision ? await this.decisionView(ctx, decision, { lines: rows, envelope, rankingId: ranking?.id ?? null }) : null,
      lines: decision ? rows.map((line) => this.lineView(ctx, line, decision, round, envelope, plannedFen)) : [],
      ...this.prizes.view(ctx, round, known),
      notices,
      draftNotice: action(ctx, 'draft_notice', firstRefusal(
        refuseIf(!ctx.may('notice.draft'), 'FORBIDDEN'),
        refuseIf(decision?.state !== 'approved' && decision?.state !== 'published', 'DECISION.NOT_APPROVED'),
        refuseIf(drafted, 'NOTICE.DRAFT_EXISTS'), refuseIf(!known.waiting, 'NOTICE.NOTHING_TO_NOTICE'),
      )),
    };
  }

  private async decisionView(ctx: Ctx, decision: PageDecision, known: { readonly lines: readonly LineRow[]; readonly envelope: Envelope; readonly rankingId: string | null }): Promise<RoundAwardsView['decision']> {
    const by = (name: string | null, at: string | null) => (name !== null && at !== null ? { name, at: new Date(at).toISOString() } : null);
    const views = actionsOf(decisionMachine, decision.state, await this.decisions.facts(ctx, decision, ASKED, known), ctx.may).filter((one) => one.event !== 'publish');
    const again: ActionView[] = decisionOpen(decision.state) && ctx.may('award.allocate') ? [{ event: 'reallocate', allowed: true }] : [];
    return {
      id: decision.id,
      state: decision.state,
      note: decision.note,
      submitted: by(decision.submitter, decision.submittedAt),
      approved: by(decision.approver, decision.approvedAt),
      returnReason: decision.returnReason,
      outdated: decisionOpen(decision.state) && known.rankingId !== decision.rankingId,
      revision: decision.revision,
      actions: actionsFor(ctx, [...views, ...again]),
    };
  }

  private lineView(ctx: Ctx, line: LineRow, decision: PageDecision, round: RoundRow, envelope: Envelope, plannedFen: number): RoundAwardsView['lines'][number] {
    const open = envelope.poolFen - envelope.committedFen;
    const facts: AwardFacts = {
      decision: decision.state,
      notice: line.noticeState,
      openObjections: line.openObjections,
      upheldObjections: line.upheldObjections,
      amountFen: line.state === 'waitlisted' ? line.entitledFen : line.amountFen,
      entitledFen: line.entitledFen,
      freeFen: line.committed ? open + line.amountFen : line.state === 'waitlisted' ? open - plannedFen : open,
      signingOver: isSigningOver(line.signing, round.config.calendar.signBy, ctx.now),
      agreementSigned: line.signing?.signed ?? false,
      reason: ASKED,
    };
    const settled = decision.state === 'approved' || decision.state === 'published';
    const views = actionsOf(awardMachine, line.state, facts, ctx.may)
      // a newcomer is approved alone; before that the whole list is
      .filter((one) => !FOLLOWS.has(one.event) || (one.event === 'approve' && settled))
      // what belongs to the other half of an award's life is not offered with a reason, it is not there
      .filter((one) => (settled ? !['waitlist', 'include', 'leave_out'].includes(one.event) : ['waitlist', 'include', 'leave_out', 'decline'].includes(one.event)))
      .filter((one) => one.event !== 'expire' || facts.signingOver);
    const amount: ActionView[] = line.state === 'proposed' && decisionOpen(decision.state) && ctx.may('award.allocate') ? [{ event: 'amount', allowed: true }] : [];
    const { noticeState: _state, upheldObjections: _upheld, signing: _signing, ...shown } = line;
    return { ...shown, reason: said(ctx, line.reason), actions: actionsFor(ctx, [...amount, ...views]) };
  }
}
