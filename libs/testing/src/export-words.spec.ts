import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { APPLICATION_STATES } from '@weichuang/domain/applications/application.machine';
import { AWARD_OUTCOMES } from '@weichuang/domain/applications/outcome';
import { awardMachine } from '@weichuang/domain/awards/award.machine';
import { projectMachine } from '@weichuang/domain/agreements/project.machine';
import { trancheMachine } from '@weichuang/domain/disbursements/tranche.machine';
import { scorecardMachine } from '@weichuang/domain/judging/scorecard.machine';

const root = join(__dirname, '..', '..', '..');
type Texts = { readonly [key: string]: string | Texts };
const read = (path: string): Texts => JSON.parse(readFileSync(join(root, path), 'utf8')) as Texts; // files of ours

/** The texts under the first key of this name that say `known`, however deep. */
function under(texts: Texts, key: string, known: string): Texts | null {
  for (const [name, value] of Object.entries(texts)) {
    if (typeof value === 'string') continue;
    const found = name === key && known in value ? value : under(value, key, known);
    if (found) return found;
  }
  return null;
}

const CASES = [
  ['application', 'applications', 'state', [...APPLICATION_STATES, ...AWARD_OUTCOMES]],
  ['scorecard', 'judging', 'sheetState', scorecardMachine.states],
  ['award', 'awards', 'state', awardMachine.states],
  ['project', 'stats', 'project', projectMachine.states],
  ['tranche', 'disbursements', 'state', trancheMachine.states],
] as const;

// The workbook stands beside the pages: whoever compares them reads the same words.
it.each(CASES.flatMap(([words, slice, key, states]) => (['zh-CN', 'en'] as const).map((language) => [words, language, slice, key, states] as const)))(
  'the workbook names the states of %s in %s as the pages do', (words, language, slice, key, states) => {
    const said = read(`libs/contracts/src/stats/export.${language}.json`);
    const pages = under(read(`apps/admin/src/features/${slice}/messages/${language}.json`), key, states[0] ?? '');
    expect(Object.fromEntries(states.map((state) => [state, said[`EXPORT.${words}.${state}`]]))).toEqual(Object.fromEntries(states.map((state) => [state, pages?.[state]])));
  });
