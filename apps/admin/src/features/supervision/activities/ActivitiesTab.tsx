import { Button } from '@mantine/core';
import type { ProjectDetail } from '@weichuang/contracts/agreements/projects';
import { getFile } from '@weichuang/contracts/files/file';
import { listActivities, removeActivity } from '@weichuang/contracts/supervision/delivery';
import type { Output } from '@weichuang/contracts/http/route';
import { EmptyState, ErrorNote, StateTag, TextSkeleton, toast, useConfirm } from '@weichuang/ui/feedback';
import { useFormat } from '@weichuang/ui/format';
import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { fileAddress, useApi, useApiMutation } from '../../../app/api';
import { Photos } from '../Photos';
import classes from '../supervision.module.css';

type Activities = Output<typeof listActivities>;
type Activity = Activities['rows'][number];

/** What was held: attendances and persons, which are two figures, against the plan; then each activity. */
export default function ActivitiesTab({ project }: { readonly project: ProjectDetail }) {
  const { t } = useTranslation('supervision');
  const { data, error, refetch } = useApi(listActivities, { params: { id: project.id } });
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <TextSkeleton lines={6} />;
  const file = data.may.file && <Button component={Link} to={`/app/projects/${project.id}/activities/new`} leftSection={<Plus size={16} aria-hidden />}>{t('activity.new')}</Button>;
  return (
    <div className={classes.stack}>
      {data.rows.length > 0 && <div className={classes.head}><h2>{t('activity.count', { count: data.rows.length })}</h2>{file}</div>}
      <Sums sums={data.sums} />
      {data.rows.length === 0 && <div className="wc-card"><EmptyState title={t('activity.none')} action={file || undefined}>{t(data.may.file ? 'activity.noneHelp' : 'activity.noneRead')}</EmptyState></div>}
      {data.rows.map((row) => <ActivityCard key={row.id} row={row} projectId={project.id} editable={data.may.file} />)}
    </div>
  );
}

function Sums({ sums }: { sums: Activities['sums'] }) {
  const { t } = useTranslation('supervision');
  const format = useFormat();
  const persons = sums.distinctAtLeast === sums.distinctAtMost ? format.count(sums.distinctAtLeast) : t('sum.between', { least: format.count(sums.distinctAtLeast), most: format.count(sums.distinctAtMost) });
  const planned = (n: number) => (n ? t('sum.planned', { count: n, n: format.count(n) }) : t('sum.noPlan'));
  const items = [
    [t('sum.sessions'), format.count(sums.sessions), planned(sums.plannedSessions)],
    [t('sum.attendance'), format.count(sums.attendance), planned(sums.plannedAttendance)],
    [t('sum.persons'), persons, t('sum.personsHelp')],
    [t('sum.hours'), String(sums.volunteerHoursHundredths / 100), ''],
  ] as const;
  return (
    <dl className={`wc-card ${classes.sums}`}>
      {items.map(([label, value, note]) => <div key={label} className={classes.sum}><dt>{label}</dt><dd>{value} {note && <small>{note}</small>}</dd></div>)}
    </dl>
  );
}

function ActivityCard({ row, projectId, editable }: { row: Activity; projectId: string; editable: boolean }) {
  const { t } = useTranslation('supervision');
  const format = useFormat();
  const confirm = useConfirm();
  const remove = useApiMutation(removeActivity);
  const drop = async () => {
    const answer = await confirm({ title: t('activity.removeTitle', { title: row.title }), consequence: t('activity.removeHelp'), confirm: t('activity.remove'), danger: true });
    if (!answer) return;
    try {
      await remove.mutateAsync({ params: { id: row.id } });
      toast.success(t('activity.removed'));
    } catch {
      // said below the card
    }
  };
  const missing = [!row.photos.length && t('activity.noPhoto'), !row.signIns.length && t('activity.noSignIn')].filter((one): one is string => one !== false);
  return (
    <article className={`wc-card ${classes.card}`}>
      <header className={classes.cardHead}>
        <h3>{row.title}</h3>
        <span className={classes.buttons}>
          {row.overlaps && <StateTag tone="waiting">{t('activity.overlaps')}</StateTag>}
          {missing.map((one) => <StateTag key={one} tone="waiting">{one}</StateTag>)}
        </span>
      </header>
      <p className={classes.meta}><span>{format.day(row.heldOn)} {row.startsAt}–{row.endsAt}</span><span>{row.place}</span>{row.audience && <span>{row.audience}</span>}<span>{t('activity.by', { name: row.filedBy })}</span></p>
      <p className={classes.figures}>
        <span>{t('sum.attendance')} <b>{row.attendanceCount}</b></span><span>{t('sum.persons')} <b>{row.distinctServed}</b></span>
        {row.volunteerCount > 0 && <span>{t('activity.volunteers')} <b>{row.volunteerCount}</b></span>}
      </p>
      <p className={classes.prose}>{row.summary}</p>
      <Photos photos={row.photos} label={t('activity.photos')} />
      {row.signIns.length > 0 && <ul className={classes.files}>{row.signIns.map((one) => <li key={one.id}><a href={fileAddress(getFile, { params: { id: one.id }, query: {} })}>{format.pair(t('activity.signIn'), one.name)}</a></li>)}</ul>}
      {row.mediaLink && <p className={classes.files}><a href={row.mediaLink} target="_blank" rel="noreferrer">{t('activity.media')}</a></p>}
      {editable && (
        <footer className={classes.buttons}>
          <Button component={Link} to={`/app/projects/${projectId}/activities/${row.id}`} variant="default" size="xs">{t('activity.edit')}</Button>
          <Button variant="subtle" color="brick" size="xs" loading={remove.isPending} onClick={() => void drop()}>{t('activity.remove')}</Button>
        </footer>
      )}
      {remove.error && <ErrorNote error={remove.error} />}
    </article>
  );
}
