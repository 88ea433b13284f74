import { loadSettings } from './settings';

const good = {
  DATABASE_URL: 'postgresql://app:a9Kd72hsGGx@db/weichuang',
  SESSION_SECRET: 'vJ8kQ2nR5tW9yB3cF6hL0pS4uX7zA1dG',
};
const production = { ...good, NODE_ENV: 'production', PUBLIC_URL: 'https://weichuang.example.cn' };

it('takes what is right and fills in the rest', () => {
  expect(loadSettings(good)).toMatchObject({ PORT: 3000, DEMO: true, DATABASE_MIGRATION_URL: good.DATABASE_URL, PUBLIC_URL: 'http://localhost:3000' });
  expect(loadSettings(production)).toMatchObject({ DEMO: false });
});

it.each([
  ['no database', { ...good, DATABASE_URL: undefined }, 'DATABASE_URL'],
  ['an empty value is not given', { ...good, DATABASE_URL: '' }, 'DATABASE_URL'],
  ['a wrong port', { ...good, PORT: '70000' }, 'PORT'],
  ['a short secret', { ...good, SESSION_SECRET: 'short' }, 'SESSION_SECRET'],
  ['an example secret in production', { ...production, SESSION_SECRET: 'changeme changeme changeme changeme' }, 'SESSION_SECRET'],
  ['a monotonous secret in production', { ...production, SESSION_SECRET: 'ababababababababababababababababab' }, 'SESSION_SECRET'],
  ['a default database password in production', { ...production, DATABASE_URL: 'postgresql://postgres:postgres@db/weichuang' }, 'DATABASE_URL'],
  ['the demo in production', { ...production, DEMO: 'true' }, 'DEMO'],
  ['no public address in production', { ...production, PUBLIC_URL: undefined }, 'PUBLIC_URL'],
  ['a weak first password in production', { ...production, BOOTSTRAP_ADMIN_PASSWORD: 'password' }, 'BOOTSTRAP_ADMIN_PASSWORD'],
  ['S3 without a bucket', { ...good, STORAGE_DRIVER: 's3' }, 'S3_BUCKET'],
])('stops the start and names the setting: %s', (_, env, name) => {
  expect(() => loadSettings(env)).toThrow(new RegExp(`${name}:`));
});
