import { getRoundAwards, givePrize, listMyAwards } from '@weichuang/contracts/awards/decision';
import {
  closeNotice, discardNotice, draftNotice, editNotice, getNotice, getPortalNotice, getRoundResults, listPortalNotices, publishNotice,
} from '@weichuang/contracts/awards/notice';
import { sendObjection } from '@weichuang/contracts/awards/objection';
import { ownerOf } from '@weichuang/testing/builders/applications';
import { decidedRound, type DecidedRound } from '@weichuang/testing/builders/awards';
import { readPdf, withoutBlanks } from '@weichuang/testing/pdf';
import { testApi, type TestApi } from '@weichuang/testing/api';
import type { Client, World } from '@weichuang/testing/world';
import { randomUUID } from 'node:crypto';
import { permissions } from '../permissions';
import { slices } from '../slices';

let t: TestApi;
beforeAll(async () => {
  t = await testApi(slices, permissions);
});
afterAll(() => t.close());
afterEach(() => t.house.clock.moveTo(new Date()));

interface Place { w: World; round: DecidedRound; handler: Client; noticeId: string; params: { roundId: string } }

async function drafted(at = '2026-02-12T01:00:00Z', config: Parameters<typeof decidedRound>[3] = {}): Promise<Place> {
  const w = await t.world();
  await w.at(at);
  const round = await decidedRound(w, 4, 2, config);
  const handler = await w.as('street_handler');
  const params = { roundId: round.roundId };
  const { id } = await handler.do(draftNotice, { params });
  return { w, round, handler, noticeId: id, params };
}
async function published(at = '2026-02-12T01:00:00Z'): Promise<Place> {
  const place = await drafted(at);
  await place.handler.do(publishNotice, { params: { id: place.noticeId }, body: { revision: 1 } });
  return place;
}
const states = (w: World, roundId: string) => w.rows<{ state: string }>('SELECT state FROM award WHERE round_id = $1 ORDER BY rank', [roundId]).then((rows) => rows.map((row) => row.state));
const roundState = (w: World, roundId: string) => w.rows<{ state: string }>('SELECT state FROM round WHERE id = $1', [roundId]).then((rows) => rows[0]?.state);

it('drafts the notice from the approved decision', async () => {
  const { handler, noticeId, round, w, params } = await drafted();
  const notice = await handler.do(getNotice, { params: { id: noticeId } });
  expect(notice).toMatchObject({ kind: 'main', number: null, state: 'draft', title: '社区微创投公益大赛拟资助项目公示', proposed: { startsOn: '2026-02-12', endsOn: '2026-02-25', certain: true } });
  expect(notice.content.lines.map((line) => [line.awardId, line.amountFen])).toEqual(round.awardIds.slice(0, 2).map((id) => [id, 2_000_000]));
  expect((await handler.call(draftNotice, { params })).problem.code).toBe('NOTICE.DRAFT_EXISTS');
  expect((await (await w.as('street_leader')).call(draftNotice, { params })).status).toBe(403);
  expect((await (await w.stranger()).call(draftNotice, { params })).status).toBe(404);
  expect((await (await w.stranger()).call(getNotice, { params: { id: noticeId } })).status).toBe(404);
});

it('drafts nothing of a decision that is not approved', async () => {
  const w = await t.world();
  const round = await decidedRound(w, 2, 1);
  await w.rows(`UPDATE decision SET state = 'submitted' WHERE id = $1`, [round.decisionId]);
  expect((await (await w.as('street_handler')).call(draftNotice, { params: { roundId: round.roundId } })).problem.code).toBe('DECISION.NOT_APPROVED');
});

it('lets staff change title and text, never the list, and throw a draft away', async () => {
  const { handler, noticeId, w } = await drafted();
  const params = { id: noticeId };
  const edited = await handler.do(editNotice, { params, body: { revision: 1, title: '2026年社区微创投拟资助项目公示', paragraphs: ['经研究，公示如下。'] } });
  expect(edited).toMatchObject({ title: '2026年社区微创投拟资助项目公示', content: { paragraphs: ['经研究，公示如下。'] } });
  expect(edited.content.lines).toHaveLength(2);
  expect((await handler.call(editNotice, { params, body: { revision: 1, title: '旧', paragraphs: ['旧'] } })).problem.code).toBe('REVISION.STALE');
  expect((await (await w.as('auditor')).call(editNotice, { params, body: { revision: 2, title: '旧', paragraphs: ['旧'] } })).status).toBe(403);
  expect((await (await w.as('auditor')).call(discardNotice, { params })).status).toBe(403);
  await handler.do(discardNotice, { params });
  expect((await handler.call(getNotice, { params })).status).toBe(404);
});

