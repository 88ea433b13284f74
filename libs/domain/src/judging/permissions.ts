import type { PermissionTable } from '../identity/access';

const organisers = ['street_manager', 'street_handler', 'undertaker'] as const;

export const judgingPermissions = {
  'panel.read': ['street_manager', 'street_handler', 'street_leader', 'auditor', 'undertaker'],
  'panel.manage': organisers,
  'conflict.record': organisers,
  'review.open': organisers,
  'review.close': ['street_manager', 'street_handler'],
  'review.freeze': ['street_manager'],
  /** a judge of the round; of which stage, its panel says */
  'review.judge': ['judge'],
  'scorecard.read': ['judge:own'],
  'scorecard.save': ['judge:own'],
  'scorecard.lock': ['judge:own'],
  'scorecard.recuse': ['judge:own'],
  'scorecard.reopen': ['street_manager', 'street_handler'],
  'scorecard.void': ['street_manager', 'street_handler', 'undertaker'],
  'score_part.enter': organisers,
  'ranking.read': ['street_manager', 'street_handler', 'street_leader', 'auditor', 'undertaker'],
  /** the funder alone puts equals in order */
  'ranking.break_tie': ['street_manager', 'street_leader'],
  'scores.export': ['street_manager', 'street_leader', 'auditor'],
} satisfies PermissionTable;
