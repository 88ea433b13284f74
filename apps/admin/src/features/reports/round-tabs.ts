import type { RoundTab } from '../calls/round-tabs';

export const roundTabs: readonly RoundTab[] = [
  { path: 'reports', label: { zh: '评估报告', en: 'Reports' }, order: 100, roles: ['street_manager', 'street_handler', 'street_leader', 'street_finance', 'undertaker', 'evaluator', 'auditor'] },
];
