import { forgotPassword } from '@weichuang/contracts/identity/account';
import { Note } from '@weichuang/ui/feedback';
import { Form, SubmitButton, TextField, useZodForm } from '@weichuang/ui/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useApiMutation } from '../../app/api';
import { Door } from './Door';
import classes from './identity.module.css';

export default function ForgotPage() {
  const { t } = useTranslation('identity');
  const ask = useApiMutation(forgotPassword, { refresh: [] });
  const form = useZodForm(forgotPassword.body, { email: '' });
  const [sentTo, setSentTo] = useState<string | null>(null);
  return (
    <Door title={t('forgot.title')} lead={t('forgot.lead')} below={<p className={classes.links}><Link to="/sign-in">{t('backToSignIn')}</Link></p>}>
      {sentTo !== null ? <Note tone="success" title={t('forgot.sent', { email: sentTo })}>{t('forgot.sentHelp')}</Note> : (
        <Form form={form} label={t('forgot.title')} onSubmit={async (body) => { await ask.mutateAsync({ body }); setSentTo(body.email); }}>
          <TextField control={form.control} name="email" label={t('email')} type="email" autoComplete="username" required />
          <SubmitButton fullWidth size="md">{t('forgot.do')}</SubmitButton>
        </Form>
      )}
    </Door>
  );
}
