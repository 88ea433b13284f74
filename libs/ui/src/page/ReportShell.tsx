import { Button } from '@mantine/core';
import { Download, FileText, RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Note } from '../feedback';
import { timeLeft, useFormat, type Moment } from '../format';
import classes from './page.module.css';
import { PageHeader, type PageHeaderProps } from './PageHeader';

export interface ReportProgress {
  readonly done: number;
  readonly of: number;
  /** milliseconds still needed, when known */
  readonly leftMs?: number;
}

export interface ReportFile {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly href: string;
  readonly madeAt: Moment;
}

export interface ReportShellProps {
  readonly header: PageHeaderProps;
  /** what to choose before making it */
  readonly controls?: ReactNode;
  /** as it will print */
  readonly preview?: ReactNode;
  readonly progress?: ReportProgress;
  readonly files: readonly ReportFile[];
  readonly failures?: readonly { readonly id: string; readonly name: string; readonly why: string }[];
  readonly onRetry?: (ids: readonly string[]) => void;
}

/** A document or export: choose, look, wait with the number in view, take the result. */
export function ReportShell({ header, controls, preview, progress, files, failures = [], onRetry }: ReportShellProps) {
  const { t } = useTranslation('ui');
  const format = useFormat();
  const minutes = progress?.leftMs === undefined ? undefined : timeLeft(progress.leftMs + 59_999, 0);
  return (
    <div className={classes.page}>
      <PageHeader {...header} />
      <div className={classes.columns} data-rail>
        <div className={classes.paperDesk}>{preview ? <article className={classes.paper}>{preview}</article> : <p className="wc-secondary">{t('report.noPreview')}</p>}</div>
        <aside className={classes.rail} data-first>
          {controls && <div className={classes.card}><div className={classes.cardBody}>{controls}</div></div>}
          {progress && (
            <div className={classes.card}>
              <div className={classes.cardBody}>
                <p role="status">{t('report.progress', { done: progress.done, of: progress.of })}
                  {minutes && progress.done < progress.of ? ` · ${t('report.left', { minutes: minutes.days * 1440 + minutes.hours * 60 + minutes.minutes })}` : ''}</p>
                <progress className={classes.progress} value={progress.done} max={Math.max(progress.of, 1)} aria-label={header.title} />
              </div>
            </div>
          )}
          {failures.length > 0 && (
            <Note tone="danger" title={t('report.failures', { count: failures.length })}>
              <ul className={classes.failures}>{failures.map((failure) => <li key={failure.id}><b>{failure.name}</b> {failure.why}</li>)}</ul>
              {onRetry && <Button variant="default" size="xs" mt="xs" leftSection={<RotateCw size={14} aria-hidden />} onClick={() => onRetry(failures.map((one) => one.id))}>{t('report.retry')}</Button>}
            </Note>
          )}
          {files.length > 0 && (
            <section className={classes.card}>
              <header className={classes.cardHead}><h2>{t('report.files')}</h2></header>
              <ul className={classes.downloads}>
                {files.map((file) => (
                  <li key={file.id}>
                    <a href={file.href} download><FileText size={18} aria-hidden /><span><b>{file.name}</b><small>{format.fileSize(file.bytes)} · {format.dateTime(file.madeAt)}</small></span><Download size={16} aria-hidden /></a>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </aside>
      </div>
    </div>
  );
}
