import type { RoundTab } from '../calls/round-tabs';

export const roundTabs: readonly RoundTab[] = [
  { path: 'evaluations', label: { zh: '评估', en: 'Evaluation' }, order: 90, roles: ['street_manager', 'street_handler', 'street_finance', 'street_leader', 'auditor', 'undertaker'] },
];
