import { Button, Checkbox } from '@mantine/core';
import { getFile } from '@weichuang/contracts/files/file';
import type { Output } from '@weichuang/contracts/http/route';
import type { getReportBatch, listReportable } from '@weichuang/contracts/reports/reports';
import { EmptyState, StateTag } from '@weichuang/ui/feedback';
import { Card } from '@weichuang/ui/page';
import { Download, Eye } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { fileAddress } from '../../app/api';
import classes from './reports.module.css';

type Reportable = Output<typeof listReportable>['rows'][number];

/** A project with what the batch has made of it so far; `fileId` is its newest report. */
export interface ReportRow extends Omit<Reportable, 'newest'> {
  readonly fileId: string | null;
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | null;
}

export function reportRows(rows: readonly Reportable[], batch: Output<typeof getReportBatch> | undefined): ReportRow[] {
  const items = new Map(batch?.items.map((item) => [item.projectId, item]));
  return rows.map(({ newest, ...row }) => {
    const item = items.get(row.projectId);
    // the list is read anew only at the batch's end
    return { ...row, fileId: (batch?.finishedAt ? newest : (item?.fileId ?? newest)) ?? item?.fileId ?? null, state: item?.state ?? null };
  });
}

/** Is there a place in the page to read a PDF? A phone opens it by itself. */
const readsHere = (): boolean => navigator.pdfViewerEnabled && matchMedia('(min-width: 62em)').matches;

interface Props {
  readonly rows: readonly ReportRow[];
  readonly chosen: readonly string[];
  readonly onTick: (id: string, on: boolean) => void;
  readonly onView: (projectId: string) => void;
  readonly may: boolean;
}

export function ReportRows({ rows, chosen, onTick, onView, may }: Props) {
  const { t } = useTranslation('reports');
  if (!rows.length) return <EmptyState title={t('none')}>{t('noneHelp')}</EmptyState>;
  return (
    <Card title={t('projects', { count: rows.filter((row) => row.evaluated).length })}>
      <ul className={classes.list}>
        {rows.map((row) => (
          <li key={row.projectId}>
            <Checkbox size="sm" id={`report-${row.projectId}`} disabled={!row.evaluated || !may} checked={chosen.includes(row.projectId)} onChange={(event) => onTick(row.projectId, event.currentTarget.checked)} />
            <label htmlFor={`report-${row.projectId}`}><b>{row.title}</b><small>{row.number} · {row.organization}{row.evaluated ? ` · ${t('score', { total: row.total ?? '—' })}` : ` · ${t('notEvaluated')}`}</small></label>
            <span className={classes.acts}>
              {row.state === 'failed' && <StateTag tone="bad">{t('states.failed')}</StateTag>}
              {(row.state === 'waiting' || row.state === 'running') && <StateTag tone="waiting">{t(`states.${row.state}`)}</StateTag>}
              {row.fileId && <See row={row} fileId={row.fileId} onView={onView} />}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function See({ row, fileId, onView }: { row: ReportRow; fileId: string; onView: (projectId: string) => void }) {
  const { t } = useTranslation('reports');
  const address = (inline: boolean) => fileAddress(getFile, { params: { id: fileId }, query: inline ? { inline: '1' } : {} });
  return (
    <>
      {readsHere()
        ? <Button variant="subtle" size="compact-sm" leftSection={<Eye size={15} aria-hidden />} aria-label={t('previewOf', { title: row.title })} onClick={() => onView(row.projectId)}>{t('preview')}</Button>
        : <Button variant="subtle" size="compact-sm" component="a" href={address(true)} target="_blank" rel="noreferrer" leftSection={<Eye size={15} aria-hidden />} aria-label={t('previewOf', { title: row.title })}>{t('preview')}</Button>}
      <Button variant="subtle" size="compact-sm" component="a" href={address(false)} download leftSection={<Download size={15} aria-hidden />} aria-label={t('downloadOf', { title: row.title })}>{t('download')}</Button>
    </>
  );
}
