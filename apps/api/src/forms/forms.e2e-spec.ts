import {
  compareFormVersions, createForm, deleteFormDraft, draftVersion, getFormVersion, listForms, publishFormVersion, saveFormVersion,
} from '@weichuang/contracts/forms/versions';
import type { FormDefinition } from '@weichuang/domain/forms/definition';
import { validatePinned } from '@weichuang/domain/forms/pin';
import { testApi, type TestApi } from '@weichuang/testing/api';
import { publishedRound } from '@weichuang/testing/builders/calls';
import { permissions } from '../permissions';
import { slices } from '../slices';

let t: TestApi;
beforeAll(async () => {
  t = await testApi(slices, permissions);
});
afterAll(() => t.close());

const form = (...fields: FormDefinition['sections'][number]['fields'][number][]): FormDefinition => ({ sections: [{ id: 'main', title: { zh: '基本情况' }, fields }] });
const name = { id: 'name', type: 'text', label: { zh: '项目名称' }, required: true, maxLength: 30 } as const;
const goal = { id: 'goal', type: 'longtext', label: { zh: '目标' }, required: true } as const;

async function written() {
  const w = await t.world();
  const handler = await w.as('street_handler');
  const { id } = await handler.do(createForm, { params: { tenantId: w.tenantId }, body: { kind: 'application', title: '微项目申报书' } });
  const view = (versionId: string) => handler.do(getFormVersion, { params: { id: versionId } });
  const save = async (versionId: string, definition: FormDefinition) => handler.do(saveFormVersion, { params: { id: versionId }, body: { revision: (await view(versionId)).revision, definition } });
  const publish = async (versionId: string) => handler.do(publishFormVersion, { params: { id: versionId }, body: { revision: (await view(versionId)).revision } });
  return { w, handler, id, view, save, publish };
}

it('saves a draft whatever is wrong with it, and says what is', async () => {
  const f = await written();
  const saved = await f.save(f.id, form({ ...name, label: { zh: '' } }, { ...name, id: 'name' }, { id: 'pick', type: 'choice', label: { zh: '类别' } }));
  expect(saved.problems.map((problem) => [problem.path, problem.code])).toEqual([
    ['sections.0.fields.0.label', 'FORM.LABEL_MISSING'], ['sections.0.fields.1.id', 'FORM.ID_REPEATED'], ['sections.0.fields.2.options', 'FORM.OPTIONS_MISSING'],
  ]);
  const view = await f.view(f.id);
  expect(view.problems).toEqual(saved.problems);
  expect(view.tenantId).toBe(f.w.tenantId); // the next version is made there, wherever its reader works else
  expect(view.actions).toEqual([
    { event: 'edit', allowed: true },
    { event: 'publish', allowed: false, why: { code: 'FORM.INVALID', detail: '表单还有问题，请按提示修改后再发布' } },
    { event: 'delete', allowed: true },
  ]);
  const refused = await f.handler.call(publishFormVersion, { params: { id: f.id }, body: { revision: saved.revision } });
  expect(refused.problem).toMatchObject({ status: 422, code: 'FORM.INVALID' });
  expect(refused.problem.fields).toHaveLength(3);
});

it('never changes what is published', async () => {
  const f = await written();
  await f.save(f.id, form(name));
  await f.publish(f.id);
  const { revision } = await f.view(f.id);
  expect((await f.handler.call(saveFormVersion, { params: { id: f.id }, body: { revision, definition: form(goal) } })).problem).toMatchObject({ status: 409, code: 'FORM.PUBLISHED' });
  expect((await f.handler.call(publishFormVersion, { params: { id: f.id }, body: { revision } })).problem.code).toBe('FORM.PUBLISHED');
  expect((await f.handler.call(deleteFormDraft, { params: { id: f.id } })).problem.code).toBe('FORM.PUBLISHED');
  // not even past the application
  await expect(f.w.rows(`UPDATE form_version SET definition = '{}' WHERE id = $1`, [f.id])).rejects.toThrow('never changes');
});

