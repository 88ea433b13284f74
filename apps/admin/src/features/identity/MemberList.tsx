import { endMembership, inviteAgain, type MemberView } from '@weichuang/contracts/identity/members';
import { StateTag, toast, useConfirm } from '@weichuang/ui/feedback';
import type { Column } from '@weichuang/ui/table';
import { useFormat } from '@weichuang/ui/format';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ReactNode } from 'react';
import { useApiMutation } from '../../app/api';
import classes from './identity.module.css';

/**
 * The columns of any list of members, with what may be done in a row. On a round's page (`roundId`) roles of the whole street are
 * only shown, or somebody would lose more there than he was looked at for; a judge is taken from his panel.
 */
export function useMemberColumns(ofStreet: boolean, roundId?: string): Column<MemberView>[] {
  const { t } = useTranslation('identity');
  const { t: app } = useTranslation('app');
  const format = useFormat();
  return [
    { id: 'name', header: t('members.name'), minWidth: '12rem', cell: ({ user }) => <span className={classes.who}>{user.name}<span>{user.email}</span></span> },
    { id: 'role', header: t('members.role'), nowrap: true, phone: 'bare', cell: ({ role }) => app(`role.${role}`) },
    ...(ofStreet ? [{ id: 'scope', header: t('members.scope'), phone: 'bare' as const, cell: ({ round, community }: MemberView) => round?.name ?? community?.name ?? t('members.wholeStreet') }] : []),
    { id: 'phone', header: t('phone'), nowrap: true, deskOnly: true, cell: ({ user }) => user.phone || '—' },
    { id: 'state', header: t('members.state'), cell: ({ user }) => <StateTag tone={user.state === 'active' ? 'good' : user.state === 'invited' ? 'waiting' : 'paused'}>{t(`state.${user.state}`)}</StateTag> },
    { id: 'since', header: t('members.since'), nowrap: true, deskOnly: true, cell: ({ since }) => format.day(since) },
    { id: 'act', header: t('members.act'), align: 'end', cell: (row) => (row.mayEnd && (!roundId || row.round || row.user.state === 'invited') ? <Acts member={row} roundId={roundId} /> : '—') },
  ];
}

function Acts({ member, roundId }: { member: MemberView; roundId: string | undefined }) {
  const { t } = useTranslation('identity');
  const { t: app } = useTranslation('app');
  const ofPanel = roundId !== undefined && member.round !== null && member.role === 'judge';
  return (
    <MemberActs id={member.id} user={member.user} role={app(`role.${member.role}`)} mayEnd={!ofPanel && (roundId === undefined || member.round !== null)}>
      {ofPanel && <Link className={classes.textButton} to={`/app/rounds/${roundId}/judging`}>{t('members.inPanel')}</Link>}
    </MemberActs>
  );
}

/** Sends the invitation again, ends the role. `role` in words. */
export function MemberActs({ id, user, role, mayEnd = true, children }: { id: string; user: Pick<MemberView['user'], 'name' | 'email' | 'state'>; role: string; mayEnd?: boolean; children?: ReactNode }) {
  const { t } = useTranslation('identity');
  const confirm = useConfirm();
  const end = useApiMutation(endMembership);
  const again = useApiMutation(inviteAgain);
  const { name } = user;
  const refused = (error: Error) => toast.danger(error.message);
  const ask = async () => {
    const answer = await confirm({ title: t('members.endTitle', { name, role }), consequence: t('members.endHelp', { name }), confirm: t('members.end'), danger: true });
    if (answer) end.mutate({ params: { id } }, { onSuccess: () => toast.success(t('members.ended', { name, role })), onError: refused });
  };
  return (
    <span className={classes.rowButtons}>
      {user.state === 'invited' && (
        <button type="button" className={classes.textButton} disabled={again.isPending}
          onClick={() => again.mutate({ params: { id } }, { onSuccess: () => toast.success(t('members.sentAgain', { email: user.email })), onError: refused })}>{t('members.again')}</button>
      )}
      {children}
      {mayEnd && <button type="button" className={classes.textButton} data-danger disabled={end.isPending} onClick={() => void ask()}>{t('members.end')}</button>}
    </span>
  );
}
