import { addActivityFile, editActivity, fileActivity, listActivities, removeActivity } from '@weichuang/contracts/supervision/delivery';
import { addDays } from '@weichuang/kernel/calendar';
import { dateInChina, instantInChina } from '@weichuang/kernel/clock';
import { testApi, type TestApi } from '@weichuang/testing/api';
import { applications, ownerOf } from '@weichuang/testing/builders/applications';
import { publishedRound } from '@weichuang/testing/builders/calls';
import { aPdf, aPng } from '@weichuang/testing/builders/files';
import { runningProject, supervisedBy } from '@weichuang/testing/builders/projects';
import { permissions } from '../permissions';
import { slices } from '../slices';

let t: TestApi;
beforeAll(async () => {
  t = await testApi(slices, permissions);
});
afterAll(() => t.close());

async function running(options: { signed?: boolean } = {}) {
  const w = await t.world();
  const round = await publishedRound(w, { state: 'executing' });
  const project = await runningProject(w, round, options);
  const owner = await ownerOf(w, project);
  const yesterday = addDays(dateInChina(t.house.clock.now()), -1);
  return { w, round, project, owner, yesterday, params: { id: project.id } };
}

const activity = (heldOn: string) => ({
  title: '银龄手机课堂', heldOn, startsAt: '09:00', endsAt: '11:00', place: '春申社区活动室', attendanceCount: 32, distinctServed: 18, volunteerCount: 3, volunteerHoursHundredths: 600,
  summary: '教居民用手机挂号、缴费。',
});

