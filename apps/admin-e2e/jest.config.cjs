const { join } = require('node:path');

const tools = join(__dirname, '..', '..', 'tools', 'jest');

module.exports = {
  ...require('../../jest.preset.js'),
  displayName: 'admin-e2e',
  rootDir: __dirname,
  globalSetup: join(tools, 'e2e-setup.mjs'),
  globalTeardown: join(tools, 'e2e-teardown.mjs'),
  testTimeout: 90_000,
  // a browser waits as often as it works: two of them keep two cores busy
  maxWorkers: 2,
  testSequencer: join(tools, 'longest-first.cjs'),
};
