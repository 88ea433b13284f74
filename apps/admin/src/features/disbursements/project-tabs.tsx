import { lazy } from 'react';
import type { ProjectTab } from '../agreements/tabs';

export const projectTabs: readonly ProjectTab[] = [
  { id: 'money', label: { zh: '拨付', en: 'Payments' }, order: 30, content: lazy(() => import('./TranchesTab')), show: (project) => project.may.readAgreement },
  { id: 'expenses', label: { zh: '支出', en: 'Expenses' }, order: 40, count: (project) => project.counts.expenses || undefined, content: lazy(() => import('./ExpensesTab')), show: (project) => project.may.readExpenses && project.state !== 'contracted' },
];
