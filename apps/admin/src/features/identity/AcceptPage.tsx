import { acceptInvitation } from '@weichuang/contracts/identity/account';
import { Form, SubmitButton, TextField, useZodForm } from '@weichuang/ui/form';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { z } from 'zod';
import { useApiMutation } from '../../app/api';
import { useSessionControl } from '../../app/session';
import { ConsentField } from './ConsentField';
import { Door } from './Door';
import { LinkGate } from './LinkGate';
import { acceptForm } from './registration-form';
import { useLinkToken } from './use-link-token';
import { useSay } from './use-say';

export default function AcceptPage() {
  const { t } = useTranslation('identity');
  const token = useLinkToken();
  return (
    <Door title={t('accept.title')}>
      <LinkGate token={token} purpose="invitation">
        {(link) => <AcceptForm token={token} name={link.name} email={link.email} place={link.place} />}
      </LinkGate>
    </Door>
  );
}

function AcceptForm({ token, name, email, place }: { token: string; name: string; email: string; place: string | null }) {
  const { t } = useTranslation('identity');
  const { entered } = useSessionControl();
  const navigate = useNavigate();
  const accept = useApiMutation(acceptInvitation, { refresh: [] });
  const say = useSay();
  const schema = useMemo(() => acceptForm(say, email), [say, email]);
  const form = useZodForm(schema, { token, name, phone: '', password: '', consent: false });
  const submit = async (body: z.output<typeof schema>) => {
    entered(await accept.mutateAsync({ body: { ...body, consent: true } }));
    void navigate('/app', { replace: true });
  };
  return (
    <Form form={form} onSubmit={submit} label={t('accept.title')}>
      <p>{t(place ? 'accept.for' : 'accept.plain', { place, email })}</p>
      <TextField control={form.control} name="name" label={t('register.person')} autoComplete="name" required />
      <TextField control={form.control} name="phone" label={t('phone')} type="tel" autoComplete="tel" />
      <TextField control={form.control} name="password" label={t('password')} help={t('passwordHelp')} type="password" autoComplete="new-password" required />
      <ConsentField control={form.control} name="consent" />
      <SubmitButton fullWidth size="md">{t('accept.do')}</SubmitButton>
    </Form>
  );
}
