import { useTranslation } from 'react-i18next';
import { useFormat } from '../format';
import classes from './chart.module.css';

export interface MoneyMeterProps {
  readonly label: string;
  readonly usedFen: number;
  /** null: no limit, the bar is left out */
  readonly limitFen: number | null;
  /** the rule in its own words */
  readonly clause?: string;
  /** what must be taken out so that the limit holds; left out: what it is over */
  readonly reduceFen?: number;
}

/** How much of a limit is used; over it the bar turns red and says by how much. */
export function MoneyMeter({ label, usedFen, limitFen, clause, reduceFen }: MoneyMeterProps) {
  const { t } = useTranslation('ui');
  const format = useFormat();
  const over = limitFen !== null && usedFen > limitFen;
  const share = limitFen === null ? 0 : limitFen === 0 ? (usedFen > 0 ? 1 : 0) : Math.min(usedFen / limitFen, 1);
  const text = limitFen === null ? format.money(usedFen) : t('chart.ofLimit', { used: format.money(usedFen), limit: format.money(limitFen) });
  return (
    <div className={classes.meter} data-over={over || undefined}>
      <div className={classes.meterHead}>
        <span>{label}</span>
        <span className={classes.value}>{text}</span>
      </div>
      {limitFen !== null && (
        <svg className={classes.meterBar} viewBox="0 0 100 4" preserveAspectRatio="none" role="img"
          aria-label={t('chart.meter', { label, text })}>
          <rect className={classes.track} width="100" height="4" />
          <rect data-tone={over ? 'danger' : 'primary'} width={share * 100} height="4" />
        </svg>
      )}
      {over && limitFen !== null && <p className={classes.over}>{reduceFen === undefined ? t('chart.over', { amount: format.money(usedFen - limitFen) }) : t('chart.reduce', { amount: format.money(reduceFen) })}</p>}
      {clause && <p className={classes.clause}>{clause}</p>}
    </div>
  );
}
