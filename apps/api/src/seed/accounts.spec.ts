import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Role } from '@weichuang/domain/identity/access';
import { textOf } from '@weichuang/platform/http/texts';
import launcher from '../demo-accounts.json';
import ground from './ground.json';

/**
 * The demo's people are named in four places: the seed, the launcher's table and both READMEs. Their names and roles
 * are the seed's and the role's name everywhere, so that nobody looks for a 街道主管 whom the pages call 街道负责人.
 */
interface Person { readonly email: string; readonly name: string }
const root = join(__dirname, '..', '..', '..', '..');
const people = new Map<string, { name: string; roles: readonly { role?: string }[] }>(ground.people.map((one) => [one.email, one]));
for (const one of ground.organizations as readonly { owner?: Person; member?: Person }[])
  for (const role of ['owner', 'member'] as const) {
    const person = one[role];
    if (person) people.set(person.email, { name: person.name, roles: [{ role: `applicant_${role}` }] });
  }

/** Judges get their membership with the panel, so the seed gives them none at first. */
const rolesOf = (email: string): Role[] => {
  const person = people.get(email);
  if (!person) throw new Error(`the seed has nobody with ${email}`);
  const named = person.roles.map((one) => one.role as Role);
  return named.length ? named : ['judge'];
};
const bare = (text: string): string => text.replace(/（.*）|\s*\(.*\)/, '').trim();

it.each(launcher.accounts.map((one) => [one.email, one] as const))('the launcher names %s as the seed and the pages do', (email, { name, role }) => {
  expect(name).toBe(people.get(email)?.name);
  expect(bare(role)).toBe(textOf('zh-CN', `ROLE.${rolesOf(email)[0]}`, {}));
});

it.each([['README.md', 'zh-CN'], ['README.en.md', 'en']] as const)('%s names the same people with the same roles', (file, locale) => {
  const rows = readFileSync(join(root, file), 'utf8').split('\n').filter((line) => /^\| `[^`]+@demo\./.test(line)).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
  const told = new Set<string>();
  for (const [emails = '', names = '', role = ''] of rows) {
    const [first = '', last = first] = [...emails.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '');
    const all = first === last ? [first] : [...people.keys()].filter((email) => email.startsWith('judge'));
    expect(names.split(/、|, /)).toEqual(all.map((email) => people.get(email)?.name));
    expect(bare(role).toLowerCase()).toBe(textOf(locale, `ROLE.${rolesOf(first)[0]}`, {}).toLowerCase());
    for (const email of all) told.add(email);
    expect(launcher.accounts.map((one) => one.email)).toContain(first);
  }
  expect(launcher.accounts.filter((one) => !told.has(one.email))).toEqual([]);
});
