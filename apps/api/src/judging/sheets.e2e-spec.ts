import { recordConflict, reopenSheet } from '@weichuang/contracts/judging/panel';
import { declareConflicts, getDeclaration, getSheet, getSheetFile, listMySheets, listMyTasks, lockSheet, recuseSheet, saveSheet, type ScoreItems } from '@weichuang/contracts/judging/sheets';
import { newId } from '@weichuang/kernel/id';
import { testApi, type TestApi } from '@weichuang/testing/api';
import { qualifiedApplications, type BuiltApplication } from '@weichuang/testing/builders/applications';
import { publishedRound, type RoundOverrides } from '@weichuang/testing/builders/calls';
import { fileIn } from '@weichuang/testing/builders/files';
import { panel, type PanelOptions } from '@weichuang/testing/builders/judging';
import type { Client } from '@weichuang/testing/world';
import { permissions } from '../permissions';
import { slices } from '../slices';

let t: TestApi;
beforeAll(async () => {
  t = await testApi(slices, permissions);
});
afterAll(() => t.close());

/** The default rubric: 20 + 25 + 15 + 15 + 15 + 10. */
const SCORES: Record<string, string> = { need: '18', design: '20.5', team: '12', budget: '13', outcome: '11', novel: '8' };
const items = (scores: Record<string, string> = SCORES): ScoreItems => Object.fromEntries(Object.entries(scores).map(([id, score]) => [id, { score }]));

async function ground(options: PanelOptions = {}, overrides: RoundOverrides = {}) {
  const w = await t.world();
  const round = await publishedRound(w, { state: 'reviewing', ...overrides });
  const applications = await qualifiedApplications(w, round, 3);
  const { stageId, judges, sheets } = await panel(w, round, applications, { judges: 2, ...options });
  const [judge, other] = judges as [Client, Client];
  const app = applications[0] as BuiltApplication;
  const sheet = sheets[app.id]?.[judge.userId] ?? '';
  return { w, round, applications, app, stageId, judge, other, sheets, sheet, staff: await w.as('street_manager') };
}
const blind: RoundOverrides = { config: (config) => ({ ...config, review: { ...config.review, blind: true } }) };

describe('declaration comes before content', () => {
  it('shows names alone, takes conflicts with their reasons, and opens nothing before scoring', async () => {
    const { judge, stageId, applications, w } = await ground({ state: 'declaring' });
    const view = await judge.do(getDeclaration, { params: { stageId } });
    expect(view.communities).toHaveLength(3);
    expect(Object.keys(view.applications[0]!).sort()).toEqual(['community', 'conflict', 'declared', 'host', 'id', 'organization', 'title']);
    const seen = view.applications.map((one) => one.id);
    const declare = (body: object) => judge.call(declareConflicts, { params: { stageId }, body: { conflicts: [], seen, noOthers: true, ...body } });
    expect((await declare({ noOthers: false as never })).status).toBe(400);
    expect((await declare({ conflicts: [{ applicationId: seen[0], reason: ' ' }] })).status).toBe(400);
    expect((await declare({ seen: [newId()] })).problem.code).toBe('DECLARATION.UNKNOWN_APPLICATION');
    const after = (await declare({ conflicts: [{ applicationId: applications[1]!.id, reason: '配偶在该机构工作' }] })).body;
    expect(after.applications.find((one) => one.id === applications[1]!.id)).toMatchObject({ declared: true, conflict: '配偶在该机构工作' });
    expect(await w.rows('SELECT source, recorded_by FROM conflict WHERE application_id = $1', [applications[1]!.id])).toEqual([{ source: 'declared', recorded_by: judge.userId }]);
  });

  it('is asked again for an application that is qualified later', async () => {
    const { w, judge, stageId, round } = await ground();
    const [late] = await qualifiedApplications(w, round, 1);
    expect(await judge.do(listMyTasks)).toMatchObject({ tasks: [{ undeclared: 1 }] });
    const sheet = newId();
    await w.rows(
      `INSERT INTO scorecard (id, tenant_id, round_id, review_stage_id, application_id, judge_id, rubric_version_id) SELECT $1, tenant_id, round_id, review_stage_id, $2, judge_id, rubric_version_id FROM scorecard WHERE judge_id = $3 LIMIT 1`,
      [sheet, late!.id, judge.userId],
    );
    expect((await judge.call(getSheet, { params: { id: sheet } })).problem).toMatchObject({ status: 403, code: 'DECLARATION.MISSING' });
    expect((await judge.do(listMySheets, { params: { stageId } })).sheets.map((one) => one.id)).not.toContain(sheet);
    await judge.do(declareConflicts, { params: { stageId }, body: { conflicts: [], seen: [late!.id], noOthers: true } });
    expect((await judge.call(getSheet, { params: { id: sheet } })).status).toBe(200);
  });

  it('is for the panel alone', async () => {
    const { w, round, stageId } = await ground();
    const judgeOfAnother = await w.as('judge', { roundId: round.roundId });
    expect((await judgeOfAnother.call(getDeclaration, { params: { stageId } })).status).toBe(404);
    expect((await judgeOfAnother.call(listMySheets, { params: { stageId } })).status).toBe(404);
    expect((await (await w.as('street_manager')).call(getDeclaration, { params: { stageId } })).status).toBe(403);
  });
});

