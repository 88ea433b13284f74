import { Button } from '@mantine/core';
import { Download, FileText, RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Note } from '../feedback';
import { useFormat, type Moment } from '../format';
import classes from './page.module.css';

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
  /** what is made, for screen readers */
  readonly label: string;
  /** what to choose before making it */
  readonly controls?: ReactNode;
  /** what it can be made for, to choose from and with what is made of each */
  readonly content?: ReactNode;
  /** as it will print: stands in place of the content */
  readonly preview?: ReactNode;
  readonly progress?: ReportProgress;
  readonly files: readonly ReportFile[];
  readonly failures?: readonly { readonly id: string; readonly name: string; readonly why: string }[];
  readonly onRetry?: (ids: readonly string[]) => void;
}

/** Below a page's header, a document or export: choose, look, wait with the number in view, take the result. */
export function ReportShell({ label, controls, content, preview, progress, files, failures = [], onRetry }: ReportShellProps) {
  const { t } = useTranslation('ui');
  const format = useFormat();
  const leftOf = (ms: number) => (ms < 60_000 ? t('report.seconds', { seconds: Math.max(1, Math.ceil(ms / 1000)) }) : t('report.left', { minutes: Math.ceil(ms / 60_000) }));
  return (
    <div className={classes.columns} data-rail>
      {preview ? <div className={classes.paperDesk}>{preview}</div> : <div className={classes.tabs}>{content ?? <p className="wc-secondary">{t('report.noPreview')}</p>}</div>}
      <aside className={classes.rail} data-first>
        {controls && <div className={classes.card}><div className={classes.cardBody}>{controls}</div></div>}
        {progress && (
          <div className={classes.card}>
            <div className={classes.cardBody}>
              <p role="status">{t('report.progress', { done: progress.done, of: progress.of })}
                {progress.leftMs !== undefined && progress.done < progress.of ? ` · ${leftOf(progress.leftMs)}` : ''}</p>
              <progress className={classes.progress} value={progress.done} max={Math.max(progress.of, 1)} aria-label={label} />
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
  );
}
