import { Button } from '@mantine/core';
import { changePassword, endOtherSessions, getProfile, saveProfile, sendConfirmation, type ProfileView } from '@weichuang/contracts/identity/account';
import { ErrorNote, Note, PageSkeleton, StateTag, toast } from '@weichuang/ui/feedback';
import { Form, RadioField, SubmitButton, TextField, useZodForm } from '@weichuang/ui/form';
import { useFormat } from '@weichuang/ui/format';
import { Card, PageHeader } from '@weichuang/ui/page';
import { useTranslation } from 'react-i18next';
import { useApi, useApiMutation } from '../../app/api';
import { changeLanguage } from '../../app/i18n';
import { useSession } from '../../app/session';
import classes from './identity.module.css';

export default function ProfilePage() {
  const { t } = useTranslation('identity');
  const { data, error, refetch } = useApi(getProfile, {});
  return (
    <div className={classes.page}>
      <PageHeader title={t('profile.title')} meta={data?.email} />
      {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <PageSkeleton />}
      {data && (
        <div className={classes.columns}>
          <div className={classes.stack}>
            {!data.emailConfirmed && <Unconfirmed email={data.email} />}
            <Person profile={data} />
            <Roles />
          </div>
          <div className={classes.stack}>
            <Password email={data.email} />
            <Sessions profile={data} />
          </div>
        </div>
      )}
    </div>
  );
}

function Unconfirmed({ email }: { email: string }) {
  const { t } = useTranslation('identity');
  const again = useApiMutation(sendConfirmation, { refresh: [] });
  return (
    <Note tone="waiting" title={t('profile.unconfirmed', { email })}>
      <p>{t('profile.unconfirmedHelp')}</p>
      {again.isSuccess ? <p>{t('profile.confirmationSent')}</p> : <Button variant="default" size="xs" loading={again.isPending} onClick={() => again.mutate({})}>{t('profile.sendAgain')}</Button>}
    </Note>
  );
}

function Person({ profile }: { profile: ProfileView }) {
  const { t } = useTranslation('identity');
  const save = useApiMutation(saveProfile);
  const form = useZodForm(saveProfile.body, { name: profile.name, phone: profile.phone ?? '', locale: profile.locale });
  return (
    <Card title={t('profile.person')}>
      <Form form={form} label={t('profile.person')} onSubmit={async (body) => {
        await save.mutateAsync({ body });
        await changeLanguage(body.locale);
        toast.success(t('profile.saved'));
      }}>
        <TextField control={form.control} name="name" label={t('register.person')} autoComplete="name" required />
        <TextField control={form.control} name="phone" label={t('phone')} type="tel" autoComplete="tel" />
        <RadioField control={form.control} name="locale" label={t('profile.language')} options={[{ value: 'zh-CN', label: '简体中文' }, { value: 'en', label: 'English' }]} />
        <p><SubmitButton>{t('profile.save')}</SubmitButton></p>
      </Form>
    </Card>
  );
}

function Roles() {
  const { t } = useTranslation('identity');
  const { t: app } = useTranslation('app');
  const { view } = useSession();
  return (
    <Card title={t('profile.roles')}>
      {view.memberships.length === 0 ? <p className="wc-secondary">{t('profile.noRoles')}</p> : (
        <ul className={classes.sessions}>
          {view.memberships.map((one) => (
            <li key={one.id}>
              <span>{app(`role.${one.role}`)}</span>
              <span className={classes.small}>{[one.tenant?.name, one.organization?.name, one.community?.name, one.round?.name].filter(Boolean).join(' · ') || app('everywhere')}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Password({ email }: { email: string }) {
  const { t } = useTranslation('identity');
  const change = useApiMutation(changePassword);
  const form = useZodForm(changePassword.body, { current: '', next: '' });
  return (
    <Card title={t('profile.password')}>
      <Form form={form} label={t('profile.password')} onSubmit={async (body) => {
        await change.mutateAsync({ body });
        form.reset();
        toast.success(t('profile.passwordChanged'));
      }}>
        <input type="email" name="username" autoComplete="username" value={email} readOnly hidden />
        <TextField control={form.control} name="current" label={t('profile.current')} type="password" autoComplete="current-password" required />
        <TextField control={form.control} name="next" label={t('newPassword')} help={t('passwordHelp')} type="password" autoComplete="new-password" required />
        <p><SubmitButton>{t('profile.changePassword')}</SubmitButton></p>
      </Form>
    </Card>
  );
}

function Sessions({ profile }: { profile: ProfileView }) {
  const { t } = useTranslation('identity');
  const format = useFormat();
  const end = useApiMutation(endOtherSessions);
  return (
    <Card title={t('profile.sessions')} actions={profile.sessions.length > 1 && (
      <Button variant="default" size="xs" loading={end.isPending} onClick={() => end.mutate({}, { onSuccess: () => toast.success(t('profile.othersEnded')) })}>{t('profile.endOthers')}</Button>
    )}>
      {end.error && <ErrorNote error={end.error} />}
      <ul className={classes.sessions}>
        {profile.sessions.map((one) => (
          <li key={one.id}>
            <span>{deviceOf(one.client) ?? t('profile.unknownDevice')} {one.current && <StateTag tone="good">{t('profile.thisOne')}</StateTag>}</span>
            <span className={classes.small}>{t('profile.seen', { at: format.dateTime(one.seenAt) })}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Browser and system from the browser's own description, as far as a person wants to know. */
function deviceOf(client: string | null): string | null {
  if (!client) return null;
  const browser = /Edg\//.test(client) ? 'Edge' : /MicroMessenger/.test(client) ? '微信' : /Chrome\//.test(client) ? 'Chrome' : /Firefox\//.test(client) ? 'Firefox' : /Safari\//.test(client) ? 'Safari' : null;
  const system = /Windows/.test(client) ? 'Windows' : /iPhone|iPad/.test(client) ? 'iOS' : /Android/.test(client) ? 'Android' : /Mac OS/.test(client) ? 'macOS' : /Linux/.test(client) ? 'Linux' : null;
  return [browser, system].filter(Boolean).join(' · ') || null;
}
