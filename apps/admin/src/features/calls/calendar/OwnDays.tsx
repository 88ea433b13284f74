import { getCalendar, unsetCalendarDay, type CalendarView } from '@weichuang/contracts/calls/calendar';
import { EmptyState, StateTag, toast, useConfirm } from '@weichuang/ui/feedback';
import { useFormat } from '@weichuang/ui/format';
import { Card } from '@weichuang/ui/page';
import { useTranslation } from 'react-i18next';
import { useApiMutation } from '../../../app/api';
import classes from './calendar.module.css';

/** What the street itself has said of its days, by whom, and the way back as long as the day has not come. */
export function OwnDays({ tenantId, view }: { tenantId: string; view: CalendarView }) {
  const { t } = useTranslation('calls');
  const format = useFormat();
  const confirm = useConfirm();
  const unset = useApiMutation(unsetCalendarDay, { refresh: [getCalendar] });
  const ask = async (day: string) => {
    const named = format.day(day);
    const answer = await confirm({ title: t('calendar.unsetTitle', { day: named }), consequence: t('calendar.unsetHelp'), confirm: t('calendar.unset') });
    if (answer) unset.mutate({ params: { tenantId, day } }, { onSuccess: () => toast.success(t('calendar.unsetDone', { day: named })), onError: (error) => toast.danger(error.message) });
  };
  return (
    <Card title={t('calendar.own')}>
      {view.own.length === 0 && <EmptyState title={t('calendar.ownNone')}>{t(view.maySet ? 'calendar.ownNoneHelp' : 'calendar.ownNoneRead')}</EmptyState>}
      <ul className={classes.own}>
        {view.own.map((one) => (
          <li key={one.day}>
            <span><b>{format.day(one.day)}</b> <StateTag tone={one.kind === 'off' ? 'paused' : 'good'}>{t(one.kind === 'off' ? 'calendar.dayOff' : 'calendar.dayWork')}</StateTag></span>
            <span>{one.reason}</span>
            <span className="wc-secondary">{t('calendar.setBy', { by: one.by, at: format.dateTime(one.at) })}</span>
            {view.maySet && one.day > view.today && <button type="button" className={classes.textButton} onClick={() => void ask(one.day)}>{t('calendar.unset')}</button>}
          </li>
        ))}
      </ul>
    </Card>
  );
}
