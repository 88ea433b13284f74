import type { StageView } from '@weichuang/contracts/judging/shapes';
import type { SheetBrief } from '@weichuang/contracts/judging/sheets';
import type { RankingRowView } from '@weichuang/contracts/judging/ranking';
import type { StateTone } from '@weichuang/ui/feedback';

export const SHEET_TONE: Readonly<Record<SheetBrief['state'], StateTone>> = { assigned: 'waiting', in_progress: 'progress', locked: 'good', recused: 'paused', voided: 'paused' };
export const STAGE_TONE: Readonly<Record<StageView['state'], StateTone>> = { forming: 'neutral', declaring: 'waiting', scoring: 'progress', closed: 'paused', frozen: 'good' };
export const STANDING_TONE: Readonly<Record<RankingRowView['standing'], StateTone>> = { ranked: 'good', below_pass: 'paused', vetoed: 'bad', not_shortlisted: 'paused', insufficient_sheets: 'waiting', missing_part: 'waiting' };
