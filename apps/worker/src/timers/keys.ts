import type { Timer } from './timers';

/** Old idempotency keys, sessions and links go. */
export const sweepKeys: Timer = {
  name: 'keys',
  everyMs: 600_000,
  async run(house) {
    await house.source.query(`DELETE FROM idempotency_key WHERE created_at < now() - interval '3 days'`);
    await house.source.query('DELETE FROM session WHERE expires_at < now()');
    await house.source.query(`DELETE FROM one_time_link WHERE expires_at < now() - interval '30 days'`);
  },
};
