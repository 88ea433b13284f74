import type { StateTone } from '@weichuang/ui/feedback';

const REPORT: Readonly<Record<string, StateTone>> = { due: 'waiting', draft: 'progress', late: 'bad', submitted: 'progress', returned: 'bad', accepted: 'good' };
const FINDING: Readonly<Record<string, StateTone>> = { open: 'waiting', rectifying: 'progress', overdue: 'bad', rectified: 'progress', closed: 'good' };

export const reportTone = (state: string): StateTone => REPORT[state] ?? 'neutral';
export const findingTone = (state: string): StateTone => FINDING[state] ?? 'neutral';
