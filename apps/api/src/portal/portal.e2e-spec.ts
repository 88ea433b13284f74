import { getCallPage, listCalls, previewCallPage } from '@weichuang/contracts/portal/calls';
import { testApi, type TestApi } from '@weichuang/testing/api';
import { publishedRound } from '@weichuang/testing/builders/calls';
import { need } from '@weichuang/testing/builders/needs';
import { permissions } from '../permissions';
import { slices } from '../slices';

let t: TestApi;
beforeAll(async () => {
  t = await testApi(slices, permissions);
});
afterAll(() => t.close());

it('lists the published calls of all streets to anybody, what is open first', async () => {
  const [one, two] = [await t.world(), await t.world()];
  const made = {
    open: await publishedRound(one),
    coming: await publishedRound(two, { state: 'published' }),
    // opened by the clock, though nobody has swept yet
    unswept: await publishedRound(two, { state: 'published', opensIn: '-1 minutes', closesIn: '3 days' }),
    running: await publishedRound(one, { state: 'reviewing' }),
    draft: await publishedRound(one, { state: 'draft' }),
    cancelled: await publishedRound(one, { state: 'cancelled' }),
  };
  await need(one, made.open.roundId);
  await need(one, made.open.roundId, { state: 'filed' });
  const { rows } = await one.nobody().do(listCalls);
  const phases = new Map(rows.map((row) => [row.id, row.phase]));
  expect(Object.entries(made).map(([name, { roundId }]) => [name, phases.get(roundId)])).toEqual([
    ['open', 'open'], ['coming', 'coming'], ['unswept', 'open'], ['running', 'running'], ['draft', undefined], ['cancelled', undefined],
  ]);
  expect(rows.find((row) => row.id === made.open.roundId)).toMatchObject({ grantFen: 2_000_000, poolFen: 66_000_000, needs: 1, tracks: [{ id: 'org' }, { id: 'self' }] });
  expect(rows.slice(0, 2).map((row) => row.id)).toEqual([made.unswept.roundId, made.open.roundId]);
});

it('shows all that an applicant must know, and no more', async () => {
  const w = await t.world();
  const { roundId, config } = await publishedRound(w);
  const listed = await need(w, roundId);
  await need(w, roundId, { state: 'filed' });
  const page = await w.nobody().do(getCallPage, { params: { roundId } });
  expect(page).toMatchObject({
    id: roundId, phase: 'open', needs: [{ id: listed, community: '春申社区', surveyCount: 86 }],
    rules: { budget: config.budget, eligibility: config.eligibility, calendar: config.calendar, notice: config.notice },
  });
  expect(page.rules).not.toHaveProperty('numbering');
  expect(page.rubrics).toHaveLength(2);
  expect(page.rubrics[0]?.sections[0]?.fields[0]).toMatchObject({ max: expect.any(String) as string });
  expect(page.applicationForms.map((form) => form.trackIds)).toEqual([['org'], ['self']]);
  expect(page.results).toEqual([]);
});

it('keeps a draft to itself, and what does not exist looks the same', async () => {
  const w = await t.world();
  const { roundId } = await publishedRound(w, { state: 'draft' });
  const [hidden, none] = [await w.nobody().call(getCallPage, { params: { roundId } }), await w.nobody().call(getCallPage, { params: { roundId: w.tenantId } })];
  expect(hidden.status).toBe(404);
  expect({ ...hidden.problem, requestId: '' }).toEqual({ ...none.problem, requestId: '' });
});

it('tells why a call was cancelled', async () => {
  const w = await t.world();
  const { roundId } = await publishedRound(w, { state: 'cancelled' });
  await w.rows(`UPDATE round SET cancelled_reason = '资金调整' WHERE id = $1`, [roundId]);
  expect(await w.nobody().do(getCallPage, { params: { roundId } })).toMatchObject({ phase: 'cancelled', cancelledReason: '资金调整' });
});

it('previews a draft for those who set it up, and for nobody else', async () => {
  const w = await t.world();
  const { roundId } = await publishedRound(w, { state: 'draft', config: (config) => ({ ...config, calendar: { ...config.calendar, closeAt: '' } }) });
  expect(await (await w.as('street_handler')).do(previewCallPage, { params: { roundId } })).toMatchObject({ id: roundId, state: 'draft', publishedAt: null });
  expect((await (await w.stranger()).call(previewCallPage, { params: { roundId } })).status).toBe(404);
  expect((await (await w.as('community_committee', { communityId: w.communityIds[0] })).call(previewCallPage, { params: { roundId } })).status).toBe(403);
  expect((await w.nobody().call(previewCallPage, { params: { roundId } })).status).toBe(401);
});
