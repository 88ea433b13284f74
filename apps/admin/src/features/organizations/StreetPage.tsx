import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { Street } from './Street';

/** A street for the platform's administrator, with the way to its members. */
export default function StreetPage() {
  const { t } = useTranslation('organizations');
  const { tenantId = '' } = useParams();
  return (
    <Street tenantId={tenantId} back={{ to: '/app/streets', label: t('streets.title') }}
      actions={<Button component={Link} to={`/app/streets/${tenantId}/members`} variant="default">{t('street.members')}</Button>} />
  );
}
