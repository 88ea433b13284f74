import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useServerNow } from './clock';
import { formatFen, formatWan } from '@weichuang/kernel/money';
import { formatBp } from '@weichuang/kernel/percent';
import { clockTime, dateTime, dayText, deadlineInstant, deadlineText, shortDay, shortDeadline, timeLeft, type Moment } from './dates';
import { countText, fileSize } from './numbers';
import classes from './format.module.css';

/** The formats in the reader's language. */
export function useFormat() {
  const { t, i18n } = useTranslation('ui');
  const language = i18n.language;
  return useMemo(
    () => ({
      language,
      /** integer fen → `¥20,000.00` */
      money: formatFen,
      /** integer fen → `2.00 万元`; English has no such unit and gets yuan */
      wan: language.startsWith('en') ? formatFen : formatWan,
      count: countText,
      /** basis points → `12.5%` */
      percent: formatBp,
      fileSize,
      /** `甲、乙`, `a, b` */
      list: (items: readonly string[]) => items.join(language.startsWith('en') ? ', ' : '、'),
      /** `名称：说明`, `name: text` */
      pair: (name: string, text: string) => `${name}${language.startsWith('en') ? ': ' : '：'}${text}`,
      dateTime: (moment: Moment) => dateTime(moment, language),
      deadline: (moment: Moment) => deadlineText(moment, language),
      day: (moment: Moment) => dayText(moment, language),
      shortDay,
      shortDeadline,
      clockTime,
      /** `还剩 2 天 4 小时`, `已超期 3 天` */
      left: (until: Moment, now: number) => {
        const { late, days, hours, minutes } = timeLeft(until, now);
        const span =
          days >= 3 ? t('format.days', { days })
          : days > 0 ? t('format.daysHours', { days, hours })
          : hours > 0 ? t('format.hoursMinutes', { hours, minutes })
          : t('format.minutes', { minutes });
        return t(late ? 'format.late' : 'format.left', { span });
      },
    }),
    [t, language],
  );
}

/** Money in a table or a sentence: tabular figures, never broken over two lines. */
export function Money({ fen, unit = 'yuan' }: { fen: number; unit?: 'yuan' | 'wan' }) {
  const format = useFormat();
  return <span className={classes.money}>{unit === 'wan' ? format.wan(fen) : format.money(fen)}</span>;
}

const SOON = 3 * 86_400_000;

/** Time until a deadline by the server's clock; amber within three days, with the words that say so. */
export function Countdown({ until }: { until: Moment }) {
  const format = useFormat();
  const now = useServerNow();
  const { ms, late } = timeLeft(until, now);
  return (
    <time className={classes.countdown} dateTime={deadlineInstant(until).toISOString()} title={format.deadline(until)}
      data-tone={late ? 'late' : ms < SOON ? 'soon' : undefined}>
      {format.left(until, now)}
    </time>
  );
}
