import type { RoundTab } from '../calls/round-tabs';

export const roundTabs: readonly RoundTab[] = [
  { path: 'awards', label: { zh: '立项公示', en: 'Awards' }, order: 50, roles: ['street_manager', 'street_handler', 'street_finance', 'street_leader', 'auditor', 'undertaker'] },
];
