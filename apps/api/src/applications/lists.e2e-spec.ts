import type { Output } from '@weichuang/contracts/http/route';
import { ApplicationListRow, countApplications, listApplications, listMyApplications, listOpenCalls } from '@weichuang/contracts/applications/lists';
import { createApplication } from '@weichuang/contracts/applications/writing';
import { PageOf } from '@weichuang/contracts/http/shapes';
import { newId } from '@weichuang/kernel/id';
import { testApi, type TestApi } from '@weichuang/testing/api';
import { applications, organization, ownerOf, qualifiedApplications } from '@weichuang/testing/builders/applications';
import { decidedRound } from '@weichuang/testing/builders/awards';
import { publishedRound } from '@weichuang/testing/builders/calls';
import { runningProject } from '@weichuang/testing/builders/projects';
import { permissions } from '../permissions';
import { slices } from '../slices';

let t: TestApi;
beforeAll(async () => {
  t = await testApi(slices, permissions);
});
afterAll(() => t.close());

type Page = Output<typeof listApplications>;

async function filled() {
  const w = await t.world();
  const round = await publishedRound(w);
  const submitted = await applications(w, round, 9);
  const qualified = await qualifiedApplications(w, round, 5);
  const drafts = await applications(w, round, 2, { state: 'draft' });
  const own = await applications(w, round, 3, { trackId: 'self' });
  await w.rows(`UPDATE application a SET search = a.title || ' ' || a.number || ' ' || o.name FROM organization o WHERE o.id = a.organization_id AND a.round_id = $1 AND a.number IS NOT NULL`, [round.roundId]);
  const staff = await w.as('street_handler');
  const list = (query: Parameters<typeof staff.call<typeof listApplications>>[1] extends infer I ? (I extends { query?: infer Q } ? Partial<Q> : never) : never = {}) =>
    staff.do(listApplications, { params: { roundId: round.roundId }, query: { ...query } as never }) as Promise<Page>;
  return { w, round, staff, list, submitted, qualified, drafts, own };
}

it('gives exactly the contract’s columns, drafts left out, newest first', async () => {
  const p = await filled();
  const page = await p.list();
  expect(PageOf(ApplicationListRow.strict()).strict().parse(page)).toBeTruthy();
  expect(page.total).toEqual({ count: 17, capped: false });
  expect(page.rows.map((row) => row.submittedAt)).toEqual([...page.rows.map((row) => row.submittedAt)].sort().reverse());
  const ids = new Set(page.rows.map((row) => row.id));
  expect(p.drafts.some((one) => ids.has(one.id))).toBe(false);
});

it.each(['submittedAt', '-submittedAt', 'requestedFen', '-requestedFen', 'number', '-number'] as const)('sorted by %s, its pages join without a gap or a repetition', async (sort) => {
  const p = await filled();
  const whole = await p.list({ sort });
  const joined: string[] = [];
  let after: string | undefined;
  do {
    const page: Page = await p.list({ sort, limit: 4, ...(after === undefined ? {} : { after }) });
    joined.push(...page.rows.map((row) => row.id));
    expect(page.total.count).toBe(17);
    after = page.next ?? undefined;
  } while (after !== undefined);
  expect(joined).toEqual(whole.rows.map((row) => row.id));
});

it('filters by state, track, community and words, alone and together', async () => {
  const p = await filled();
  expect((await p.list({ state: 'qualified' })).total.count).toBe(5);
  expect((await p.list({ state: 'qualified,submitted' })).total.count).toBe(17);
  expect((await p.list({ track: 'self' })).rows.map((row) => row.trackId)).toEqual(['self', 'self', 'self']);
  const community = p.w.communityIds[0] as string;
  expect((await p.list({ community })).rows.every((row) => row.community?.id === community)).toBe(true);
  expect((await p.list({ community, state: 'qualified', track: 'org' })).rows.length).toBeGreaterThan(0);
  expect((await p.list({ state: 'withdrawn' })).rows).toEqual([]);
});

it.each([
  ['one character', '河', 1],
  ['a word of two', '老人', 1],
  ['a longer one', '智能手机课堂', 1],
  ['a name of an organization', '阳光社会工作', 1],
  ['a number', 'TEST-SQ', 17],
  ['small letters', 'test-sq', 17],
  ['what is nowhere', '区块链', 0],
  ['signs of patterns', '100%_', 0],
])('finds by %s', async (_, q, least) => {
  const p = await filled();
  const page = await p.list({ q });
  if (least === 0) expect(page.rows).toEqual([]);
  else expect(page.rows.length).toBeGreaterThanOrEqual(least);
});

it('finds in its own round and street alone', async () => {
  const [a, b] = [await filled(), await filled()];
  const ids = new Set((await b.list({ q: '老人' })).rows.map((row) => row.id));
  for (const row of (await a.list({ q: '老人' })).rows) expect(ids.has(row.id)).toBe(false);
});

