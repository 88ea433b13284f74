import { createHash } from 'node:crypto';
import { verifyPaper } from '@weichuang/contracts/reports/reports';
import { confirmAgreement, editAgreement, getAgreement, issueAgreement, previewAgreement, recallAgreement, rejectScan, uploadScan } from '@weichuang/contracts/agreements/agreement';
import { getProject } from '@weichuang/contracts/agreements/projects';
import { listTranches } from '@weichuang/contracts/disbursements/tranches';
import type { RoundConfig } from '@weichuang/domain/calls/round-config';
import { addDays } from '@weichuang/kernel/calendar';
import { dateInChina } from '@weichuang/kernel/clock';
import { testApi, type TestApi } from '@weichuang/testing/api';
import { ownerOf } from '@weichuang/testing/builders/applications';
import { publishedRound } from '@weichuang/testing/builders/calls';
import { aPdf } from '@weichuang/testing/builders/files';
import { runningProject } from '@weichuang/testing/builders/projects';
import { readPdf, withoutBlanks } from '@weichuang/testing/pdf';
import { permissions } from '../permissions';
import { slices } from '../slices';

let t: TestApi;
beforeAll(async () => {
  t = await testApi(slices, permissions);
});
afterAll(() => t.close());

async function paper(options: { approved?: boolean; account?: boolean } = {}) {
  const w = await t.world();
  const config = (one: RoundConfig): RoundConfig => ({ ...one, tranches: one.tranches.map((tranche) => (tranche.id === 'first' ? { ...tranche, withinDays: 30 } : tranche)) });
  const round = await publishedRound(w, { state: 'executing', config });
  const project = await runningProject(w, round, { signed: false, grantFen: 1_640_902, account: options.account ?? true });
  if (options.approved !== false) await w.rows(`UPDATE optimisation SET state = 'approved' WHERE project_id = $1`, [project.id]);
  // the round of the builder signs within its calendar, which is over by now
  await w.rows('UPDATE agreement SET sign_by = $2 WHERE project_id = $1', [project.id, addDays(dateInChina(w.house.clock.now()), 5)]);
  const [handler, owner] = [await w.as('street_handler'), await ownerOf(w, project)];
  return { w, round, project, handler, owner, params: { id: project.id } };
}