describe('what a judge sees', () => {
  it('reads the submitted version without personal fields, with the rubric and its anchors', async () => {
    const { judge, sheet, app } = await ground();
    const view = await judge.do(getSheet, { params: { id: sheet } });
    expect(view).toMatchObject({ state: 'assigned', fullMarks: '100', items: {}, progress: { locked: 0, all: 3 }, application: { title: app.title } });
    expect(view.application.organization).toContain(app.organizationName);
    expect(view.rubric.sections[0]!.fields[0]!.score?.anchors).toHaveLength(3);
    expect(view.actions).toMatchObject([{ event: 'save', allowed: true }, { event: 'recuse', allowed: true }]);
    const fields = view.application.definition.sections.flatMap((section) => section.fields);
    expect(fields.filter((field) => field.personal || field.type === 'people')).toEqual([]);
    expect(Object.keys(view.application.answers).every((id) => fields.some((field) => field.id === id))).toBe(true);
  });

  it('blind, does not learn whose it is, not even from a file’s name', async () => {
    const { judge, sheet, app, stageId } = await ground({}, blind);
    const view = await judge.do(getSheet, { params: { id: sheet } });
    expect(view.application.organization).toBeNull();
    expect(JSON.stringify(view)).not.toContain(app.organizationName);
    expect(JSON.stringify(await judge.do(listMySheets, { params: { stageId } }))).not.toContain(app.organizationName);
    for (const file of view.application.files) {
      expect(file.name).toMatch(/^附件\d+\.pdf$/);
      const sent = await judge.download(`/scorecards/${sheet}/files/${file.id}`);
      expect(sent.status).toBe(200);
      expect(decodeURIComponent(sent.headers['content-disposition']!)).toContain(file.name);
    }
  });

  it('downloads files that the view names and no others', async () => {
    const { judge, other, sheet, app, w } = await ground();
    const { files } = (await judge.do(getSheet, { params: { id: sheet } })).application;
    expect(files.length).toBeGreaterThan(0);
    expect((await judge.download(`/scorecards/${sheet}/files/${files[0]!.id}`)).status).toBe(200);
    const hidden = await fileIn(w, { subject: { kind: 'application', id: app.id }, name: '法定代表人身份证.pdf' });
    expect((await judge.call(getSheetFile, { params: { id: sheet, fileId: hidden } })).status).toBe(404);
    expect((await other.call(getSheetFile, { params: { id: sheet, fileId: files[0]!.id } })).status).toBe(404);
  });

  it('never another judge’s sheet', async () => {
    const { other, sheet, staff, w } = await ground();
    const body = { revision: 1, items: items() };
    for (const [who, status] of [[other, 404], [staff, 403], [await w.stranger(), 404], [w.nobody(), 401]] as const) {
      expect((await who.call(getSheet, { params: { id: sheet } })).status).toBe(status);
      expect((await who.call(saveSheet, { params: { id: sheet }, body })).status).toBe(status);
      expect((await who.call(lockSheet, { params: { id: sheet }, body: { revision: 1, total: '0' } })).status).toBe(status);
      expect((await who.call(recuseSheet, { params: { id: sheet }, body: { revision: 1, reason: 'x' } })).status).toBe(status);
    }
  });
});

