import { createHash, randomUUID } from 'node:crypto';
import { isReceiptNumber } from '@weichuang/domain/applications/receipt';
import { canonicalJson } from '@weichuang/kernel/canonical-json';
import { dateInChina } from '@weichuang/kernel/clock';
import { getFile, removeFile } from '@weichuang/contracts/files/file';
import { compareApplicationVersions, getApplicationVersion, getReceipt } from '@weichuang/contracts/applications/papers';
import { createApplication, getApplication, reopenApplication, saveApplication, submitApplication, withdrawApplication } from '@weichuang/contracts/applications/writing';
import { testApi, type TestApi } from '@weichuang/testing/api';
import { applications, ownerOf } from '@weichuang/testing/builders/applications';
import { publishedRound, type RoundOverrides } from '@weichuang/testing/builders/calls';
import { permissions } from '../permissions';
import { slices } from '../slices';

let t: TestApi;
beforeAll(async () => {
  t = await testApi(slices, permissions);
});
afterAll(() => t.close());

/** A draft that lacks nothing, with its owner. */
async function complete(options: RoundOverrides & { trackId?: string } = {}) {
  const w = await t.world();
  const round = await publishedRound(w, options);
  const [one] = await applications(w, round, 1, { state: 'draft', ...(options.trackId ? { trackId: options.trackId } : {}) });
  if (!one) throw new Error('one was asked for');
  const owner = await ownerOf(w, one);
  const submit = (revision = 1, headers = {}) => owner.call(submitApplication, { params: { id: one.id }, body: { revision } }, headers);
  return { w, round, one, owner, submit };
}
const state = async (p: Awaited<ReturnType<typeof complete>>) => (await p.w.rows<{ state: string }>('SELECT state FROM application WHERE id = $1', [p.one.id]))[0]?.state;

/** Runs with the clock moved, and puts it back. */
async function at<T>(instant: Date, work: () => Promise<T>): Promise<T> {
  const before = t.house.clock.offsetMs;
  await t.house.clock.moveTo(instant);
  try {
    return await work();
  } finally {
    await t.house.clock.moveTo(new Date(Date.now() + before));
  }
}

