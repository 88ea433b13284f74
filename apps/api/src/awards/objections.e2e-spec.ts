import { randomUUID } from 'node:crypto';
import { approveAward, getRoundAwards } from '@weichuang/contracts/awards/decision';
import { closeNotice, draftNotice, getPortalNotice, publishNotice } from '@weichuang/contracts/awards/notice';
import { getFile, removeFile } from '@weichuang/contracts/files/file';
import { addObjectionScan, admitObjection, dismissObjection, getObjectionStatus, listObjections, recordObjection, sendObjection, settleObjection } from '@weichuang/contracts/awards/objection';
import { decidedRound, type DecidedRound } from '@weichuang/testing/builders/awards';
import { testApi, type TestApi } from '@weichuang/testing/api';
import type { Client, World } from '@weichuang/testing/world';
import { permissions } from '../permissions';
import { slices } from '../slices';

let t: TestApi;
beforeAll(async () => {
  t = await testApi(slices, permissions, { env: { TRUST_PROXY: 'true' } });
});
afterAll(() => t.close());
afterEach(() => t.house.clock.moveTo(new Date()));

interface Place { w: World; round: DecidedRound; handler: Client; noticeId: string; params: { noticeId: string } }
let address = 0;
/** Each sender from an address of its own, so that tests do not use up each other's rate. */
const from = () => ({ 'x-forwarded-for': `10.0.${Math.floor(++address / 250)}.${address % 250}` });

async function noticed(): Promise<Place> {
  const w = await t.world();
  await w.at('2026-02-12T01:00:00Z');
  const round = await decidedRound(w, 4, 2);
  const handler = await w.as('street_handler');
  const { id } = await handler.do(draftNotice, { params: { roundId: round.roundId } });
  await handler.do(publishNotice, { params: { id }, body: { revision: 1 } });
  return { w, round, handler, noticeId: id, params: { noticeId: id } };
}

const statement = '该项目与去年区级资助的项目内容相同，属于重复申报。';
const written = (round: DecidedRound, more: object = {}) => ({ key: randomUUID(), awardId: round.awardIds[0] ?? '', name: '李四', contact: '13900001111', statement, ...more });
const send = ({ w, params, round }: Place, more: object = {}, headers = from()) => w.nobody().call(sendObjection, { params, body: written(round, more) }, headers);
const stored = (place: Place) => place.handler.do(listObjections, { params: { roundId: place.round.roundId } }).then(({ rows }) => rows);
const states = (place: Place) => place.w.rows<{ state: string }>('SELECT state FROM award WHERE round_id = $1 ORDER BY rank', [place.round.roundId]).then((rows) => rows.map((row) => row.state));
const pool = (place: Place) => place.w.rows<{ committed_fen: number }>('SELECT committed_fen FROM envelope WHERE round_id = $1', [place.round.roundId]).then((rows) => rows[0]?.committed_fen);

async function received(more: object = {}) {
  const place = await noticed();
  await send(place, more);
  const [objection] = await stored(place);
  if (!objection) throw new Error('nothing was received');
  return { ...place, objection };
}
const settled = { outcome: 'upheld' as const, findings: '经核查，情况属实。', reply: '感谢监督，已取消该项目拟资助资格。' };

it('is sent by anybody without signing in, and answered with a receipt', async () => {
  const place = await noticed();
  const answer = await send(place);
  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject({ number: expect.stringMatching(/^YY2026-[2-9A-Z]{4}-[2-9A-Z]{4}$/) as string, project: place.round.applications[0]?.title, anonymous: false });
  const [row] = await stored(place);
  expect(row).toMatchObject({ objectorName: '李四', objectorContact: '13900001111', statement, state: 'received', outcome: null });
});

it('is one objection, though the form is sent five times at once', async () => {
  const place = await noticed();
  const key = randomUUID();
  const answers = await Promise.all([1, 2, 3, 4, 5].map(() => send(place, { key })));
  expect(new Set(answers.map((answer) => `${answer.status} ${answer.body.number}`)).size).toBe(1);
  expect(await stored(place)).toHaveLength(1);
});