it.each(['~', 'x~y', `x~${'0'.repeat(8)}-0000-0000-0000-${'0'.repeat(12)}`, "'; DROP TABLE application; --~00000000-0000-0000-0000-000000000000"])('refuses the cursor %j', async (after) => {
  const w = await t.world();
  const round = await publishedRound(w);
  expect((await (await w.as('auditor')).call(listApplications, { params: { roundId: round.roundId }, query: { after } })).problem).toMatchObject({ status: 422, code: 'LIST.CURSOR' });
});

it('walks an index for every sort, alone and with each filter', async () => {
  const w = await t.world();
  const round = await publishedRound(w);
  const [one] = await applications(w, round, 1);
  await w.rows(
    `INSERT INTO application (id, tenant_id, round_id, organization_id, track_id, community_id, form_version_id, title, number, requested_fen, state, submitted_at, created_by)
     SELECT gen_random_uuid(), tenant_id, round_id, organization_id, track_id, (ARRAY[$2::uuid, $3::uuid, $4::uuid])[1 + i % 3], form_version_id, title, 'X' || i, i, (ARRAY['submitted', 'qualified', 'returned'])[1 + i % 3], now() - i * interval '1 second', created_by
     FROM application, generate_series(1, 6000) i WHERE id = $1`, [one?.id, ...w.communityIds]);
  await w.rows('ANALYZE application');
  const plans = await t.house.asSystem(w.tenantId, async (ctx) => {
    const found: string[] = [];
    for (const filter of ['', `AND a.state = 'qualified'`, `AND a.track_id = 'org'`, `AND a.community_id = '${w.communityIds[0]}'`])
      for (const sort of ['submitted_at', 'requested_fen', 'number']) {
        const rows: { 'QUERY PLAN': string }[] = await ctx.em.query(
          `EXPLAIN SELECT a.id FROM application a WHERE a.round_id = '${round.roundId}' AND a.number IS NOT NULL ${filter} AND (a.${sort}, a.id) < (${sort === 'submitted_at' ? 'now()' : sort === 'number' ? `'X500'` : '500'}, '${one?.id}') ORDER BY a.${sort} DESC, a.id DESC LIMIT 51`);
        const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
        if (!/Index (Only )?Scan Backward using application_by/.test(plan) || /Sort/.test(plan)) found.push(`${filter} ${sort}\n${plan}`);
      }
    return found;
  });
  expect(plans).toEqual([]);
});

it('counts where they stand, drafts as a number only', async () => {
  const p = await filled();
  expect(await p.staff.do(countApplications, { params: { roundId: p.round.roundId } })).toMatchObject({ states: { submitted: 12, qualified: 5 }, drafts: 2, tracks: [{ id: 'org' }, { id: 'self' }] });
});

it.each([['street_manager', 200], ['auditor', 200], ['undertaker', 200], ['judge', 404], ['supervisor', 403], ['community_committee', 403]] as const)('the list is for those who run the round: %s %i', async (role, status) => {
  const w = await t.world();
  const round = await publishedRound(w);
  const one = await w.as(role);
  expect((await one.call(listApplications, { params: { roundId: round.roundId } })).status).toBe(status);
  expect((await (await w.stranger()).call(listApplications, { params: { roundId: round.roundId } })).status).toBe(404);
  expect((await (await w.applicant()).call(listApplications, { params: { roundId: round.roundId } })).status).toBe(404);
});

describe('the applicant’s own', () => {
  it('sees the applications of its organizations in all streets, and nobody else’s', async () => {
    const [a, b] = [await t.world(), await t.world()];
    const [here, there] = [await publishedRound(a), await publishedRound(b)];
    const [one] = await applications(a, here, 2);
    if (!one) throw new Error('two were asked for');
    const [elsewhere] = await applications(b, there, 1, { organizationId: one.organizationId, state: 'draft' });
    const owner = await ownerOf(a, one);
    const { rows } = await owner.do(listMyApplications);
    expect(rows.map((row) => row.id).sort()).toEqual([one.id, elsewhere?.id].sort());
    expect(rows.find((row) => row.id === elsewhere?.id)).toMatchObject({ state: 'draft', due: there.config.calendar.closeAt });
    expect((await (await a.applicant()).do(listMyApplications)).rows).toEqual([]);
    expect((await (await a.as('street_manager')).do(listMyApplications)).rows).toEqual([]);
  });

  it('is shown the calls of every street with the tracks that fit its kind', async () => {
    const w = await t.world();
    const [open, soon] = [await publishedRound(w, { title: '开放中' }), await publishedRound(w, { state: 'published', title: '即将开放' })];
    for (const hidden of [{ state: 'draft' }, { state: 'cancelled' }, { closesIn: '-1 hours' }] as const) await publishedRound(w, { ...hidden, title: '看不见' });
    const groupId = await organization(w, '春申合唱队', 'filed_group');
    const applicant = await w.applicant();
    await w.grant(applicant.userId, 'applicant_owner', { organizationId: groupId });
    const { rows } = await applicant.do(listOpenCalls);
    const ours = rows.filter((row) => [open.roundId, soon.roundId].includes(row.roundId));
    expect(ours.map((row) => [row.title, row.phase]).sort()).toEqual([['即将开放', 'not_yet'], ['开放中', 'open']]);
    expect(rows.some((row) => row.title === '看不见')).toBe(false);
    const tracks = Object.fromEntries(ours[0]?.organizations.map((one) => [one.id, one.tracks.map((track) => track.id)]) ?? []);
    expect(tracks).toEqual({ [groupId]: ['self'], [applicant.organizationId]: ['org'] });
    await applicant.do(createApplication, { params: { roundId: open.roundId }, body: { organizationId: applicant.organizationId, trackId: 'org', title: '' } });
    const after = (await applicant.do(listOpenCalls)).rows.find((row) => row.roundId === open.roundId);
    expect(after?.organizations.find((one) => one.id === applicant.organizationId)?.begun).toBe(1);
  });
});

