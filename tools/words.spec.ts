import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Words that were given up, and the one of docs/glossary.md that stands for the thing. */
const INSTEAD: readonly (readonly [given: RegExp, word: string])[] = [
  [/验证码|校验码/, '核验码 (a paper), 规则指纹 (rules)'],
  [/评估人(?!员)/, '评估方'],
  [/评审专家|专家评委组/, '评委'],
  [/街道主管|分管领导/, '街道负责人, 街道领导'],
  [/街道经办(?!人)/, '街道经办人'],
  [/承办单位/, '承办方'],
  [/审计员|(?<!监督)审计人员/, '监督审计'],
  [/往届|的征集(?!公告)|本轮征集(?!公告|需求)/, '轮次'],
  [/审计链|哈希链/, '事件链'],
];

const root = join(__dirname, '..');
const files = execFileSync('git', ['ls-files', '--', '*zh-CN.json', 'README.md', 'apps/api/src/demo-accounts.json', 'libs/documents/src/**/render.ts', 'apps/worker/src/reports/report-model.ts'], { cwd: root, encoding: 'utf8' })
  .split('\n').filter(Boolean);

it('says one word for one thing', () => {
  expect(files.length).toBeGreaterThan(40);
  const wrong = files.flatMap((file) =>
    readFileSync(join(root, file), 'utf8').split('\n').flatMap((line, at) =>
      INSTEAD.flatMap(([given, word]) => { const found = given.exec(line); return found ? [`${file}:${at + 1} ${found[0]} → ${word}`] : []; })));
  expect(wrong).toEqual([]);
});