it.each([
  ['no name', { name: '' }, 'name', 'OBJECTION.NAME_MISSING'],
  ['no contact', { contact: ' ' }, 'contact', 'OBJECTION.CONTACT_MISSING'],
  ['too few words', { statement: '不公平' }, 'statement', 'OBJECTION.STATEMENT_TOO_SHORT'],
  ['control characters', { name: '李\u0007四' }, 'name', 'TEXT.CONTROL'],
  ['far too many words', { statement: '很'.repeat(4001) }, 'statement', 'INPUT.TOO_BIG'],
])('refuses a form with %s, beside its field', async (_, more, path, code) => {
  const answer = await send(await noticed(), more);
  expect(answer.status).toBe(400);
  expect(answer.problem.fields).toMatchObject([{ path, code }]);
});

it('is about a project of this notice, and comes from our own page', async () => {
  const place = await noticed();
  expect((await send(place, { awardId: place.round.awardIds[3] })).problem).toMatchObject({ status: 422, code: 'OBJECTION.NOT_IN_NOTICE' });
  const other = await noticed();
  expect((await send(place, { awardId: other.round.awardIds[0] })).problem.code).toBe('OBJECTION.NOT_IN_NOTICE');
  expect((await send(place, {}, { ...from(), origin: 'https://evil.example' } as never)).problem.code).toBe('ORIGIN.FOREIGN');
  expect((await place.w.nobody().call(sendObjection, { params: { noticeId: randomUUID() }, body: written(place.round) }, from())).status).toBe(404);
});

it('takes no more than ten from one address in ten minutes', async () => {
  const place = await noticed();
  const same = from();
  const answers = [];
  for (let i = 0; i < 11; i++) answers.push((await send(place, {}, same)).status);
  expect(answers).toEqual([...Array.from({ length: 10 }, () => 200), 429]);
});

it('is taken up to the last second of the notice', async () => {
  const place = await noticed();
  await place.w.at('2026-02-25T15:59:30Z');
  expect((await send(place)).status).toBe(200);
  await place.w.at('2026-02-25T16:00:01Z');
  expect((await send(place)).problem).toMatchObject({ status: 409, code: 'NOTICE.OVER', title: '公示期已于 2026-02-25(周三) 结束，不再受理异议；如有问题请电话联系 0510-88880000' });
});

it('is shown to whom it concerns in the street, and to nobody else', async () => {
  const { w, round } = await received();
  const params = { roundId: round.roundId };
  for (const role of ['street_leader', 'auditor', 'street_manager'] as const) expect((await (await w.as(role)).call(listObjections, { params })).status).toBe(200);
  for (const role of ['undertaker', 'street_finance', 'supervisor'] as const) expect((await (await w.as(role)).call(listObjections, { params })).status).toBe(403);
  expect((await (await w.stranger()).call(listObjections, { params })).status).toBe(404);
});

it('keeps the objector out of the log and off the public pages', async () => {
  const { w, params, objection, round } = await received();
  const log = JSON.stringify(await w.rows(`SELECT data FROM event_log WHERE round_id = $1`, [round.roundId]));
  const status = await w.nobody().do(getObjectionStatus, { params: { ...params, number: objection.number } }, from());
  const notice = await w.nobody().do(getPortalNotice, { params });
  for (const text of [log, JSON.stringify(status), JSON.stringify(notice)]) for (const secret of ['李四', '13900001111', statement]) expect(text).not.toContain(secret);
  expect(notice.outcomes).toEqual({ received: 1, open: 1, upheld: 0, rejected: 0, dismissed: 0, cancelled: [] });
});

it('is followed by its receipt number alone, whatever the case of its letters', async () => {
  const { w, params, objection } = await received();
  const ask = (number: string) => w.nobody().call(getObjectionStatus, { params: { ...params, number } }, from());
  expect((await ask(objection.number.toLowerCase())).body).toMatchObject({ step: 'received', outcome: null, reply: null });
  expect((await ask('YY2026-AAAA-AAAA')).status).toBe(404);
  const other = await noticed();
  expect((await w.nobody().call(getObjectionStatus, { params: { ...other.params, number: objection.number } }, from())).status).toBe(404);
});

