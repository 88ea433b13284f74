import { lazy } from 'react';
import type { ProjectTab } from '../agreements/tabs';

export const projectTabs: readonly ProjectTab[] = [
  { id: 'evaluation', label: { zh: '评估', en: 'Evaluation' }, order: 80, show: (project) => project.may.readEvaluations && project.state !== 'contracted', count: (project) => project.counts.evaluations || undefined, content: lazy(() => import('./EvaluationsTab')) },
];