describe('saving', () => {
  it('keeps items in one spelling, adds them up, and writes one event with what was there before', async () => {
    const { judge, sheet, w, round } = await ground();
    const first = await judge.do(saveSheet, { params: { id: sheet }, body: { revision: 1, items: items({ need: '18.0' }) } });
    expect(first).toEqual({ revision: 2, total: '18', complete: false, missing: ['design', 'team', 'budget', 'outcome', 'novel'] });
    const all: ScoreItems = { ...items(), need: { score: '17', comment: '调查样本偏少' }, foreign: { score: '99' } };
    expect(await judge.do(saveSheet, { params: { id: sheet }, body: { revision: 2, items: all, comment: '可行' } })).toMatchObject({ revision: 3, total: '81.5', complete: true });
    const view = await judge.do(getSheet, { params: { id: sheet } });
    expect(view).toMatchObject({ state: 'in_progress', total: '81.5', comment: '可行', items: { need: { score: '17', comment: '调查样本偏少' } } });
    expect(view.items).not.toHaveProperty('foreign');
    const events = await w.rows<{ tenant_id: string; actor_id: string; actor_role: string; round_id: string; data: unknown }>(`SELECT tenant_id, actor_id, actor_role, round_id, data FROM event_log WHERE subject_id = $1 AND kind = 'scorecard.save' ORDER BY id`, [sheet]);
    expect(events).toHaveLength(2);
    expect(events[1]).toMatchObject({
      tenant_id: w.tenantId, actor_id: judge.userId, actor_role: 'judge', round_id: round.roundId,
      data: { from: 'in_progress', to: 'in_progress', revision: 3, before: { total: '18', items: { need: { score: '18' } } }, after: { total: '81.5', items: { need: { score: '17', comment: '调查样本偏少' } } }, comment: ['', '可行'] },
    });
  });

  it.each([
    ['above the maximum', { need: '20.5' }, { path: 'need.score', code: 'SCORE.ABOVE_MAX' }],
    ['off the step', { need: '18.3' }, { path: 'need.score', code: 'SCORE.OFF_STEP' }],
  ])('refuses a score %s and keeps nothing of it', async (_, scores, field) => {
    const { judge, sheet, w } = await ground();
    const answer = await judge.call(saveSheet, { params: { id: sheet }, body: { revision: 1, items: items(scores) } });
    expect(answer.problem).toMatchObject({ status: 422, code: 'SCORECARD.INVALID', fields: [field] });
    expect(await w.rows('SELECT state, items, revision FROM scorecard WHERE id = $1', [sheet])).toEqual([{ state: 'assigned', items: {}, revision: 1 }]);
  });

  it('takes one of many saves at once, and says to the others that they are stale', async () => {
    const { judge, sheet, w } = await ground();
    const answers = await Promise.all(Array.from({ length: 8 }, (_, i) => judge.call(saveSheet, { params: { id: sheet }, body: { revision: 1, items: items({ need: String(10 + i) }) } })));
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409, 409, 409, 409, 409, 409, 409]);
    expect(answers.find((answer) => answer.status === 409)?.problem).toMatchObject({ code: 'REVISION.STALE', params: { yours: 1, current: 2 } });
    expect(await w.rows(`SELECT count(*) FROM event_log WHERE subject_id = $1`, [sheet])).toEqual([{ count: 1 }]);
  });

  it.each(['declaring', 'closed', 'frozen'])('is not open while the stage is %s', async (state) => {
    const { judge, sheet, stageId, w } = await ground();
    await w.rows('UPDATE review_stage SET state = $2 WHERE id = $1', [stageId, state]);
    expect((await judge.call(saveSheet, { params: { id: sheet }, body: { revision: 1, items: items() } })).problem).toMatchObject({ status: 409, code: 'REVIEW.NOT_OPEN' });
  });

  it('works by its own statement only within the sheet’s street and for its judge', async () => {
    const { judge, other, sheet, w } = await ground();
    const elsewhere = await t.world();
    const save = async (tenant: string, actor: string) => {
      const rows: { refusal: string | null }[] = await t.house.source.query('SELECT * FROM score_save($1, $2, $3, now(), 1, $4, $5, 10, $6, $7)', [tenant, sheet, actor, '{"need":{"score":"10"}}', '', newId(), 'test']);
      return rows[0]?.refusal;
    };
    expect(await save(elsewhere.tenantId, judge.userId)).toBe('NOT_FOUND');
    expect(await save(w.tenantId, other.userId)).toBe('NOT_FOUND');
    expect(await w.rows('SELECT revision FROM scorecard WHERE id = $1', [sheet])).toEqual([{ revision: 1 }]);
    expect(await save(w.tenantId, judge.userId)).toBeNull();
    // the tenant it named is gone with its statement
    expect(await t.house.source.query('SELECT count(*) FROM scorecard')).toEqual([{ count: 0 }]);
  });
});

