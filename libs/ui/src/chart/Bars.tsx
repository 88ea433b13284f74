import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../format';
import classes from './chart.module.css';

export type SeriesTone = 'primary' | 'accent' | 'info' | 'muted';

export interface BarSeries {
  readonly id: string;
  readonly label: string;
  readonly tone: SeriesTone;
}

export interface Bar {
  readonly id: string;
  readonly label: string;
  /** integer fen (or counts) by series id; absent is 0 */
  readonly values: Readonly<Record<string, number>>;
}

export interface StackedBarsProps {
  readonly title: string;
  readonly series: readonly BarSeries[];
  readonly bars: readonly Bar[];
  /** `money` values are fen */
  readonly unit?: 'money' | 'count';
}

const total = (bar: Bar, series: readonly BarSeries[]) => series.reduce((sum, one) => sum + (bar.values[one.id] ?? 0), 0);

/** Horizontal stacked bars, drawn as SVG, with the same figures as a table for those who do not see it. */
export function StackedBars({ title, series, bars, unit = 'money' }: StackedBarsProps) {
  const format = useFormat();
  const { t } = useTranslation('ui');
  const caption = useId();
  const show = (value: number) => (unit === 'money' ? format.wan(value) : format.count(value));
  const longest = Math.max(1, ...bars.map((bar) => total(bar, series)));
  return (
    <figure className={classes.figure} aria-labelledby={caption}>
      <figcaption id={caption} className={classes.caption}>
        <h2>{title}</h2>
        <ul className={classes.legend} aria-hidden>
          {series.map((one) => (
            <li key={one.id}><span className={classes.swatch} data-tone={one.tone} />{one.label}</li>
          ))}
        </ul>
      </figcaption>
      <div className={classes.rows} aria-hidden>
        {bars.map((bar) => {
          let x = 0;
          return (
            <div key={bar.id} className={classes.row}>
              <span className={classes.label}>{bar.label}</span>
              <svg className={classes.bar} viewBox="0 0 1000 12" preserveAspectRatio="none">
                <rect className={classes.track} width="1000" height="12" />
                {series.map((one) => {
                  const width = ((bar.values[one.id] ?? 0) / longest) * 1000;
                  const at = x;
                  x += width;
                  return width > 0 ? <rect key={one.id} data-tone={one.tone} x={at} width={Math.max(width - 2, 1)} height="12" /> : null;
                })}
              </svg>
              <span className={classes.value}>{show(total(bar, series))}</span>
            </div>
          );
        })}
      </div>
      {/* a table cannot be made as small as a hidden thing must be */}
      <div className="wc-hidden">
      <table>
        <caption>{title}</caption>
        <thead>
          <tr><td />{series.map((one) => <th key={one.id} scope="col">{one.label}</th>)}<th scope="col">{t('chart.total')}</th></tr>
        </thead>
        <tbody>
          {bars.map((bar) => (
            <tr key={bar.id}>
              <th scope="row">{bar.label}</th>
              {series.map((one) => <td key={one.id}>{show(bar.values[one.id] ?? 0)}</td>)}
              <td>{show(total(bar, series))}</td>
            </tr>
          ))}
        </tbody>
      </table>
      </div>
    </figure>
  );
}