describe('handing in', () => {
  it('freezes a version with its digest, gives number and receipt, and tells the trail', async () => {
    const p = await complete();
    const { status, body } = await p.submit();
    expect(status).toBe(200);
    expect(body).toMatchObject({ state: 'submitted', version: 1, revision: 2 });
    expect(body.number).toMatch(/^测试-\S+-\d{4}-01$/);
    expect(isReceiptNumber(body.receiptNumber)).toBe(true);
    const [version] = await p.w.rows<{ answers: object; digest: string }>('SELECT answers, digest FROM application_version WHERE application_id = $1', [p.one.id]);
    expect(version?.answers).toEqual(p.one.answers);
    expect(version?.digest).toBe(createHash('sha256').update(canonicalJson(p.one.answers)).digest('hex'));
    expect(await p.w.rows('SELECT kind, data FROM event_log WHERE subject_id = $1', [p.one.id])).toMatchObject([{ kind: 'application.submit', data: { from: 'draft', to: 'submitted', number: body.number, version: 1, receiptNumber: body.receiptNumber } }]);
  });

  it.each(['org', 'self'])('works in track %s', async (trackId) => expect((await (await complete({ trackId })).submit()).status).toBe(200));

  it('counts the numbers of a community without gaps', async () => {
    const w = await t.world();
    const round = await publishedRound(w);
    const all = await applications(w, round, 12, { state: 'draft' });
    const answers = await Promise.all(all.map(async (one) => (await ownerOf(w, one)).do(submitApplication, { params: { id: one.id }, body: { revision: 1 } })));
    const byCommunity = new Map<string, string[]>();
    for (const { number } of answers) byCommunity.set(number.slice(0, -2), [...(byCommunity.get(number.slice(0, -2)) ?? []), number.slice(-2)]);
    expect([...byCommunity.values()].map((seqs) => seqs.sort())).toEqual([['01', '02', '03', '04'], ['01', '02', '03', '04'], ['01', '02', '03', '04']]);
    expect(new Set(answers.map((one) => one.receiptNumber)).size).toBe(12);
  });

  it('names every place that is missing or wrong, with the clause where the budget breaks it', async () => {
    const p = await complete();
    const line = (id: string, category: string, yuan: number) => ({ id, category, content: '内容', unitPriceFen: yuan * 100, quantityHundredths: 100, unit: '项', source: 'grant' });
    await p.owner.do(saveApplication, { params: { id: p.one.id }, body: { revision: 1, answers: { summary: null, lead_phone: '12', budget: [line('a', 'activity', 800), line('b', 'overhead', 200)], truth: false } } });
    const { problem } = await p.submit(2);
    expect(problem).toMatchObject({ status: 422, code: 'APPLICATION.INCOMPLETE' });
    expect(problem.fields?.map((one) => `${one.path} ${one.code}`)).toEqual(['lead_phone FIELD.NOT_A_PHONE', 'summary FIELD.REQUIRED', 'truth FIELD.NOT_TICKED', 'budget.lines.1 BUDGET.SHARE_OF_GRANT']);
    expect(problem.fields?.[3]?.message).toContain('管理费不超过资助资金的 10%');
    expect(problem.fields?.every((one) => one.message !== one.code)).toBe(true);
    expect(await state(p)).toBe('draft');
  });

  it('refuses a period outside the round’s own at its field, with the dates, though the draft was saved with it', async () => {
    const p = await complete();
    const [from, to] = [p.round.config.calendar.projectFrom, p.round.config.calendar.projectTo].map((instant) => dateInChina(new Date(instant)));
    const saved = await p.owner.do(saveApplication, { params: { id: p.one.id }, body: { revision: 1, answers: { period: { from: '2020-01-01', to } } } });
    expect(saved.problems).toMatchObject([{ path: 'period.from', code: 'APPLICATION.PERIOD_BEGINS_OUTSIDE', message: `开始日期须在本轮实施期 ${from} 至 ${to} 之内，请调整` }]);
    expect(saved.progress).toMatchObject({ wrong: 1, complete: false });
    expect((await p.owner.do(getApplication, { params: { id: p.one.id } })).progress).toMatchObject({ wrong: 1, complete: false });
    expect((await p.submit(2)).problem).toMatchObject({ status: 422, code: 'APPLICATION.INCOMPLETE', fields: [{ path: 'period.from', code: 'APPLICATION.PERIOD_BEGINS_OUTSIDE', params: { from, to } }] });
    expect(await state(p)).toBe('draft');
  });

  it.each([
    ['the pairing is gone', `UPDATE pairing SET state = 'withdrawn' WHERE id = (SELECT pairing_id FROM application WHERE id = $1)`, 'pairing APPLICATION.PAIRING_MISSING'],
    ['the community has not answered', `UPDATE pairing SET state = 'requested' WHERE id = (SELECT pairing_id FROM application WHERE id = $1)`, 'pairing APPLICATION.PAIRING_OPEN'],
    ['the need was taken off the list', `UPDATE need SET state = 'filed' WHERE id = (SELECT need_id FROM application WHERE id = $1)`, 'need APPLICATION.NEED_NOT_PUBLISHED'],
    ['the need is another community’s', `UPDATE need SET community_id = (SELECT id FROM community c WHERE c.tenant_id = need.tenant_id AND c.id <> need.community_id LIMIT 1) WHERE id = (SELECT need_id FROM application WHERE id = $1)`, 'need APPLICATION.NEED_OF_OTHER_COMMUNITY'],
    ['a file was removed', `UPDATE stored_file SET removed_at = now() WHERE subject_id = $1`, 'commitment.0 APPLICATION.FILE_GONE'],
    ['the organization became another kind', `UPDATE organization SET kind = 'other' WHERE id = (SELECT organization_id FROM application WHERE id = $1)`, 'track APPLICATION.TRACK_NOT_FOR_KIND'],
  ])('is refused when %s', async (_, sql, expected) => {
    const p = await complete();
    await p.w.rows(sql, [p.one.id]);
    const { problem } = await p.submit();
    expect([problem.code, problem.fields?.map((one) => `${one.path} ${one.code}`)]).toEqual(['APPLICATION.INCOMPLETE', [expected]]);
  });

  it('asks a group for its registered host', async () => {
    const p = await complete({ trackId: 'self' });
    await p.w.rows('UPDATE application SET host_organization_id = NULL WHERE id = $1', [p.one.id]);
    expect((await p.submit()).problem.fields).toMatchObject([{ path: 'host', code: 'APPLICATION.HOST_MISSING' }]);
    await p.w.rows('UPDATE application SET host_organization_id = organization_id WHERE id = $1', [p.one.id]);
    expect((await p.submit()).problem.fields).toMatchObject([{ path: 'host', code: 'APPLICATION.HOST_NOT_REGISTERED' }]);
  });

  it('is refused on a revision that is not the newest', async () => {
    const p = await complete();
    await p.owner.do(saveApplication, { params: { id: p.one.id }, body: { revision: 1, answers: { summary: '新' } } });
    expect((await p.submit(1)).problem).toMatchObject({ status: 409, code: 'REVISION.STALE' });
  });

  it('is one submission, whether the same click is sent thrice or three clicks come at once', async () => {
    const same = await complete();
    const key = { 'idempotency-key': randomUUID() };
    const replies = await Promise.all([same.submit(1, key), same.submit(1, key), same.submit(1, key)]);
    expect(replies.map((one) => one.status)).toEqual([200, 200, 200]);
    expect(new Set(replies.map((one) => one.body.receiptNumber)).size).toBe(1);
    const three = await complete();
    const answers = await Promise.all([three.submit(), three.submit(), three.submit()]);
    expect(answers.map((one) => one.status).sort()).toEqual([200, 409, 409]);
    for (const p of [same, three]) {
      expect(await p.w.rows('SELECT 1 FROM application_version WHERE application_id = $1', [p.one.id])).toHaveLength(1);
      expect(await p.w.rows(`SELECT 1 FROM event_log WHERE subject_id = $1 AND kind = 'application.submit'`, [p.one.id])).toHaveLength(1);
    }
  });

  it('keeps the files it holds', async () => {
    const p = await complete();
    await p.submit();
    const [fileId] = p.one.answers['commitment'] as [string];
    expect((await p.owner.call(removeFile, { params: { id: fileId } })).problem.code).toBe('FILE.LOCKED');
    expect((await p.owner.call(getFile, { params: { id: fileId } })).status).toBe(200);
  });

  it('is the owner’s alone', async () => {
    const p = await complete();
    const body = { revision: 1 };
    const ask = (client: { call: typeof p.owner.call }) => client.call(submitApplication, { params: { id: p.one.id }, body });
    expect((await ask(await p.w.as('applicant_member', { organizationId: p.one.organizationId }))).status).toBe(403);
    expect((await ask(await p.w.as('undertaker'))).status).toBe(403);
    expect((await ask(await p.w.applicant())).status).toBe(404);
    expect((await ask(await p.w.stranger())).status).toBe(404);
  });
});

