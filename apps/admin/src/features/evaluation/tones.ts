import type { StateTone } from '@weichuang/ui/feedback';

const TONES: Readonly<Record<string, StateTone>> = { assigned: 'waiting', in_progress: 'progress', submitted: 'progress', returned: 'bad', confirmed: 'good', recused: 'waiting' };
export const evaluationTone = (state: string): StateTone => TONES[state] ?? 'neutral';
