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
  if (error && !data) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <TextSkeleton lines={3} />;
  const { account } = data;
  return (
    <dl className={classes.payee}>
      <div><dt>{t('amount')}</dt><dd><b><Money fen={fen} /></b></dd></div>
      {account
        ? <>
            <div><dt>{t('payee.holder')}</dt><dd>{account.holder}</dd></div>
            <div><dt>{t('payee.bank')}</dt><dd>{account.bank}</dd></div>
            <div><dt>{t('payee.number')}</dt><dd><span className="wc-whole">{account.number}</span></dd></div>
          </>
        : <div><dt>{t('account')}</dt><dd className="wc-secondary">{t('noAccount')}</dd></div>}
    </dl>
  );
}
