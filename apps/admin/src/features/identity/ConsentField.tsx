import { Checkbox } from '@mantine/core';
import { useField, type FieldProps } from '@weichuang/ui/form';
import type { FieldValues } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import classes from './identity.module.css';

/** The notice on personal information (个人信息保护法 17) and the box to agree. */
export function ConsentField<T extends FieldValues, Out>({ control, name }: Pick<FieldProps<T, Out>, 'control' | 'name'>) {
  const { t } = useTranslation('identity');
  const lines = t('consent.lines', { returnObjects: true }) as unknown as string[]; // a list in the messages
  const { value, set, shared } = useField({ control, name, label: t('consent.agree') });
  return (
    <div className={classes.consent}>
      <div className={classes.notice} tabIndex={0} role="region" aria-label={t('consent.title')}>
        <b>{t('consent.title')}</b>
        {lines.map((line) => <p key={line}>{line}</p>)}
      </div>
      <Checkbox id={shared.id} label={shared.label} checked={value === true} onChange={(event) => set(event.currentTarget.checked)} onBlur={shared.onBlur} error={shared.error} />
    </div>
  );
}
