const preset = require('../../jest.preset.js');
module.exports = {
  ...preset,
  displayName: 'admin',
  rootDir: __dirname,
  moduleNameMapper: { '\\.css$': '<rootDir>/../../libs/ui/jest.css.cjs' },
};
