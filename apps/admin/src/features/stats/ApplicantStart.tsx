import { Button } from '@mantine/core';
import { getOrganization } from '@weichuang/contracts/organizations/organization';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useApi } from '../../app/api';
import classes from './stats.module.css';

/** Where an applicant goes on from an empty bench: to the calls, and to what its profile still lacks. */
export function ApplicantStart({ organizationId }: { organizationId: string }) {
  const { t } = useTranslation('stats');
  const { t: to } = useTranslation('organizations');
  const { data } = useApi(getOrganization, { params: { id: organizationId } });
  const missing = data?.missing ?? [];
  return (
    <div className={classes.start}>
      {missing.length > 0 && <p>{t('start.missing', { count: missing.length, what: missing.map((key) => to(`profile.${key}`)).join(to('comma')) })}</p>}
      <p className={classes.startLinks}>
        <Button component={Link} to="/app/open-calls">{t('start.calls')}</Button>
        <Button component={Link} to="/app/organization" variant="default">{t(missing.length ? 'start.complete' : 'start.profile')}</Button>
      </p>
    </div>
  );
}
