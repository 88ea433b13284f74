/** What the applicant gets for a submission: a number that can be read out on the phone, and checked when typed. */
export interface Receipt {
  readonly number: string;
  readonly applicationNumber: string;
  readonly version: number;
  /** ISO instant of the server's clock */
  readonly receivedAt: string;
  /** SHA-256 of the frozen answers, lower-case hex */
  readonly contentHash: string;
}

/** `SQ-2026-000123-4`: year, sequence of the year (from 1), check digit (Luhn over year and sequence). */
export function receiptNumber(year: number, seq: number): string {
  const digits = `${year}${String(seq).padStart(6, '0')}`;
  return `SQ-${year}-${digits.slice(String(year).length)}-${luhn(digits)}`;
}

/** Is it a receipt number without a slip? One wrong digit, and all but one swap of neighbours, are found. */
export function isReceiptNumber(text: string): boolean {
  const match = /^SQ-(\d{4})-(\d{6,})-(\d)$/.exec(text.trim().toUpperCase());
  return match !== null && luhn(`${match[1]}${match[2]}`) === Number(match[3]);
}

/** The digit that brings the weighted sum to a multiple of ten (ISO/IEC 7812-1, annex B). */
function luhn(digits: string): number {
  let sum = 0;
  [...digits].reverse().forEach((digit, i) => {
    const value = Number(digit) * (i % 2 === 0 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  });
  return (10 - (sum % 10)) % 10;
}
