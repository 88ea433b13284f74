import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './identity.module.css';

/** The notice on personal information (个人信息保护法 17) and, as children, the box to agree. */
export function Consent({ children }: { children: ReactNode }) {
  const { t } = useTranslation('identity');
  const lines = t('consent.lines', { returnObjects: true }) as unknown as string[]; // a list in the messages
  return (
    <div className={classes.consent}>
      <div className={classes.notice} tabIndex={0} role="region" aria-label={t('consent.title')}>
        <b>{t('consent.title')}</b>
        {lines.map((line) => <p key={line}>{line}</p>)}
      </div>
      {children}
    </div>
  );
}