it('is admitted by staff who had no part in the award', async () => {
  const { w, handler, objection } = await received();
  const admit = (client: Client, revision = 1) => client.call(admitObjection, { params: { id: objection.id }, body: { revision } });
  expect((await admit(await w.as('street_leader'))).status).toBe(403);
  expect((await admit(await w.stranger())).status).toBe(404);
  const involved = await w.as('street_manager');
  await w.rows('UPDATE decision SET submitted_by = $2 WHERE round_id = (SELECT round_id FROM objection WHERE id = $1)', [objection.id, involved.userId]);
  expect((await admit(involved)).problem).toMatchObject({ status: 403, code: 'OBJECTION.HANDLER_INVOLVED' });
  expect((await admit(handler, 2)).problem.code).toBe('REVISION.STALE');
  expect((await admit(handler)).body).toMatchObject({ state: 'admitted', revision: 2 });
  expect((await admit(handler, 2)).problem.code).toBe('STATE.WRONG');
});

it('is received without a name, but not admitted', async () => {
  const { w, handler, objection, params } = await received({ anonymous: true, name: '李四', contact: '13900001111' });
  expect(objection).toMatchObject({ anonymous: true, objectorName: null, objectorContact: null });
  expect((await handler.call(admitObjection, { params: { id: objection.id }, body: { revision: 1 } })).problem.code).toBe('OBJECTION.ANONYMOUS');
  expect((await handler.call(dismissObjection, { params: { id: objection.id }, body: { revision: 1, reason: ' ' } })).problem.code).toBe('REASON.REQUIRED');
  expect((await (await w.as('auditor')).call(dismissObjection, { params: { id: objection.id }, body: { revision: 1, reason: '匿名' } })).status).toBe(403);
  await handler.do(dismissObjection, { params: { id: objection.id }, body: { revision: 1, reason: '未署名，不符合受理条件' } });
  expect(await w.nobody().do(getObjectionStatus, { params: { ...params, number: objection.number } }, from())).toMatchObject({ step: 'closed', outcome: 'dismissed', reply: '未署名，不符合受理条件' });
});

it('is settled with findings and a reply, not before it was admitted, not twice', async () => {
  const { w, handler, objection } = await received();
  const settle = (client: Client, revision: number, more: object = {}) => client.call(settleObjection, { params: { id: objection.id }, body: { revision, ...settled, ...more } });
  expect((await settle(handler, 1)).problem.code).toBe('STATE.WRONG');
  await handler.do(admitObjection, { params: { id: objection.id }, body: { revision: 1 } });
  expect((await settle(handler, 2, { findings: ' ' })).problem.code).toBe('OBJECTION.NO_FINDINGS');
  expect((await settle(handler, 2, { reply: '' })).problem.code).toBe('OBJECTION.NO_REPLY');
  expect((await settle(handler, 1)).problem.code).toBe('REVISION.STALE');
  expect((await settle(await w.as('auditor'), 2)).status).toBe(403);
  expect((await settle(await w.stranger(), 2)).status).toBe(404);
  const involved = await w.as('street_manager');
  await w.rows('UPDATE decision SET approved_by = $2 WHERE round_id = (SELECT round_id FROM objection WHERE id = $1)', [objection.id, involved.userId]);
  expect((await settle(involved, 2)).problem.code).toBe('OBJECTION.HANDLER_INVOLVED');
  const answers = await Promise.all([1, 2, 3].map(() => settle(handler, 2)));
  expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409, 409]);
});

