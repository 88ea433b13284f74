import { NativeSelect } from '@mantine/core';
import { getCalendar, type CalendarView } from '@weichuang/contracts/calls/calendar';
import { EmptyState, ErrorNote, Note, PageSkeleton } from '@weichuang/ui/feedback';
import { PageHeader } from '@weichuang/ui/page';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useApi } from '../../app/api';
import { useSession } from '../../app/session';
import { Counted } from './calendar/Counted';
import { DayDialog } from './calendar/DayDialog';
import { Months } from './calendar/Months';
import { OwnDays } from './calendar/OwnDays';
import classes from './calendar/calendar.module.css';

/** A street's working days of a year: the official ones, its own, and the deadlines that are counted by them. */
export default function CalendarPage() {
  const { t } = useTranslation('calls');
  const { workspace } = useSession();
  return workspace?.tenant ? <Calendar tenantId={workspace.tenant.id} street={workspace.tenant.name} /> : <EmptyState page title={t('calendar.noStreet')} />;
}

function Calendar({ tenantId, street }: { tenantId: string; street: string }) {
  const { t } = useTranslation('calls');
  const [search, setSearch] = useSearchParams();
  const year = Number(search.get('year')) || undefined;
  const [chosen, setChosen] = useState<string | null>(null);
  const { data, error, refetch } = useApi(getCalendar, { params: { tenantId }, query: { year } }, { keepPrevious: true });
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  return (
    <div className={classes.page}>
      <PageHeader title={t('calendar.title')} meta={street} actions={
        <NativeSelect aria-label={t('calendar.year')} value={String(data.year)} onChange={(event) => setSearch({ year: event.currentTarget.value }, { replace: true })}
          data={yearsOf(data).map((one) => ({ value: String(one), label: String(one) }))} />
      } />
      <div className={classes.intro}>
        <p className="wc-secondary">{t('calendar.intro')}</p>
        {data.source && <p className="wc-secondary">{t('calendar.source', { source: data.source })}</p>}
      </div>
      {!data.published && <Note tone="waiting" title={t('calendar.unpublished', { year: data.year })}>{t('calendar.unpublishedHelp')}</Note>}
      <Months view={data} onDay={data.maySet ? setChosen : undefined} />
      <div className={classes.columns}>
        <Counted rows={data.counted} />
        <OwnDays tenantId={tenantId} view={data} />
      </div>
      <DayDialog tenantId={tenantId} view={data} day={chosen} onClose={() => setChosen(null)} />
    </div>
  );
}

/** The published years, this one and the next. */
function yearsOf(view: CalendarView): number[] {
  const now = Number(view.today.slice(0, 4));
  return [...new Set([...view.years, now, now + 1, view.year])].sort((a, b) => b - a);
}