describe('the closing instant', () => {
  it('is outside: what comes a moment before is taken, what comes at it is not', async () => {
    const [early, late] = [await complete(), await complete()];
    const closes = new Date(early.round.config.calendar.closeAt);
    await at(new Date(closes.getTime() - 1500), async () => expect((await early.submit()).status).toBe(200));
    await at(new Date(late.round.config.calendar.closeAt), async () => expect((await late.submit()).problem).toMatchObject({ status: 409, code: 'CALL.CLOSED' }));
  });

  it('splits a crowd cleanly: everything taken was taken before it, nothing after', async () => {
    const w = await t.world();
    const round = await publishedRound(w);
    const all = await applications(w, round, 24, { state: 'draft' });
    const owners = await Promise.all(all.map((one) => ownerOf(w, one)));
    const closes = new Date(round.config.calendar.closeAt).getTime();
    const answers = await at(new Date(closes - 350), () =>
      Promise.all(
        all.map(async (one, i) => {
          await new Promise((resolve) => setTimeout(resolve, i * 25));
          return owners[i]?.call(submitApplication, { params: { id: one.id }, body: { revision: 1 } });
        }),
      ),
    );
    const taken = answers.filter((one) => one?.status === 200);
    const refused = answers.filter((one) => one?.problem.code === 'CALL.CLOSED');
    expect(taken.length + refused.length).toBe(24);
    expect(taken.length).toBeGreaterThan(0);
    expect(refused.length).toBeGreaterThan(0);
    for (const one of taken) expect(Date.parse(one?.body.submittedAt ?? '')).toBeLessThan(closes);
    const counts = await w.rows<{ state: string; n: number; versions: number }>(
      `SELECT a.state, count(*)::int AS n, sum((SELECT count(*)::int FROM application_version v WHERE v.application_id = a.id))::int AS versions FROM application a WHERE round_id = $1 GROUP BY a.state ORDER BY a.state`, [round.roundId]);
    expect(counts).toEqual([{ state: 'draft', n: refused.length, versions: 0 }, { state: 'submitted', n: taken.length, versions: taken.length }]);
  });
});

