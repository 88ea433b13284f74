import { BUDGET_CODES, type BudgetRules, checkBudget } from '@weichuang/domain/applications/budget';
import { ROUND_CODES } from '@weichuang/domain/calls/round-findings';
import { ROUND_WARNING_CODES } from '@weichuang/domain/calls/round-warnings';
import { EVIDENCE_CODES } from '@weichuang/domain/eligibility/rules';
import { FIELD_CODES, FORM_CODES } from '@weichuang/domain/forms/problem';
import { OPTIMISATION_CODES } from '@weichuang/domain/agreements/locked-fields';
import { ORGANIZATION_CODES } from '@weichuang/domain/organizations/registration';
import { ACTIVITY_CODES } from '@weichuang/domain/supervision/activity-record';
import en from './problems.en.json';
import zh from './problems.zh-CN.json';

interface Entry {
  readonly name: string;
  isDirectory(): boolean;
}
// the library knows no Node types; its specs read sources to see that no code is without its sentence
const fs = jest.requireActual<{ readdirSync(path: string, options: { withFileTypes: true }): Entry[]; readFileSync(path: string, encoding: 'utf8'): string; existsSync(path: string): boolean }>('node:fs');
declare const __dirname: string;

const SLICES = ['forms', 'calls', 'needs', 'applications', 'eligibility', 'organizations', 'agreements', 'supervision'] as const;
type Texts = Record<string, string>;
// what refuses a whole act may stand in a file of its own
const textsOf = (slice: string, locale: string): Texts =>
  Object.assign({}, ...['problems', 'refusals'].filter((name) => fs.existsSync(`${__dirname}/../${slice}/${name}.${locale}.json`)).map((name) => JSON.parse(fs.readFileSync(`${__dirname}/../${slice}/${name}.${locale}.json`, 'utf8')) as Texts)) as Texts;
const all = (locale: string): Texts => Object.assign({}, ...SLICES.map((slice) => textsOf(slice, locale))) as Texts;
// a street's own names come in both languages: `category` and `categoryEn`
const params = (text: string): string[] => [...text.matchAll(/\{\{(\w+?)(?:En)?\}\}/g)].map((match) => match[1]!).sort();

describe.each(SLICES)('%s', (slice) => {
  const [chinese, english] = [textsOf(slice, 'zh-CN'), textsOf(slice, 'en')];
  it('says the same codes, with the same parameters, in both languages', () => {
    expect(Object.keys(english)).toEqual(Object.keys(chinese));
    for (const [code, text] of Object.entries(chinese)) expect([code, params(english[code]!)]).toEqual([code, params(text)]);
  });
  it('is plain: one sentence, nothing shouted', () => {
    for (const text of [...Object.values(chinese), ...Object.values(english)]) {
      expect(text).not.toMatch(/[!！]|\n/);
      expect(text.trim()).toBe(text);
    }
  });
  it('has a sentence for every code its rules give', () => {
    const said = all('zh-CN');
    const codes = sourcesOf(`${__dirname}/../../../domain/src/${slice}`).flatMap((source) => [...source.matchAll(/'([A-Z]+(?:_[A-Z]+)*\.[A-Z]+(?:_[A-Z]+)*)'/g)].map((match) => match[1]!));
    expect(codes.length).toBeGreaterThan(0);
    expect([...new Set(codes)].filter((code) => !(code in said))).toEqual([]);
  });
});

function sourcesOf(folder: string): string[] {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return sourcesOf(path);
    return path.endsWith('.ts') && !path.endsWith('.spec.ts') ? [fs.readFileSync(path, 'utf8')] : [];
  });
}

it('names every code of the lists, and no stranger among the forms', () => {
  const said = all('en');
  const lists = [...FIELD_CODES, ...FORM_CODES, ...BUDGET_CODES, ...ROUND_CODES, ...ROUND_WARNING_CODES, ...EVIDENCE_CODES, ...ORGANIZATION_CODES, ...OPTIMISATION_CODES, ...ACTIVITY_CODES];
  expect(lists.filter((code) => !(code in said))).toEqual([]);
  expect(Object.keys(zh).sort()).toEqual([...FIELD_CODES, ...FORM_CODES, ...BUDGET_CODES].sort());
});

it('reads as it should when it is filled in', () => {
  const rules: BudgetRules = {
    budget: { categories: [{ id: 'a', name: { zh: '活动费' } }, { id: 'm', name: { zh: '管理费', en: 'Overhead' } }], caps: [{ id: 'm', clause: '管理费不超过资助资金的 10%', kind: 'share_of_grant', category: 'm', maxBp: 1000 }] },
    maxRequestFen: null,
    overCap: 'invalid',
    grant: { kind: 'requested', maxFen: null },
  };
  const line = (category: string, yuan: number) => ({ id: category, category, content: 'x', unitPriceFen: yuan * 100, quantityHundredths: 100, source: 'grant' as const });
  const [found] = checkBudget(rules, [line('a', 10_800), line('m', 2_400)]).problems;
  const say = (texts: Texts) => texts[found!.code]!.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(found!.params![name]));
  expect(say(zh)).toBe('“管理费”合计 ¥2,400.00，超过资助资金的 10%，即 ¥1,320.00（管理费不超过资助资金的 10%），请减少 ¥1,200.00');
  expect(say(en)).toBe('“Overhead” comes to ¥2,400.00, above 10% of the grant, which is ¥1,320.00 (管理费不超过资助资金的 10%); please take out ¥1,200.00');
});
