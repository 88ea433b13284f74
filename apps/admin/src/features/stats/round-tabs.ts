import type { RoundTab } from '../calls/round-tabs';

export const roundTabs: readonly RoundTab[] = [
  { path: 'dashboard', label: { zh: '看板', en: 'Dashboard' }, order: 5, roles: ['street_manager', 'street_handler', 'street_finance', 'street_leader', 'auditor', 'undertaker'] },
];
