import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../../..');

/** Lints a file that is put where it does not belong; a boundary that nobody checks does not exist. */
function rulesBrokenBy(path: string, code: string): string[] {
  const file = join(root, path);
  writeFileSync(file, code);
  try {
    const out = execFileSync(process.execPath, [join(root, 'node_modules/eslint/bin/eslint.js'), '--format', 'json', file], {
      cwd: root, encoding: 'utf8', env: { ...process.env, NX_DAEMON: 'false' },
    });
    return JSON.parse(out).flatMap((result: { messages: { ruleId: string }[] }) => result.messages.map((message) => message.ruleId));
  } catch (error) {
    const { stdout } = error as { stdout: string }; // ESLint ends with 1 when it finds something
    return JSON.parse(stdout).flatMap((result: { messages: { ruleId: string }[] }) => result.messages.map((message) => message.ruleId));
  } finally {
    rmSync(file, { force: true });
  }
}

it.each([
  ['a lower slice may not know a higher one', 'libs/domain/src/calls/boundary-probe.ts', `import { allocate } from '../awards/allocation';\nexport const probe = allocate;\n`, 'house/slices'],
  ['nor in another layer', 'apps/api/src/applications/boundary-probe.ts', `import { judgingPermissions } from '@weichuang/domain/judging/permissions';\nexport const probe = judgingPermissions;\n`, 'house/slices'],
  ['the domain reads no clock', 'libs/domain/src/calls/boundary-probe.ts', `export const probe = () => Date.now();\n`, 'no-restricted-properties'],
  ['the domain knows no node', 'libs/domain/src/calls/boundary-probe.ts', `import { join } from 'node:path';\nexport const probe = join;\n`, 'no-restricted-imports'],
])('%s', (_, path, code, rule) => {
  expect(rulesBrokenBy(path, code)).toContain(rule);
});
