import { type Decimal, type RoundingMode, divRound, isqrt, pow10 } from './decimal';

/**
 * Exact quotients, so that a mean of three judges can be weighted and added and is rounded only once, at the end.
 * The denominator is always above zero; fractions are not reduced.
 */
export interface Fraction {
  readonly top: bigint;
  readonly bottom: bigint;
}

export const ZERO: Fraction = { top: 0n, bottom: 1n };

/** @throws RangeError when `bottom` is zero */
export function fraction(top: bigint | number, bottom: bigint | number = 1n): Fraction {
  const b = BigInt(bottom);
  if (b === 0n) throw new RangeError('a fraction over zero');
  return b < 0n ? { top: -BigInt(top), bottom: -b } : { top: BigInt(top), bottom: b };
}

export function fractionOf(value: Decimal): Fraction {
  return { top: value.units, bottom: pow10(value.scale) };
}

export function addFractions(a: Fraction, b: Fraction): Fraction {
  if (a.bottom === b.bottom) return { top: a.top + b.top, bottom: a.bottom };
  // decimals' denominators divide each other: without this a long sum's denominator would grow with every term
  if (a.bottom % b.bottom === 0n) return { top: a.top + b.top * (a.bottom / b.bottom), bottom: a.bottom };
  if (b.bottom % a.bottom === 0n) return { top: a.top * (b.bottom / a.bottom) + b.top, bottom: b.bottom };
  return { top: a.top * b.bottom + b.top * a.bottom, bottom: a.bottom * b.bottom };
}

export function subFractions(a: Fraction, b: Fraction): Fraction {
  return addFractions(a, { top: -b.top, bottom: b.bottom });
}

export function mulFractions(a: Fraction, b: Fraction): Fraction {
  return { top: a.top * b.top, bottom: a.bottom * b.bottom };
}

/** @throws RangeError when the divisor is zero */
export function divFractions(a: Fraction, b: Fraction): Fraction {
  return fraction(a.top * b.bottom, a.bottom * b.top);
}

export function compareFractions(a: Fraction, b: Fraction): -1 | 0 | 1 {
  const same = a.bottom === b.bottom;
  const left = same ? a.top : a.top * b.bottom;
  const right = same ? b.top : b.top * a.bottom;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Sum; 0 for none. */
export function sumFractions(values: readonly Fraction[]): Fraction {
  return values.reduce(addFractions, ZERO);
}

/** Σ/n. @throws RangeError for an empty list */
export function meanFraction(values: readonly Fraction[]): Fraction {
  const sum = sumFractions(values);
  return fraction(sum.top, sum.bottom * BigInt(values.length));
}

/** The decimal of `scale` digits nearest to the fraction under `rounding`. */
export function roundFraction(value: Fraction, scale: number, rounding: RoundingMode): Decimal {
  return { units: divRound(value.top * pow10(scale), value.bottom, rounding), scale };
}

/** Square root cut down to `scale` digits. @throws RangeError below zero */
export function sqrtFraction(value: Fraction, scale: number): Fraction {
  const unit = pow10(scale);
  return { top: isqrt((value.top * unit * unit) / value.bottom), bottom: unit };
}