it('a new version never breaks old answers: they stay with theirs', async () => {
  const f = await written();
  await f.save(f.id, form(name));
  await f.publish(f.id);
  const answers = { name: '邻里花园' };
  const { formKey } = await f.view(f.id);
  const { id: second } = await f.handler.do(draftVersion, { params: { tenantId: f.w.tenantId, formKey } });
  expect(await f.handler.do(draftVersion, { params: { tenantId: f.w.tenantId, formKey } })).toEqual({ id: second });
  await f.save(second, form({ ...name, maxLength: 2 }, goal));
  await f.publish(second);
  const versions = new Map(await Promise.all([f.id, second].map(async (id) => [id, (await f.view(id)).definition] as const)));
  expect(validatePinned(versions, { versionId: f.id, answers }, { mode: 'final' })).toEqual([]);
  expect(validatePinned(versions, { versionId: second, answers }, { mode: 'final' }).map((problem) => problem.code)).toEqual(['FIELD.TOO_LONG', 'FIELD.REQUIRED']);
  expect((await f.handler.do(compareFormVersions, { params: { id: second }, query: { since: f.id } })).rows).toEqual([
    { kind: 'changed', fieldId: 'name', label: name.label, aspects: ['maxLength'] },
    { kind: 'added', fieldId: 'goal', label: goal.label, aspects: [] },
  ]);
  expect((await f.view(second)).previous).toEqual({ id: f.id, version: 1 });
});

it('makes one draft of two requests at once', async () => {
  const f = await written();
  await f.save(f.id, form(name));
  await f.publish(f.id);
  const { formKey } = await f.view(f.id);
  const made = await Promise.all(Array.from({ length: 4 }, () => f.handler.do(draftVersion, { params: { tenantId: f.w.tenantId, formKey } })));
  expect(new Set(made.map((one) => one.id)).size).toBe(1);
});

it('throws a draft away', async () => {
  const f = await written();
  expect(await f.handler.do(deleteFormDraft, { params: { id: f.id } })).toEqual({ deleted: true });
  expect((await f.handler.call(getFormVersion, { params: { id: f.id } })).status).toBe(404);
});

it('lists a street’s forms with their versions and where they are used', async () => {
  const w = await t.world();
  const { formVersionIds } = await publishedRound(w);
  const { rows } = await (await w.as('undertaker')).do(listForms, { params: { tenantId: w.tenantId }, query: { kind: 'rubric' } });
  expect(rows.map((row) => row.versions.map((version) => [version.id, version.version, version.usedBy]))).toEqual(
    expect.arrayContaining([[[formVersionIds['rubric'], 1, 1]], [[formVersionIds['micro_rubric'], 1, 1]]]),
  );
});

it('is nobody else’s, and is refused stale', async () => {
  const f = await written();
  const stranger = await f.w.stranger();
  const judge = await f.w.as('supervisor');
  for (const [who, status] of [[stranger, 404], [judge, 403]] as const) {
    expect((await who.call(listForms, { params: { tenantId: f.w.tenantId } })).status).toBe(status);
    expect((await who.call(getFormVersion, { params: { id: f.id } })).status).toBe(status);
    expect((await who.call(saveFormVersion, { params: { id: f.id }, body: { revision: 1, title: 'x' } })).status).toBe(status);
    expect((await who.call(publishFormVersion, { params: { id: f.id }, body: { revision: 1 } })).status).toBe(status);
    expect((await who.call(deleteFormDraft, { params: { id: f.id } })).status).toBe(status);
    expect((await who.call(createForm, { params: { tenantId: f.w.tenantId }, body: { kind: 'rubric', title: 'x' } })).status).toBe(status);
    expect((await who.call(draftVersion, { params: { tenantId: f.w.tenantId, formKey: 'x' } })).status).toBe(status);
  }
  expect((await f.handler.call(compareFormVersions, { params: { id: f.id }, query: { since: await foreignVersion() } })).status).toBe(404);
  expect((await f.handler.call(saveFormVersion, { params: { id: f.id }, body: { revision: 9, title: 'x' } })).problem.code).toBe('REVISION.STALE');
  expect((await (await f.w.as('undertaker')).call(publishFormVersion, { params: { id: f.id }, body: { revision: 1 } })).status).toBe(403);
});

async function foreignVersion(): Promise<string> {
  const { formVersionIds } = await publishedRound(await t.world());
  return formVersionIds['rubric']!;
}
