import { Button } from '@mantine/core';
import { listMembers } from '@weichuang/contracts/identity/members';
import { ROLES } from '@weichuang/domain/identity/access';
import { STREET_ROLE_NAMES } from '@weichuang/domain/identity/member';
import { ListShell } from '@weichuang/ui/page';
import { DataList, useListState } from '@weichuang/ui/table';
import { UserRoundPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../app/api';
import { InviteDialog } from './InviteDialog';
import { useMemberColumns } from './MemberList';

/** Members of a street; who may, invites and ends. */
export function StreetMembers({ tenantId, back, place }: { tenantId: string; back?: { to: string; label: string }; place?: string | undefined }) {
  const { t } = useTranslation('identity');
  const { t: app } = useTranslation('app');
  const list = useListState(['role']);
  const columns = useMemberColumns(true);
  const [inviting, setInviting] = useState(false);
  const role = ROLES.find((one) => one === list.query.filters['role']?.[0]);
  const { data, error, isFetching, refetch } = useApi(listMembers, {
    params: { tenantId },
    query: { q: list.query.q || undefined, role, after: list.query.after ?? undefined },
  }, { keepPrevious: true });
  const button = data?.mayInvite ? <Button leftSection={<UserRoundPlus size={16} aria-hidden />} onClick={() => setInviting(true)}>{t('invite.open')}</Button> : undefined;
  return (
    <ListShell header={{ title: t('members.title'), meta: place, back, actions: button }}>
      <DataList id="members" label={t('members.label')} columns={columns} rows={data?.rows} rowKey={({ id }) => id} list={list} searchLabel={t('members.search')}
        filters={[{ id: 'role', label: t('members.role'), single: true, options: STREET_ROLE_NAMES.map((value) => ({ value, label: app(`role.${value}`) })) }]}
        next={data?.next} total={data?.total} fetching={isFetching} error={error} onRetry={() => void refetch()}
        empty={{ title: t('members.empty'), body: t('members.emptyHelp'), action: button }} />
      {data?.mayInvite && <InviteDialog tenantId={tenantId} invitable={data.invitable} rounds={data.rounds} open={inviting} onClose={() => setInviting(false)} />}
    </ListShell>
  );
}
