import type { RoundTab } from '../calls/round-tabs';

export const roundTabs: readonly RoundTab[] = [
  { path: 'screening', label: { zh: '资格审查', en: 'Eligibility' }, order: 30, roles: ['undertaker', 'street_manager', 'street_handler', 'street_leader', 'auditor'] },
];
