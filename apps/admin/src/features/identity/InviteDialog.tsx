import { Button } from '@mantine/core';
import { inviteMember } from '@weichuang/contracts/identity/members';
import { getStreet } from '@weichuang/contracts/organizations/street';
import { isStreetRole, STREET_ROLES, type StreetRole } from '@weichuang/domain/identity/member';
import { Dialog, toast } from '@weichuang/ui/feedback';
import { Form, SelectField, SubmitButton, TextField, useZodForm } from '@weichuang/ui/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { useApi, useApiMutation } from '../../app/api';
import classes from './identity.module.css';

const { email, name } = inviteMember.body.shape;
const Typed = z.object({ email, name, role: z.string().min(1), communityId: z.string() });

interface Props {
  readonly tenantId: string;
  readonly invitable: readonly string[];
  readonly open: boolean;
  readonly onClose: () => void;
}

export function InviteDialog(props: Props) {
  const { t } = useTranslation('identity');
  return <Dialog open={props.open} onClose={props.onClose} title={t('invite.title')}><InviteForm {...props} /></Dialog>;
}

/** Judges are invited where their panel is made: they need a round. */
const wholeStreet = (role: string): role is StreetRole => isStreetRole(role as StreetRole) && STREET_ROLES[role as StreetRole] !== 'must';

function InviteForm({ tenantId, invitable, onClose }: Props) {
  const { t } = useTranslation('identity');
  const { t: app } = useTranslation('app');
  const invite = useApiMutation(inviteMember);
  const { data: street } = useApi(getStreet, { params: { tenantId } });
  // one key for one dialog: pressing twice invites once
  const [idempotencyKey, setKey] = useState(() => crypto.randomUUID());
  const roles = invitable.filter(wholeStreet);
  const form = useZodForm(Typed, { email: '', name: '', role: roles.length === 1 ? roles[0] : '', communityId: '' });
  const role = form.watch('role');
  const ofCommunity = role === 'community_committee';
  const submit = async (typed: z.output<typeof Typed>) => {
    const wanted = roles.find((one) => one === typed.role);
    if (!wanted) return;
    try {
      await invite.mutateAsync({ params: { tenantId }, body: { email: typed.email, name: typed.name, role: wanted, roundId: null, communityId: ofCommunity ? typed.communityId || null : null }, idempotencyKey });
    } catch (error) {
      // what is sent next is another wish
      setKey(crypto.randomUUID());
      throw error;
    }
    toast.success(t('invite.done', { name: typed.name, role: app(`role.${wanted}`) }));
    onClose();
  };
  return (
    <Form form={form} onSubmit={submit} label={t('invite.title')}>
      <p className="wc-secondary">{t('invite.help')}</p>
      <TextField control={form.control} name="name" label={t('invite.name')} required />
      <TextField control={form.control} name="email" label={t('email')} type="email" required />
      <SelectField control={form.control} name="role" label={t('members.role')} required options={roles.map((value) => ({ value, label: app(`role.${value}`) }))} help={role ? t(`roleHelp.${role}`) : undefined} />
      {ofCommunity && <SelectField control={form.control} name="communityId" label={t('invite.community')} required options={(street?.communities ?? []).map((one) => ({ value: one.id, label: one.name }))} />}
      <p className={classes.buttons}><SubmitButton>{t('invite.do')}</SubmitButton><Button variant="default" onClick={onClose}>{t('cancel')}</Button></p>
    </Form>
  );
}
