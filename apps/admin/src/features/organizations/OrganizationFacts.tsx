import type { OrganizationView } from '@weichuang/contracts/organizations/organization';
import { isGroup } from '@weichuang/domain/organizations/registration';
import { useFormat } from '@weichuang/ui/format';
import { Facts } from '@weichuang/ui/page';
import { useTranslation } from 'react-i18next';
import classes from './organizations.module.css';

/** What is known of an organization: what its certificate says, or what it entered about itself. */
export function OrganizationFacts({ view, part }: { view: OrganizationView; part: 'registration' | 'profile' | 'account' }) {
  const { t } = useTranslation('organizations');
  const format = useFormat();
  const none = t('none');
  if (part === 'registration')
    return (
      <Facts items={[
        { label: t('registration.kind'), value: t(`kind.${view.kind}`) },
        ...(view.uscc ? [{ label: t('registration.uscc'), value: <span className={classes.code}>{view.uscc}</span> }] : []),
        ...(view.host ? [{ label: t('registration.host'), value: view.host.name }] : []),
        ...(view.community ? [{ label: t('registration.community'), value: view.community.name }] : []),
        ...(view.uscc ? [
          { label: t('registration.registeredOn'), value: view.registeredOn ? format.day(view.registeredOn) : none },
          { label: t('registration.registrar'), value: view.registrar || none },
          { label: t('registration.assessmentLevel'), value: view.assessmentLevel ?? t('registration.notAssessed') },
        ] : []),
      ]} />
    );
  const { profile } = view;
  const account = [
    { label: t('profile.accountName'), value: profile.accountName || none },
    { label: t('profile.bankName'), value: profile.bankName || none },
    { label: t('profile.accountNumber'), value: view.accountNumber ? <span className={classes.code}>{view.accountNumber}</span> : none },
  ];
  if (part === 'account') return <Facts items={account} />;
  return (
    <Facts items={[
      { label: t('profile.address'), value: profile.address || none },
      { label: t(isGroup(view.kind) ? 'profile.leader' : 'profile.legalRepresentative'), value: profile.legalRepresentative || none },
      { label: t('profile.contactName'), value: [profile.contactName, profile.contactPhone].filter(Boolean).join(' · ') || none },
      { label: t('profile.contactEmail'), value: profile.contactEmail || none },
      ...(profile.introduction ? [{ label: t('profile.introduction'), value: <span className={classes.intro}>{profile.introduction}</span> }] : []),
    ]} />
  );
}
