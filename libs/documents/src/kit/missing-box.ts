/** Digits of 3 × 5 squares, row by row from the top. They are drawn, not set: the text under the box is the character itself. */
const DIGITS: Record<string, string> = {
  '0': '111101101101111',
  '1': '010110010010111',
  '2': '111001111100111',
  '3': '111001111001111',
  '4': '101101111001001',
  '5': '111100111001111',
  '6': '111100111101111',
  '7': '111001001001001',
  '8': '111101111101111',
  '9': '111101111001111',
  A: '111101111101101',
  B: '110101110101110',
  C: '111100100100111',
  D: '110101101101110',
  E: '111100111100111',
  F: '111100111100100',
};

type Box = readonly [x: number, y: number, width: number, height: number];

/** The picture of a character no font has: a frame one em wide with its number in two rows. `top` is its upper edge. */
export function missingBox(codePoint: number, x: number, top: number, size: number): { readonly frame: Box; readonly squares: readonly Box[] } {
  const digits = codePoint.toString(16).toUpperCase().padStart(4, '0');
  const half = Math.floor(digits.length / 2);
  const unit = (size * 0.74) / 12;
  const squares: Box[] = [];
  [digits.slice(0, half), digits.slice(half)].forEach((row, index) => {
    const left = x + size / 2 - ((row.length * 4 - 1) * unit) / 2;
    const up = top + size * 0.11 + index * 7 * unit;
    [...row].forEach((digit, at) => {
      const bits = DIGITS[digit]!;
      for (let bit = 0; bit < 15; bit++)
        if (bits[bit] === '1') squares.push([left + (at * 4 + (bit % 3)) * unit, up + Math.floor(bit / 3) * unit, unit, unit]);
    });
  });
  return { frame: [x + size * 0.05, top, size * 0.9, size * 0.96], squares };
}
