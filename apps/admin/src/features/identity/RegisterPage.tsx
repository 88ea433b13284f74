import { Button } from '@mantine/core';
import { register } from '@weichuang/contracts/identity/account';
import { listPublicStreets } from '@weichuang/contracts/organizations/street';
import { isRegistered, ORGANIZATION_TYPES, typeOfCode, type OrganizationType } from '@weichuang/domain/organizations/registration';
import { DateField, FieldGroup, Form, RadioField, SelectField, SubmitButton, TextField, useZodForm } from '@weichuang/ui/form';
import { useEffect, useMemo, useState } from 'react';
import { Controller } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import type { z } from 'zod';
import { ApiProblem, useApi, useApiMutation } from '../../app/api';
import { useSessionControl } from '../../app/session';
import { ConsentField } from './ConsentField';
import { Door } from './Door';
import { HostField } from './HostField';
import classes from './identity.module.css';
import { registrationForm, type RegistrationTyped } from './registration-form';
import { useSay } from './use-say';

/** The organization first, because its code says most about it; then the person. */
export default function RegisterPage() {
  const { t } = useTranslation('identity');
  const { entered } = useSessionControl();
  const navigate = useNavigate();
  const [step, setStep] = useState<0 | 1>(0);
  const send = useApiMutation(register, { refresh: [] });
  const { data: streets } = useApi(listPublicStreets, {});
  const say = useSay();
  const schema = useMemo(() => registrationForm(say), [say]);
  const form = useZodForm<z.input<ReturnType<typeof registrationForm>>, RegistrationTyped>(schema, {
    organization: { kind: 'social_service_agency', name: '', uscc: '', hostId: '', communityId: '', registeredOn: '' },
    person: { name: '', email: '', phone: '', password: '' },
    consent: false,
  });
  const kind = form.watch('organization.kind');
  const code = form.watch('organization.uscc');
  const registered = isRegistered(kind);
  const ofCode = code ? typeOfCode(code) : null;
  useEffect(() => {
    // the code says which type it is
    if (ofCode && ofCode !== form.getValues('organization.kind')) form.setValue('organization.kind', ofCode);
  }, [ofCode, form]);
  const submit = async (body: RegistrationTyped) => {
    try {
      entered(await send.mutateAsync({ body }));
      void navigate('/app', { replace: true });
    } catch (error) {
      if (error instanceof ApiProblem && error.fields.some(({ path }) => path.startsWith('organization'))) setStep(0);
      throw error;
    }
  };
  const onward = () => void form.trigger('organization', { shouldFocus: true }).then((fine) => fine && setStep(1));
  const communities = (streets?.rows ?? []).flatMap((street) => street.communities.map((one) => ({ value: one.id, label: `${street.name} · ${one.name}` })));
  return (
    <Door wide title={t('register.title')} lead={t('register.lead')}
      below={<p className={classes.links}><Link to="/sign-in">{t('register.signIn')}</Link></p>}>
      <ol className={classes.steps} aria-label={t('register.steps')}>
        {([0, 1] as const).map((one) => <li key={one} aria-current={step === one ? 'step' : undefined}>{one + 1} · {t(`register.step${one}`)}</li>)}
      </ol>
      <Form form={form} onSubmit={submit} label={t('register.title')}>
        <div className={classes.stepBody} hidden={step !== 0}>
          <FieldGroup>
            <RadioField control={form.control} name="organization.kind" label={t('register.kind')} required
              options={ORGANIZATION_TYPES.map((value) => ({ value, label: t(`kind.${value}`), help: t(`kindHelp.${value}`) }))} />
            <TextField control={form.control} name="organization.name" label={t('register.name')} autoComplete="organization" required />
            {registered ? (
              <>
                <TextField control={form.control} name="organization.uscc" label={t('register.uscc')} help={codeHelp(t, code, kind)} required />
                <DateField control={form.control} name="organization.registeredOn" label={t('register.since')} help={t('register.sinceHelp')} />
              </>
            ) : (
              <>
                <Controller control={form.control} name="organization.hostId"
                  render={({ field, fieldState }) => <HostField value={field.value} onChange={field.onChange} error={fieldState.error?.message} />} />
                <SelectField control={form.control} name="organization.communityId" label={t('register.community')} options={communities} />
              </>
            )}
          </FieldGroup>
          <p className={classes.buttons}><Button size="md" onClick={onward}>{t('register.onward')}</Button></p>
        </div>
        <div className={classes.stepBody} hidden={step !== 1}>
          <FieldGroup>
            <TextField control={form.control} name="person.name" label={t('register.person')} help={t('register.personHelp')} autoComplete="name" required />
            <TextField control={form.control} name="person.email" label={t('email')} help={t('register.emailHelp')} type="email" autoComplete="email" required />
            <TextField control={form.control} name="person.phone" label={t('phone')} type="tel" autoComplete="tel" />
            <TextField control={form.control} name="person.password" label={t('password')} help={t('passwordHelp')} type="password" autoComplete="new-password" required />
            <ConsentField control={form.control} name="consent" />
          </FieldGroup>
          <p className={classes.buttons} data-ends>
            <Button variant="default" size="md" onClick={() => setStep(0)}>{t('register.back')}</Button>
            <SubmitButton size="md">{t('register.do')}</SubmitButton>
          </p>
        </div>
      </Form>
    </Door>
  );
}

/** Of which type a right code is. What is wrong with one is said once, as the field's error. */
function codeHelp(t: (key: string, params?: Record<string, string>) => string, code: string, kind: OrganizationType): string {
  const type = typeOfCode(code);
  return type === kind ? t('register.usccRight', { kind: t(`kind.${type}`) }) : t('register.usccHelp');
}
