const Sequencer = require('@jest/test-sequencer').default;

// On a fresh clone jest goes by the files' sizes, and these are short files that take long: begun last, they would be waited for.
const LONG = ['cycle.e2e-spec.ts', '/.cache/specs/', 'reports.e2e-spec.ts', '/pages.e2e-spec.ts', 'roles.e2e-spec.ts', 'public-pages.e2e-spec.ts'];
const rank = ({ path }) => LONG.findIndex((part) => path.includes(part)) >>> 0; // none: after all of them

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((a, b) => rank(a) - rank(b));
  }
};
