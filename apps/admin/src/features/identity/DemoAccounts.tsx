import { listDemoAccounts } from '@weichuang/contracts/identity/demo';
import type { Output } from '@weichuang/contracts/http/route';
import { ErrorNote } from '@weichuang/ui/feedback';
import { useFormat } from '@weichuang/ui/format';
import { ArrowRight } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useApi } from '../../app/api';
import { groupAccounts } from './demo-groups';
import classes from './identity.module.css';

/** Known to everybody: the demo's seed gives it to all its people. */
const DEMO_PASSWORD = 'weichuang-demo-2026';

type Account = Output<typeof listDemoAccounts>['rows'][number];

function Accounts({ rows, busy, choose }: { rows: readonly Account[]; busy: boolean; choose: (email: string) => void }) {
  const { t: app } = useTranslation('app');
  const format = useFormat();
  return (
    <ul className={classes.accounts}>
      {rows.map((account) => (
        <li key={account.email}>
          <button type="button" className={classes.account} disabled={busy} onClick={() => choose(account.email)}>
            <b>{format.list([...new Set(account.roles.map(({ role }) => app(`role.${role}`)))])}</b>
            <span>{[account.name, account.roles[0]?.place].filter(Boolean).join(' · ')}</span>
            <ArrowRight size={16} aria-hidden />
          </button>
        </li>
      ))}
    </ul>
  );
}

/**
 * One click signs in as one of the demo's people: first one for each role, in groups; the rest is folded away. Outside of a demo
 * the server has no such list and nothing is shown.
 */
export function DemoAccounts({ onChoose }: { onChoose: (body: { email: string; password: string }) => Promise<void> }) {
  const { t } = useTranslation('identity');
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
  const { groups, others } = groupAccounts(data.rows);
  return (
    <section className={classes.demo} aria-label={t('demo.title')}>
      <h2>{t('demo.title')}</h2>
      <p className={classes.small}>{t('demo.lead', { password: DEMO_PASSWORD })} <Link to="/mails">{t('demo.mails')}</Link></p>
      {error !== null && <ErrorNote error={error} />}
      {groups.map(({ name, rows }) => (
        <div key={name} className={classes.accountGroup}>
          <h3>{t(`demo.group.${name}`)}</h3>
          <Accounts rows={rows} busy={busy} choose={choose} />
        </div>
      ))}
      {others.length > 0 && (
        <details className={classes.accountGroup} open={groups.length === 0}>
          <summary>{t('demo.more', { n: others.length })}</summary>
          <Accounts rows={others} busy={busy} choose={choose} />
        </details>
      )}
    </section>
  );
}
