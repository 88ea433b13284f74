// Lines for the terminal: what happens now, and how long since the command began.
const began = Date.now();

/** Prints `[ 12.3s] 中文 (english)`. */
export function step(zh, en) {
  process.stdout.write(`[${((Date.now() - began) / 1000).toFixed(1).padStart(5)}s] ${zh}${en ? ` (${en})` : ''}\n`);
}

/** Seconds since the command began. */
export const seconds = () => Math.round((Date.now() - began) / 1000);

/** A table whose columns line up in a terminal, where a Chinese character is two cells wide. */
export function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => cells(row[column]))));
  return rows.map((row) => `  ${row.map((text, column) => text + ' '.repeat(widths[column] - cells(text))).join('   ').trimEnd()}`).join('\n');
}

const cells = (text) => [...text].reduce((sum, each) => sum + (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/.test(each) ? 2 : 1), 0);
