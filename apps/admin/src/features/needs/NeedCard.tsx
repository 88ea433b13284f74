import type { NeedView } from '@weichuang/contracts/needs/needs';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import classes from './needs.module.css';
import { NeedTag } from './states';

export function NeedCard({ need, where }: { need: NeedView; where: 'community' | 'round' }) {
  const { t } = useTranslation('needs');
  return (
    <article className={`wc-card ${classes.need}`}>
      <header><h3><Link to={`/app/needs/${need.id}`}>{need.title || t('untitled')}</Link></h3><NeedTag state={need.state} /></header>
      {need.description && <p className={classes.clamped}>{need.description}</p>}
      {need.state === 'returned' && need.returnReason && <p className={classes.said}><small>{t('returnedBecause')}</small>{need.returnReason}</p>}
      <p className={classes.meta}>
        <span>{where === 'community' ? need.round.title : need.community.name}</span>
        {need.category && <span>{need.category}</span>}
        {need.surveyCount !== null && <span>{t('surveyed', { n: need.surveyCount })}</span>}
        {need.pairings > 0 && <span>{t('paired', { n: need.pairings })}</span>}
        {need.applications > 0 && <span>{t('answered', { n: need.applications })}</span>}
      </p>
    </article>
  );
}
