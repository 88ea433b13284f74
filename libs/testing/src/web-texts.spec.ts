import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const features = join(__dirname, '..', '..', '..', 'apps', 'admin', 'src', 'features');
const sliceOf = (file: string): string => relative(features, file).split('/')[0] ?? '';

/** Files of features that come with one, itself included; what it imports lazily comes later. */
function withImports(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found;
  found.add(file);
  for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(/from '(\.[^']+)'/g)) {
    const target = ['.tsx', '.ts'].map((end) => join(dirname(file), path) + end).find((one) => existsSync(one));
    if (target?.startsWith(features)) withImports(target, found);
  }
  return found;
}

/** Slices whose texts are asked for anywhere in a page. */
const textsOf = (page: string): string[] => [...new Set([...withImports(page)].flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/useTranslation\('([\w-]+)'/g)].map((match) => match[1] ?? '')))].filter((one) => existsSync(join(features, one)));

const routes = readdirSync(features).flatMap((slice) => {
  const file = join(features, slice, 'routes.tsx');
  return [...readFileSync(file, 'utf8').matchAll(/path: '([^']*)'[^]*?import\('([^']+)'\)(?:, texts: \[([^\]]*)\])?/g)].map(
    ([, path = '', page = '', texts = '']) => ({ slice, path, page: `${join(dirname(file), page)}.tsx`, texts: [...texts.matchAll(/'([^']+)'/g)].map((match) => match[1] ?? '') }));
});

it('reads every route there is', () => expect(routes.length).toBeGreaterThan(50));

// A text that is not there when the page is drawn takes the whole page away again until it is.
it.each(routes.map((one) => [one.slice, one.path, one] as const))('%s: the page at "%s" is fetched with all texts it shows', (_slice, _path, { slice, page, texts }) => {
  expect([slice, ...texts]).toEqual(expect.arrayContaining(textsOf(page)));
  expect(texts).not.toContain(sliceOf(page));
});
