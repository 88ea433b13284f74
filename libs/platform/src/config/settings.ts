import { z } from 'zod';

const flag = z.enum(['true', 'false']).transform((text) => text === 'true');
const WEAK = /^(secret|password|changeme|change-me|example|test|.*your[-_ ].*)|(.)\2{7,}/i;

const Schema = z
  .object({
    NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
    HOST: z.string().default('127.0.0.1'),
    PORT: z.coerce.number().int().min(1).max(65535).default(3000),
    PUBLIC_URL: z.url().optional(),
    DATA_DIR: z.string().default('.data'),
    /** where the built web app lies; beside the API when not given */
    WEB_ROOT: z.string().optional(),
    DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'must begin with postgres://'),
    DATABASE_MIGRATION_URL: z.string().regex(/^postgres(ql)?:\/\//, 'must begin with postgres://').optional(),
    DATABASE_POOL_MAX: z.coerce.number().int().min(2).max(100).default(10),
    REDIS_URL: z.string().regex(/^rediss?:\/\//, 'must begin with redis://').optional(),
    SESSION_SECRET: z.string().min(32),
    STORAGE_DRIVER: z.enum(['local', 's3']).default('local'),
    S3_ENDPOINT: z.url().optional(),
    S3_REGION: z.string().default('us-east-1'),
    S3_BUCKET: z.string().optional(),
    S3_ACCESS_KEY_ID: z.string().optional(),
    S3_SECRET_ACCESS_KEY: z.string().optional(),
    SMTP_URL: z.string().regex(/^smtps?:\/\//, 'must begin with smtp://').optional(),
    MAIL_FROM: z.string().default('微创投 <no-reply@localhost>'),
    TRUST_PROXY: flag.default(false),
    LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
    DEMO: flag.optional(),
    BOOTSTRAP_ADMIN_EMAIL: z.email().optional(),
    BOOTSTRAP_ADMIN_PASSWORD: z.string().optional(),
  })
  .superRefine((s, issues) => {
    const say = (name: string, message: string) => issues.addIssue({ code: 'custom', path: [name], message });
    if (s.STORAGE_DRIVER === 's3')
      for (const name of ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const)
        if (!s[name]) say(name, 'is needed when STORAGE_DRIVER is s3');
    if (s.NODE_ENV !== 'production') return;
    if (s.DEMO) say('DEMO', 'cannot be true in production');
    if (!s.PUBLIC_URL) say('PUBLIC_URL', 'is needed in production');
    if (WEAK.test(s.SESSION_SECRET) || new Set(s.SESSION_SECRET).size < 12) say('SESSION_SECRET', 'is an example or too simple: make one with "openssl rand -base64 48"');
    const password = /^postgres(?:ql)?:\/\/[^:@/]*:([^@]*)@/.exec(s.DATABASE_URL)?.[1];
    if (password !== undefined && /^(postgres|password|changeme|weichuang|)$/i.test(password)) say('DATABASE_URL', 'has a default password');
    if (s.BOOTSTRAP_ADMIN_PASSWORD !== undefined && (s.BOOTSTRAP_ADMIN_PASSWORD.length < 12 || WEAK.test(s.BOOTSTRAP_ADMIN_PASSWORD)))
      say('BOOTSTRAP_ADMIN_PASSWORD', 'needs 12 characters or more and must not be an example');
  })
  .transform((s) => ({
    ...s,
    /** virtual clock, demo accounts, caught mails */
    DEMO: s.DEMO ?? s.NODE_ENV !== 'production',
    PUBLIC_URL: s.PUBLIC_URL ?? `http://localhost:${s.PORT}`,
    DATABASE_MIGRATION_URL: s.DATABASE_MIGRATION_URL ?? s.DATABASE_URL,
  }));

export type Settings = z.output<typeof Schema>;

/** A setting is wrong: the start stops here. The message names each one. */
export class WrongSettings extends Error {}

/**
 * Parses the environment. Empty values count as not given.
 * @throws WrongSettings with one line a wrong setting
 */
export function loadSettings(env: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const result = Schema.safeParse(given);
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new WrongSettings(`设置有误，无法启动 (wrong settings):\n${lines.join('\n')}`);
}
