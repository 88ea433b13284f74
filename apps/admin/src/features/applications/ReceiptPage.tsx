import { Button } from '@mantine/core';
import { getReceipt, getReceiptPdf } from '@weichuang/contracts/applications/papers';
import { ErrorNote, PageSkeleton } from '@weichuang/ui/feedback';
import { Money, Sentence, useFormat, useText } from '@weichuang/ui/format';
import { PageHeader } from '@weichuang/ui/page';
import { Download, Printer } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { fileAddress, useApi } from '../../app/api';
import classes from './applications.module.css';

/** The receipt of the last submission, to be read and printed. */
export default function ReceiptPage() {
  const { id = '' } = useParams();
  const { t } = useTranslation('applications');
  const format = useFormat();
  const text = useText();
  const { data, error, refetch } = useApi(getReceipt, { params: { id } });
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  return (
    <div className={classes.page}>
      <PageHeader title={t('receipt.title')} back={{ to: `/app/applications/${id}`, label: t('detail') }} actions={
        <span className="wc-no-print">
          <Button variant="default" leftSection={<Printer size={16} aria-hidden />} onClick={() => print()} mr="xs">{t('receipt.print')}</Button>
          <Button component="a" href={fileAddress(getReceiptPdf, { params: { id } })} leftSection={<Download size={16} aria-hidden />}>{t('receipt.pdf')}</Button>
        </span>
      } />
      <article className={classes.receipt}>
        <div><h2>{t('receipt.title')}</h2><p className={classes.receiptNumber}>{data.number}</p></div>
        <p><Sentence>{t('receipt.body', { organization: data.organization, title: data.title, at: format.dateTime(data.receivedAt), number: data.applicationNumber })}</Sentence></p>
        <dl>
          <dt>{t('number')}</dt><dd>{data.applicationNumber}</dd>
          <dt>{t('submittedAt')}</dt><dd>{format.dateTime(data.receivedAt)}</dd>
          <dt>{t('round')}</dt><dd>{data.street} · {data.round}</dd>
          <dt>{t('track')}</dt><dd>{text(data.track)}</dd>
          <dt>{t('requested')}</dt><dd><Money fen={data.requestedFen} /></dd>
          <dt>{t('own')}</dt><dd><Money fen={data.ownFen} /></dd>
          <dt>{t('receipt.version')}</dt><dd>{t('receipt.versionOf', { n: data.version })}</dd>
          <dt>{t('receipt.submitter')}</dt><dd>{data.submitter}</dd>
          <dt>{t('receipt.digest')}</dt><dd className={classes.digest}>{data.contentHash}</dd>
          <dt>{t('receipt.files')}</dt>
          <dd>{data.files.length ? <ul>{data.files.map((file) => <li key={file.digest + file.name}>{file.name} <span className="wc-secondary">{format.fileSize(file.size)}</span></li>)}</ul> : t('receipt.noFiles')}</dd>
        </dl>
        <p className="wc-secondary">{t('receipt.note')}</p>
      </article>
    </div>
  );
}
