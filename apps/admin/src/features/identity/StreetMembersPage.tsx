import { getStreet } from '@weichuang/contracts/organizations/street';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useApi } from '../../app/api';
import { StreetMembers } from './StreetMembers';

/** A street's members for the platform's administrator, who sets up its first manager. */
export default function StreetMembersPage() {
  const { t } = useTranslation('identity');
  const { tenantId = '' } = useParams();
  const { data } = useApi(getStreet, { params: { tenantId } });
  return <StreetMembers tenantId={tenantId} place={data?.name} back={{ to: `/app/streets/${tenantId}`, label: data?.name ?? t('members.street') }} />;
}
