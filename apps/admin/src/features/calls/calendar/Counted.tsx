import type { CalendarView } from '@weichuang/contracts/calls/calendar';
import { StateTag } from '@weichuang/ui/feedback';
import { useFormat } from '@weichuang/ui/format';
import { Card } from '@weichuang/ui/page';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import classes from './calendar.module.css';

/** Deadlines that hang on the calendar, soonest first, and which of them still move with it. */
export function Counted({ rows }: { rows: CalendarView['counted'] }) {
  const { t } = useTranslation('calls');
  const format = useFormat();
  return (
    <Card title={t('calendar.counted')}>
      {rows.length === 0 && <p className="wc-secondary">{t('calendar.countedNone')}</p>}
      <ul className={classes.own}>
        {rows.map((one) => (
          <li key={`${one.kind}:${one.id}`}>
            <Link to={one.link}>{one.title}</Link>
            <span className={classes.facts}>
              <span>{t(`calendar.kind.${one.kind}`)}</span>
              <b>{one.from ? `${format.day(one.from)} – ${format.day(one.to)}` : format.day(one.to)}</b>
              {one.workingDays !== null && <span className="wc-secondary">{t('calendar.workingDays', { count: one.workingDays })}</span>}
              <StateTag tone={!one.certain ? 'waiting' : one.fixed ? 'neutral' : 'progress'}>{t(!one.certain ? 'calendar.uncertain' : one.fixed ? 'calendar.fixed' : 'calendar.moves')}</StateTag>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
