import type { RoundTab } from '../calls/round-tabs';

export const roundTabs: readonly RoundTab[] = [
  { path: 'judging', label: { zh: '评审', en: 'Judging' }, order: 40, roles: ['street_manager', 'street_handler', 'street_leader', 'auditor', 'undertaker'] },
];
