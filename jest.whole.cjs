// The run of `npm test`: as jest.config.cjs, with the specs of the API together.
const config = require('./jest.config.cjs');
const together = require('./tools/jest/together.cjs');

module.exports = {
  ...config,
  testSequencer: './tools/jest/longest-first.cjs',
  projects: config.projects.map((project) => (project.displayName === 'api' ? together(project, 10, ['cycle.e2e-spec.ts', 'two-processes.e2e-spec.ts']) : project)),
};
