import { Button } from '@mantine/core';
import { getFile, removeFile, type FileView } from '@weichuang/contracts/files/file';
import { Camera, FileText, X } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { fileAddress, useApiMutation } from '../../../app/api';
import classes from '../supervision.module.css';

export interface PapersProps {
  readonly purpose: 'photo' | 'sign_in' | 'visit';
  /** already with the server */
  readonly stored: readonly FileView[];
  /** chosen, sent when the record is saved */
  readonly chosen: readonly File[];
  readonly onChosen: (files: readonly File[]) => void;
}

/** Photos of an activity or a visit, or sign-in sheets: chosen now, sent with the record. */
export function Papers({ purpose, stored, chosen, onChosen }: PapersProps) {
  const { t } = useTranslation('supervision');
  const input = useRef<HTMLInputElement>(null);
  const remove = useApiMutation(removeFile);
  const Icon = purpose === 'sign_in' ? FileText : Camera;
  return (
    <section className={classes.stack} aria-label={t(`papers.${purpose}`)}>
      <div className={classes.head}>
        <div><b>{t(`papers.${purpose}`)}</b><p className="wc-secondary">{t(`papers.${purpose}Help`)}</p></div>
        <Button variant="default" leftSection={<Icon size={18} aria-hidden />} onClick={() => input.current?.click()}>{t(`papers.${purpose}Add`)}</Button>
      </div>
      <input ref={input} hidden multiple type="file" accept={purpose === 'sign_in' ? 'image/*,.pdf' : 'image/*'} aria-label={t(`papers.${purpose}Add`)}
        onChange={(event) => {
          onChosen([...chosen, ...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }} />
      {(stored.length > 0 || chosen.length > 0) && (
        <ul className={classes.files}>
          {stored.map((file) => (
            <li key={file.id}><a href={fileAddress(getFile, { params: { id: file.id }, query: {} })}>{file.name}</a>
              <Button variant="subtle" size="compact-xs" color="brick" loading={remove.isPending && remove.variables.params.id === file.id} aria-label={t('papers.remove', { name: file.name })}
                onClick={() => remove.mutate({ params: { id: file.id } })}><X size={16} aria-hidden /></Button></li>
          ))}
          {chosen.map((file, i) => (
            <li key={`${file.name}${i}`}><span>{file.name} <span className="wc-secondary">{t('papers.waits')}</span></span>
              <Button variant="subtle" size="compact-xs" color="brick" aria-label={t('papers.remove', { name: file.name })} onClick={() => onChosen(chosen.filter((_, at) => at !== i))}><X size={16} aria-hidden /></Button></li>
          ))}
        </ul>
      )}
    </section>
  );
}
