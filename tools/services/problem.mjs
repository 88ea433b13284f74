// A failure that the reader can do something about: what happened, and what to do.
export class Problem extends Error {
  /** @param {string} what @param {string} [todo] @param {string} [detail] last lines of a log, shown as they are */
  constructor(what, todo, detail) {
    super(what);
    this.name = 'Problem';
    this.todo = todo;
    this.detail = detail;
  }
}

/** A failure as text for the terminal. Unknown errors keep their stack, since they are bugs. */
export function describe(error) {
  if (!(error instanceof Problem)) return error?.stack ?? String(error);
  return [`✘ ${error.message}`, error.detail && indent(error.detail), error.todo && `  → ${error.todo}`].filter(Boolean).join('\n');
}

const indent = (text) => text.trimEnd().split('\n').map((line) => `    ${line}`).join('\n');
