/** Every code that a new password can give. */
export const PASSWORD_CODES = ['PASSWORD.SHORT', 'PASSWORD.LONG', 'PASSWORD.COMMON', 'PASSWORD.PERSONAL', 'PASSWORD.SAME'] as const;
export type PasswordCode = (typeof PASSWORD_CODES)[number];

export const SHORTEST_PASSWORD = 10;
export const LONGEST_PASSWORD = 128;

// the heads of the public lists of leaked passwords, as far as they are long enough
const COMMON = new Set([
  '1234567890', '12345678910', '123456789a', 'a123456789', '0123456789', '9876543210', 'qwertyuiop', 'qwerty1234', 'qwer123456',
  'password12', 'password123', 'password1234', 'passw0rd123', 'iloveyou12', 'admin12345', 'admin123456', 'administrator', 'woaini1314',
  'woaini1314520', '1qaz2wsx3edc', '1q2w3e4r5t', 'zxcvbnm123', 'abc1234567', 'abcd123456', 'qq123456789', '5201314520', 'weichuang123',
]);

/**
 * Why a new password cannot be taken; null is fine. Length counts, not kinds of characters (NIST SP 800-63B 3.1.1.2): no composition
 * rules, but nothing common, repeated, running or personal.
 */
export function whyNotPassword(password: string, person: { readonly email: string; readonly name: string }): PasswordCode | null {
  const length = [...password].length;
  if (length < SHORTEST_PASSWORD) return 'PASSWORD.SHORT';
  if (length > LONGEST_PASSWORD) return 'PASSWORD.LONG';
  const small = password.toLowerCase();
  if (COMMON.has(small) || isMonotonous(small)) return 'PASSWORD.COMMON';
  const own = [person.email.toLowerCase(), person.email.toLowerCase().split('@')[0] ?? '', person.name.toLowerCase()].filter((text) => text.length >= 4);
  if (own.some((text) => small.includes(text) && small.length - text.length < 6)) return 'PASSWORD.PERSONAL';
  return null;
}

/** Few different characters, a run (`abcdefghij`), or one short piece over and over. */
function isMonotonous(text: string): boolean {
  if (new Set(text).size < 4) return true;
  const steps = [...text].slice(1).map((char, i) => char.charCodeAt(0) - text.charCodeAt(i));
  if (steps.every((step) => step === steps[0])) return true;
  return [2, 3, 4, 5].some((size) => text.length % size === 0 && text.slice(0, size).repeat(text.length / size) === text);
}
