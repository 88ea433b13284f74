import { Button } from '@mantine/core';
import { getRound } from '@weichuang/contracts/calls/rounds';
import { listRoundMembers } from '@weichuang/contracts/identity/members';
import { ROLES } from '@weichuang/domain/identity/access';
import { STREET_ROLE_NAMES } from '@weichuang/domain/identity/member';
import { ErrorNote, PageSkeleton } from '@weichuang/ui/feedback';
import { DataList, useListState } from '@weichuang/ui/table';
import { UserRoundPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useApi } from '../../app/api';
import { InviteDialog } from '../identity/InviteDialog';
import { useMemberColumns } from '../identity/MemberList';
import { RoundFrame } from './RoundFrame';

const SCOPES = ['round', 'street'] as const;

/** Who works on a round, in which role; who may, invites somebody to it. */
export default function RoundPeoplePage() {
  const { roundId = '' } = useParams();
  const { t } = useTranslation('identity');
  const { t: app } = useTranslation('app');
  const list = useListState(['role', 'scope']);
  const columns = useMemberColumns(true, roundId);
  const [inviting, setInviting] = useState(false);
  const round = useApi(getRound, { params: { roundId } });
  const role = ROLES.find((one) => one === list.query.filters['role']?.[0]);
  const scope = SCOPES.find((one) => one === list.query.filters['scope']?.[0]);
  const { data, error, isFetching, refetch } = useApi(listRoundMembers, {
    params: { roundId }, query: { q: list.query.q || undefined, role, scope, after: list.query.after ?? undefined },
  }, { keepPrevious: true });
  if (round.error) return <ErrorNote error={round.error} onRetry={() => void round.refetch()} />;
  if (!round.data) return <PageSkeleton />;
  const running = data?.rounds.some((one) => one.id === roundId) ?? false;
  const button = data?.mayInvite && running && <Button leftSection={<UserRoundPlus size={16} aria-hidden />} onClick={() => setInviting(true)}>{t('invite.toRound')}</Button>;
  return (
    <RoundFrame round={round.data} actions={button}>
      <p className="wc-secondary">{t('members.roundIntro')} {data?.mayInvite && <Link to="/app/members">{t('members.ofStreet')}</Link>}</p>
      <DataList id="round-people" label={t('members.label')} columns={columns} rows={data?.rows} rowKey={({ id }) => id} list={list} searchLabel={t('members.search')}
        filters={[
          { id: 'role', label: t('members.role'), single: true, options: STREET_ROLE_NAMES.map((value) => ({ value, label: app(`role.${value}`) })) },
          { id: 'scope', label: t('members.scope'), single: true, options: [{ value: 'round', label: t('members.scopeRound') }, { value: 'street', label: t('members.scopeStreet') }] },
        ]}
        next={data?.next} total={data?.total} fetching={isFetching} error={error} onRetry={() => void refetch()}
        empty={{ title: t('members.roundEmpty'), body: t('members.roundEmptyHelp'), action: button }} />
      {data?.mayInvite && (
        <InviteDialog tenantId={round.data.tenant.id} invitable={data.invitable} rounds={data.rounds} {...(running ? { roundId } : {})} open={inviting} onClose={() => setInviting(false)} />
      )}
    </RoundFrame>
  );
}
