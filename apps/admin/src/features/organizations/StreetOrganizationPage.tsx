import { getStreetOrganization } from '@weichuang/contracts/organizations/organization';
import { EmptyState, ErrorNote, PageSkeleton } from '@weichuang/ui/feedback';
import { Money, Sentence, useFormat } from '@weichuang/ui/format';
import { Card, PageHeader } from '@weichuang/ui/page';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useApi } from '../../app/api';
import { useSession } from '../../app/session';
import { OrganizationFacts } from './OrganizationFacts';
import classes from './organizations.module.css';

/** One organization as the street's staff sees it, with what it has applied for here. */
export default function StreetOrganizationPage() {
  const { t } = useTranslation('organizations');
  const { organizationId = '' } = useParams();
  const { workspace } = useSession();
  const format = useFormat();
  const tenantId = workspace?.tenant?.id ?? '';
  const { data, error, refetch } = useApi(getStreetOrganization, { params: { tenantId, organizationId } }, { enabled: tenantId !== '' });
  if (!tenantId) return <EmptyState page title={t('list.noStreet')} />;
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  return (
    <div className={classes.page}>
      <PageHeader title={data.name} meta={t(`kind.${data.kind}`)} back={{ to: '/app/organizations', label: t('list.title') }} />
      <div className={classes.columns}>
        <div className={classes.stack}>
          <Card title={t('history.title')} flush={data.history.length > 0}>
            {data.history.length === 0 ? <p className="wc-secondary">{t('history.empty')}</p> : (
              <div className={classes.history} tabIndex={0} role="region" aria-label={t('history.title')}>
                <table className="wc-table">
                  <thead><tr><th scope="col">{t('history.project')}</th><th scope="col">{t('history.round')}</th><th scope="col">{t('history.state')}</th><th scope="col" className="wc-num">{t('history.requested')}</th><th scope="col" className="wc-num">{t('history.granted')}</th></tr></thead>
                  <tbody>
                    {data.history.map((one) => (
                      <tr key={one.id}>
                        <td><span className={classes.who}><Link to={`/app/applications/${one.id}`}>{one.title || t('history.untitled')}</Link><span><Sentence>{[one.number, one.submittedAt && format.day(one.submittedAt)].filter(Boolean).join(' · ')}</Sentence></span></span></td>
                        <td><Link to={`/app/rounds/${one.round.id}`}>{one.round.name}</Link></td>
                        <td>{t(one.awardState === 'granted' ? 'history.awarded' : `applicationState.${one.state}`)}</td>
                        <td className="wc-num"><Money fen={one.requestedFen} /></td>
                        <td className="wc-num">{one.awardState === 'granted' && one.grantedFen !== null ? <Money fen={one.grantedFen} /> : '—'}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            )}
          </Card>
          <Card title={t('own.contact')}><OrganizationFacts view={data} part="profile" /></Card>
        </div>
        <div className={classes.stack}>
          <Card title={t('own.registration')}><OrganizationFacts view={data} part="registration" /></Card>
          <Card title={t('own.account')}><OrganizationFacts view={data} part="account" /></Card>
        </div>
      </div>
    </div>
  );
}
