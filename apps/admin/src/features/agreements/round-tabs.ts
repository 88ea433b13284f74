import type { RoundTab } from '../calls/round-tabs';

export const roundTabs: readonly RoundTab[] = [
  { path: 'projects', label: { zh: '项目', en: 'Projects' }, order: 60, roles: ['street_manager', 'street_handler', 'street_finance', 'street_leader', 'auditor', 'undertaker', 'supervisor', 'evaluator'] },
];