it('issues a paper whose text has the grant in figures and in capitals, and the tranches', async () => {
  const { w, handler, owner, params, project } = await paper();
  const draft = await handler.do(getAgreement, { params });
  expect(draft).toMatchObject({ state: 'draft', capitals: '人民币壹万陆仟肆佰零玖元零贰分', actions: [{ event: 'issue', allowed: true }] });
  await handler.do(issueAgreement, { params, body: { revision: draft.revision } });
  const view = await owner.do(getAgreement, { params });
  expect(view).toMatchObject({ state: 'issued', may: { upload: true, edit: false }, pdf: { mediaType: 'application/pdf', purpose: 'agreement' } });
  const file = await owner.download(`/files/${view.pdf!.id}`);
  const reading = await readPdf(file.bytes);
  const text = withoutBlanks(reading.pages.join(''));
  for (const words of ['¥16,409.02元', '人民币壹万陆仟肆佰零玖元零贰分', '8,204.51', '6,563.61', '1,640.90', project.number, withoutBlanks(project.title), '本协议签订后30日以内', '3200160360500001'])
    expect(text).toContain(words);
  expect(reading.lang).toBe('zh-CN');
  // anybody who holds it may check it by the code it bears
  const [code] = /[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(reading.pages.at(-1) ?? '') ?? [];
  const checked = { params: { code: code ?? '' } };
  const fileSha256 = createHash('sha256').update(file.bytes).digest('hex');
  expect(await w.nobody().do(verifyPaper, checked)).toMatchObject({ kind: 'agreement', number: view.number, title: project.title, standing: 'valid', fileSha256 });
  await handler.do(recallAgreement, { params, body: { revision: view.revision, reason: '金额有误' } });
  expect(await w.nobody().do(verifyPaper, checked)).toMatchObject({ standing: 'withdrawn' });
});

it('shows the draft as it would print, to those who may read agreements', async () => {
  const { w, handler, params, project } = await paper();
  const file = await handler.download(`/projects/${project.id}/agreement/preview`);
  expect(file.headers['content-type']).toBe('application/pdf');
  expect(withoutBlanks((await readPdf(file.bytes)).pages.join(''))).toContain('大写：人民币壹万陆仟肆佰零玖元零贰分');
  expect((await (await w.as('evaluator')).call(previewAgreement, { params })).status).toBe(403);
  expect((await (await w.stranger()).call(previewAgreement, { params })).status).toBe(404);
});

it.each<[string, { approved?: boolean; account?: boolean }, string, string]>([
  ['before the plan is approved', { approved: false }, 'SELECT 1', 'AGREEMENT.OPTIMISATION_OPEN'],
  ['without an account', { account: false }, `UPDATE agreement SET content = jsonb_set(content, '{account,number}', '""') WHERE project_id = $1`, 'AGREEMENT.ACCOUNT_MISSING'],
  ['with a party that has no name', {}, `UPDATE agreement SET content = jsonb_set(content, '{parties,0,name}', '""') WHERE project_id = $1`, 'AGREEMENT.PARTY_UNNAMED'],
  ['before the notice is over', {}, `UPDATE award SET state = 'noticed' WHERE id = (SELECT award_id FROM project WHERE id = $1)`, 'AGREEMENT.NOTICE_RUNNING'],
  ['of a project that has ended', {}, `UPDATE project SET state = 'terminated' WHERE id = $1`, 'PROJECT.CLOSED'],
])('is not issued %s', async (_rule, options, sql, code) => {
  const { w, handler, params, project } = await paper(options);
  await w.rows(sql, sql.includes('$1') ? [project.id] : []);
  expect((await handler.call(issueAgreement, { params, body: { revision: 1 } })).problem).toMatchObject({ status: 409, code });
});

describe('the account', () => {
  const [WHOLE, MASKED] = ['3200160360500001', '**** **** 0001'];

  it.each([
    ['street_handler', true, true], ['street_finance', true, true], ['applicant_owner', true, true],
    // they compare or bring the signed paper, which cannot be masked
    ['street_manager', false, true], ['undertaker', false, true],
    ['street_leader', false, false], ['auditor', false, false], ['applicant_member', false, false],
  ] as const)('%s sees it whole: %s, and the signed paper: %s, on every way to it', async (role, whole, scan) => {
    const { w, handler, owner, params, project } = await paper();
    await handler.do(issueAgreement, { params, body: { revision: 1 } });
    await owner.upload(uploadScan, params, aPdf('签字盖章'), '协议.pdf');
    const full = await handler.do(getAgreement, { params });
    const person = role.startsWith('applicant') ? await w.as(role, { organizationId: project.organizationId }) : await w.as(role);
    const view = await person.do(getAgreement, { params });
    expect(view.content.account).toMatchObject({ number: whole ? WHOLE : MASKED, masked: !whole });
    expect([view.pdf !== null, view.scan !== null, view.scanned]).toEqual([whole, scan, true]);
    expect((await person.do(listTranches, { params })).account).toMatchObject({ number: whole ? WHOLE : MASKED, masked: !whole });
    const copy = withoutBlanks((await readPdf((await person.download(`/projects/${project.id}/agreement/preview`)).bytes)).pages.join(''));
    expect([copy.includes(WHOLE), copy.includes(withoutBlanks(MASKED))]).toEqual([whole, !whole]);
    expect((await person.download(`/files/${full.pdf!.id}`)).status).toBe(whole ? 200 : 403);
    expect((await person.download(`/files/${full.scan!.id}`)).status).toBe(scan ? 200 : 403);
  });

  it('of a host is the host’s: the group behind which it stands sees it masked, and the scan only when it brought it', async () => {
    const { w, handler, owner, params, project } = await paper();
    const { organizationId: hostId } = await w.applicant('联合会');
    await w.rows('UPDATE organization SET profile = profile || $2 WHERE id = $1', [hostId, JSON.stringify({ accountName: '联合会', bankName: '银行', accountNumber: WHOLE })]);
    await w.rows('UPDATE application SET host_organization_id = $2 WHERE id = $1', [project.applicationId, hostId]);
    await handler.do(issueAgreement, { params, body: { revision: 1 } });
    await handler.upload(uploadScan, params, aPdf('签字盖章'), '协议.pdf');
    const full = await handler.do(getAgreement, { params });
    expect(full).toMatchObject({ content: { account: { number: WHOLE } }, pdf: expect.anything() as unknown, scan: expect.anything() as unknown });
    const view = await owner.do(getAgreement, { params });
    expect(view).toMatchObject({ content: { account: { number: MASKED, masked: true } }, pdf: null, scan: null, scanned: true });
    expect((await owner.do(listTranches, { params })).account).toMatchObject({ number: MASKED, masked: true });
    for (const file of [full.pdf, full.scan]) expect((await owner.download(`/files/${file?.id ?? ''}`)).status).toBe(403);
    expect((await (await w.as('street_finance')).do(listTranches, { params })).account).toMatchObject({ number: WHOLE });
    // the paper that it brings itself it has seen
    await owner.upload(uploadScan, params, aPdf('签字盖章二'), '协议2.pdf');
    const brought = await owner.do(getAgreement, { params });
    expect((await owner.download(`/files/${brought.scan?.id ?? ''}`)).status).toBe(200);
    expect(brought.pdf).toBeNull();
  });

  it('stays as it is when somebody rewords the agreement who sees it masked; the log never names it', async () => {
    const { w, handler, params, project } = await paper();
    const manager = await w.as('street_manager');
    const { content, signBy } = await manager.do(getAgreement, { params });
    const parties = content.parties.map(({ label: _label, role: _role, ...party }) => party);
    const { title, recital, duties, clauses, closing, account } = content;
    await manager.do(editAgreement, { params, body: { title, recital, parties, goals: ['服务 200 人次'], account, duties, clauses, closing, signBy, revision: 1 } });
    expect((await handler.do(getAgreement, { params })).content).toMatchObject({ account: { number: WHOLE }, project: { goals: ['服务 200 人次'] } });
    const events = await w.rows<{ data: object }>(`SELECT data FROM event_log WHERE round_id = (SELECT round_id FROM project WHERE id = $1)`, [project.id]);
    expect(JSON.stringify(events)).toContain('服务 200 人次');
    expect(JSON.stringify(events)).not.toContain(WHOLE);
  });
});

describe('the wording', () => {
  it('is edited by staff until it is issued; money and parties are not theirs to change', async () => {
    const { handler, owner, params } = await paper();
    const { content, signBy } = await handler.do(getAgreement, { params });
    const parties = content.parties.map(({ label: _label, role: _role, ...party }) => party);
    const words = { title: content.title, recital: content.recital, parties, goals: ['服务 200 人次'], account: content.account, duties: content.duties, clauses: [{ title: '附则', paragraphs: ['一式四份。'] }], closing: content.closing };
    const body = { ...words, revision: 1, signBy };
    expect((await owner.call(editAgreement, { params, body })).status).toBe(403);
    expect((await handler.call(editAgreement, { params, body: { ...body, parties: [...parties].reverse() } })).problem.code).toBe('AGREEMENT.PARTIES_CHANGED');
    await handler.do(editAgreement, { params, body });
    expect((await handler.call(editAgreement, { params, body })).problem.code).toBe('REVISION.STALE');
    const edited = await handler.do(getAgreement, { params });
    expect(edited.content).toMatchObject({ clauses: [{ title: '附则' }], project: { goals: ['服务 200 人次'] }, grantFen: 1_640_902 });
    await handler.do(issueAgreement, { params, body: { revision: 2 } });
    expect((await handler.call(editAgreement, { params, body: { ...body, revision: 3 } })).problem.code).toBe('AGREEMENT.ISSUED');
    expect((await handler.call(recallAgreement, { params, body: { revision: 3 } })).problem.code).toBe('AGREEMENT.REASON_MISSING');
    await handler.do(recallAgreement, { params, body: { revision: 3, reason: '账户有误' } });
    expect(await handler.do(getAgreement, { params })).toMatchObject({ state: 'draft', pdf: null, reason: '账户有误' });
  });
});

describe('signing', () => {
  async function issued() {
    const made = await paper();
    await made.handler.do(issueAgreement, { params: made.params, body: { revision: 1 } });
    return made;
  }
  const today = (w: { house: { clock: { now(): Date } } }) => dateInChina(w.house.clock.now());

  it('is the scan, looked at and confirmed by staff: the project starts and the first tranche gets its date', async () => {
    const { w, handler, owner, params, project } = await issued();
    expect((await owner.upload(uploadScan, params, Buffer.from('no pdf at all'), '协议.pdf')).status).toBe(415);
    expect((await owner.upload(uploadScan, params, aPdf('1'), '协议（盖章）.pdf')).status).toBe(200);
    await handler.do(rejectScan, { params, body: { revision: 3, reason: '缺承办方盖章' } });
    expect(await owner.do(getAgreement, { params })).toMatchObject({ state: 'issued', reason: '缺承办方盖章', scan: null });
    await owner.upload(uploadScan, params, aPdf('2'), '协议（盖章）.pdf');
    // a better scan before anybody looked
    expect((await owner.upload(uploadScan, params, aPdf('3'), '协议（盖章）清晰.pdf')).status).toBe(200);
    const view = await handler.do(getAgreement, { params });
    expect(view).toMatchObject({ state: 'signed', scan: { name: '协议（盖章）清晰.pdf' } });
    const confirm = (body: object) => handler.call(confirmAgreement, { params, body: { revision: view.revision, signedOn: today(w), signedBy: ['street', 'organization'], ...body } });
    expect((await confirm({ signedBy: ['street'] })).problem.code).toBe('AGREEMENT.PARTIES_MISSING');
    expect((await confirm({ signedOn: addDays(today(w), 1) })).problem.code).toBe('AGREEMENT.SIGNED_IN_FUTURE');
    expect((await owner.call(confirmAgreement, { params, body: { revision: view.revision, signedOn: today(w), signedBy: [] } })).status).toBe(403);
    expect((await confirm({})).body).toMatchObject({ state: 'current' });
    expect((await confirm({})).status).toBe(409);
    expect(await owner.do(getProject, { params })).toMatchObject({ state: 'active', agreement: 'current' });
    const { rows } = await handler.do(listTranches, { params });
    expect(rows.map((one) => one.dueOn)).toEqual([addDays(today(w), 30), null, null]);
    expect(rows[0]?.actions).toMatchObject([{ event: 'request', allowed: true }]);
    // what was confirmed stays
    const removed = await w.rows<{ locked_at: Date | null }>('SELECT f.locked_at FROM agreement a JOIN stored_file f ON f.id = a.scan_file_id WHERE a.project_id = $1', [project.id]);
    expect(removed[0]?.locked_at).not.toBeNull();
  });

  it('in time counts to the last instant of the day, and no longer', async () => {
    const { w, owner, params, project } = await issued();
    await w.rows('UPDATE agreement SET sign_by = $2 WHERE project_id = $1', [project.id, addDays(today(w), -1)]);
    const late = await owner.upload(uploadScan, params, aPdf(), '协议.pdf');
    expect(late.problem).toMatchObject({ status: 409, code: 'AGREEMENT.TOO_LATE' });
    expect(late.problem.title).toContain('24:00');
    expect(await w.rows(`SELECT 1 FROM stored_file WHERE purpose = 'scan' AND tenant_id = $1`, [w.tenantId])).toEqual([]);
    await w.rows('UPDATE agreement SET sign_by = $2 WHERE project_id = $1', [project.id, today(w)]);
    expect((await owner.upload(uploadScan, params, aPdf(), '协议.pdf')).status).toBe(200);
  });

  it('is nobody’s who does not belong here', async () => {
    const { w, params } = await issued();
    expect((await (await w.applicant()).upload(uploadScan, params, aPdf(), '协议.pdf')).status).toBe(404);
    expect((await (await w.stranger()).call(getAgreement, { params })).status).toBe(404);
    expect((await (await w.as('street_finance')).call(issueAgreement, { params, body: { revision: 2 } })).status).toBe(403);
  });

  it('the same click twice issues one paper', async () => {
    const { w, handler, params } = await paper();
    const key = { 'idempotency-key': 'issue-this-paper-once' };
    const [a, b] = await Promise.all([0, 1].map(() => handler.call(issueAgreement, { params, body: { revision: 1 } }, key)));
    expect([a?.status, b?.status]).toEqual([200, 200]);
    expect(await w.rows(`SELECT 1 FROM stored_file WHERE purpose = 'agreement' AND tenant_id = $1`, [w.tenantId])).toHaveLength(1);
  });
});
