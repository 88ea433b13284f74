/** A bank account number as it is kept: digits only, blanks and hyphens taken out. */
export const plainAccountNumber = (typed: string): string => typed.replace(/[\s-]/g, '');

/** 8 to 32 digits or letters: company accounts of Chinese banks have 12 to 25, some keep a letter. */
export const isAccountNumber = (plain: string): boolean => /^[0-9A-Z]{8,32}$/i.test(plain);

/** `**** **** 1234`: enough to tell two accounts apart, not enough to use one. */
export const maskedAccountNumber = (plain: string): string => (plain ? `**** **** ${plain.slice(-4)}` : '');
