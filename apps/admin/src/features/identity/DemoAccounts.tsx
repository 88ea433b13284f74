import { listDemoAccounts } from '@weichuang/contracts/identity/demo';
import { ErrorNote } from '@weichuang/ui/feedback';
import { ArrowRight } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useApi } from '../../app/api';
import classes from './identity.module.css';

/** Known to everybody: the demo's seed gives it to all its people. */
const DEMO_PASSWORD = 'weichuang-demo-2026';

/** One click signs in as one of the demo's people; outside of a demo the server has no such list and nothing is shown. */
export function DemoAccounts({ onChoose }: { onChoose: (body: { email: string; password: string }) => Promise<void> }) {
  const { t } = useTranslation('identity');
  const { t: app } = useTranslation('app');
  const { data } = useApi(listDemoAccounts, {}, { staleTime: Infinity });
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  if (!data?.rows.length) return null;
  const choose = (email: string) => {
    setBusy(true);
    setError(null);
    onChoose({ email, password: DEMO_PASSWORD }).catch((problem: unknown) => {
      setError(problem);
      setBusy(false);
    });
  };
  return (
    <section className={classes.demo} aria-label={t('demo.title')}>
      <h2>{t('demo.title')}</h2>
      <p className={classes.small}>{t('demo.lead', { password: DEMO_PASSWORD })} <Link to="/mails">{t('demo.mails')}</Link></p>
      {error !== null && <ErrorNote error={error} />}
      <ul className={classes.accounts}>
        {data.rows.map((account) => (
          <li key={account.email}>
            <button type="button" className={classes.account} disabled={busy} onClick={() => choose(account.email)}>
              <b>{[...new Set(account.roles.map(({ role }) => app(`role.${role}`)))].join('、')}</b>
              <span>{[account.name, account.roles[0]?.place].filter(Boolean).join(' · ')}</span>
              <ArrowRight size={16} aria-hidden />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
