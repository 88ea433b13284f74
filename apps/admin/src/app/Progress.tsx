import { useTranslation } from 'react-i18next';
import classes from './progress.module.css';

/** A thin line at the top while a page is fetched; quick ones never show it. */
export function Progress({ active }: { active: boolean }) {
  const { t } = useTranslation('app');
  return active ? <div className={classes.line} role="progressbar" aria-label={t('loadingPage')} /> : null;
}