it.each([
  ['over the Spring Festival and its make-up Saturday', '2026-02-12T01:00:00Z', '2026-02-12', '2026-02-25', '2026-02-25T16:00:00.000Z'],
  ['over Labour Day', '2026-04-29T01:00:00Z', '2026-04-29', '2026-05-08', '2026-05-08T16:00:00.000Z'],
  ['late at night in UTC it is the next day in China', '2026-03-01T17:00:00Z', '2026-03-02', '2026-03-06', '2026-03-06T16:00:00.000Z'],
])('runs five working days: %s', async (_, at, startsOn, endsOn, endsAt) => {
  const { w, noticeId } = await published(at);
  expect(await w.nobody().do(getPortalNotice, { params: { noticeId } })).toMatchObject({ startsOn, endsOn, endsAt, phase: 'running', mayObject: true });
});

it('is published from a working day that is still to come', async () => {
  const { handler, noticeId, w } = await drafted('2026-02-10T01:00:00Z');
  const publish = (startsOn: string) => handler.call(publishNotice, { params: { id: noticeId }, body: { revision: 1, startsOn } });
  expect((await publish('2026-02-09')).problem.code).toBe('NOTICE.STARTS_IN_THE_PAST');
  expect((await publish('2026-02-16')).problem).toMatchObject({ status: 422, code: 'NOTICE.NOT_A_WORKDAY' });
  expect((await publish('2026-02-12')).body).toMatchObject({ state: 'published', startsOn: '2026-02-12', endsOn: '2026-02-25' });
  expect(await w.nobody().do(getPortalNotice, { params: { noticeId } })).toMatchObject({ phase: 'coming', mayObject: true });
});

it('warns of a year without published holidays, and is published only after somebody confirmed the days', async () => {
  const { handler, noticeId } = await drafted('2026-12-30T01:00:00Z');
  expect((await handler.do(getNotice, { params: { id: noticeId } })).proposed).toEqual({ startsOn: '2026-12-30', endsOn: '2027-01-05', certain: false });
  const publish = (daysConfirmed: boolean) => handler.call(publishNotice, { params: { id: noticeId }, body: { revision: 1, daysConfirmed } });
  expect((await publish(false)).problem.code).toBe('NOTICE.DAYS_UNCERTAIN');
  expect((await publish(true)).body).toMatchObject({ state: 'published', calendarCertain: false });
});

it('numbers the street’s notices of a year without gaps, and moves awards, decision and round on', async () => {
  const { w, handler, round, noticeId, params } = await published();
  const first = await w.nobody().do(getPortalNotice, { params: { noticeId } });
  expect(first.number).toBe('测试公示〔2026〕1号');
  expect(await states(w, round.roundId)).toEqual(['noticed', 'noticed', 'waitlisted', 'waitlisted']);
  expect(await roundState(w, round.roundId)).toBe('noticing');
  expect((await handler.do(getRoundAwards, { params })).decision).toMatchObject({ state: 'published' });
  const second = await decidedRound(w, 1, 1);
  const { id } = await handler.do(draftNotice, { params: { roundId: second.roundId } });
  expect((await handler.do(publishNotice, { params: { id }, body: { revision: 1 } })).number).toBe('测试公示〔2026〕2号');
});

it('is published once, by staff of this street, not over a newer draft', async () => {
  const { w, handler, noticeId } = await drafted();
  const params = { id: noticeId };
  expect((await (await w.as('street_leader')).call(publishNotice, { params, body: { revision: 1 } })).status).toBe(403);
  expect((await (await w.stranger()).call(publishNotice, { params, body: { revision: 1 } })).status).toBe(404);
  expect((await handler.call(publishNotice, { params, body: { revision: 9 } })).problem.code).toBe('REVISION.STALE');
  const answers = await Promise.all([1, 2, 3].map(() => handler.call(publishNotice, { params, body: { revision: 1 } })));
  expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409, 409]);
  expect((await handler.call(editNotice, { params, body: { revision: 2, title: '改', paragraphs: ['改'] } })).problem.code).toBe('NOTICE.NOT_DRAFT');
  expect((await handler.call(discardNotice, { params })).problem.code).toBe('NOTICE.NOT_DRAFT');
});

