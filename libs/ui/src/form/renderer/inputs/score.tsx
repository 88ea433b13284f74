import { Input, Textarea, TextInput } from '@mantine/core';
import type { ScoreSpec } from '@weichuang/domain/forms/definition';
import { addDecimals, compareDecimals, decimal, formatDecimal, parseDecimal, pow10, subDecimals, type Decimal } from '@weichuang/kernel/decimal';
import { Minus, Plus } from 'lucide-react';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../format/use-text';
import { asText, useAnswer, useProblem, useRenderer, type InputProps } from '../context';
import classes from '../renderer.module.css';

const ZERO: Decimal = { units: 0n, scale: 0 };

/** One step up or down, kept between 0 and max. From nothing, down begins at max and up at 0: one press gives a usable score. */
export function stepScore(current: string, spec: Pick<ScoreSpec, 'max' | 'step'>, direction: 1 | -1): string {
  const max = decimal(spec.max);
  const value = parseDecimal(current);
  if (!value) return formatDecimal(direction === 1 ? ZERO : max);
  const next = direction === 1 ? addDecimals(value, decimal(spec.step)) : subDecimals(value, decimal(spec.step));
  return formatDecimal(compareDecimals(next, ZERO) < 0 ? ZERO : compareDecimals(next, max) > 0 ? max : next);
}

export interface Band {
  readonly text: string;
  /** the lowest score of the band that can be given */
  readonly from: string;
  readonly to: string;
  /** whether `to` itself belongs to the band: only the full score does, every other limit begins the band above */
  readonly closed: boolean;
  readonly here: boolean;
}

/** The least multiple of the step that is not below a value. */
function stepAt(value: Decimal, step: Decimal): Decimal {
  const scale = Math.max(value.scale, step.scale);
  const unit = step.units * pow10(scale - step.scale);
  const units = value.units * pow10(scale - value.scale);
  return { units: ((units + unit - 1n) / unit) * unit, scale };
}

/**
 * The anchors as ranges of points, best first; `here` is the one that the score lies in. An anchor holds from its share of the maximum
 * on, so a limit belongs to the band above it. Limits are scores that the step allows; a band without any is left out.
 */
export function bands(spec: ScoreSpec, score: string, text: (anchor: NonNullable<ScoreSpec['anchors']>[number]['text']) => string): Band[] {
  const value = parseDecimal(score);
  const max = decimal(spec.max);
  const at = (pct: number): Decimal => stepAt({ units: max.units * BigInt(Math.round(pct * 100)), scale: max.scale + 4 }, decimal(spec.step));
  const anchors = [...(spec.anchors ?? [])].sort((a, b) => b.fromPct - a.fromPct);
  return anchors.flatMap((anchor, i) => {
    const above = anchors[i - 1];
    const from = at(anchor.fromPct);
    const under = above ? at(above.fromPct) : null;
    if (under && compareDecimals(from, under) >= 0) return [];
    return {
      text: text(anchor.text),
      from: formatDecimal(from),
      to: formatDecimal(under ?? max),
      closed: under === null,
      here: value !== null && compareDecimals(value, from) >= 0 && (under === null || compareDecimals(value, under) < 0),
    };
  });
}

interface Score {
  readonly score?: string;
  readonly comment?: string;
}

