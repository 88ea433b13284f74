import { Button } from '@mantine/core';
import { inviteMember } from '@weichuang/contracts/identity/members';
import { getStreet } from '@weichuang/contracts/organizations/street';
import { isStreetRole, STREET_ROLES, type StreetRole } from '@weichuang/domain/identity/member';
import { Dialog, toast } from '@weichuang/ui/feedback';
import { Form, SelectField, SubmitButton, TextField, useZodForm } from '@weichuang/ui/form';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { useActKey } from '../../app/act-key';
import { useApi, useApiMutation } from '../../app/api';

const { email, name } = inviteMember.body.shape;
const Typed = z.object({ email, name, role: z.string().min(1), roundId: z.string().min(1), communityId: z.string() });
/** in place of a round */
const ALL = 'all';

interface Props {
  readonly tenantId: string;
  readonly invitable: readonly string[];
  readonly rounds: readonly { readonly id: string; readonly name: string }[];
  /** the round whose page it is: proposed */
  readonly roundId?: string;
  readonly open: boolean;
  readonly onClose: () => void;
}

export function InviteDialog(props: Props) {
  const { t } = useTranslation('identity');
  return <Dialog open={props.open} onClose={props.onClose} title={t('invite.title')}><InviteForm {...props} /></Dialog>;
}

const isRole = (role: string): role is StreetRole => isStreetRole(role as StreetRole); // asked of any text

/** Whom, in which role, for the whole street or for one round, a community's committee for its community. */
function InviteForm({ tenantId, invitable, rounds, roundId, onClose }: Props) {
  const { t } = useTranslation('identity');
  const { t: app } = useTranslation('app');
  const invite = useApiMutation(inviteMember);
  const { data: street } = useApi(getStreet, { params: { tenantId } });
  const keyOf = useActKey();
  // a judge needs a round
  const roles = invitable.filter(isRole).filter((one) => STREET_ROLES[one] !== 'must' || rounds.length > 0);
  const [first] = roles;
  const form = useZodForm(Typed, { email: '', name: '', role: roles.length === 1 && first ? first : '', roundId: roundId ?? ALL, communityId: '' });
  const role = form.watch('role');
  const chosenRound = form.watch('roundId');
  const scope = isRole(role) ? STREET_ROLES[role] : 'never';
  const ofCommunity = role === 'community_committee';
  const submit = async (typed: z.output<typeof Typed>) => {
    const wanted = roles.find((one) => one === typed.role);
    if (!wanted) return;
    const ofRound = STREET_ROLES[wanted] !== 'never' && typed.roundId !== ALL;
    const body = { email: typed.email, name: typed.name, role: wanted, roundId: ofRound ? typed.roundId : null, communityId: ofCommunity ? typed.communityId || null : null };
    await invite.mutateAsync({ params: { tenantId }, body, idempotencyKey: keyOf(body) });
    toast.success(t('invite.done', { name: typed.name, role: app(`role.${wanted}`) }));
    onClose();
  };
  return (
    <Form form={form} onSubmit={submit} label={t('invite.title')}>
      <p className="wc-secondary">{t('invite.help')}</p>
      <TextField control={form.control} name="name" label={t('invite.name')} required />
      <TextField control={form.control} name="email" label={t('email')} type="email" required />
      <SelectField control={form.control} name="role" label={t('members.role')} required options={roles.map((value) => ({ value, label: app(`role.${value}`) }))} help={role ? t(`roleHelp.${role}`) : undefined} />
      {scope === 'never'
        ? role !== '' && !ofCommunity && <p className="wc-secondary">{t('invite.wholeStreetOnly')}</p>
        : (
          <SelectField control={form.control} name="roundId" label={t('members.scope')} required help={t(chosenRound === ALL ? 'invite.allHelp' : 'invite.roundHelp')}
            options={[{ value: ALL, label: t('members.wholeStreet') }, ...rounds.map((one) => ({ value: one.id, label: one.name }))]} />
        )}
      {ofCommunity && <SelectField control={form.control} name="communityId" label={t('invite.community')} required options={(street?.communities ?? []).map((one) => ({ value: one.id, label: one.name }))} />}
      <p className="wc-dialog-buttons"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><SubmitButton>{t('invite.do')}</SubmitButton></p>
    </Form>
  );
}