it('is closed after its last moment, and grants what nobody objected to', async () => {
  const { w, handler, round, noticeId, params } = await published();
  const close = (client = handler, revision = 2) => client.call(closeNotice, { params: { id: noticeId }, body: { revision } });
  await w.at('2026-02-25T15:59:00Z');
  expect((await close()).problem).toMatchObject({ status: 409, code: 'NOTICE.RUNNING' });
  await w.at('2026-02-25T16:00:01Z');
  expect((await close(await w.as('street_leader'))).status).toBe(403);
  expect((await close(await w.stranger())).status).toBe(404);
  expect((await close()).body).toEqual({ state: 'closed_clean', granted: 2, held: 0 });
  expect(await states(w, round.roundId)).toEqual(['granted', 'granted', 'waitlisted', 'waitlisted']);
  expect(await roundState(w, round.roundId)).toBe('executing');
  expect((await close(handler, 3)).problem.code).toBe('STATE.WRONG');
  const heard = await w.rows<{ data: object }>(`SELECT data FROM event_log WHERE kind = 'award.grant' AND round_id = $1 ORDER BY id`, [params.roundId]);
  expect(heard[0]?.data).toMatchObject({ applicationId: round.applications[0]?.id, organizationId: round.applications[0]?.organizationId, amountFen: 2_000_000 });
  const results = await w.nobody().do(getRoundResults, { params });
  expect(results).toMatchObject({ totalFen: 4_000_000, notices: [{ phase: 'over' }] });
  expect(results.awards.map((row) => row.project)).toEqual(round.applications.slice(0, 2).map((one) => one.title));
  const own = await ownerOf(w, round.applications[0] ?? { organizationId: '' });
  expect((await own.do(listMyAwards)).rows).toMatchObject([{ amountFen: 2_000_000, state: 'granted', actions: [{ event: 'decline', allowed: true }] }]);
});

it('holds only the award that somebody objected to', async () => {
  const { w, handler, round, noticeId } = await published();
  await w.nobody().do(sendObjection, { params: { noticeId }, body: { key: randomUUID(), awardId: round.awardIds[0] ?? '', name: '李四', contact: '13900001111', statement: '该项目去年已经获得区级资助，属于重复申报。' } });
  await w.at('2026-02-26T01:00:00Z');
  expect(await handler.do(closeNotice, { params: { id: noticeId }, body: { revision: 2 } })).toEqual({ state: 'closed_with_objections', granted: 1, held: 1 });
  expect(await states(w, round.roundId)).toEqual(['noticed', 'granted', 'waitlisted', 'waitlisted']);
  expect(await roundState(w, round.roundId)).toBe('noticing');
});

it('tells a visitor nothing of drafts, and everything of what is published', async () => {
  const { w, noticeId, handler, params } = await drafted();
  expect((await w.nobody().call(getPortalNotice, { params: { noticeId } })).status).toBe(404);
  expect((await w.nobody().download(`/portal/notices/${noticeId}/pdf`)).status).toBe(404);
  expect((await w.nobody().do(getRoundResults, { params })).awards).toEqual([]);
  const mine = async () => (await w.nobody().do(listPortalNotices, { query: { tenantId: w.tenantId } })).rows;
  expect(await mine()).toEqual([]);
  await handler.do(publishNotice, { params: { id: noticeId }, body: { revision: 1 } });
  expect(await mine()).toMatchObject([{ id: noticeId, projects: 2, phase: 'running', startsOn: '2026-02-12', endsOn: '2026-02-25' }]);
  const later = await decidedRound(w, 1, 1);
  const newer = await handler.do(draftNotice, { params: { roundId: later.roundId } });
  await handler.do(publishNotice, { params: { id: newer.id }, body: { revision: 1 } });
  const first = await w.nobody().do(listPortalNotices, { query: { limit: 1, tenantId: w.tenantId } });
  expect(first.rows.map((row) => row.id)).toEqual([newer.id]);
  const second = await w.nobody().do(listPortalNotices, { query: { limit: 1, tenantId: w.tenantId, after: first.next ?? '' } });
  expect([second.rows.map((row) => row.id), second.next]).toEqual([[noticeId], null]);
});

const wordsOf = async (bytes: Buffer) => withoutBlanks((await readPdf(bytes)).pages.join(''));

const CANARIES = ['13877776666', '320214198001019876', '6222021234567890123', 'canary@secret.example', '金丝雀路88号', '保密联系人'];

