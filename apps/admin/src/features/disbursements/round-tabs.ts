import type { RoundTab } from '../calls/round-tabs';

export const roundTabs: readonly RoundTab[] = [
  { path: 'payments', label: { zh: '拨付', en: 'Payments' }, order: 70, roles: ['street_manager', 'street_handler', 'street_finance', 'street_leader', 'auditor', 'undertaker'] },
];
