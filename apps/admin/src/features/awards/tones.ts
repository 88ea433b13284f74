import type { AwardLineView, NoticeBrief } from '@weichuang/contracts/awards/decision';
import type { ObjectionView } from '@weichuang/contracts/awards/objection';
import type { StateTone } from '@weichuang/ui/feedback';
import type { z } from 'zod';

export const AWARD_TONE: Readonly<Record<AwardLineView['state'], StateTone>> = {
  proposed: 'progress', waitlisted: 'waiting', not_funded: 'neutral', approved: 'progress', noticed: 'waiting', granted: 'good', cancelled_by_objection: 'bad', declined: 'paused', expired: 'paused',
};
export const DECISION_TONE = { draft: 'progress', submitted: 'waiting', returned: 'bad', approved: 'good', published: 'good' } as const;
export const NOTICE_TONE: Readonly<Record<z.output<typeof NoticeBrief>['state'], StateTone>> = { draft: 'neutral', published: 'progress', closed_clean: 'good', closed_with_objections: 'paused' };
export const PHASE_TONE = { coming: 'neutral', running: 'progress', over: 'paused' } as const;
export const OBJECTION_TONE: Readonly<Record<ObjectionView['state'], StateTone>> = {
  received: 'waiting', admitted: 'progress', investigating: 'progress', dismissed: 'paused', upheld: 'bad', rejected: 'good', replied: 'good',
};