describe('after handing in', () => {
  it('may be taken back while the call is open, changed and handed in again under its number', async () => {
    const p = await complete();
    const first = (await p.submit()).body;
    expect((await p.owner.call(reopenApplication, { params: { id: p.one.id }, body: { revision: 2 } })).body).toMatchObject({ state: 'draft', revision: 3 });
    await p.owner.do(saveApplication, { params: { id: p.one.id }, body: { revision: 3, answers: { summary: '改过的概述' } } });
    // what staff see meanwhile is what was handed in
    const staff = await p.w.as('street_handler');
    expect((await staff.do(getApplication, { params: { id: p.one.id } })).answers['summary']).toBe(p.one.answers['summary']);
    const second = (await p.submit(4)).body;
    expect(second).toMatchObject({ number: first.number, version: 2 });
    expect(second.receiptNumber).not.toBe(first.receiptNumber);
    const changes = await staff.do(compareApplicationVersions, { params: { id: p.one.id, version: 2 }, query: { since: 1 } });
    expect(changes.changes).toEqual([{ fieldId: 'summary', label: expect.anything() as object, before: p.one.answers['summary'], after: '改过的概述' }]);
    expect((await staff.do(getApplicationVersion, { params: { id: p.one.id, version: 1 } })).answers['summary']).toBe(p.one.answers['summary']);
    expect((await staff.call(getApplicationVersion, { params: { id: p.one.id, version: 3 } })).status).toBe(404);
  });

  it('may not be taken back after the closing', async () => {
    const p = await complete();
    await p.submit();
    await at(new Date(p.round.config.calendar.closeAt), async () => expect((await p.owner.call(reopenApplication, { params: { id: p.one.id }, body: { revision: 2 } })).problem.code).toBe('CALL.CLOSED'));
  });

  it('may be withdrawn, once', async () => {
    const p = await complete();
    await p.submit();
    const withdraw = () => p.owner.call(withdrawApplication, { params: { id: p.one.id }, body: { revision: 2, reason: '人手不足' } });
    expect((await withdraw()).body).toMatchObject({ state: 'withdrawn' });
    expect((await p.owner.call(withdrawApplication, { params: { id: p.one.id }, body: { revision: 3 } })).problem.code).toBe('STATE.WRONG');
  });

  it('may not be withdrawn while it is judged', async () => {
    const p = await complete();
    await p.submit();
    await p.w.rows(`INSERT INTO review_stage (id, tenant_id, round_id, stage_key, state, opened_at) VALUES ($1, $2, $3, 'pitch', 'open', now())`, [randomUUID(), p.w.tenantId, p.round.roundId]);
    expect((await p.owner.call(withdrawApplication, { params: { id: p.one.id }, body: { revision: 2 } })).problem.code).toBe('APPLICATION.JUDGING_BEGUN');
  });

  it('has a receipt with the digest of what came in, on paper too', async () => {
    const p = await complete();
    expect((await p.owner.call(getReceipt, { params: { id: p.one.id } })).problem.code).toBe('APPLICATION.NOT_SUBMITTED');
    const { body } = await p.submit();
    const receipt = await p.owner.do(getReceipt, { params: { id: p.one.id } });
    expect(receipt).toMatchObject({ number: body.receiptNumber, applicationNumber: body.number, contentHash: body.digest, version: 1, files: [{ name: '承诺书（盖章）.pdf' }] });
    for (const path of ['receipt.pdf', 'form.pdf', 'form.pdf?version=1']) {
      const { status, bytes, headers } = await p.owner.download(`/applications/${p.one.id}/${path}`);
      expect([path, status, headers['content-type'], bytes.subarray(0, 5).toString()]).toEqual([path, 200, 'application/pdf', '%PDF-']);
    }
    expect((await (await p.w.applicant()).download(`/applications/${p.one.id}/form.pdf`)).status).toBe(404);
  }, 30_000); // the fonts are cut on first use
});

describe('who sees it', () => {
  it('a draft is its organization’s alone, though staff know that there are drafts', async () => {
    const p = await complete();
    expect((await p.owner.call(getApplication, { params: { id: p.one.id } })).status).toBe(200);
    for (const role of ['street_manager', 'undertaker', 'auditor'] as const) expect((await (await p.w.as(role)).call(getApplication, { params: { id: p.one.id } })).status).toBe(404);
  });

  it.each([['street_manager', 200], ['street_handler', 200], ['street_finance', 200], ['street_leader', 200], ['auditor', 200], ['undertaker', 200], ['supervisor', 403], ['judge', 404]] as const)('what was handed in: %s %i', async (role, status) => {
    const p = await complete();
    await p.submit();
    expect((await (await p.w.as(role)).call(getApplication, { params: { id: p.one.id } })).status).toBe(status);
  });

  it('its own community’s committee, not another’s', async () => {
    const p = await complete();
    await p.submit();
    expect((await (await p.w.as('community_committee', { communityId: p.one.communityId })).call(getApplication, { params: { id: p.one.id } })).status).toBe(200);
    expect((await (await p.w.as('community_committee', { communityId: p.w.communityIds[2] as string })).call(getApplication, { params: { id: p.one.id } })).status).toBe(403);
  });

  it('nobody of another street, nobody signed out; and creating is by one’s own organization', async () => {
    const p = await complete();
    await p.submit();
    expect((await (await p.w.stranger()).call(getApplication, { params: { id: p.one.id } })).status).toBe(404);
    expect((await p.w.nobody().call(getApplication, { params: { id: p.one.id } })).status).toBe(401);
    expect((await p.owner.call(createApplication, { params: { roundId: randomUUID() }, body: { organizationId: p.one.organizationId, trackId: 'org', title: '' } })).status).toBe(404);
  });
});
