import { listTranches } from '@weichuang/contracts/disbursements/tranches';
import { ErrorNote, TextSkeleton } from '@weichuang/ui/feedback';
import { Money } from '@weichuang/ui/format';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../app/api';
import classes from './disbursements.module.css';

/** Who is paid, into which account and how much, as stands before whoever approves or pays; the number as its reader may see it. */
export function Payee({ projectId, fen }: { projectId: string; fen: number }) {
  const { t } = useTranslation('disbursements');
  const { data, error, refetch } = useApi(listTranches, { params: { id: projectId } });
  return (
    <dl className={classes.payee}>
      <div><dt>{t('amount')}</dt><dd><b><Money fen={fen} /></b></dd></div>
      {data?.account && (
        <>
          <div><dt>{t('payee.holder')}</dt><dd>{data.account.holder}</dd></div>
          <div><dt>{t('payee.bank')}</dt><dd>{data.account.bank}</dd></div>
          <div><dt>{t('payee.number')}</dt><dd><span className="wc-whole">{data.account.number}</span></dd></div>
        </>
      )}
      {!data?.account && <div><dt>{t('account')}</dt><dd>{data ? <span className="wc-secondary">{t('noAccount')}</span> : error ? <ErrorNote error={error} onRetry={() => void refetch()} /> : <TextSkeleton lines={3} />}</dd></div>}
    </dl>
  );
}