it('upheld: cancels the award, frees its money, and the next on the waitlist comes with a notice of its own', async () => {
  const place = await received();
  const { w, handler, objection, round, params } = place;
  await handler.do(admitObjection, { params: { id: objection.id }, body: { revision: 1 } });
  const outcome = await handler.do(settleObjection, { params: { id: objection.id }, body: { revision: 2, ...settled } });
  expect(outcome).toMatchObject({ state: 'replied', promoted: { awardId: round.awardIds[2], amountFen: 2_000_000 } });
  expect(await states(place)).toEqual(['cancelled_by_objection', 'noticed', 'proposed', 'waitlisted']);
  expect(await pool(place)).toBe(2_000_000);
  expect((await w.nobody().do(getPortalNotice, { params })).outcomes).toEqual({ received: 1, open: 0, upheld: 1, rejected: 0, dismissed: 0, cancelled: [round.applications[0]?.title] });

  // the first notice runs out; the newcomer is not granted by it
  await w.at('2026-02-26T01:00:00Z');
  expect(await handler.do(closeNotice, { params: { id: place.noticeId }, body: { revision: 2 } })).toMatchObject({ state: 'closed_with_objections', granted: 1, held: 0 });
  expect(await states(place)).toEqual(['cancelled_by_objection', 'granted', 'proposed', 'waitlisted']);
  expect((await handler.call(draftNotice, { params: { roundId: round.roundId } })).problem.code).toBe('NOTICE.NOTHING_TO_NOTICE');

  await (await w.as('street_leader')).do(approveAward, { params: { id: round.awardIds[2] ?? '' }, body: { revision: 2 } });
  expect(await pool(place)).toBe(4_000_000);
  const draft = await handler.do(draftNotice, { params: { roundId: round.roundId } });
  expect(draft).toMatchObject({ kind: 'supplementary', title: '社区微创投公益大赛拟资助项目公示（递补）' });
  expect(draft.content.lines.map((line) => line.awardId)).toEqual([round.awardIds[2]]);
  await handler.do(publishNotice, { params: { id: draft.id }, body: { revision: 1 } });
  expect((await handler.call(closeNotice, { params: { id: draft.id }, body: { revision: 2 } })).problem.code).toBe('NOTICE.RUNNING');
  await w.at('2026-03-10T01:00:00Z');
  expect(await handler.do(closeNotice, { params: { id: draft.id }, body: { revision: 2 } })).toEqual({ state: 'closed_clean', granted: 1, held: 0 });
  expect(await states(place)).toEqual(['cancelled_by_objection', 'granted', 'granted', 'waitlisted']);
  expect((await handler.do(getRoundAwards, { params: { roundId: round.roundId } })).round.state).toBe('executing');
});

it('rejected after the notice: the award it held stands, and the round goes on', async () => {
  const place = await received();
  const { w, handler, objection, round } = place;
  await w.at('2026-02-26T01:00:00Z');
  await handler.do(closeNotice, { params: { id: place.noticeId }, body: { revision: 2 } });
  expect(await states(place)).toEqual(['noticed', 'granted', 'waitlisted', 'waitlisted']);
  await handler.do(admitObjection, { params: { id: objection.id }, body: { revision: 1 } });
  expect(await handler.do(settleObjection, { params: { id: objection.id }, body: { revision: 2, outcome: 'rejected', findings: '两个项目服务对象不同。', reply: '经核查不构成重复申报。' } })).toMatchObject({ promoted: null });
  expect(await states(place)).toEqual(['granted', 'granted', 'waitlisted', 'waitlisted']);
  expect((await handler.do(getRoundAwards, { params: { roundId: round.roundId } })).round.state).toBe('executing');
});

it('holds the award while another objection against it is open, and upheld twice cancels once', async () => {
  const place = await received();
  const { w, handler, objection } = place;
  await send(place);
  const second = (await stored(place)).find((one) => one.id !== objection.id);
  await w.at('2026-02-26T01:00:00Z');
  await handler.do(closeNotice, { params: { id: place.noticeId }, body: { revision: 2 } });
  await handler.do(dismissObjection, { params: { id: objection.id }, body: { revision: 1, reason: '没有新的事实' } });
  expect((await states(place))[0]).toBe('noticed');
  await handler.do(admitObjection, { params: { id: second?.id ?? '' }, body: { revision: 1 } });
  await handler.do(settleObjection, { params: { id: second?.id ?? '' }, body: { revision: 2, ...settled } });
  expect((await states(place))[0]).toBe('cancelled_by_objection');
  expect(await pool(place)).toBe(2_000_000);
});

const letter = (round: DecidedRound, more: object = {}) => ({ awardId: round.awardIds[0] ?? '', channel: 'paper' as const, receivedOn: '2026-02-13', name: '王桂兰', contact: '13700002222', statement, ...more });

