// All projects in one jest process. Those that need a database get a PostgreSQL of their own run, started only when one of their
// specs runs: `npx jest --selectProjects domain` starts nothing.
const { join } = require('node:path');

const servers = {
  globalSetup: join(__dirname, 'tools/jest/global-setup.mjs'),
  globalTeardown: join(__dirname, 'tools/jest/global-teardown.mjs'),
};
const project = (path, extra = {}) => ({ ...require(join(__dirname, path, 'jest.config.cjs')), ...extra });

module.exports = {
  // only what stands here counts: a project's own value is for runs of that project alone
  testTimeout: require('./jest.preset.js').testTimeout,
  projects: [
    ...['kernel', 'domain', 'contracts', 'documents', 'ui'].map((name) => project(`libs/${name}`)),
    ...['persistence', 'platform', 'testing'].map((name) => project(`libs/${name}`, servers)),
    project('apps/api', servers),
    project('apps/worker', servers),
    project('apps/admin'),
    {
      ...require('./jest.preset.js'),
      displayName: 'tools',
      rootDir: join(__dirname, 'tools'),
      testMatch: ['**/*.spec.ts'],
    },
  ],
};
