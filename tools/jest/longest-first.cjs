const { basename } = require('node:path');
const Sequencer = require('@jest/test-sequencer').default;

// On a fresh clone jest goes by the files' sizes, and these are short files that take long: begun last, they would be waited for.
const LONG = ['pages.e2e-spec.ts', 'roles.e2e-spec.ts', 'public-pages.e2e-spec.ts'];
const rank = ({ path }) => (LONG.includes(basename(path)) ? LONG.indexOf(basename(path)) : LONG.length);

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((a, b) => rank(a) - rank(b));
  }
};