it('on paper: written down by staff it goes the same way, and the objector follows it by the receipt', async () => {
  const place = await noticed();
  const { w, round, handler, noticeId, params } = place;
  await w.at('2026-02-24T01:00:00Z');
  const write = (client: Client, more: object = {}) => client.call(recordObjection, { params: { id: noticeId }, body: letter(round, more) });
  for (const role of ['street_leader', 'undertaker', 'auditor'] as const) expect((await write(await w.as(role))).status).toBe(403);
  expect((await write(await w.stranger())).status).toBe(404);
  expect((await write(handler, { awardId: round.awardIds[3] })).problem.code).toBe('OBJECTION.NOT_IN_NOTICE');
  expect((await write(handler, { receivedOn: '2026-02-25' })).problem).toMatchObject({ status: 422, code: 'OBJECTION.RECEIVED_IN_FUTURE' });
  expect((await write(handler, { receivedOn: '2026-02-11' })).problem).toMatchObject({ status: 422, title: '收到日期不能早于公示发布日（2026-02-12(周四)）' });
  expect((await write(handler, { statement: ' ' })).problem.fields).toMatchObject([{ path: 'statement', code: 'OBJECTION.STATEMENT_MISSING' }]);

  const key = { 'idempotency-key': randomUUID() };
  const twice = await Promise.all([1, 2].map(() => handler.call(recordObjection, { params: { id: noticeId }, body: letter(round) }, key)));
  expect(new Set(twice.map((answer) => answer.body.number)).size).toBe(1);
  const { rows, recordable } = await handler.do(listObjections, { params: { roundId: round.roundId } });
  expect(rows).toMatchObject([{ channel: 'paper', objectorName: '王桂兰', objectorContact: '13700002222', state: 'received', receivedAt: '2026-02-12T16:00:00.000Z', recordedBy: expect.any(String) as string }]);
  expect(recordable.map((one) => one.awardId)).toEqual(round.awardIds.slice(0, 2));
  expect((await (await w.as('auditor')).do(listObjections, { params: { roundId: round.roundId } })).recordable).toEqual([]);
  // neither name nor contact nor words are in the log or on the public page
  const log = await w.rows<{ data: unknown }>(`SELECT data FROM event_log WHERE kind = 'objection.received' AND round_id = $1`, [round.roundId]);
  const open = JSON.stringify([log, await w.nobody().do(getPortalNotice, { params })]);
  for (const secret of ['王桂兰', '13700002222', statement]) expect(open).not.toContain(secret);
  expect(log).toMatchObject([{ data: { channel: 'paper' } }]);

  const objection = rows[0];
  await handler.do(admitObjection, { params: { id: objection?.id ?? '' }, body: { revision: 1 } });
  await handler.do(settleObjection, { params: { id: objection?.id ?? '' }, body: { revision: 2, ...settled } });
  expect((await states(place))[0]).toBe('cancelled_by_objection');
  expect(await w.nobody().do(getObjectionStatus, { params: { ...params, number: objection?.number ?? '' } }, from())).toMatchObject({ step: 'closed', outcome: 'upheld', receivedAt: '2026-02-12T16:00:00.000Z' });
  expect((await write(handler)).problem.code).toBe('OBJECTION.AWARD_SETTLED');
});

