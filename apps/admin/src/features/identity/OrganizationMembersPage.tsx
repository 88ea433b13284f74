import { Button } from '@mantine/core';
import { inviteOrganizationMember, listOrganizationMembers } from '@weichuang/contracts/identity/members';
import { Dialog, EmptyState, toast } from '@weichuang/ui/feedback';
import { Form, RadioField, SubmitButton, TextField, useZodForm } from '@weichuang/ui/form';
import { ListShell } from '@weichuang/ui/page';
import { DataList, useListState } from '@weichuang/ui/table';
import { UserRoundPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { useActKey } from '../../app/act-key';
import { useApi, useApiMutation } from '../../app/api';
import { useSession } from '../../app/session';
import { useMemberColumns } from './MemberList';

export default function OrganizationMembersPage() {
  const { t } = useTranslation('identity');
  const { workspace } = useSession();
  return workspace?.organization ? <Members id={workspace.organization.id} name={workspace.organization.name} /> : <EmptyState title={t('orgMembers.none')} />;
}

function Members({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation('identity');
  const list = useListState([]);
  const columns = useMemberColumns(false);
  const [inviting, setInviting] = useState(false);
  const { data, error, refetch } = useApi(listOrganizationMembers, { params: { id } });
  const q = list.query.q.toLowerCase();
  const rows = data?.rows.filter(({ user }) => !q || user.name.toLowerCase().includes(q) || user.email.includes(q));
  const button = data?.mayInvite ? <Button leftSection={<UserRoundPlus size={16} aria-hidden />} onClick={() => setInviting(true)}>{t('invite.open')}</Button> : undefined;
  return (
    <ListShell header={{ title: t('orgMembers.title'), meta: name, actions: button }}>
      <DataList id="organization-members" label={t('members.label')} columns={columns} rows={rows} rowKey={(row) => row.id} list={list} searchLabel={t('members.search')}
        total={rows && { count: rows.length, capped: false }} error={error} onRetry={() => void refetch()} empty={{ title: t('members.empty') }} />
      <Dialog open={inviting} onClose={() => setInviting(false)} title={t('orgMembers.invite')}><InviteForm id={id} onClose={() => setInviting(false)} /></Dialog>
    </ListShell>
  );
}

function InviteForm({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation('identity');
  const { t: app } = useTranslation('app');
  const keyOf = useActKey();
  const invite = useApiMutation(inviteOrganizationMember);
  const form = useZodForm(inviteOrganizationMember.body, { email: '', name: '', role: 'applicant_member' });
  const submit = async (body: z.output<typeof inviteOrganizationMember.body>) => {
    await invite.mutateAsync({ params: { id }, body, idempotencyKey: keyOf(body) });
    toast.success(t('invite.done', { name: body.name, role: app(`role.${body.role}`) }));
    onClose();
  };
  return (
    <Form form={form} onSubmit={submit} label={t('orgMembers.invite')}>
      <p className="wc-secondary">{t('invite.help')}</p>
      <TextField control={form.control} name="name" label={t('invite.name')} required />
      <TextField control={form.control} name="email" label={t('email')} type="email" required />
      <RadioField control={form.control} name="role" label={t('members.role')} options={(['applicant_member', 'applicant_owner'] as const).map((value) => ({ value, label: app(`role.${value}`), help: t(`roleHelp.${value}`) }))} />
      <p className="wc-dialog-buttons"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><SubmitButton>{t('invite.do')}</SubmitButton></p>
    </Form>
  );
}