describe('an activity', () => {
  it('is filed with photo and sign-in sheet; attendances and persons are summed apart, against the plan', async () => {
    const { w, owner, params, yesterday } = await running();
    const one = await owner.do(fileActivity, { params, body: activity(yesterday) });
    await owner.do(fileActivity, { params, body: { ...activity(yesterday), startsAt: '10:30', endsAt: '12:00', attendanceCount: 8, distinctServed: 8 } });
    expect((await owner.upload(addActivityFile, { id: one.id, purpose: 'photo' }, aPng(), '现场.png')).status).toBe(200);
    expect((await owner.upload(addActivityFile, { id: one.id, purpose: 'sign_in' }, aPdf(), '签到表.pdf')).status).toBe(200);
    const supervisor = await w.as('supervisor');
    await supervisedBy(w, params.id, supervisor.userId);
    const list = await supervisor.do(listActivities, { params });
    expect(list.sums).toMatchObject({ sessions: 2, attendance: 40, distinctAtLeast: 18, distinctAtMost: 26, volunteerHoursHundredths: 1200 });
    expect(list.sums.plannedSessions).toBeGreaterThan(0);
    const filed = list.rows.find((row) => row.id === one.id);
    expect(filed).toMatchObject({ title: '银龄手机课堂', mine: false, overlaps: true, photos: [{ name: '现场.png' }], signIns: [{ name: '签到表.pdf' }] });
    expect(list.may.file).toBe(false);
    expect((await owner.do(listActivities, { params })).may.file).toBe(true);
  });

  it('refuses a photo that is none', async () => {
    const { owner, params, yesterday } = await running();
    const { id } = await owner.do(fileActivity, { params, body: activity(yesterday) });
    const answer = await owner.upload(addActivityFile, { id, purpose: 'photo' }, aPdf(), '现场.png');
    expect([answer.status, answer.problem.code]).toEqual([415, 'FILE.WRONG_TYPE']);
  });

  it.each([
    ['more persons than attendances', { distinctServed: 33 }, 'distinctServed', 'ACTIVITY.MORE_PERSONS_THAN_ATTENDANCES'],
    ['nobody came', { attendanceCount: 0, distinctServed: 0 }, 'attendanceCount', 'ACTIVITY.NOBODY_CAME'],
    ['it ends before it begins', { endsAt: '08:00' }, 'endsAt', 'ACTIVITY.ENDS_BEFORE_IT_BEGINS'],
    ['before the project', { heldOn: '2001-01-01' }, 'heldOn', 'ACTIVITY.BEFORE_PROJECT'],
    ['in the future', { heldOn: 'tomorrow' }, 'heldOn', 'ACTIVITY.IN_THE_FUTURE'],
  ])('is refused with the field when %s', async (_, wrong, path, code) => {
    const { owner, params, yesterday } = await running();
    const body = { ...activity(yesterday), ...wrong };
    const answer = await owner.call(fileActivity, { params, body: { ...body, heldOn: body.heldOn === 'tomorrow' ? addDays(yesterday, 2) : body.heldOn } });
    expect(answer.status).toBe(422);
    expect(answer.problem).toMatchObject({ code: 'ACTIVITY.INVALID', fields: [{ path, code, message: expect.stringMatching(/[一-龥]/) as string }] });
  });

  it('is refused beside its end while it is not over, by the server’s clock, and taken when it is', async () => {
    const { owner, params } = await running();
    const day = dateInChina(t.house.clock.now());
    try {
      await t.house.clock.moveTo(instantInChina(day, '10:20'));
      const body = { ...activity(day), startsAt: '14:00', endsAt: '16:00' };
      const early = await owner.call(fileActivity, { params, body });
      expect(early.problem).toMatchObject({ status: 422, code: 'ACTIVITY.INVALID', fields: [{ path: 'endsAt', code: 'ACTIVITY.NOT_OVER', message: '活动要到 16:00 才结束，请在结束后提交' }] });
      await t.house.clock.moveTo(instantInChina(day, '16:00'));
      const filed = await owner.do(fileActivity, { params, body });
      const later = await owner.call(editActivity, { params: { id: filed.id }, body: { ...body, endsAt: '18:00', revision: filed.revision } });
      expect(later.problem.fields?.map((field) => [field.path, field.code])).toEqual([['endsAt', 'ACTIVITY.NOT_OVER']]);
    } finally {
      await t.house.clock.moveTo(new Date());
    }
  });

  it('sent twice by the phone is one record: by its own key and by the click’s', async () => {
    const { w, owner, project, params, yesterday } = await running();
    const body = { ...activity(yesterday), clientKey: 'phone-1-0001' };
    const first = await owner.do(fileActivity, { params, body });
    expect(await owner.do(fileActivity, { params, body })).toEqual(first);
    const click = { 'idempotency-key': 'b3c4f5a0-0000-4000-8000-00000000000a' };
    const again = await owner.do(fileActivity, { params, body: activity(yesterday) }, click);
    expect(await owner.do(fileActivity, { params, body: activity(yesterday) }, click)).toEqual(again);
    expect(await w.rows('SELECT id FROM activity_record WHERE project_id = $1', [project.id])).toHaveLength(2);
  });

  it('is edited with its revision and removed, with traces of both', async () => {
    const { w, owner, params, yesterday } = await running();
    const { id, revision } = await owner.do(fileActivity, { params, body: activity(yesterday) });
    const edited = await owner.do(editActivity, { params: { id }, body: { ...activity(yesterday), attendanceCount: 30, revision } });
    expect(edited.revision).toBe(revision + 1);
    const stale = await owner.call(editActivity, { params: { id }, body: { ...activity(yesterday), revision } });
    expect([stale.status, stale.problem.code]).toEqual([409, 'REVISION.STALE']);
    await owner.do(removeActivity, { params: { id } });
    expect((await owner.do(listActivities, { params })).rows).toEqual([]);
    const gone = await owner.call(editActivity, { params: { id }, body: { ...activity(yesterday), revision: edited.revision } });
    expect([gone.status, gone.problem.code]).toEqual([409, 'ACTIVITY.REMOVED']);
    expect((await w.rows<{ kind: string }>(`SELECT kind FROM event_log WHERE subject_id = $1 AND kind LIKE 'activity.%' ORDER BY id`, [id])).map((row) => row.kind)).toEqual(['activity.filed', 'activity.edited', 'activity.removed']);
  });

  it('belongs to a project that runs', async () => {
    const { owner, params, yesterday } = await running({ signed: false });
    const answer = await owner.call(fileActivity, { params, body: activity(yesterday) });
    expect([answer.status, answer.problem.code]).toEqual([409, 'ACTIVITY.PROJECT_NOT_RUNNING']);
  });

  it('is the grantee’s own affair', async () => {
    const { w, round, owner, params, yesterday } = await running();
    const { id, revision } = await owner.do(fileActivity, { params, body: activity(yesterday) });
    const [other] = await applications(w, round, 1, { state: 'qualified' });
    const strangers = [await t.world().then((x) => x.as('street_manager')), await ownerOf(w, other as NonNullable<typeof other>)]; // one was asked for
    for (const stranger of strangers) {
      expect((await stranger.call(listActivities, { params })).status).toBe(404);
      expect((await stranger.call(fileActivity, { params, body: activity(yesterday) })).status).toBe(404);
      expect((await stranger.call(editActivity, { params: { id }, body: { ...activity(yesterday), revision } })).status).toBe(404);
      expect((await stranger.call(removeActivity, { params: { id } })).status).toBe(404);
    }
    const handler = await w.as('street_handler');
    expect((await handler.call(fileActivity, { params, body: activity(yesterday) })).status).toBe(403);
    expect((await handler.call(removeActivity, { params: { id } })).status).toBe(403);
    expect((await w.nobody().call(listActivities, { params })).status).toBe(401);
  });
});
