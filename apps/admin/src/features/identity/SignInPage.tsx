import { SignIn, signIn } from '@weichuang/contracts/identity/session';
import { Form, SubmitButton, TextField, useZodForm } from '@weichuang/ui/form';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, useNavigate, useSearchParams } from 'react-router';
import { useApiMutation } from '../../app/api';
import { useSessionControl } from '../../app/session';
import { DemoAccounts } from './DemoAccounts';
import { Door } from './Door';
import classes from './identity.module.css';

/** Where to go afterwards: a page of ours only. */
const ownPath = (to: string | null): string => (to && /^\/(?![/\\])/.test(to) ? to : '/app');

export default function SignInPage() {
  const { t } = useTranslation('identity');
  const { session, entered } = useSessionControl();
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const to = ownPath(params.get('to'));
  const enter = useApiMutation(signIn, { refresh: [] });
  const form = useZodForm(SignIn, { email: '', password: '' });
  const go = async (body: { email: string; password: string }) => {
    entered(await enter.mutateAsync({ body }));
    void navigate(to, { replace: true });
  };
  if (session) return <Navigate to={to} replace />;
  return (
    <div className={classes.entrance}>
      <Door title={t('signIn.title')} lead={t('signIn.lead')}>
        <Form form={form} onSubmit={go} label={t('signIn.title')}>
          <TextField control={form.control} name="email" label={t('email')} type="email" autoComplete="username" required />
          <TextField control={form.control} name="password" label={t('password')} type="password" autoComplete="current-password" required />
          <SubmitButton fullWidth size="md">{t('signIn.do')}</SubmitButton>
        </Form>
        <p className={classes.links}><Link to="/register">{t('signIn.register')}</Link><Link to="/forgot">{t('signIn.forgot')}</Link></p>
      </Door>
      <DemoAccounts onChoose={go} />
    </div>
  );
}