/** Points by thumb or keyboard: − and +, a slider of the same steps, the number itself; the anchors beside it; a remark. */
export function ScoreInput(props: InputProps) {
  const { field, path } = props;
  const { value, set, shared, label, help } = useAnswer(props);
  const { model } = useRenderer();
  const text = useText();
  const { t } = useTranslation('ui');
  const scoreError = useProblem(`${path}.score`);
  const commentError = useProblem(`${path}.comment`);
  const spec = field.score;
  if (!spec) return null;
  const answer: Score = typeof value === 'object' && value !== null ? value : {};
  const score = asText(answer.score);
  const put = (next: string) => {
    set({ ...answer, score: next });
    model.touch(`${path}.score`);
  };
  const bad = shared.error || scoreError;
  if (spec.kind === 'veto') return <VetoInput {...props} />;
  return (
    <div className={classes.score} role="group" aria-labelledby={`${shared.id}-label`} data-kind={spec.kind} data-done={score !== '' || undefined}>
      <div className={classes.scoreHead}>
        <Input.Label labelElement="div" id={`${shared.id}-label`} required={field.required === true}>{label}</Input.Label>
        <span className={classes.scoreMax}>{t(`score.${spec.kind}`, { max: spec.max })}</span>
      </div>
      {help && <Input.Description>{help}</Input.Description>}
      <div className={classes.scoreRow}>
        <button type="button" className={classes.stepper} disabled={shared.disabled} aria-label={t('score.less', { label })} onClick={() => put(stepScore(score, spec, -1))}><Minus size={18} aria-hidden /></button>
        <TextInput id={shared.id} className={classes.scoreBox} classNames={{ input: classes.scoreFigure }} inputMode="decimal" autoComplete="off" disabled={shared.disabled}
          aria-label={t('score.points', { label, max: spec.max })} aria-required={field.required || undefined} error={Boolean(bad)} value={score}
          onChange={(event) => set({ ...answer, score: event.currentTarget.value.trim() })} onBlur={() => { shared.onBlur(); model.touch(`${path}.score`); }} />
        <button type="button" className={classes.stepper} disabled={shared.disabled} aria-label={t('score.more', { label })} onClick={() => put(stepScore(score, spec, 1))}><Plus size={18} aria-hidden /></button>
        <input type="range" className={classes.slider} min="0" max={spec.max} step={spec.step} style={share(score, spec.max)} disabled={shared.disabled} value={score === '' ? '0' : score}
          aria-label={t('score.slider', { label })} data-empty={score === '' || undefined} onChange={(event) => put(formatDecimal(decimal(event.currentTarget.value)))} />
      </div>
      {bad && <Input.Error>{scoreError ?? shared.error}</Input.Error>}
      {spec.anchors && (
        <ul className={classes.bands}>
          {bands(spec, score, text).map((band) => (
            <li key={band.from} data-here={band.here || undefined}>
              <span className={classes.bandRange}>{t(band.closed ? 'score.range' : 'score.rangeUnder', { from: band.from, to: band.to })}</span>
              <span>{band.text}{band.here && <span className="wc-hidden">{t('score.here')}</span>}</span>
            </li>
          ))}
        </ul>
      )}
      <Textarea id={`${shared.id}-comment`} label={t('score.comment')} withAsterisk={spec.commentRequired} rows={2} autosize={false} value={asText(answer.comment)}
        disabled={shared.disabled} error={commentError} onChange={(event) => set({ ...answer, comment: event.currentTarget.value })} onBlur={() => model.touch(`${path}.comment`)} />
    </div>
  );
}

/** How far the slider's line is drawn, for the style sheet; a picture, so a float will do. */
const share = (score: string, max: string): CSSProperties => ({ '--share': (100 * (Number(score) || 0)) / (Number(max) || 1) }) as CSSProperties; // React's type knows no custom properties

/** 一票否决: a yes or no, kept as the full deduction or none. */
function VetoInput(props: InputProps) {
  const { value, set, shared, label, help } = useAnswer(props);
  const { model } = useRenderer();
  const { t } = useTranslation('ui');
  const commentError = useProblem(`${props.path}.comment`);
  const answer: Score = typeof value === 'object' && value !== null ? value : {};
  const max = props.field.score?.max ?? '1';
  const choose = (score: string) => {
    set({ ...answer, score });
    model.touch(`${props.path}.score`);
  };
  const chosen = asText(answer.score);
  return (
    <fieldset className={classes.score} data-kind="veto" disabled={shared.disabled}>
      <legend className={classes.vetoLegend}>{label}<span className={classes.scoreMax}>{t('score.veto')}</span></legend>
      {help && <Input.Description>{help}</Input.Description>}
      <div className={classes.options}>
        {[['0', 'score.vetoNo'], [max, 'score.vetoYes']].map(([score = '', key = ''], i) => (
          <label key={score} className={classes.vetoOption}>
            <input type="radio" id={i === 0 ? shared.id : undefined} name={props.path} checked={chosen === score} onChange={() => choose(score)} />{t(key)}
          </label>
        ))}
      </div>
      {shared.error && <Input.Error>{shared.error}</Input.Error>}
      {chosen !== '' && chosen !== '0' && (
        <Textarea label={t('score.vetoWhy')} withAsterisk rows={2} value={asText(answer.comment)} error={commentError}
          onChange={(event) => set({ ...answer, comment: event.currentTarget.value })} onBlur={() => model.touch(`${props.path}.comment`)} />
      )}
    </fieldset>
  );
}
