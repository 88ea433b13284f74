import { Circle, CircleAlert, CircleCheck, CircleDashed, CircleDot, CirclePause } from 'lucide-react';
import classes from './feedback.module.css';

export type StateTone = 'neutral' | 'progress' | 'waiting' | 'good' | 'bad' | 'paused';
const ICONS = { neutral: Circle, progress: CircleDot, waiting: CircleDashed, good: CircleCheck, bad: CircleAlert, paused: CirclePause };

/** A state with its word and a shape of its own; the colour only helps. */
export function StateTag({ tone, children }: { tone: StateTone; children: string }) {
  const Icon = ICONS[tone];
  return <span className={classes.tag} data-tone={tone}><Icon size={13} strokeWidth={2.25} aria-hidden />{children}</span>;
}
