import type { FileView } from '@weichuang/contracts/files/file';
import type { Output } from '@weichuang/contracts/http/route';
import { addActivityFile, editActivity, fileActivity, listActivities } from '@weichuang/contracts/supervision/delivery';
import { ErrorNote, Note, PageSkeleton, toast } from '@weichuang/ui/feedback';
import { DateField, FieldGroup, Form, SubmitButton, TextAreaField, TextField, useZodForm } from '@weichuang/ui/form';
import { chinaDay, serverNow, useFormat } from '@weichuang/ui/format';
import { FormShell } from '@weichuang/ui/page';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { ApiProblem, call, useApi } from '../../../app/api';
import { smallerPicture } from '../../../app/smaller-picture';
import { sendFile } from '../../../app/upload';
import classes from '../supervision.module.css';
import { activityForm, typedOf, type ActivityBody } from './activity-form';
import { activitySender } from './activity-send';
import { Papers } from './Papers';

type Activities = Output<typeof listActivities>;

/** An activity is written down where it was held: on a phone, with its photos. */
export default function ActivityPage() {
  const { id = '', activityId } = useParams();
  const { t } = useTranslation('supervision');
  const { data, error, refetch } = useApi(listActivities, { params: { id } });
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  const row = activityId ? data.rows.find((one) => one.id === activityId) : undefined;
  if (activityId && !row) return <Note tone="waiting" title={t('activity.gone')} />;
  return <ActivityForm key={activityId ?? 'new'} projectId={id} project={data.project} row={row ?? null} />;
}

function ActivityForm({ projectId, project, row }: { projectId: string; project: Activities['project']; row: Activities['rows'][number] | null }) {
  const { t } = useTranslation('supervision');
  const format = useFormat();
  const navigate = useNavigate();
  const client = useQueryClient();
  const today = chinaDay(serverNow());
  const form = useZodForm(activityForm, typedOf(row, today));
  const { control } = form;
  const [photos, setPhotos] = useState<readonly File[]>([]);
  const [signIns, setSignIns] = useState<readonly File[]>([]);
  const [failed, setFailed] = useState<readonly string[]>([]);
  // one record however often the answer is lost on the way, with what was typed last
  const [record] = useState(() =>
    activitySender(
      {
        file: (body, clientKey) => call(fileActivity, { params: { id: projectId }, body: { ...body, clientKey } }),
        edit: ({ id, revision }, body) => call(editActivity, { params: { id }, body: { ...body, revision } }),
      },
      row && { id: row.id, revision: row.revision },
    ),
  );
  const back = { to: `/app/projects/${projectId}?tab=activities`, label: project.title };

  const send = async (id: string, purpose: 'photo' | 'sign_in', files: readonly File[]): Promise<{ left: File[]; said: string[] }> => {
    const left: File[] = [];
    const said: string[] = [];
    for (const file of files)
      try {
        await sendFile<typeof addActivityFile, FileView>(addActivityFile, { params: { id, purpose } }, await smallerPicture(file));
      } catch (error) {
        left.push(file);
        said.push(format.pair(file.name, error instanceof ApiProblem && error.title ? error.title : t('papers.failed')));
      }
    return { left, said };
  };
  const submit = async (body: ActivityBody) => {
    const { id } = await record(body);
    const [pictures, sheets] = [await send(id, 'photo', photos), await send(id, 'sign_in', signIns)];
    setPhotos(pictures.left);
    setSignIns(sheets.left);
    setFailed([...pictures.said, ...sheets.said]);
    await client.invalidateQueries();
    if (pictures.left.length || sheets.left.length) return;
    toast.success(t('activity.saved'));
    void navigate(back.to);
  };

  return (
    <FormShell header={{ title: t(row ? 'activity.editTitle' : 'activity.new'), back }} wide={false}>
      <Form form={form} onSubmit={submit} label={t('activity.new')}>
        {failed.length > 0 && <Note tone="waiting" title={t('papers.some')}><ul className={classes.files}>{failed.map((one) => <li key={one}>{one}</li>)}</ul></Note>}
        <FieldGroup title={t('activity.what')}>
          <TextField control={control} name="title" label={t('field.title')} required />
          <DateField control={control} name="heldOn" label={t('field.heldOn')} required min={project.startsOn ?? undefined} max={today} />
          <div className={classes.row}><TextField control={control} name="startsAt" type="time" label={t('field.startsAt')} required /><TextField control={control} name="endsAt" type="time" label={t('field.endsAt')} required /></div>
          <TextField control={control} name="place" label={t('field.place')} required />
          <TextField control={control} name="audience" label={t('field.audience')} />
        </FieldGroup>
        <FieldGroup title={t('activity.who')} help={t('activity.whoHelp')} columns={2}>
          <TextField control={control} name="attendanceCount" label={t('field.attendanceCount')} help={t('field.attendanceHelp')} inputMode="numeric" required />
          <TextField control={control} name="distinctServed" label={t('field.distinctServed')} help={t('field.distinctHelp')} inputMode="numeric" required />
          <TextField control={control} name="volunteerCount" label={t('field.volunteerCount')} inputMode="numeric" />
          <TextField control={control} name="volunteerHoursHundredths" label={t('field.volunteerHours')} inputMode="decimal" />
        </FieldGroup>
        <Papers purpose="photo" stored={row?.photos ?? []} chosen={photos} onChosen={setPhotos} />
        <Papers purpose="sign_in" stored={row?.signIns ?? []} chosen={signIns} onChosen={setSignIns} />
        <FieldGroup title={t('activity.how')}>
          <TextAreaField control={control} name="summary" label={t('field.summary')} rows={5} maxLength={2000} required />
          <TextField control={control} name="team" label={t('field.team')} />
          <TextAreaField control={control} name="goal" label={t('field.goal')} rows={2} maxLength={500} />
          <TextAreaField control={control} name="reflection" label={t('field.reflection')} rows={3} maxLength={2000} />
          <TextField control={control} name="mediaLink" label={t('field.mediaLink')} type="url" placeholder="https://" />
        </FieldGroup>
        <SubmitButton size="md">{t(row ? 'activity.save' : 'activity.file')}</SubmitButton>
      </Form>
    </FormShell>
  );
}
