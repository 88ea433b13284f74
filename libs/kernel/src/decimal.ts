/**
 * Exact decimals on bigint: value = units / 10^scale. Scores are decimal strings outside and these inside, never floats.
 */
export interface Decimal {
  readonly units: bigint;
  /** digits after the point, 0 or more */
  readonly scale: number;
}

/** `half_up` and `half_even` decide at the exact half (away from zero, to the even digit); `down` cuts towards zero. */
export type RoundingMode = 'half_up' | 'half_even' | 'down';

const DECIMAL = /^(-?)(\d{1,30})(?:\.(\d{1,30}))?$/;

const POWERS = Array.from({ length: 64 }, (_, scale) => 10n ** BigInt(scale));

/** 10 to the power of `scale`. */
export function pow10(scale: number): bigint {
  return POWERS[scale] ?? 10n ** BigInt(scale);
}

/** Reads `-12.50`: ASCII digits, a point, no exponent, no sign `+`, no blanks. Anything else is null. */
export function parseDecimal(text: string): Decimal | null {
  const match = DECIMAL.exec(text);
  if (!match) return null;
  const fraction = match[3] ?? '';
  const units = BigInt(match[2] + fraction);
  return { units: match[1] ? -units : units, scale: fraction.length };
}

/**
 * Reads a decimal that was checked when it came in.
 * @throws Error when the text is no decimal: a bug
 */
export function decimal(text: string): Decimal {
  const value = parseDecimal(text);
  if (!value) throw new Error(`not a decimal: ${JSON.stringify(text)}`);
  return value;
}

export function fromInteger(value: number | bigint): Decimal {
  return { units: BigInt(value), scale: 0 };
}

/** Writes the value. Without `places` the shortest form (`85.50` → `85.5`); with it exactly so many digits, cut off digits must be zero. */
export function formatDecimal(value: Decimal, places?: number): string {
  const target = places ?? shortestScale(value);
  const units = rescale(value, target);
  const negative = units < 0n;
  const digits = (negative ? -units : units).toString().padStart(target + 1, '0');
  const whole = digits.slice(0, digits.length - target);
  const sign = negative ? '-' : '';
  return target ? `${sign}${whole}.${digits.slice(-target)}` : sign + whole;
}

function shortestScale(value: Decimal): number {
  let { units, scale } = value;
  while (scale > 0 && units % 10n === 0n) {
    units /= 10n;
    scale -= 1;
  }
  return scale;
}

/** @throws RangeError when digits other than zero would be lost: round first */
function rescale(value: Decimal, scale: number): bigint {
  if (scale >= value.scale) return value.units * pow10(scale - value.scale);
  const cut = pow10(value.scale - scale);
  if (value.units % cut !== 0n) throw new RangeError('formatting would lose digits: round first');
  return value.units / cut;
}

export function compareDecimals(a: Decimal, b: Decimal): -1 | 0 | 1 {
  const scale = Math.max(a.scale, b.scale);
  const left = rescale(a, scale);
  const right = rescale(b, scale);
  return left < right ? -1 : left > right ? 1 : 0;
}

export function addDecimals(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return { units: rescale(a, scale) + rescale(b, scale), scale };
}

export function subDecimals(a: Decimal, b: Decimal): Decimal {
  return addDecimals(a, { units: -b.units, scale: b.scale });
}

export function mulDecimals(a: Decimal, b: Decimal): Decimal {
  return { units: a.units * b.units, scale: a.scale + b.scale };
}

/**
 * Divides to `scale` digits.
 * @throws RangeError when the divisor is zero
 */
export function divDecimals(a: Decimal, b: Decimal, scale: number, rounding: RoundingMode): Decimal {
  return { units: divRound(a.units * pow10(b.scale + scale), b.units * pow10(a.scale), rounding), scale };
}

export function roundDecimal(value: Decimal, scale: number, rounding: RoundingMode): Decimal {
  if (scale >= value.scale) return { units: rescale(value, scale), scale };
  return { units: divRound(value.units, pow10(value.scale - scale), rounding), scale };
}

/** Is `value` a whole multiple of `step` (step > 0)? `0.5` steps: 12.5 yes, 12.3 no. */
export function isMultipleOf(value: Decimal, step: Decimal): boolean {
  const scale = Math.max(value.scale, step.scale);
  return rescale(value, scale) % rescale(step, scale) === 0n;
}

/**
 * numerator / denominator as an integer.
 * @throws RangeError when the denominator is zero
 */
export function divRound(numerator: bigint, denominator: bigint, rounding: RoundingMode): bigint {
  if (denominator === 0n) throw new RangeError('division by zero');
  const negative = numerator < 0n !== denominator < 0n;
  const top = numerator < 0n ? -numerator : numerator;
  const bottom = denominator < 0n ? -denominator : denominator;
  let quotient = top / bottom;
  const twice = (top % bottom) * 2n;
  if (rounding !== 'down' && (twice > bottom || (twice === bottom && (rounding === 'half_up' || quotient % 2n === 1n)))) quotient += 1n;
  return negative ? -quotient : quotient;
}

/**
 * Square root of a whole number, cut down: the largest r with r² ≤ n. Newton's steps.
 * @throws RangeError below zero
 */
export function isqrt(n: bigint): bigint {
  if (n < 0n) throw new RangeError('square root of a negative number');
  if (n < 2n) return n;
  let guess = 1n << BigInt(Math.ceil(n.toString(2).length / 2));
  for (;;) {
    const next = (guess + n / guess) >> 1n;
    if (next >= guess) return guess;
    guess = next;
  }
}
