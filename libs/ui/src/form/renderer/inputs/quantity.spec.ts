import fc from 'fast-check';
import { readYuan } from '../../fields/MoneyInput';
import { parseQuantity, quantityText } from './quantity';

it.each([['1.5', 150], ['6', 600], [' 0.25 ', 25], ['1.234', null], ['-1', null], ['', null], ['两', null]])('%p is %p hundredths', (text, value) =>
  expect(parseQuantity(text)).toBe(value));

it('writes what it reads', () => {
  fc.assert(fc.property(fc.nat({ max: 99_999_999 }), (hundredths) => parseQuantity(quantityText(hundredths)) === hundredths));
});
it.each([[undefined], [null], ['6'], [1.5]])('%p is no quantity', (value) => expect(quantityText(value)).toBe(''));

it.each([['2,0100.00', 2_010_000], ['20,000', 2_000_000], ['１２００', 120_000], ['1.2.3', null], ['-5', null]])('a sum typed as %p is %p fen', (text, fen) =>
  expect(readYuan(text)).toBe(fen));