describe('locking', () => {
  const filled = async () => {
    const all = await ground();
    await all.judge.do(saveSheet, { params: { id: all.sheet }, body: { revision: 1, items: items() } });
    return all;
  };
  const lock = (who: Client, id: string, revision = 2, total = '82.5') => who.call(lockSheet, { params: { id }, body: { revision, total } });

  it('needs every item', async () => {
    const { judge, sheet } = await ground();
    expect((await lock(judge, sheet, 1, '0')).problem.code).toBe('STATE.WRONG');
    await judge.do(saveSheet, { params: { id: sheet }, body: { revision: 1, items: items({ need: '18' }) } });
    expect((await lock(judge, sheet, 2, '18')).problem).toMatchObject({ status: 422, code: 'SCORECARD.INCOMPLETE' });
  });

  it('takes the total the judge confirmed and leads to the least finished sheet', async () => {
    const { judge, sheet, sheets, applications, stageId } = await filled();
    const begun = sheets[applications[1]!.id]![judge.userId]!;
    await judge.do(saveSheet, { params: { id: begun }, body: { revision: 1, items: items({ need: '10' }) } });
    expect((await lock(judge, sheet, 2, '90')).problem).toMatchObject({ code: 'SCORECARD.TOTAL_DIFFERS', params: { total: '82.5' } });
    const answer = await lock(judge, sheet);
    expect(answer.body).toEqual({ revision: 3, total: '82.5', next: sheets[applications[2]!.id]![judge.userId] });
    const list = await judge.do(listMySheets, { params: { stageId } });
    expect(list.sheets.map((one) => [one.state, one.done])).toEqual([['assigned', 0], ['in_progress', 1], ['locked', 6]]);
  });

  it('is final for the judge: no save, no second lock, no recusal', async () => {
    const { judge, sheet, w } = await filled();
    await lock(judge, sheet);
    const before = await w.rows('SELECT * FROM scorecard WHERE id = $1', [sheet]);
    expect((await judge.call(saveSheet, { params: { id: sheet }, body: { revision: 3, items: items({ need: '1' }) } })).problem).toMatchObject({ status: 409, code: 'STATE.WRONG' });
    expect((await lock(judge, sheet, 3)).problem.code).toBe('STATE.WRONG');
    expect((await judge.call(recuseSheet, { params: { id: sheet }, body: { revision: 3, reason: 'x' } })).problem.code).toBe('STATE.WRONG');
    expect(await w.rows('SELECT * FROM scorecard WHERE id = $1', [sheet])).toEqual(before);
  });

  it('is undone by staff alone, with a reason that the judge sees', async () => {
    const { judge, sheet, staff, w } = await filled();
    await lock(judge, sheet);
    const reopen = (who: Client, revision = 3, reason = '第 3 项漏看附件') => who.call(reopenSheet, { params: { id: sheet }, body: { revision, reason } });
    expect((await reopen(judge)).status).toBe(404);
    expect((await reopen(await w.stranger())).status).toBe(404);
    expect((await reopen(await w.as('auditor'))).status).toBe(403);
    expect((await reopen(staff, 2)).problem.code).toBe('REVISION.STALE');
    expect((await reopen(staff)).body).toEqual({ revision: 4, state: 'in_progress' });
    expect(await judge.do(getSheet, { params: { id: sheet } })).toMatchObject({ state: 'in_progress', reason: '第 3 项漏看附件', lockedAt: null });
  });

  it('and closing the stage do not pass each other', async () => {
    const { judge, sheet, stageId, w } = await filled();
    await w.rows(`UPDATE review_stage SET state = 'closed' WHERE id = $1`, [stageId]);
    expect((await lock(judge, sheet)).problem.code).toBe('REVIEW.NOT_OPEN');
  });
});

