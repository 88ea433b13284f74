import { EmptyState } from '@weichuang/ui/feedback';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../app/session';
import { Street } from './Street';

export default function OwnStreetPage() {
  const { t } = useTranslation('organizations');
  const { workspace } = useSession();
  return workspace?.tenant ? <Street tenantId={workspace.tenant.id} /> : <EmptyState page title={t('list.noStreet')} />;
}
