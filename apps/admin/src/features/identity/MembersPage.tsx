import { useTranslation } from 'react-i18next';
import { EmptyState } from '@weichuang/ui/feedback';
import { useSession } from '../../app/session';
import { StreetMembers } from './StreetMembers';

export default function MembersPage() {
  const { t } = useTranslation('identity');
  const { workspace } = useSession();
  return workspace?.tenant ? <StreetMembers tenantId={workspace.tenant.id} place={workspace.tenant.name} /> : <EmptyState page title={t('members.noStreet')} />;
}
