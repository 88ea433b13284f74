import { isAccountNumber, maskedAccountNumber, plainAccountNumber } from './account-number';

it.each([
  ['3205 0161 8636 0000 0123', '32050161863600000123', true, '**** **** 0123'],
  ['1103-0286-0900-0001', '1103028609000001', true, '**** **** 0001'],
  ['1234', '1234', false, '**** **** 1234'],
  ['', '', false, ''],
])('%j', (typed, plain, valid, masked) => {
  expect(plainAccountNumber(typed)).toBe(plain);
  expect(isAccountNumber(plain)).toBe(valid);
  expect(maskedAccountNumber(plain)).toBe(masked);
});
