import type { RoundTab } from '../calls/round-tabs';

export const roundTabs: readonly RoundTab[] = [
  { path: 'needs', label: { zh: '需求与结对', en: 'Needs and pairings' }, order: 10, roles: ['street_manager', 'street_handler', 'street_leader', 'auditor', 'undertaker'] },
];
