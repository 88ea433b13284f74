import en from './en.json';
import zh from './zh-CN.json';

type Tree = { readonly [key: string]: string | Tree };
const leaves = (tree: Tree, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) => (typeof value === 'string' ? [[`${path}${key}`, value] as [string, string]] : leaves(value, `${path}${key}.`)));
const holes = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();

const [chinese, english] = [new Map(leaves(zh)), new Map(leaves(en))];

it('has the same keys in both languages', () => expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort()));

it.each([...chinese])('%s asks for no more than the Chinese gives', (key, text) => {
  // English may leave out what its grammar says elsewhere
  if (key === 'table.of' || key === 'table.show' || key === 'form.problems_one') return;
  expect(holes(english.get(key) ?? '')).toEqual(holes(text));
});

it.each([...chinese])('%s neither shouts nor begs', (_, text) => expect(text).not.toMatch(/[!！]/));
