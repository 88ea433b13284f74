import fc from 'fast-check';
import { isReceiptNumber, receiptNumber } from './receipt';

it('is read out as year, sequence and check digit', () => {
  expect(receiptNumber(2026, 123)).toMatch(/^SQ-2026-000123-\d$/);
  expect(isReceiptNumber(receiptNumber(2026, 1_234_567))).toBe(true);
});

it('finds every wrong digit', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999_999 }), fc.nat(11), fc.integer({ min: 1, max: 9 }), (seq, at, shift) => {
      const number = receiptNumber(2026, seq);
      const places = [...number].flatMap((char, i) => (/\d/.test(char) ? [i] : []));
      const place = places[at % places.length]!;
      const wrong = number.slice(0, place) + ((Number(number[place]) + shift) % 10) + number.slice(place + 1);
      return isReceiptNumber(number) && !isReceiptNumber(wrong);
    }),
  );
});