it('what came of an application reads the same for staff and for its own side, and nothing of it before a notice is out', async () => {
  const w = await t.world();
  const round = await decidedRound(w, 4, 1);
  const staff = await w.as('street_handler');
  const [first, second, third] = round.applications;
  if (!first || !second || !third) throw new Error('four were asked for');
  const [firstAward, secondAward, thirdAward] = round.awardIds;
  const owners = [await ownerOf(w, first), await ownerOf(w, second), await ownerOf(w, third)];
  const both = async () => {
    const rows = (await staff.do(listApplications, { params: { roundId: round.roundId }, query: {} as never })) as Page;
    const seen = [first, second, third].map((one) => rows.rows.find((row) => row.id === one.id)?.outcome);
    for (const [i, owner] of owners.entries()) expect((await owner.do(listMyApplications)).rows[0]?.outcome).toEqual(seen[i]);
    return seen.map((one) => one?.award);
  };
  const roundIs = (state: string) => w.rows('UPDATE round SET state = $2 WHERE id = $1', [round.roundId, state]);
  const nothing = [null, null, null];
  expect(await both()).toEqual(nothing);
  // the round has gone on to its notice, which is written and not out
  await roundIs('noticing');
  const notice = newId();
  await w.rows(`INSERT INTO public_notice (id, tenant_id, round_id, decision_id, title, content) SELECT $2, tenant_id, round_id, id, '公示', '{}' FROM decision WHERE round_id = $1`, [round.roundId, notice]);
  await w.rows(`UPDATE award SET notice_id = $2 WHERE id = $1`, [firstAward, notice]);
  expect(await both()).toEqual(nothing);
  await w.rows(`UPDATE public_notice SET state = 'published', published_at = now() WHERE id = $1`, [notice]);
  await w.rows(`UPDATE award SET state = 'noticed' WHERE id = $1`, [firstAward]);
  await w.rows(`UPDATE award SET state = 'not_funded' WHERE id = $1`, [thirdAward]);
  expect(await both()).toEqual(['proposed', 'waitlisted', 'not_funded']);
  // the notice is over and nothing was objected: now it is final
  await w.rows(`UPDATE award SET state = 'granted' WHERE id = $1`, [firstAward]);
  // moved up and approved, in a supplementary notice that is not out: it waits on
  await roundIs('executing');
  const more = newId();
  await w.rows(`INSERT INTO public_notice (id, tenant_id, round_id, decision_id, kind, title, content) SELECT $2, tenant_id, round_id, id, 'supplementary', '补充公示', '{}' FROM decision WHERE round_id = $1`, [round.roundId, more]);
  await w.rows(`UPDATE award SET state = 'approved', reason = 'ALLOCATION.PROMOTED', notice_id = $2 WHERE id = $1`, [secondAward, more]);
  expect(await both()).toEqual(['funded', 'waitlisted', 'not_funded']);
  await w.rows(`UPDATE award SET state = 'noticed' WHERE id = $1`, [secondAward]);
  expect(await both()).toEqual(['funded', 'proposed', 'not_funded']);
  // decided again: what was said is open once more
  await roundIs('deciding');
  expect(await both()).toEqual(nothing);
});

it('a project stands in the staff list with its own state', async () => {
  const w = await t.world();
  const round = await publishedRound(w, { state: 'executing' });
  const project = await runningProject(w, round);
  const page = (await (await w.as('street_handler')).do(listApplications, { params: { roundId: round.roundId }, query: {} as never })) as Page;
  expect(page.rows.map((row) => row.outcome)).toMatchObject([{ project: { id: project.id, state: 'active' } }]);
});

it('tells whoever acts for no organization that he cannot apply', async () => {
  const w = await t.world();
  await publishedRound(w);
  expect((await (await w.as('street_handler')).do(listOpenCalls)).applies).toBe(false);
  expect((await (await w.applicant()).do(listOpenCalls)).applies).toBe(true);
});
