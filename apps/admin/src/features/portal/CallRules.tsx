import type { CallPage } from '@weichuang/contracts/portal/calls';
import { useFormat, useText } from '@weichuang/ui/format';
import { Scroller } from '@weichuang/ui/table';
import { useTranslation } from 'react-i18next';
import classes from './portal.module.css';

interface Props {
  readonly rules: CallPage['rules'];
}

/** Who may apply, track by track. */
export function Tracks({ rules }: Props) {
  const { t } = useTranslation('portal');
  const text = useText();
  return (
    <ul className={classes.tracks}>
      {rules.tracks.map((track) => (
        <li key={track.id}>
          <b>{text(track.name)}</b>
          <p>{t('whoMay', { who: track.applicants.map((kind) => t(`applicant.${kind}`)).join(t('or')) })}</p>
          {track.hostRequired && <p className="wc-secondary">{t('hostRequired')}</p>}
        </li>
      ))}
    </ul>
  );
}

export function GrantRule({ rules }: Props) {
  const { t } = useTranslation('portal');
  const format = useFormat();
  const { grant } = rules;
  return (
    <dl className={classes.facts}>
      <div><dt>{t('pool')}</dt><dd>{format.wan(rules.poolFen)}</dd></div>
      <div>
        <dt>{t('grant.label')}</dt>
        <dd>
          {grant.kind === 'fixed' && t('grant.fixed', { amount: format.wan(grant.amountFen) })}
          {grant.kind === 'requested' && (grant.maxFen === null ? t('grant.requestedFree') : t('grant.requested', { amount: format.wan(grant.maxFen) }))}
          {grant.kind === 'matched' && t('grant.matched', { rate: format.percent(grant.perDonatedFenBp), amount: format.wan(grant.maxFen) })}
          {grant.kind === 'tiered' && <ul>{grant.tiers.map((tier) => <li key={tier.minScore}>{t('grant.tier', { score: tier.minScore, amount: format.wan(tier.amountFen) })}</li>)}</ul>}
        </dd>
      </div>
      {rules.maxRequestFen !== null && <div><dt>{t('maxRequest')}</dt><dd>{format.wan(rules.maxRequestFen)}<small>{t(`overCap.${rules.overCap}`)}</small></dd></div>}
    </dl>
  );
}

/** The budget's categories and limits, each in the call's own words. */
export function Caps({ rules }: Props) {
  const { t } = useTranslation('portal');
  const text = useText();
  return (
    <>
      <p className="wc-secondary">{t('categories', { list: rules.budget.categories.map((category) => text(category.name)).join(t('comma')) })}</p>
      {rules.budget.caps.length > 0 && (
        <>
          <h3>{t('caps')}</h3>
          <ol className={classes.clauses}>{rules.budget.caps.map((cap) => <li key={cap.id}>{cap.clause}</li>)}</ol>
        </>
      )}
    </>
  );
}

export function EligibilityRules({ rules }: Props) {
  const { t } = useTranslation('portal');
  return (
    <>
      <ol className={classes.clauses}>{rules.eligibility.rules.map((rule) => <li key={rule.id}>{rule.clause}</li>)}</ol>
      {rules.eligibility.maxReturns > 0 && <p className="wc-secondary">{t('correction', { days: rules.eligibility.correctionWorkingDays, times: rules.eligibility.maxReturns })}</p>}
    </>
  );
}

export function NoticeRules({ rules }: Props) {
  const { t } = useTranslation('portal');
  return (
    <p>
      {t('notice.days', { n: rules.notice.workingDays })} {t(rules.notice.countFirstDay ? 'notice.firstCounts' : 'notice.firstDoesNot')} {t('notice.object')}{' '}
      {t('notice.parties', { parties: rules.agreement.parties.map((party) => t(`party.${party}`)).join(t('comma')) })}
    </p>
  );
}

/** When the money comes. */
export function TrancheRules({ rules }: Props) {
  const { t } = useTranslation('portal');
  const text = useText();
  const format = useFormat();
  return (
    <Scroller label={t('tranches')}>
      <table className="wc-table">
        <caption className="wc-hidden">{t('tranches')}</caption>
        <thead><tr><th>{t('tranche.name')}</th><th className="wc-num">{t('tranche.share')}</th><th>{t('tranche.when')}</th></tr></thead>
        <tbody>
          {rules.tranches.map((tranche) => (
            <tr key={tranche.id}>
              <td>{text(tranche.name)}</td>
              <td className="wc-num">{format.percent(tranche.bp)}</td>
              <td>
                {t(`gate.${tranche.on}`)}
                {tranche.withinDays !== null && t('tranche.days', { n: tranche.withinDays })}
                {tranche.withinWorkingDays !== undefined && t('tranche.workingDays', { n: tranche.withinWorkingDays })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}

export function PrizeRules({ rules }: Props) {
  const { t } = useTranslation('portal');
  const text = useText();
  const format = useFormat();
  if (!rules.prizes.length) return null;
  return (
    <>
      <h3>{t('prizes')}</h3>
      <ul className={classes.clauses}>{rules.prizes.map((prize) => <li key={prize.id}>{t('prize', { name: text(prize.name), n: prize.quota, amount: format.money(prize.amountFen) })}</li>)}</ul>
    </>
  );
}
