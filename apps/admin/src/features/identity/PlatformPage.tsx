import { Button } from '@mantine/core';
import { invitePlatformMember, listPlatformMembers, type PlatformMemberView } from '@weichuang/contracts/identity/platform';
import { PLATFORM_ROLES } from '@weichuang/domain/identity/member';
import { Dialog, StateTag, toast } from '@weichuang/ui/feedback';
import { Form, RadioField, SelectField, SubmitButton, TextField, useZodForm } from '@weichuang/ui/form';
import { useFormat } from '@weichuang/ui/format';
import { ListShell } from '@weichuang/ui/page';
import { DataList, useListState, type Column } from '@weichuang/ui/table';
import { UserRoundPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { useActKey } from '../../app/act-key';
import { useApi, useApiMutation } from '../../app/api';
import classes from './identity.module.css';
import { MemberActs } from './MemberList';

/** Who runs the platform and who audits a district. Few people, so there are no pages and no search. */
export default function PlatformPage() {
  const { t } = useTranslation('identity');
  const format = useFormat();
  const list = useListState([]);
  const [inviting, setInviting] = useState(false);
  const { data, error, isFetching, refetch } = useApi(listPlatformMembers, {});
  const columns: Column<PlatformMemberView>[] = [
    { id: 'name', header: t('members.name'), minWidth: '14rem', cell: ({ user }) => <span className={classes.who}>{user.name}<span>{user.email}</span></span> },
    { id: 'role', header: t('members.role'), nowrap: true, phone: 'bare', cell: ({ role }) => t(`platform.role.${role}`) },
    { id: 'scope', header: t('platform.scope'), phone: 'bare', cell: ({ district }) => district?.name ?? t('platform.whole') },
    { id: 'state', header: t('members.state'), cell: ({ user }) => <StateTag tone={user.state === 'active' ? 'good' : user.state === 'invited' ? 'waiting' : 'paused'}>{t(`state.${user.state}`)}</StateTag> },
    { id: 'since', header: t('members.since'), nowrap: true, deskOnly: true, cell: ({ since }) => format.day(since) },
    { id: 'act', header: t('members.act'), align: 'end', cell: ({ id, user, role }) => <MemberActs id={id} user={user} role={t(`platform.role.${role}`)} /> },
  ];
  const button = <Button leftSection={<UserRoundPlus size={16} aria-hidden />} onClick={() => setInviting(true)}>{t('platform.invite')}</Button>;
  return (
    <ListShell header={{ title: t('platform.title'), actions: button }} intro={<p className="wc-secondary">{t('platform.intro')}</p>}>
      <DataList id="platform" label={t('platform.label')} columns={columns} rows={data?.rows} rowKey={({ id }) => id} list={list}
        total={data && { count: data.rows.length, capped: false }} fetching={isFetching} error={error} onRetry={() => void refetch()} empty={{ title: t('platform.empty'), action: button }} />
      <Dialog open={inviting} onClose={() => setInviting(false)} title={t('platform.invite')}>
        <InviteForm districts={data?.districts ?? []} onClose={() => setInviting(false)} />
      </Dialog>
    </ListShell>
  );
}

const { email, name, role } = invitePlatformMember.body.shape;
const Typed = z.object({ email, name, role, districtId: z.string() });

function InviteForm({ districts, onClose }: { districts: readonly { id: string; name: string }[]; onClose: () => void }) {
  const { t } = useTranslation('identity');
  const invite = useApiMutation(invitePlatformMember);
  const keyOf = useActKey();
  const [only] = districts;
  const form = useZodForm(Typed, { email: '', name: '', role: 'platform_admin', districtId: districts.length === 1 && only ? only.id : '' });
  const audits = form.watch('role') === 'auditor';
  const submit = async (typed: z.output<typeof Typed>) => {
    const body = { ...typed, districtId: typed.role === 'auditor' ? typed.districtId || null : null };
    await invite.mutateAsync({ body, idempotencyKey: keyOf(body) });
    toast.success(t('invite.done', { name: typed.name, role: t(`platform.role.${typed.role}`) }));
    onClose();
  };
  return (
    <Form form={form} onSubmit={submit} label={t('platform.invite')}>
      <p className="wc-secondary">{t('invite.help')}</p>
      <RadioField control={form.control} name="role" label={t('members.role')} required
        options={PLATFORM_ROLES.map((value) => ({ value, label: t(`platform.role.${value}`), help: t(`platform.roleHelp.${value}`) }))} />
      {audits && (
        <SelectField control={form.control} name="districtId" label={t('platform.district')} required help={t(districts.length ? 'platform.districtHelp' : 'platform.noDistrict')}
          options={districts.map((one) => ({ value: one.id, label: one.name }))} />
      )}
      <TextField control={form.control} name="name" label={t('invite.name')} required />
      <TextField control={form.control} name="email" label={t('email')} type="email" required />
      <p className="wc-dialog-buttons"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><SubmitButton>{t('invite.do')}</SubmitButton></p>
    </Form>
  );
}
