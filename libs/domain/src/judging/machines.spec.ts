import { whyNot } from '@weichuang/kernel/machine';
import { type ReviewStageFacts, type ReviewStageState, reviewStageMachine } from './review-stage.machine';
import { type ScorecardFacts, type ScorecardState, scorecardMachine } from './scorecard.machine';

const card: ScorecardFacts = { stage: 'scoring', actorId: 'judge', judgeId: 'judge', paper: null, missing: [], problems: [], reason: '' };
const wrong = { path: 'need.score', code: 'SCORE.ABOVE_MAX' };
const uncommented = { path: 'need.comment', code: 'SCORE.COMMENT_REQUIRED' };

it.each<[string, ScorecardState, keyof typeof scorecardMachine.steps, Partial<ScorecardFacts>, string | null]>([
  ['first save', 'assigned', 'save', {}, null],
  ['an unfinished sheet is saved', 'in_progress', 'save', { missing: ['need'], problems: [uncommented] }, null],
  ['a wrong value is not', 'in_progress', 'save', { problems: [wrong] }, 'SCORECARD.INVALID'],
  ['not before scoring', 'assigned', 'save', { stage: 'declaring' }, 'REVIEW.NOT_OPEN'],
  ['not after closing', 'in_progress', 'save', { stage: 'closed' }, 'REVIEW.NOT_OPEN'],
  ['not by another', 'in_progress', 'save', { actorId: 'staff' }, 'SCORECARD.NOT_YOURS'],
  ['staff type in paper', 'in_progress', 'save', { actorId: 'staff', paper: { comparedBy: null } }, null],
  ['a locked sheet stays', 'locked', 'save', {}, 'STATE.WRONG'],
  ['lock', 'in_progress', 'lock', {}, null],
  ['lock wants all items', 'in_progress', 'lock', { missing: ['need'] }, 'SCORECARD.INCOMPLETE'],
  ['lock wants the comments', 'in_progress', 'lock', { missing: ['need'], problems: [uncommented] }, 'SCORECARD.INVALID'],
  ['an empty sheet is not locked', 'assigned', 'lock', {}, 'STATE.WRONG'],
  ['paper is compared', 'in_progress', 'lock', { actorId: 'staff', paper: { comparedBy: null } }, 'SCORECARD.NOT_COMPARED'],
  ['by somebody else', 'in_progress', 'lock', { actorId: 'staff', paper: { comparedBy: 'staff' } }, 'SCORECARD.SAME_PERSON'],
  ['paper with two people', 'in_progress', 'lock', { actorId: 'staff', paper: { comparedBy: 'other' } }, null],
  ['reopen needs a reason', 'locked', 'reopen', {}, 'REASON.REQUIRED'],
  ['reopen', 'locked', 'reopen', { reason: '录入错误' }, null],
  ['no reopening after closing', 'locked', 'reopen', { reason: 'x', stage: 'closed' }, 'REVIEW.NOT_OPEN'],
  ['recuse', 'assigned', 'recuse', { reason: '曾任职', stage: 'declaring' }, null],
  ['recuse needs a reason', 'in_progress', 'recuse', {}, 'REASON.REQUIRED'],
  ['a late conflict voids a locked sheet', 'locked', 'void', { reason: '利害关系', stage: 'closed' }, null],
  ['not after freezing', 'locked', 'void', { reason: '利害关系', stage: 'frozen' }, 'REVIEW.FROZEN'],
  ['recused is final', 'recused', 'save', {}, 'STATE.WRONG'],
  ['voided is final', 'voided', 'reopen', { reason: 'x' }, 'STATE.WRONG'],
])('scorecard: %s', (_, state, event, facts, code) => {
  expect(whyNot(scorecardMachine, state, event, { ...card, ...facts })?.code ?? null).toBe(code);
});

const ready: ReviewStageFacts = {
  roundReviewing: true, judges: 5, judgesPerApplication: 5, undeclared: [], underAssigned: [], ruleFrozen: true, openScorecards: 0, shortOfSheets: [], undecidedTie: false, awaitsShortlist: false, nextBegun: false, reason: '',
};

it.each<[string, ReviewStageState, keyof typeof reviewStageMachine.steps, Partial<ReviewStageFacts>, string | null]>([
  ['declare', 'forming', 'declare', {}, null],
  ['too few judges', 'forming', 'declare', { judges: 4 }, 'PANEL.TOO_FEW_JUDGES'],
  ['back to forming', 'declaring', 'reform', {}, null],
  ['open', 'declaring', 'open', {}, null],
  ['the rule is frozen first', 'declaring', 'open', { ruleFrozen: false, undeclared: ['j'] }, 'REVIEW.RULE_NOT_FROZEN'],
  ['everybody declares first', 'declaring', 'open', { undeclared: ['j'] }, 'PANEL.UNDECLARED'],
  ['everything is assigned first', 'declaring', 'open', { underAssigned: ['a'] }, 'PANEL.UNDER_ASSIGNED'],
  ['the round is judged first', 'declaring', 'open', { roundReviewing: false }, 'REVIEW.ROUND_NOT_REVIEWING'],
  ['no jump', 'forming', 'open', {}, 'STATE.WRONG'],
  ['close', 'scoring', 'close', {}, null],
  ['not with open sheets', 'scoring', 'close', { openScorecards: 2 }, 'REVIEW.OPEN_SCORECARDS'],
  ['reopen needs a reason', 'closed', 'reopen', { reason: ' ' }, 'REASON.REQUIRED'],
  ['reopen', 'closed', 'reopen', { reason: '漏评' }, null],
  ['freeze', 'closed', 'freeze', {}, null],
  ['not with too few sheets', 'closed', 'freeze', { shortOfSheets: ['a'] }, 'REVIEW.TOO_FEW_SHEETS'],
  ['not before its shortlist is drawn up', 'forming', 'declare', { awaitsShortlist: true }, 'REVIEW.SHORTLIST_OPEN'],
  ['draw up who goes on', 'closed', 'shortlist', {}, null],
  ['not while it is scored', 'scoring', 'shortlist', {}, 'STATE.WRONG'],
  ['not once the next stage has begun', 'closed', 'shortlist', { nextBegun: true }, 'REVIEW.NEXT_STAGE_BEGUN'],
  ['not with too few sheets', 'closed', 'shortlist', { shortOfSheets: ['a'] }, 'REVIEW.TOO_FEW_SHEETS'],
  ['no second look once the next stage has begun', 'closed', 'reopen', { nextBegun: true, reason: '漏评' }, 'REVIEW.NEXT_STAGE_BEGUN'],
  ['not with an open tie', 'closed', 'freeze', { undecidedTie: true }, 'RANKING.TIE_UNDECIDED'],
  ['frozen is not reopened', 'frozen', 'reopen', { reason: 'x' }, 'STATE.WRONG'],
  ['the round goes back to judging', 'frozen', 'unfreeze', { reason: '异议成立' }, null],
  ['not without a reason', 'frozen', 'unfreeze', {}, 'REASON.REQUIRED'],
])('review stage: %s', (_, state, event, facts, code) => {
  expect(whyNot(reviewStageMachine, state, event, { ...ready, ...facts })?.code ?? null).toBe(code);
});
