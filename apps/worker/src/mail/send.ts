import { createTransport, type Transporter } from 'nodemailer';
import type { House } from '@weichuang/platform/house';
import type { Timer } from '../timers/timers';

const MOST_ATTEMPTS = 8;

interface WaitingMail {
  id: string;
  to_email: string;
  subject: string;
  body: string;
  attempts: number;
}

/**
 * Sends what waits in the mail table. Without SMTP the mails stay there as caught, and are shown locally.
 * Only one worker does it at a time; a mail is marked at once after it was taken by the server.
 */
export function mailTimer(smtpUrl: string | undefined, from: string): Timer {
  const transport: Transporter | null = smtpUrl ? createTransport(smtpUrl) : null;
  return {
    name: 'mail',
    everyMs: 2000,
    async run(house: House) {
      // a mail's times are by the clock that the pages show
      await house.clock.refresh();
      const now = house.clock.now();
      if (!transport) {
        await house.source.query(`UPDATE mail SET state = 'caught', sent_at = $1 WHERE state = 'waiting'`, [now]);
        return;
      }
      const mails: WaitingMail[] = await house.source.query(
        `SELECT id, to_email, subject, body, attempts FROM mail WHERE state = 'waiting'
           AND created_at + make_interval(secs => least(3600, 5 * power(2, attempts)::int) * sign(attempts)) <= $1 ORDER BY created_at LIMIT 50`,
        [now],
      );
      for (const mail of mails) {
        try {
          // the id as Message-ID: a mail that is sent twice after a crash is recognised as one
          await transport.sendMail({ from, to: mail.to_email, subject: mail.subject, text: mail.body, messageId: `<${mail.id}@weichuang>` });
          await house.source.query(`UPDATE mail SET state = 'sent', sent_at = $2, attempts = attempts + 1 WHERE id = $1`, [mail.id, now]);
        } catch (error) {
          const given = mail.attempts + 1 >= MOST_ATTEMPTS ? 'failed' : 'waiting';
          await house.source.query('UPDATE mail SET state = $2, attempts = attempts + 1, error = $3 WHERE id = $1', [
            mail.id, given, error instanceof Error ? error.message.slice(0, 300) : 'error',
          ]);
        }
      }
    },
  };
}
