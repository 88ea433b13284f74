/** A bank account number as it is kept: digits only, blanks and hyphens taken out. */
export const plainAccountNumber = (typed: string): string => typed.replace(/[\s-]/g, '');

/** 8 to 32 digits or letters: company accounts of Chinese banks have 12 to 25, some keep a letter. */
export const isAccountNumber = (plain: string): boolean => /^[0-9A-Z]{8,32}$/i.test(plain);

/** `**** **** 1234`: enough to tell two accounts apart, not enough to use one. */
export const maskedAccountNumber = (plain: string): string => (plain ? `**** **** ${plain.slice(-4)}` : '');

export interface ShownAccount {
  readonly number: string;
  /** a part of the number is left out */
  readonly masked: boolean;
}

/**
 * The one rule of what a reader sees of an account, on every page, paper and record. `whole`: the reader has
 * `organization.account`. An empty number stays empty, and nothing of it is hidden.
 */
export const shownAccount = <A extends { readonly number: string }>(account: A, whole: boolean): A & ShownAccount => ({
  ...account, number: whole ? account.number : maskedAccountNumber(account.number), masked: !whole && account.number !== '',
});
