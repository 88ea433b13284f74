import { checkBudget } from '@weichuang/domain/applications/budget';
import { TEMPLATES } from '@weichuang/domain/calls/templates/library';
import type { BudgetLine, FormDefinition } from '@weichuang/domain/forms/definition';
import { validateAnswers } from '@weichuang/domain/forms/validate';
import { testApi, type TestApi } from '@weichuang/testing/api';
import { qualifiedApplications } from '@weichuang/testing/builders/applications';
import { publishedRound } from '@weichuang/testing/builders/calls';
import { permissions } from '../permissions';
import { slices } from '../slices';

let t: TestApi;
beforeAll(async () => {
  t = await testApi(slices, permissions);
});
afterAll(() => t.close());

it.each(TEMPLATES.flatMap((template) => template.config.tracks.map((track) => ({ template, trackId: track.id, name: `${template.id} ${track.id}` }))))(
  'applications built for $name are complete by the rules of their round',
  async ({ template, trackId }) => {
    const w = await t.world();
    const round = await publishedRound(w, { template });
    const [first, second] = await qualifiedApplications(w, round, 2, { trackId });
    for (const one of [first, second]) {
      if (!one) throw new Error('two were asked for');
      const [row] = await w.rows<{ definition: FormDefinition; state: string; versions: number }>(
        `SELECT f.definition, a.state, (SELECT count(*)::int FROM application_version v WHERE v.application_id = a.id) AS versions FROM application a JOIN form_version f ON f.id = a.form_version_id WHERE a.id = $1`,
        [one.id],
      );
      expect(row).toMatchObject({ state: 'qualified', versions: 1 });
      expect(validateAnswers(row?.definition ?? { sections: [] }, one.answers, { mode: 'final' })).toEqual([]);
      expect(checkBudget(round.config, one.answers['budget'] as BudgetLine[]).problems).toEqual([]);
    }
    expect(first?.organizationId).not.toBe(second?.organizationId);
  },
);
