import { Button, Input } from '@mantine/core';
import { FileText, RotateCw, Trash2, Upload as UploadIcon, X } from 'lucide-react';
import { useRef, useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../format';
import { asTexts, useAnswer, useRenderer, type InputProps } from '../context';
import classes from '../renderer.module.css';
import type { StoredFile } from '../types';

const KINDS = {
  pdf: ['.pdf'],
  image: ['.jpg', '.jpeg', '.png', '.webp', '.heic'],
  word: ['.doc', '.docx'],
  excel: ['.xls', '.xlsx'],
} as const;

interface Sending {
  readonly key: string;
  readonly file: File;
  readonly share: number;
  readonly failed?: string;
  readonly stop: AbortController;
}

/** Files with their progress; one that failed can be sent again or put away. Answers keep the ids alone. */
export function FileInput(props: InputProps) {
  const { field } = props;
  const { value, set, shared, label, help } = useAnswer(props);
  const { support } = useRenderer();
  const format = useFormat();
  const { t } = useTranslation('ui');
  const picker = useRef<HTMLInputElement>(null);
  const [known, setKnown] = useState<Readonly<Record<string, StoredFile>>>({});
  const [sending, setSending] = useState<readonly Sending[]>([]);
  const [over, setOver] = useState(false);
  const ids = asTexts(value);
  // several uploads end at different times: each adds to what is there then
  const latest = useRef(ids);
  latest.current = ids;
  const accept = field.accept?.flatMap((kind) => [...KINDS[kind]]);
  const full = ids.length + sending.length >= (field.max ?? 20);

  const patch = (key: string, change: Partial<Sending>) => setSending((all) => all.map((one) => (one.key === key ? { ...one, ...change } : one)));
  const drop = (key: string) => setSending((all) => all.filter((one) => one.key !== key));

  const send = async (file: File, key: string) => {
    if (!support.upload) return;
    const stop = new AbortController();
    setSending((all) => [...all.filter((one) => one.key !== key), { key, file, share: 0, stop }]);
    try {
      const stored = await support.upload(file, { fieldId: field.id, signal: stop.signal, onProgress: (share) => patch(key, { share }) });
      setKnown((all) => ({ ...all, [stored.id]: stored }));
      latest.current = [...latest.current, stored.id];
      set(latest.current);
      drop(key);
    } catch (error) {
      if (stop.signal.aborted) drop(key);
      else patch(key, { failed: error instanceof Error && error.message ? error.message : t('file.failed') });
    }
  };
  const take = (files: FileList | null) => {
    for (const file of files ?? []) {
      const key = `${file.name}-${file.size}-${file.lastModified}`;
      if (accept && !accept.some((end) => file.name.toLowerCase().endsWith(end)))
        setSending((all) => [...all, { key, file, share: 0, stop: new AbortController(), failed: t('file.kind', { kinds: accept.join(' ') }) }]);
      else void send(file, key);
    }
  };
  const dropped = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (!shared.disabled && !full) take(event.dataTransfer.files);
  };

  return (
    <div role="group" aria-labelledby={`${shared.id}-label`} className={classes.file}>
      {props.row === undefined && (
        <div>
          <Input.Label labelElement="div" id={`${shared.id}-label`} required={field.required === true}>{label}</Input.Label>
          {help && <Input.Description>{help}</Input.Description>}
        </div>
      )}
      {(ids.length > 0 || sending.length > 0) && (
        <ul className={classes.files}>
          {ids.map((id) => {
            const file = known[id] ?? support.files?.[id];
            const name = file?.name ?? t('file.unnamed');
            return (
              <li key={id}>
                <FileText size={18} aria-hidden />
                <span className={classes.fileName}>{file?.href ? <a href={file.href} target="_blank" rel="noreferrer">{name}</a> : name}</span>
                {file && <span className="wc-secondary">{format.fileSize(file.bytes)}</span>}
                {!shared.disabled && (
                  <button type="button" className={classes.remove} aria-label={t('file.remove', { name })} onClick={() => set(ids.filter((one) => one !== id))}><Trash2 size={16} aria-hidden /></button>
                )}
              </li>
            );
          })}
          {sending.map((one) => (
            <li key={one.key} data-failed={one.failed !== undefined || undefined}>
              <FileText size={18} aria-hidden />
              <span className={classes.fileName}>{one.file.name}{one.failed && <span className={classes.fileError} role="alert">{one.failed}</span>}</span>
              {one.failed === undefined && <progress className={classes.progress} value={one.share} max={1} aria-label={t('file.sending', { name: one.file.name })} />}
              {one.failed !== undefined && support.upload && (
                <button type="button" className={classes.remove} aria-label={t('file.again', { name: one.file.name })} onClick={() => void send(one.file, one.key)}><RotateCw size={16} aria-hidden /></button>
              )}
              <button type="button" className={classes.remove} aria-label={t('file.cancel', { name: one.file.name })} onClick={() => { one.stop.abort(); drop(one.key); }}><X size={16} aria-hidden /></button>
            </li>
          ))}
        </ul>
      )}
      {!shared.disabled && (
        <div className={classes.drop} data-over={over || undefined} data-error={shared.error ? true : undefined}
          onDragOver={(event) => { event.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)} onDrop={dropped}>
          <input ref={picker} type="file" hidden multiple={(field.max ?? 20) > 1} accept={accept?.join(',')}
            onChange={(event) => { take(event.currentTarget.files); event.currentTarget.value = ''; }} />
          <Button id={shared.id} variant="default" size="xs" leftSection={<UploadIcon size={15} aria-hidden />} disabled={full} onBlur={shared.onBlur}
            aria-label={t('file.chooseFor', { label })} onClick={() => picker.current?.click()}>{t('file.choose')}</Button>
          <span className="wc-secondary">{full ? t('file.full') : accept ? t('file.dropKinds', { kinds: accept.join(' ') }) : t('file.drop')}</span>
        </div>
      )}
      {shared.error && <Input.Error>{shared.error}</Input.Error>}
    </div>
  );
}
