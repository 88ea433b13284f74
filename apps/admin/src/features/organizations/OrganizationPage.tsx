import { getOrganization, saveOrganization, type OrganizationView } from '@weichuang/contracts/organizations/organization';
import { isGroup } from '@weichuang/domain/organizations/registration';
import { EmptyState, ErrorNote, Note, PageSkeleton, toast } from '@weichuang/ui/feedback';
import { DateField, FieldGroup, Form, SelectField, SubmitButton, TextAreaField, TextField, useZodForm } from '@weichuang/ui/form';
import { Card, PageHeader } from '@weichuang/ui/page';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { useApi, useApiMutation } from '../../app/api';
import { useSession } from '../../app/session';
import { OrganizationFacts } from './OrganizationFacts';
import classes from './organizations.module.css';

const LEVELS = ['5A', '4A', '3A', '2A', '1A'] as const;

// what is typed is text; empty becomes null where the contract says so
const Typed = saveOrganization.body
  .extend({ registeredOn: z.string(), registrar: z.string().max(120), assessmentLevel: z.string(), accountNumber: z.string().max(40) })
  .transform(({ registeredOn, registrar, assessmentLevel, ...rest }): z.output<typeof saveOrganization.body> => ({
    ...rest, registeredOn: registeredOn || null, registrar: registrar || null, assessmentLevel: LEVELS.find((one) => one === assessmentLevel) ?? null,
  }));

export default function OrganizationPage() {
  const { t } = useTranslation('organizations');
  const { workspace } = useSession();
  return workspace?.organization ? <Organization id={workspace.organization.id} /> : <EmptyState title={t('own.none')} />;
}

function Organization({ id }: { id: string }) {
  const { t } = useTranslation('organizations');
  const { data, error, refetch } = useApi(getOrganization, { params: { id } }, { fresh: true });
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageSkeleton />;
  return (
    <div className={classes.page}>
      <PageHeader title={t('own.title')} meta={data.name} />
      {data.missing.length > 0 && (
        <Note tone="waiting" title={t('own.missing', { n: data.missing.length })}>{data.missing.map((key) => t(`profile.${key}`)).join(t('comma'))}</Note>
      )}
      <div className={classes.columns}>
        {data.mayEdit ? <ProfileForm key={data.revision} view={data} /> : <Card title={t('own.profile')}><OrganizationFacts view={data} part="profile" /></Card>}
        <div className={classes.stack}><Card title={t('own.registration')}><OrganizationFacts view={data} part="registration" /></Card></div>
      </div>
    </div>
  );
}

function ProfileForm({ view }: { view: OrganizationView }) {
  const { t } = useTranslation('organizations');
  const save = useApiMutation(saveOrganization);
  const group = isGroup(view.kind);
  const form = useZodForm<z.input<typeof Typed>, z.output<typeof Typed>>(Typed, {
    ...view.profile, accountNumber: view.accountNumber, registeredOn: view.registeredOn ?? '', registrar: view.registrar ?? '', assessmentLevel: view.assessmentLevel ?? '', revision: view.revision,
  });
  const { control } = form;
  return (
    <Card title={t('own.profile')}>
      <Form form={form} label={t('own.profile')} onSubmit={async (body) => {
        await save.mutateAsync({ params: { id: view.id }, body });
        toast.success(t('own.saved'));
      }}>
        <p className="wc-secondary">{t('own.help')}</p>
        <FieldGroup title={t('own.contact')} columns={2}>
          <TextField control={control} name="address" label={t('profile.address')} />
          <TextField control={control} name="legalRepresentative" label={t(group ? 'profile.leader' : 'profile.legalRepresentative')} />
          <TextField control={control} name="contactName" label={t('profile.contactName')} />
          <TextField control={control} name="contactPhone" label={t('profile.contactPhone')} type="tel" />
          <TextField control={control} name="contactEmail" label={t('profile.contactEmail')} type="email" />
        </FieldGroup>
        {!group && (
          <>
            <FieldGroup title={t('own.certificate')} columns={2}>
              <DateField control={control} name="registeredOn" label={t('registration.registeredOn')} />
              <TextField control={control} name="registrar" label={t('registration.registrar')} />
              <SelectField control={control} name="assessmentLevel" label={t('registration.assessmentLevel')} placeholder={t('registration.notAssessed')} options={LEVELS.map((value) => ({ value, label: value }))} />
            </FieldGroup>
            <FieldGroup title={t('own.account')} help={t('own.accountHelp')} columns={2}>
              <TextField control={control} name="accountName" label={t('profile.accountName')} />
              <TextField control={control} name="bankName" label={t('profile.bankName')} />
              <TextField control={control} name="accountNumber" label={t('profile.accountNumber')} inputMode="numeric" />
            </FieldGroup>
          </>
        )}
        <FieldGroup>
          <TextAreaField control={control} name="introduction" label={t('profile.introduction')} maxLength={2000} />
        </FieldGroup>
        <p><SubmitButton>{t('own.save')}</SubmitButton></p>
      </Form>
    </Card>
  );
}
