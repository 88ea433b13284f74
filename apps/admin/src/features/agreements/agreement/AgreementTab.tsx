import { Button } from '@mantine/core';
import { getAgreement, previewAgreement, uploadScan } from '@weichuang/contracts/agreements/agreement';
import type { ProjectDetail } from '@weichuang/contracts/agreements/projects';
import { getFile } from '@weichuang/contracts/files/file';
import { ErrorNote, Note, TextSkeleton } from '@weichuang/ui/feedback';
import { Countdown, Money, useFormat } from '@weichuang/ui/format';
import { Card } from '@weichuang/ui/page';
import { formatBp } from '@weichuang/kernel/percent';
import { Download, Eye, PencilLine } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { fileAddress, useApi } from '../../../app/api';
import classes from '../agreements.module.css';
import { PaperState } from '../states';
import { UploadButton } from '../../../app/UploadButton';

/** The agreement: what it says, the paper to print, the signed scan. */
export default function AgreementTab({ project }: { project: ProjectDetail }) {
  const { t } = useTranslation('agreements');
  const format = useFormat();
  const { data, error, refetch } = useApi(getAgreement, { params: { id: project.id } });
  if (error && !data) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <TextSkeleton lines={8} />;
  const { content } = data;
  // the group that a host signs for: the paper with the account's number is not given to it
  const hosted = project.host !== null && content.account.masked && data.may.upload;
  const open = ['draft', 'issued'].includes(data.state) && project.state === 'contracted';
  return (
    <div className={classes.stack}>
      {data.reason && open && <Note tone="waiting" title={t(data.state === 'draft' ? 'paper.recalled' : 'paper.rejected')}>{data.reason}</Note>}
      <Card title={content.title} actions={<PaperState state={data.state} />}>
        <div className={classes.stack}>
          <dl className={classes.facts}>
            <div><dt>{t('paper.number')}</dt><dd>{data.number}</dd></div>
            <div><dt>{t('grant')}</dt><dd><b><Money fen={content.grantFen} /></b><br /><span className="wc-secondary">{data.capitals}</span></dd></div>
            <div><dt>{t('periodLabel')}</dt><dd>{t('period', { from: format.day(content.project.period.from), to: format.day(content.project.period.to) })}</dd></div>
            <div><dt>{t('paper.signBy')}</dt><dd>{format.day(data.signBy)}{open && <> <Countdown until={data.signBy} /></>}</dd></div>
            {data.signedOn && <div><dt>{t('paper.signedOn')}</dt><dd>{format.day(data.signedOn)}</dd></div>}
            <div className={classes.wide}><dt>{t('paper.account')}</dt><dd>{content.account.number ? <>{content.account.holder}<br />{content.account.bank}<br /><span className="wc-whole">{content.account.number}</span></> : <span className="wc-secondary">{t('paper.noAccount')}</span>}</dd></div>
          </dl>
          <div className={classes.buttons}>
            {data.pdf
              ? <Button component="a" href={fileAddress(getFile, { params: { id: data.pdf.id } })} variant="default" leftSection={<Download size={16} aria-hidden />}>{t('paper.download')}</Button>
              : <Button component="a" href={fileAddress(previewAgreement, { params: { id: project.id } })} target="_blank" rel="noreferrer" variant="default" leftSection={<Eye size={16} aria-hidden />}>{t(data.state === 'draft' ? 'paper.preview' : 'paper.copy')}</Button>}
            {data.may.edit && <Button component={Link} to={`/app/projects/${project.id}/agreement`} variant="default" leftSection={<PencilLine size={16} aria-hidden />}>{t('paper.edit')}</Button>}
          </div>
        </div>
      </Card>
      {(data.state !== 'draft' || data.scan) && (
        <Card title={t('paper.scan')}>
          <div className={classes.stack}>
            {data.may.upload && <p className="wc-secondary">{t(hosted ? 'paper.scanHelpHosted' : 'paper.scanHelp')}</p>}
            {data.scan && <p><a href={fileAddress(getFile, { params: { id: data.scan.id } })} target="_blank" rel="noreferrer">{data.scan.name}</a> <span className="wc-secondary">{format.fileSize(data.scan.size)} · {format.dateTime(data.scan.createdAt)}</span></p>}
            {data.may.upload && <div><UploadButton route={uploadScan} args={{ params: { id: project.id } }} label={t(data.scan ? 'paper.replace' : 'paper.upload')} accept=".pdf,image/*" variant={data.scan ? 'default' : 'filled'} /></div>}
            {!data.scan && (data.scanned ? <p>{t('paper.scanElsewhere')}</p> : !data.may.upload && <p>{t('paper.noScan')}</p>)}
          </div>
        </Card>
      )}
      <Card title={t('paper.parties')}>
        <ul className={classes.parties}>
          {content.parties.map((party) => (
            <li key={party.party} className={classes.party}>
              <span>{party.label}（{party.role}）{data.signedBy.includes(party.party) && ` · ${t('paper.hasSigned')}`}</span>
              <b>{party.name || t('paper.unnamed')}</b>
              <span>{[party.uscc, party.representative && t('paper.representative', { name: party.representative }), [party.contact, party.phone].filter(Boolean).join(' ')].filter(Boolean).join(' · ')}</span>
            </li>
          ))}
        </ul>
      </Card>
      <Card title={t('paper.tranches')} flush>
        <div className="wc-scroll" tabIndex={0} role="region" aria-label={t('paper.tranches')}>
          <table className="wc-table">
            <thead><tr><th scope="col">{t('paper.tranche')}</th><th scope="col">{t('paper.condition')}</th><th scope="col" className="wc-num">{t('paper.share')}</th><th scope="col" className="wc-num">{t('paper.amount')}</th></tr></thead>
            <tbody>{content.tranches.map((one) => <tr key={one.name}><td>{one.name}</td><td>{one.condition}</td><td className="wc-num">{formatBp(one.shareBp)}</td><td className="wc-num"><Money fen={one.amountFen} /></td></tr>)}</tbody>
          </table>
        </div>
      </Card>
    </div>
  );
}
