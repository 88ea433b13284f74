import { Button } from '@mantine/core';
import { resetPassword } from '@weichuang/contracts/identity/account';
import { Note } from '@weichuang/ui/feedback';
import { Form, SubmitButton, TextField, useZodForm } from '@weichuang/ui/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useApiMutation } from '../../app/api';
import { Door } from './Door';
import { LinkGate } from './LinkGate';
import { useLinkToken } from './use-link-token';

export default function ResetPage() {
  const { t } = useTranslation('identity');
  const token = useLinkToken();
  const change = useApiMutation(resetPassword, { refresh: [] });
  const form = useZodForm(resetPassword.body, { token, password: '' });
  const [done, setDone] = useState(false);
  return (
    <Door title={t('reset.title')}>
      {done ? (
        <>
          <Note tone="success" title={t('reset.done')}>{t('reset.doneHelp')}</Note>
          <Button component={Link} to="/sign-in" size="md">{t('signIn.do')}</Button>
        </>
      ) : (
        <LinkGate token={token} purpose="password_reset">
          {(link) => (
            <Form form={form} label={t('reset.title')} onSubmit={async (body) => { await change.mutateAsync({ body }); setDone(true); }}>
              <p>{t('reset.for', { email: link.email })}</p>
              <TextField control={form.control} name="password" label={t('newPassword')} help={t('passwordHelp')} type="password" autoComplete="new-password" required />
              <SubmitButton fullWidth size="md">{t('reset.do')}</SubmitButton>
            </Form>
          )}
        </LinkGate>
      )}
    </Door>
  );
}
