import type { FormDefinition } from '@weichuang/domain/forms/definition';
import type { FieldProblem } from '@weichuang/kernel/denial';
import { FormModel } from './model';
import type { FormRules } from './types';

const definition: FormDefinition = {
  sections: [
    { id: 'basic', title: { zh: '基本' }, fields: [{ id: 'name', type: 'text', label: { zh: '名称' }, required: true }, { id: 'kind', type: 'choice', label: { zh: '类别' } }] },
    { id: 'more', title: { zh: '其他' }, fields: [{ id: 'team', type: 'table', label: { zh: '团队' }, showIf: { field: 'kind', is: 'equals', value: 'team' } }] },
  ],
};
const fields = definition.sections.flatMap((section) => section.fields);

/** Small rules that stand for the domain's, which the kit may not import. */
const rules: FormRules = {
  visibleFields: (_, answers) => fields.filter((field) => field.id !== 'team' || answers['kind'] === 'team'),
  validateAnswers: (_, answers) => [
    ...(answers['name'] ? [] : [{ path: 'name', code: 'FIELD.REQUIRED' }]),
    ...(answers['kind'] === 'team' ? [{ path: 'team.0.name', code: 'FIELD.REQUIRED' }] : []),
  ],
  progressOf: (_, answers) => ({ sections: [{ sectionId: 'basic', state: answers['name'] ? 'done' : 'not_started', missing: 0, wrong: 0 }] }),
  columnsOf: () => [],
};
const make = (answers = {}, extraProblems?: () => readonly FieldProblem[]) => new FormModel(definition, answers, { rules, extraProblems });
const shown = (model: FormModel) => [...model.read().shown.keys()];

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

it('leaves out a section of which nothing is visible, and shows it at once when an answer asks for it', () => {
  const model = make();
  expect(model.read().sections.map((one) => one.section.id)).toEqual(['basic']);
  model.change({ kind: 'team' }, 'kind');
  expect(model.read().sections.map((one) => one.section.id)).toEqual(['basic', 'more']);
});

it('shows no problem of a field that nobody has left', () => {
  const model = make();
  expect(shown(model)).toEqual([]);
  expect(model.read().all).toHaveLength(1);
  model.touch('name');
  expect(shown(model)).toEqual(['name']);
});

it('shows all on an attempt to submit, and says whether there are any', () => {
  const model = make({ kind: 'team' });
  expect(model.reveal()).toBe(false);
  expect(shown(model)).toEqual(['name', 'team.0.name']);
  expect(make({ name: 'x' }).reveal()).toBe(true);
});

it('checks again after a pause in typing', () => {
  const model = make();
  model.reveal();
  model.change({ name: '邻' }, 'name');
  expect(shown(model)).toEqual(['name']);
  jest.advanceTimersByTime(250);
  expect(shown(model)).toEqual([]);
  expect(model.read().sections[0]?.state).toBe('done');
});

it('keeps the server’s problems until their field changes', () => {
  const model = make({ name: 'x' });
  model.serverProblems([{ path: 'kind', code: 'FIELD.NOT_AN_OPTION' }, { path: 'name', code: 'FIELD.TOO_LONG' }]);
  model.change({ name: 'y' }, 'name');
  jest.advanceTimersByTime(250);
  expect(shown(model)).toEqual(['kind']);
});

it('counts what only the sums know', () => {
  const model = make({ name: 'x' }, () => [{ path: 'kind', code: 'BUDGET.OVER_CAP' }]);
  expect(model.reveal()).toBe(false);
  expect(model.read().sections[0]?.wrong).toBe(1);
});

it('tells a listener, and no more after it has left', () => {
  const model = make();
  const listener = jest.fn();
  const leave = model.subscribe(listener);
  model.touch('name');
  leave();
  model.touch('kind');
  expect(listener).toHaveBeenCalledTimes(1);
});
