const preset = require('../../jest.preset.js');
module.exports = {
  ...preset,
  displayName: 'ui',
  rootDir: __dirname,
  moduleNameMapper: { '\\.css$': '<rootDir>/jest.css.cjs' },
};
