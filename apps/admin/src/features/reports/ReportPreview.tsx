import { ActionIcon, Button } from '@mantine/core';
import { getFile } from '@weichuang/contracts/files/file';
import { ArrowLeft, ChevronLeft, ChevronRight, Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { fileAddress } from '../../app/api';
import type { ReportRow } from './ReportRows';
import classes from './reports.module.css';

/** A report as it prints, in the browser's own viewer, with the way to the one before and the one after. */
export function ReportPreview({ rows, viewed, onView }: { rows: readonly ReportRow[]; viewed: ReportRow; onView: (projectId: string | null) => void }) {
  const { t } = useTranslation('reports');
  const at = rows.indexOf(viewed);
  const [before, after] = [rows[at - 1], rows[at + 1]];
  const id = viewed.fileId ?? '';
  return (
    <section className={classes.preview} aria-label={t('previewOf', { title: viewed.title })}>
      <header>
        <Button variant="subtle" size="compact-sm" leftSection={<ArrowLeft size={15} aria-hidden />} onClick={() => onView(null)}>{t('backToList')}</Button>
        <b>{viewed.title}</b>
        <ActionIcon variant="subtle" aria-label={t('before')} disabled={!before} onClick={() => before && onView(before.projectId)}><ChevronLeft size={18} aria-hidden /></ActionIcon>
        <span>{t('position', { at: at + 1, of: rows.length })}</span>
        <ActionIcon variant="subtle" aria-label={t('after')} disabled={!after} onClick={() => after && onView(after.projectId)}><ChevronRight size={18} aria-hidden /></ActionIcon>
        <ActionIcon variant="subtle" component="a" href={fileAddress(getFile, { params: { id }, query: {} })} download aria-label={t('downloadOf', { title: viewed.title })}><Download size={17} aria-hidden /></ActionIcon>
      </header>
      <iframe key={id} src={`${fileAddress(getFile, { params: { id }, query: { inline: '1' } })}#view=FitH&navpanes=0`} title={t('previewOf', { title: viewed.title })} />
    </section>
  );
}
