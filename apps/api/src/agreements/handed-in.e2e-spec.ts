import { getProjectApplication, getProjectApplicationFile } from '@weichuang/contracts/agreements/application';
import { getProject } from '@weichuang/contracts/agreements/projects';
import { testApi, type TestApi } from '@weichuang/testing/api';
import { ownerOf } from '@weichuang/testing/builders/applications';
import { publishedRound } from '@weichuang/testing/builders/calls';
import { lookedAfterProject } from '@weichuang/testing/builders/evaluations';
import { runningProject } from '@weichuang/testing/builders/projects';
import { permissions } from '../permissions';
import { slices } from '../slices';

let t: TestApi;
beforeAll(async () => {
  t = await testApi(slices, permissions);
});
afterAll(() => t.close());

async function place() {
  const w = await t.world();
  const round = await publishedRound(w, { state: 'executing' });
  const after = await lookedAfterProject(w, round);
  return { w, round, ...after, other: await w.as('supervisor'), params: { id: after.project.id } };
}

it('is read by whoever supervises, coaches or evaluates the project, without anything personal', async () => {
  const { w, project, supervisor, coach, evaluator, params } = await place();
  const [{ answers } = { answers: {} }] = await w.rows<{ answers: Record<string, unknown> }>('SELECT answers FROM application_version WHERE application_id = $1', [project.applicationId]);
  const phone = String(answers['lead_phone']);
  expect(phone).toMatch(/^\d{11}$/); // there is something to leak
  for (const person of [supervisor, coach, evaluator]) {
    const view = await person.do(getProjectApplication, { params });
    expect(view).toMatchObject({ applicationId: project.applicationId, version: 1, title: project.title, whole: false });
    expect(Object.keys(view.answers).length).toBeGreaterThan(5);
    expect(JSON.stringify(view)).not.toContain(phone);
    expect(view.answers).not.toHaveProperty('members');
    expect((await person.do(getProject, { params })).may.readApplication).toBe(true);
  }
});

it('is closed to supervisors and evaluators of other projects, and not to be seen from elsewhere', async () => {
  const { w, round, other, supervisor, evaluator, params } = await place();
  expect((await other.call(getProjectApplication, { params })).problem).toMatchObject({ status: 403, code: 'PROJECT.NOT_ASSIGNED' });
  expect((await other.do(getProject, { params })).may.readApplication).toBe(false);
  const second = await runningProject(w, round);
  for (const person of [supervisor, evaluator]) expect((await person.call(getProjectApplication, { params: { id: second.id } })).status).toBe(403);
  expect((await (await w.as('judge')).call(getProjectApplication, { params })).status).toBe(404);
  expect((await (await ownerOf(w, second)).call(getProjectApplication, { params })).status).toBe(404);
  expect((await (await w.stranger()).call(getProjectApplication, { params })).status).toBe(404);
});

it('leads staff and the grantee to the whole of it', async () => {
  const { w, project, params } = await place();
  for (const person of [await w.as('undertaker'), await ownerOf(w, project)]) expect((await person.do(getProjectApplication, { params })).whole).toBe(true);
});

it('gives out the files that its answers name, and no other', async () => {
  const { w, project, supervisor, other, params } = await place();
  const view = await supervisor.do(getProjectApplication, { params });
  const fileId = view.files[0]?.id ?? '';
  expect(fileId).toBeTruthy();
  expect((await other.call(getProjectApplicationFile, { params: { ...params, fileId } })).status).toBe(403);
  const far = await runningProject(w, { roundId: (await w.rows<{ round_id: string }>('SELECT round_id FROM project WHERE id = $1', [project.id]))[0]?.round_id ?? '' });
  const [foreign] = await w.rows<{ id: string }>('SELECT id FROM stored_file WHERE subject_id = $1 LIMIT 1', [far.applicationId]);
  expect(foreign?.id).toBeTruthy();
  expect((await supervisor.call(getProjectApplicationFile, { params: { ...params, fileId: foreign?.id ?? '' } })).status).toBe(404);
});
