import type { RoundTab } from '../calls/round-tabs';

export const roundTabs: readonly RoundTab[] = [
  { path: 'applications', label: { zh: '申报', en: 'Applications' }, order: 20, roles: ['street_manager', 'street_handler', 'street_finance', 'street_leader', 'auditor', 'undertaker'] },
];
