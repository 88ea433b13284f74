// One jest setting for all projects: swc, TypeScript sources of the libraries through the `@weichuang/source` condition.
const esm = ['file-type', 'strtok3', 'token-types', 'uint8array-extras', '@tokenizer', '@borewit', 'unpdf'];
const swc = {
  swcrc: false,
  jsc: {
    parser: { syntax: 'typescript', decorators: true, tsx: false },
    transform: { legacyDecorator: true, decoratorMetadata: true },
    target: 'es2022',
    keepClassNames: true,
  },
  module: { type: 'commonjs' },
  sourceMaps: true,
};
const web = {
  ...swc,
  jsc: { ...swc.jsc, parser: { ...swc.jsc.parser, tsx: true }, transform: { ...swc.jsc.transform, react: { runtime: 'automatic' } } },
};
module.exports = {
  testEnvironment: 'node',
  // a suite makes a database and starts the whole API first; a loaded machine takes its time
  testTimeout: 60_000,
  testEnvironmentOptions: { customExportConditions: ['@weichuang/source', 'node', 'node-addons', 'require', 'default'] },
  transform: { '^.+\\.(t|j|mj)s$': ['@swc/jest', swc], '^.+\\.tsx$': ['@swc/jest', web] },
  transformIgnorePatterns: [`/node_modules/(?!(${esm.join('|')})/)`],
  testMatch: ['**/*.spec.ts', '**/*.spec.tsx', '**/*.e2e-spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['/dist/'],
};
