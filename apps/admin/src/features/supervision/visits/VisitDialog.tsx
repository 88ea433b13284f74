import { Button, NativeSelect, Radio, Textarea, TextInput } from '@mantine/core';
import type { ProjectDetail } from '@weichuang/contracts/agreements/projects';
import type { FileView } from '@weichuang/contracts/files/file';
import { addVisitPhoto, logVisit } from '@weichuang/contracts/supervision/delivery';
import { addDays } from '@weichuang/kernel/calendar';
import { Dialog, ErrorNote, Note, toast } from '@weichuang/ui/feedback';
import { chinaDay, serverNow, useFormat } from '@weichuang/ui/format';
import { useQueryClient } from '@tanstack/react-query';
import { Plus, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useActKey } from '../../../app/act-key';
import { ApiProblem, useApiMutation } from '../../../app/api';
import { smallerPicture } from '../../../app/smaller-picture';
import { sendFile } from '../../../app/upload';
import { Papers } from '../activities/Papers';
import classes from '../supervision.module.css';

const METHODS = ['site', 'phone', 'papers'] as const;
const SEVERITIES = ['minor', 'major'] as const;
interface Wrong {
  readonly key: number;
  readonly severity: (typeof SEVERITIES)[number];
  readonly description: string;
  readonly rectifyBy: string;
}

/** A visit is written down with what was found; each finding has the day by which it is to be put right. */
export function VisitDialog({ project, onClose }: { project: ProjectDetail; onClose: () => void }) {
  const { t } = useTranslation('supervision');
  const log = useApiMutation(logVisit);
  const today = chinaDay(serverNow());
  const [visitedOn, setDay] = useState(today);
  const [method, setMethod] = useState<(typeof METHODS)[number]>('site');
  const [summary, setSummary] = useState('');
  const [advice, setAdvice] = useState('');
  const [findings, setFindings] = useState<readonly Wrong[]>([]);
  const [photos, setPhotos] = useState<readonly File[]>([]);
  // the visit is with the server, some of its photos are not yet
  const [left, setLeft] = useState<{ readonly id: string; readonly said: readonly string[] } | null>(null);
  const [sending, setSending] = useState(false);
  const format = useFormat();
  const client = useQueryClient();
  const keyOf = useActKey();
  const change = (key: number, patch: Partial<Wrong>) => setFindings((all) => all.map((one) => (one.key === key ? { ...one, ...patch } : one)));
  const fields = log.error instanceof ApiProblem ? log.error.fields : [];
  const said = (path: string) => fields.find((field) => field.path === path)?.message;
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLDivElement>(null);
  const ready = summary.trim() && visitedOn && findings.every((one) => one.description.trim() && one.rectifyBy);
  const missing = (value: string) => (tried && !value.trim() ? t('visit.required') : undefined);
  const send = async () => {
    setTried(true);
    if (!ready) {
      // what is missing takes the focus, once it is marked
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    try {
      const body = { visitedOn, method, summary, advice, findings: findings.map(({ key: _key, ...one }) => one) };
      const id = left?.id ?? (await log.mutateAsync({ params: { id: project.id }, body, idempotencyKey: keyOf(body) })).id;
      const failed: { file: File; why: string }[] = [];
      setSending(true);
      for (const file of photos)
        try {
          await sendFile<typeof addVisitPhoto, FileView>(addVisitPhoto, { params: { id } }, await smallerPicture(file));
        } catch (error) {
          failed.push({ file, why: format.pair(file.name, error instanceof ApiProblem && error.title ? error.title : t('papers.failed')) });
        }
      setSending(false);
      if (photos.length) await client.invalidateQueries();
      if (failed.length) {
        setPhotos(failed.map(({ file }) => file));
        setLeft({ id, said: failed.map(({ why }) => why) });
        return;
      }
      toast.success(t('visit.logged'));
      onClose();
    } catch {
      // said beside the fields
    }
  };
  return (
    <Dialog open kind="sheet" onClose={onClose} title={t('visit.log')}
      footer={<><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button loading={log.isPending || sending} onClick={() => void send()}>{t(left ? 'visit.sendPhotos' : 'visit.save')}</Button></>}>
      <div ref={form} className={classes.dialogForm}>
        {left && <Note tone="waiting" title={t('visit.somePhotos')}><ul className={classes.files}>{left.said.map((one) => <li key={one}>{one}</li>)}</ul></Note>}
        {!left && <>
          <TextInput type="date" label={t('visit.day')} withAsterisk max={today} value={visitedOn} error={missing(visitedOn) ?? said('visitedOn')} onChange={(event) => setDay(event.currentTarget.value)} />
          <Radio.Group label={t('visit.how')} value={method} onChange={(value) => setMethod(METHODS.find((one) => one === value) ?? 'site')}>
            {METHODS.map((one) => <Radio key={one} mt="xs" size="sm" value={one} label={t(`visit.method.${one}`)} />)}
          </Radio.Group>
          <Textarea label={t('visit.summary')} withAsterisk rows={4} maxLength={3000} value={summary} error={missing(summary) ?? said('summary')} onChange={(event) => setSummary(event.currentTarget.value)} />
          <Textarea label={t('visit.advice')} description={t('visit.adviceHelp')} rows={3} maxLength={3000} value={advice} onChange={(event) => setAdvice(event.currentTarget.value)} />
        </>}
        <Papers purpose="visit" stored={[]} chosen={photos} onChosen={setPhotos} />
        {!left && <>
          {findings.map((one, i) => (
            <section key={one.key} className={classes.finding} aria-label={t('finding.nth', { n: i + 1 })}>
              <header className={classes.cardHead}><b>{t('finding.nth', { n: i + 1 })}</b>
                <Button variant="subtle" color="brick" size="compact-xs" aria-label={t('finding.drop', { n: i + 1 })} onClick={() => setFindings((all) => all.filter((each) => each.key !== one.key))}><X size={16} aria-hidden /></Button></header>
              <Textarea label={t('finding.what')} withAsterisk rows={2} maxLength={1000} value={one.description} error={missing(one.description) ?? said(`findings.${i}.description`)} onChange={(event) => change(one.key, { description: event.currentTarget.value })} />
              <div className={classes.row}>
                <NativeSelect label={t('finding.weight')} value={one.severity} data={SEVERITIES.map((value) => ({ value, label: t(`finding.severity.${value}`) }))}
                  onChange={(event) => change(one.key, { severity: event.currentTarget.value === 'major' ? 'major' : 'minor' })} />
                <TextInput type="date" label={t('finding.until')} withAsterisk value={one.rectifyBy} error={missing(one.rectifyBy) ?? said(`findings.${i}.rectifyBy`)} onChange={(event) => change(one.key, { rectifyBy: event.currentTarget.value })} />
              </div>
            </section>
          ))}
          <Button variant="default" leftSection={<Plus size={16} aria-hidden />} onClick={() => setFindings((all) => [...all, { key: (all.at(-1)?.key ?? 0) + 1, severity: 'minor', description: '', rectifyBy: addDays(visitedOn || today, 7) }])}>{t('finding.add')}</Button>
        </>}
        {log.error && !fields.length && <ErrorNote error={log.error} />}
      </div>
    </Dialog>
  );
}
