import { Checkbox } from '@mantine/core';
import { acceptInvitation } from '@weichuang/contracts/identity/account';
import { Form, SubmitButton, TextField, useZodForm } from '@weichuang/ui/form';
import { Controller } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { z } from 'zod';
import { useApiMutation } from '../../app/api';
import { useSessionControl } from '../../app/session';
import { Consent } from './Consent';
import { Door } from './Door';
import { LinkGate } from './LinkGate';
import { useLinkToken } from './use-link-token';

const Typed = acceptInvitation.body.extend({ consent: z.boolean().refine((agreed) => agreed) });

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
  const form = useZodForm(Typed, { token, name, phone: '', password: '', consent: false });
  const submit = async (body: z.output<typeof Typed>) => {
    entered(await accept.mutateAsync({ body: { ...body, consent: true } }));
    void navigate('/app', { replace: true });
  };
  return (
    <Form form={form} onSubmit={submit} label={t('accept.title')}>
      <p>{t(place ? 'accept.for' : 'accept.plain', { place, email })}</p>
      <TextField control={form.control} name="name" label={t('register.person')} autoComplete="name" required />
      <TextField control={form.control} name="phone" label={t('phone')} type="tel" autoComplete="tel" />
      <TextField control={form.control} name="password" label={t('password')} help={t('passwordHelp')} type="password" autoComplete="new-password" required />
      <Controller control={form.control} name="consent" render={({ field, fieldState }) => (
        <Consent>
          <Checkbox id="f-consent" label={t('consent.agree')} checked={field.value} onChange={(event) => field.onChange(event.currentTarget.checked)}
            onBlur={field.onBlur} error={fieldState.error && t('consent.needed')} />
        </Consent>
      )} />
      <SubmitButton fullWidth size="md">{t('accept.do')}</SubmitButton>
    </Form>
  );
}