it('says nothing of an applicant but project, organization, community and amount', async () => {
  const w = await t.world();
  await w.at('2026-02-12T01:00:00Z');
  const round = await decidedRound(w, 2, 1, { prizes: [{ id: 'first', name: { zh: '一等奖' }, quota: 1, amountFen: 0 }] });
  const [application] = round.applications;
  const secrets = { contactPhone: CANARIES[0], idNumber: CANARIES[1], account: CANARIES[2], contactEmail: CANARIES[3], address: CANARIES[4], contactName: CANARIES[5] };
  await w.rows('UPDATE organization SET profile = $2 WHERE id = $1', [application?.organizationId, JSON.stringify(secrets)]);
  await w.rows(`UPDATE application SET answers = answers || $2, title = '邻里守望 13877776666 账号6222021234567890123' WHERE id = $1`, [application?.id, JSON.stringify(secrets)]);
  // it could leak: the rows hold it
  expect(JSON.stringify(await w.rows('SELECT a.answers, a.title, o.profile FROM application a JOIN organization o ON o.id = a.organization_id WHERE a.id = $1', [application?.id]))).toContain(CANARIES[2]);
  const handler = await w.as('street_handler');
  const params = { roundId: round.roundId };
  await handler.do(givePrize, { params, body: { applicationId: application?.id ?? '', tierId: 'first' } });
  const { id } = await handler.do(draftNotice, { params });
  await handler.do(publishNotice, { params: { id }, body: { revision: 1 } });
  await w.at('2026-02-26T01:00:00Z');
  await handler.do(closeNotice, { params: { id }, body: { revision: 2 } });
  const nobody = w.nobody();
  const shown = [
    JSON.stringify(await nobody.do(getPortalNotice, { params: { noticeId: id } })),
    JSON.stringify(await nobody.do(listPortalNotices, { query: { tenantId: w.tenantId } })),
    JSON.stringify(await nobody.do(getRoundResults, { params })),
    await wordsOf((await nobody.download(`/portal/notices/${id}/pdf`)).bytes),
    JSON.stringify(await w.rows('SELECT content FROM public_notice WHERE id = $1', [id])),
  ];
  for (const text of shown) for (const canary of CANARIES) expect(text).not.toContain(canary);
  expect(shown[0]).toContain('138****66');
  expect(Object.keys((await nobody.do(getPortalNotice, { params: { noticeId: id } })).content.lines[0] ?? {}).sort()).toEqual(['amountFen', 'applicationNumber', 'awardId', 'community', 'organization', 'project']);
});

it('names the judges only where the round’s rules say so', async () => {
  const judged = async (showJudges: boolean) => {
    const w = await t.world();
    const round = await decidedRound(w, 1, 1);
    await w.rows(`UPDATE round SET config = jsonb_set(config, '{notice,showJudges}', $2::jsonb) WHERE id = $1`, [round.roundId, String(showJudges)]);
    const judge = await w.person('周敏评委');
    await w.rows(`INSERT INTO panel_judge (id, tenant_id, review_stage_id, round_id, user_id) SELECT gen_random_uuid(), tenant_id, id, round_id, $2 FROM review_stage WHERE round_id = $1`, [round.roundId, judge.userId]);
    return (await (await w.as('street_handler')).do(draftNotice, { params: { roundId: round.roundId } })).content.judges;
  };
  expect(await judged(true)).toEqual(['周敏评委']);
  expect(await judged(false)).toBeNull();
});

it('is a PDF for everybody once it is out, for staff before', async () => {
  const { w, handler, noticeId } = await drafted();
  const draft = await handler.download(`/notices/${noticeId}/pdf`);
  expect(draft.status).toBe(200);
  await handler.do(publishNotice, { params: { id: noticeId }, body: { revision: 1 } });
  const paper = await w.nobody().download(`/portal/notices/${noticeId}/pdf`);
  expect(paper.headers['content-type']).toBe('application/pdf');
  const text = await wordsOf(paper.bytes);
  for (const said of ['拟资助项目公示', '测试公示〔2026〕1号', '0510-88880000', '20,000.00']) expect(text).toContain(said);
  // the draft proves nothing; what is out bears a code
  expect(await wordsOf(draft.bytes)).not.toContain('核验码');
  const [{ code }] = (await w.rows<{ code: string }>('SELECT code FROM issued_paper WHERE subject_id = $1', [noticeId])) as [{ code: string }];
  expect(text).toContain(`核验码：${code}`);
});

it('shows a street’s notices, awards, prizes and objections to no other street: without its tenant a query finds nothing', async () => {
  const { w } = await published();
  const other = await t.world();
  for (const table of ['envelope', 'decision', 'award', 'public_notice', 'notice_number', 'prize', 'objection']) {
    const seen = await t.house.asSystem(other.tenantId, (ctx) => ctx.em.query(`SELECT count(*)::int AS n FROM ${table} WHERE tenant_id = $1`, [w.tenantId]));
    expect([table, seen]).toEqual([table, [{ n: 0 }]]);
  }
});
