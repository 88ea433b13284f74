/** 统一社会信用代码, the unified social credit code of GB 32100-2015: 18 characters, the last one a check. */

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** What the first two characters say (department of registration, type of organization). */
export type UsccKind =
  | 'association' // 51 社会团体
  | 'social_service_agency' // 52 民办非企业单位 (社会服务机构)
  | 'foundation' // 53 基金会
  | 'community_committee' // 54 居民委员会
  | 'villagers_committee' // 55 村民委员会
  | 'government' // 11 机关
  | 'enterprise' // 91
  | 'other';

const KINDS: Readonly<Record<string, UsccKind>> = {
  '51': 'association',
  '52': 'social_service_agency',
  '53': 'foundation',
  '54': 'community_committee',
  '55': 'villagers_committee',
  '11': 'government',
  '91': 'enterprise',
};

export interface Uscc {
  readonly code: string;
  readonly kind: UsccKind;
  /** administrative division of six digits (GB/T 2260) */
  readonly region: string;
  /** registered with civil affairs as a social organization: 51, 52 or 53 */
  readonly socialOrganization: boolean;
}

/** Capitals, full-width characters made narrow, blanks and hyphens taken out. */
export function normaliseUscc(text: string): string {
  return text
    .replace(/[！-～]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/[\s-]/g, '')
    .toUpperCase();
}

/**
 * The check character of the first 17: alphabet[(31 − Σ value·weight mod 31) mod 31]. Any of the 31 characters may come out.
 * Null when a character is outside the alphabet (I, O, S, V, Z are) or the length is not 17.
 */
export function usccCheckCharacter(first17: string): string | null {
  if (first17.length !== WEIGHTS.length) return null;
  let sum = 0;
  for (const [index, weight] of WEIGHTS.entries()) {
    const value = ALPHABET.indexOf(first17.charAt(index));
    if (value < 0) return null;
    sum += value * weight;
  }
  return ALPHABET.charAt((31 - (sum % 31)) % 31);
}

export type UsccProblem = 'USCC.LENGTH' | 'USCC.CHARACTER' | 'USCC.REGION' | 'USCC.CHECK';

/** Reads a code that a person typed, or says what is wrong with it. */
export function parseUscc(text: string): Uscc | { readonly problem: UsccProblem } {
  const code = normaliseUscc(text);
  if (code.length !== 18) return { problem: 'USCC.LENGTH' };
  if ([...code].some((char) => !ALPHABET.includes(char))) return { problem: 'USCC.CHARACTER' };
  const region = code.slice(2, 8);
  if (!/^\d{6}$/.test(region)) return { problem: 'USCC.REGION' };
  if (usccCheckCharacter(code.slice(0, 17)) !== code.charAt(17)) return { problem: 'USCC.CHECK' };
  const kind = KINDS[code.slice(0, 2)] ?? 'other';
  return { code, kind, region, socialOrganization: /^5[123]/.test(code) };
}

export function isUscc(text: string): boolean {
  return !('problem' in parseUscc(text));
}