it('on paper: its scan is brought by staff, read by those alone who read objections, and stays once it is admitted', async () => {
  const place = await noticed();
  const { w, round, handler, noticeId } = place;
  await w.at('2026-02-14T01:00:00Z');
  const { id } = await handler.do(recordObjection, { params: { id: noticeId }, body: letter(round) });
  const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
  const bring = (client: Client, bytes = pdf, name = '王桂兰来信.pdf') => client.upload(addObjectionScan, { id }, bytes, name);
  const people = { leader: await w.as('street_leader'), manager: await w.as('street_manager'), auditor: await w.as('auditor'), finance: await w.as('street_finance'), undertaker: await w.as('undertaker') };
  for (const role of ['leader', 'auditor', 'finance', 'undertaker'] as const) expect((await bring(people[role])).status).toBe(403);
  expect((await bring(await w.stranger())).status).toBe(404);
  expect((await bring(handler, Buffer.from('just words'), 'letter.txt')).problem.code).toMatch(/^FILE\./);
  const file = (await bring(handler)).body;
  expect(file.name).toMatch(/^YY2026-\S+ 来件扫描件 1\.pdf$/);

  const [row] = await stored(place);
  expect(row).toMatchObject({ scans: [{ id: file.id, name: file.name, mediaType: 'application/pdf' }] });
  expect(row?.actions.filter((one) => one.event === 'scan')).toEqual([{ event: 'scan', allowed: true }]);
  const read = async (client: Client) => (await client.call(getFile, { params: { id: file.id } })).status;
  expect([await read(handler), await read(people.manager), await read(people.leader), await read(people.auditor)]).toEqual([200, 200, 200, 200]);
  expect([await read(people.finance), await read(people.undertaker), await read(await w.stranger())]).toEqual([403, 403, 404]);
  // the letter's own name, with its writer's, is nowhere in the log
  expect(JSON.stringify(await w.rows('SELECT kind, data FROM event_log WHERE subject_id = $1', [id]))).not.toContain('王桂兰');

  // taken away and brought again as long as nobody has decided upon it
  await handler.do(removeFile, { params: { id: file.id } });
  const again = (await bring(handler)).body;
  expect(again.name).toMatch(/ 来件扫描件 2\.pdf$/);
  await handler.do(admitObjection, { params: { id }, body: { revision: 1 } });
  expect((await handler.call(removeFile, { params: { id: again.id } })).problem.code).toBe('FILE.LOCKED');
  await handler.do(settleObjection, { params: { id }, body: { revision: 2, ...settled, outcome: 'rejected' } });
  expect((await bring(handler)).problem.code).toBe('OBJECTION.CLOSED');
});

it('on paper: a scan sent twice under one key is kept once; what came through the form has none', async () => {
  const place = await received();
  const { w, round, handler, noticeId, objection } = place;
  expect((await handler.upload(addObjectionScan, { id: objection.id }, Buffer.from('%PDF-1.4\n%%EOF\n'), 'a.pdf')).problem.code).toBe('OBJECTION.NOT_ON_PAPER');
  const { id } = await handler.do(recordObjection, { params: { id: noticeId }, body: letter(round, { awardId: round.awardIds[1], receivedOn: '2026-02-12' }) });
  const key = randomUUID();
  const send = () => handler.upload(addObjectionScan, { id }, Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'), 'a.pdf', {}, key);
  const answers = [await send(), await send()];
  expect(answers.map((answer) => [answer.status, answer.body.id])).toEqual([[200, answers[0]?.body.id], [200, answers[0]?.body.id]]);
  expect(await w.rows('SELECT count(*)::int AS n FROM stored_file WHERE subject_id = $1', [id])).toEqual([{ n: 1 }]);
});

it('on paper: one without a name, or after the notice, is written down and can only be dismissed', async () => {
  const place = await noticed();
  const { w, round, handler, noticeId } = place;
  await w.at('2026-02-26T01:00:00Z');
  const write = (more: object) => handler.do(recordObjection, { params: { id: noticeId }, body: letter(round, more) });
  await write({ anonymous: true, channel: 'phone', receivedOn: '2026-02-25' });
  await write({ contact: '', channel: 'visit', receivedOn: '2026-02-25' });
  await write({ receivedOn: '2026-02-26' });
  const rows = await stored(place);
  const codes = [];
  for (const row of rows) codes.push((await handler.call(admitObjection, { params: { id: row.id }, body: { revision: 1 } })).problem.code);
  expect(codes.sort()).toEqual(['OBJECTION.ANONYMOUS', 'OBJECTION.LATE', 'OBJECTION.NO_CONTACT']);
  expect(rows.find((row) => row.anonymous)).toMatchObject({ objectorName: null, objectorContact: null });
  for (const row of rows) await handler.do(dismissObjection, { params: { id: row.id }, body: { revision: 1, reason: '不符合受理条件' } });
});
