import nx from '@nx/eslint-plugin';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import { sliceRule } from './tools/slice-rule.mjs';

const layer = (name, may) => ({ sourceTag: `layer:${name}`, onlyDependOnLibsWithTags: may.map((each) => `layer:${each}`) });
const packages = (name, allowed) => ({ sourceTag: `layer:${name}`, allowedExternalImports: allowed });

const specOnly = { group: ['@weichuang/testing/*', 'fast-check', 'supertest'], message: 'in specs only' };

/** The layers and what they may know: docs/structure.md. */
const depConstraints = [
  layer('kernel', []),
  layer('domain', ['kernel']),
  layer('contracts', ['domain', 'kernel']),
  layer('persistence', ['domain', 'kernel']),
  layer('documents', ['contracts', 'domain', 'kernel']),
  layer('platform', ['persistence', 'contracts', 'domain', 'kernel']),
  layer('ui', ['contracts', 'domain', 'kernel']),
  layer('testing', ['platform', 'persistence', 'contracts', 'domain', 'kernel']),
  layer('app', ['documents', 'platform', 'persistence', 'contracts', 'domain', 'kernel', 'ui', 'testing']),
  { sourceTag: 'runtime:any', onlyDependOnLibsWithTags: ['runtime:any'] },
  { sourceTag: 'runtime:browser', onlyDependOnLibsWithTags: ['runtime:any', 'runtime:browser'] },
  { sourceTag: 'runtime:node', onlyDependOnLibsWithTags: ['runtime:any', 'runtime:node'] },
  packages('kernel', []),
  packages('domain', []),
  packages('contracts', ['zod']),
  packages('persistence', ['typeorm', 'pg', 'reflect-metadata']),
  packages('documents', ['pdfkit', 'exceljs', 'qrcode', 'subset-font', 'fontkit', '@expo-google-fonts/*']),
];

/** Specs may also use the testing library and property tests. */
const inSpecs = depConstraints.map((each) =>
  each.allowedExternalImports
    ? { ...each, allowedExternalImports: [...each.allowedExternalImports, 'fast-check', 'supertest', 'pg'] }
    : { ...each, onlyDependOnLibsWithTags: [...each.onlyDependOnLibsWithTags, 'layer:testing', ...(each.sourceTag.startsWith('runtime:') ? ['runtime:node'] : [])] },
);
const boundaries = (constraints) => ['error', { enforceBuildableLibDependency: false, allow: [], depConstraints: constraints, banTransitiveDependencies: false, checkDynamicDependenciesExceptions: ['.*'] }];

export default tseslint.config(
  { ignores: ['**/dist/**', '**/*.cjs', '**/*.mjs', '**/*.js'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    plugins: { '@nx': nx, house: { rules: { slices: sliceRule } } },
    rules: {
      '@nx/enforce-module-boundaries': boundaries(depConstraints),
      'house/slices': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-empty-object-type': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
    },
  },
  {
    // decorated signatures need the class itself at run time, not its type alone
    files: ['apps/api/src/**/*.ts', 'apps/worker/src/**/*.ts', 'libs/persistence/src/**/*.ts', 'libs/platform/src/**/*.ts'],
    rules: { '@typescript-eslint/consistent-type-imports': 'off' },
  },
  {
    files: ['apps/**/*.ts', 'libs/**/*.ts', 'apps/**/*.tsx'],
    ignores: ['**/*.spec.ts', '**/*.e2e-spec.ts', 'apps/admin-e2e/**', 'libs/testing/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: [specOnly] }] },
  },
  {
    files: ['libs/kernel/src/**/*.ts', 'libs/domain/src/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [specOnly, { group: ['node:*'], message: 'the domain is pure' }] }],
      'no-restricted-properties': ['error', { object: 'Date', property: 'now', message: 'time comes in as an argument' }, { object: 'Math', property: 'random', message: 'randomness comes in as an argument' }],
    },
  },
  { files: ['**/*.spec.ts', '**/*.spec.tsx', '**/*.e2e-spec.ts'], rules: { '@nx/enforce-module-boundaries': boundaries(inSpecs) } },
  { files: ['**/*.tsx', 'libs/ui/**/*.ts', 'apps/admin/**/*.ts'], plugins: { 'react-hooks': reactHooks }, rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' } },
);
