const { join } = require('node:path');

const tools = join(__dirname, '..', '..', 'tools', 'jest');

module.exports = {
  ...require('../../jest.preset.js'),
  displayName: 'admin-e2e',
  rootDir: __dirname,
  globalSetup: join(tools, 'e2e-setup.mjs'),
  globalTeardown: join(tools, 'e2e-teardown.mjs'),
  testTimeout: 90_000,
  // one browser at a time: two of them on two cores only wait for each other
  maxWorkers: 1,
};
