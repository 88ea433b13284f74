import { Button } from '@mantine/core';
import { getCalendar, setCalendarDay, type CalendarView } from '@weichuang/contracts/calls/calendar';
import { Dialog, toast } from '@weichuang/ui/feedback';
import { Form, SubmitButton, TextField, useZodForm } from '@weichuang/ui/form';
import { useFormat } from '@weichuang/ui/format';
import { useTranslation } from 'react-i18next';
import { useApiMutation } from '../../../app/api';
import { lookAt } from './Months';

interface Props {
  readonly tenantId: string;
  readonly view: CalendarView;
  readonly day: string | null;
  readonly onClose: () => void;
}

/** One day becomes the contrary of what it is officially, for a reason. */
export function DayDialog({ tenantId, view, day, onClose }: Props) {
  const { t } = useTranslation('calls');
  const format = useFormat();
  const official = day ? lookAt(view, day).official : 'work';
  return (
    <Dialog open={day !== null} onClose={onClose} title={day ? t('calendar.setTitle', { day: format.day(day), kind: t(official === 'work' ? 'calendar.dayWork' : 'calendar.dayOff') }) : ''}>
      {day && <DayForm key={day} tenantId={tenantId} day={day} kind={official === 'work' ? 'off' : 'work'} onClose={onClose} />}
    </Dialog>
  );
}

function DayForm({ tenantId, day, kind, onClose }: { tenantId: string; day: string; kind: 'work' | 'off'; onClose: () => void }) {
  const { t } = useTranslation('calls');
  const format = useFormat();
  const set = useApiMutation(setCalendarDay, { refresh: [getCalendar] });
  const form = useZodForm(setCalendarDay.body, { kind, reason: '' });
  return (
    <Form form={form} label={t(`calendar.setTo_${kind}`)} onSubmit={async (body) => {
      await set.mutateAsync({ params: { tenantId, day }, body });
      toast.success(t(`calendar.setDone_${kind}`, { day: format.day(day) }));
      onClose();
    }}>
      <p className="wc-secondary">{t('calendar.setHelp')}</p>
      <TextField control={form.control} name="reason" label={t('calendar.reason')} required />
      <p className="wc-dialog-buttons"><Button variant="default" onClick={onClose}>{t('calendar.cancel')}</Button><SubmitButton>{t(`calendar.setTo_${kind}`)}</SubmitButton></p>
    </Form>
  );
}
