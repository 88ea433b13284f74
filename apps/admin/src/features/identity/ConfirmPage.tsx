import { Button } from '@mantine/core';
import { confirmEmail } from '@weichuang/contracts/identity/account';
import { ErrorNote, Note } from '@weichuang/ui/feedback';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useApiMutation } from '../../app/api';
import { Door } from './Door';
import { LinkGate } from './LinkGate';
import { useLinkToken } from './use-link-token';

/** One click, so that a mail program that opens links by itself confirms nothing. */
export default function ConfirmPage() {
  const { t } = useTranslation('identity');
  const token = useLinkToken();
  const confirm = useApiMutation(confirmEmail, { refresh: [] });
  return (
    <Door title={t('confirm.title')}>
      {confirm.isSuccess ? (
        <>
          <Note tone="success" title={t('confirm.done')} />
          <Button component={Link} to="/app" size="md">{t('confirm.onward')}</Button>
        </>
      ) : (
        <LinkGate token={token} purpose="email_confirmation">
          {(link) => (
            <>
              <p>{t('confirm.for', { email: link.email })}</p>
              {confirm.error && <ErrorNote error={confirm.error} />}
              <Button size="md" loading={confirm.isPending} onClick={() => confirm.mutate({ body: { token } })}>{t('confirm.do')}</Button>
            </>
          )}
        </LinkGate>
      )}
    </Door>
  );
}
