// Specs that stand on the whole API spend most of their time in loading it: on a whole run several of them share one loading. Each
// still has a database and an API of its own. Their names in the report begin with the file's.
const { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } = require('node:fs');
const { join, relative } = require('node:path');

const root = join(__dirname, '..', '..');

/**
 * A project of jest's with its `*.e2e-spec.ts` put together into `groups` files of about the same size; the other specs stay.
 * @param {object} project @param {number} groups @param {readonly string[]} alone names of specs that are long enough by themselves
 */
module.exports = function together(project, groups, alone = []) {
  const source = join(project.rootDir, 'src');
  const all = readdirSync(source, { recursive: true }).filter((name) => name.endsWith('.e2e-spec.ts')).map((name) => join(source, name));
  const joined = all.filter((path) => !alone.some((name) => path.endsWith(name))).sort((a, b) => statSync(b).size - statSync(a).size);
  const dir = join(root, '.cache', 'specs', project.displayName);
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  for (let n = 0; n < groups; n++) {
    // dealt out to and fro, so that the large ones do not meet
    const members = joined.filter((_, i) => (Math.floor(i / groups) % 2 ? groups - 1 - (i % groups) : i % groups) === n);
    const lines = members.map((path) => `describe(${JSON.stringify(relative(root, path))}, () => void require(${JSON.stringify(path)}));\n`);
    writeFileSync(join(dir, `group-${String(n + 1).padStart(2, '0')}.cjs`), lines.join(''));
  }
  return { ...project, roots: [project.rootDir, dir], testMatch: [`${dir}/*.cjs`, '**/*.spec.ts', ...alone.map((name) => `**/${name}`)] };
};
