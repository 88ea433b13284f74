import { Button, TextInput } from '@mantine/core';
import { verifyPaper } from '@weichuang/contracts/reports/reports';
import { ErrorNote, Note, StateTag, TextSkeleton } from '@weichuang/ui/feedback';
import { useFormat } from '@weichuang/ui/format';
import { Card, Facts, PageHeader } from '@weichuang/ui/page';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { ApiProblem, useApi } from '../../app/api';
import { SameFile } from './SameFile';
import classes from './reports.module.css';

const CODE = /^[A-Z0-9]{4}(-[A-Z0-9]{4}){2}$/;
/** As people type it: small letters, blanks, no dashes. */
export const tidyCode = (typed: string): string => {
  const letters = typed.toUpperCase().replace(/[^A-Z0-9]/g, '');
  return letters.length === 12 ? `${letters.slice(0, 4)}-${letters.slice(4, 8)}-${letters.slice(8)}` : typed.trim().toUpperCase();
};

/** Whoever holds a paper of ours may see whether it is genuine: by the QR code on it, or by typing its code. */
export default function VerifyPage() {
  const given = useParams()['code'];
  const code = given && tidyCode(given);
  const { t } = useTranslation('reports');
  const navigate = useNavigate();
  const [typed, setTyped] = useState(code ?? '');
  const [wrong, setWrong] = useState(false);
  const go = () => {
    const tidy = tidyCode(typed);
    setWrong(!CODE.test(tidy));
    if (CODE.test(tidy)) void navigate(`/verify/${tidy}`);
  };
  return (
    <div className={classes.verify}>
      <PageHeader title={t('verify.title')} />
      <form className={classes.form} onSubmit={(event) => { event.preventDefault(); go(); }}>
        <TextInput label={t('verify.code')} description={t('verify.help')} placeholder="XXXX-XXXX-XXXX" value={typed} error={wrong ? t('verify.wrong') : undefined} autoComplete="off"
          onChange={(event) => setTyped(event.currentTarget.value)} />
        <Button type="submit">{t('verify.go')}</Button>
      </form>
      {code && (CODE.test(code) ? <Verified key={code} code={code} /> : <Note tone="danger" title={t('verify.wrong')} />)}
    </div>
  );
}

function Verified({ code }: { code: string }) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const { data, error, refetch } = useApi(verifyPaper, { params: { code } });
  if (error instanceof ApiProblem && error.status === 404) return <Note tone="danger" title={t('verify.unknown')}>{t('verify.unknownHelp')}</Note>;
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <TextSkeleton lines={5} />;
  return (
    <>
      {data.standing !== 'valid' && <Note tone="waiting" title={t(`verify.${data.standing}`)}>{t(`verify.${data.standing}Help`)}</Note>}
      <Card title={t(`verify.kinds.${data.kind}`)} actions={<StateTag tone={data.standing === 'valid' ? 'good' : 'paused'}>{t(`verify.${data.standing}Tag`)}</StateTag>}>
        <Facts items={[
          { label: t(data.kind === 'notice' ? 'verify.paperTitle' : 'verify.project'), value: data.title },
          { label: t('verify.number'), value: data.number },
          ...(data.organization ? [{ label: t('verify.organization'), value: data.organization }] : []),
          { label: t('verify.issuer'), value: data.issuer },
          { label: t(data.kind === 'application' ? 'verify.receivedAt' : 'verify.madeAt'), value: format.dateTime(data.issuedAt) },
          { label: t('verify.code'), value: <span className={classes.hash}>{data.code}</span> },
          { label: t('verify.digest'), value: <span className={classes.hash}>{data.digest}</span> },
        ]} />
      </Card>
      {data.fileSha256 && <Card title={t('verify.fileTitle')}><SameFile sha256={data.fileSha256} /></Card>}
    </>
  );
}