describe('a conflict closes every door', () => {
  const doors = async (judge: Client, sheet: string, fileId: string) => [
    (await judge.call(getSheet, { params: { id: sheet } })).status,
    (await judge.call(getSheetFile, { params: { id: sheet, fileId } })).status,
    (await judge.call(saveSheet, { params: { id: sheet }, body: { revision: 2, items: items() } })).status,
    (await judge.call(lockSheet, { params: { id: sheet }, body: { revision: 2, total: '1' } })).status,
    (await judge.call(recuseSheet, { params: { id: sheet }, body: { revision: 2, reason: 'x' } })).status,
  ];

  it('the judge’s own recusal half-way', async () => {
    const { judge, sheet, stageId, app, w } = await ground();
    const { files } = (await judge.do(getSheet, { params: { id: sheet } })).application;
    expect((await judge.call(recuseSheet, { params: { id: sheet }, body: { revision: 1, reason: '' } })).status).toBe(400);
    const { next } = await judge.do(recuseSheet, { params: { id: sheet }, body: { revision: 1, reason: '项目负责人是我的学生' } });
    expect(next).not.toBeNull();
    expect(await doors(judge, sheet, files[0]!.id)).toEqual([403, 403, 409, 403, 403]);
    expect((await judge.do(listMySheets, { params: { stageId } })).sheets.find((one) => one.id === sheet)).toMatchObject({ state: 'recused', total: null });
    expect(await w.rows('SELECT reason FROM conflict WHERE application_id = $1', [app.id])).toEqual([{ reason: '项目负责人是我的学生' }]);
  });

  it('one that staff found after scoring: the sheet is void and kept', async () => {
    const { judge, sheet, staff, app, w } = await ground();
    const { files } = (await judge.do(getSheet, { params: { id: sheet } })).application;
    await judge.do(saveSheet, { params: { id: sheet }, body: { revision: 1, items: items() } });
    await judge.do(lockSheet, { params: { id: sheet }, body: { revision: 2, total: '82.5' } });
    const record = (userId: string) => staff.call(recordConflict, { params: { id: app.id }, body: { userId, reason: '在该机构领取劳务费' } });
    expect((await record(staff.userId)).status).toBe(404);
    expect((await record(judge.userId)).body).toEqual({ voided: 1 });
    expect((await record(judge.userId)).body).toEqual({ voided: 0 });
    expect(await doors(judge, sheet, files[0]!.id)).toEqual([403, 403, 409, 403, 403]);
    expect(await w.rows('SELECT state, total::text, reason FROM scorecard WHERE id = $1', [sheet])).toEqual([{ state: 'voided', total: '82.5', reason: '在该机构领取劳务费' }]);
  });

  it('one that the judge declares while scoring', async () => {
    const { judge, sheet, stageId, app, applications } = await ground();
    await judge.do(declareConflicts, { params: { stageId }, body: { conflicts: [{ applicationId: app.id, reason: '亲属任职' }], seen: applications.map((one) => one.id), noOthers: true } });
    expect((await judge.call(getSheet, { params: { id: sheet } })).status).toBe(403);
  });

  it('a judge who left the panel', async () => {
    const { judge, sheet, w } = await ground();
    await w.rows('UPDATE panel_judge SET removed_at = now() WHERE user_id = $1', [judge.userId]);
    expect((await judge.call(getSheet, { params: { id: sheet } })).status).toBe(404);
  });
});
